import { effects, enterItem } from '#duties/opinions/items/actions.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { dayBefore, later, type Life, type Place } from './life.ts';

/** What lies on the editors' desk on the last days: a piece at each hand, two merged, one given back, one converted from a proposal, one for the township. */
export function itemsInHand(life: Life): void {
  const [first, second, third, fourth] = life.places as [Place, Place, Place, Place];
  const days = lastDays(life.until, 12);
  onDesk(life, first, days, '关于集镇赶集日划定临时停车区的建议', 'county', 'submitted');
  onDesk(life, second, days, '饮用水水源地围栏损坏应引起重视', 'direct', 'submitted');
  onDesk(life, third, days, '关于方便高龄老人办理津贴认证的建议', 'county', 'reviewed');
  onDesk(life, first, days, '关于山洪易发路段增设警示标志的建议', 'county', 'edited');
  onDesk(life, second, days, '关于解决村卫生室常用药短缺的建议', 'county', 'checked');
  onDesk(life, third, days, '关于支持茶农产销对接的建议', 'county', 'signed');
  onDesk(life, fourth, days, '关于错开灌溉用水时段的建议', 'township', 'issued');
  givenBack(life, fourth, days);
  merged(life, [first, second], days);
  converted(life, days);
}

/** The last `many` days up to this one, the earliest first. */
function lastDays(until: string, many: number): string[] {
  const days = [until];
  while (days.length < many) days.unshift(dayBefore(days[0]!));
  return days;
}

const step = (act: Act, item: OpinionItem, name: keyof typeof opinionItem.steps, input: Record<string, unknown> = {}, reason?: string) =>
  take(act, opinionItem, item.id, name, { input, reason, effect: effects[name] });

const written = (place: Place, title: string): Partial<OpinionItem> => ({
  committee_id: place.committee.id, member_id: place.members[0]?.id ?? null, title, category: '民生',
  situation: `${place.committee.place}群众多次向联络委反映，影响日常生产生活。\n联络委会同村里看了现场，情况属实。`, causes: '责任单位不够明确，缺少日常管护经费。',
  advice: '一是请主管部门会同乡镇现场核查；\n二是明确管护责任人并公示电话；\n三是列入年度计划，分步解决。',
});

const hands = ['submitted', 'reviewed', 'edited', 'checked', 'signed', 'issued'] as const;

/** Written by the committee's clerk, then from hand to hand as far as said, a day for each. */
function onDesk(life: Life, place: Place, days: readonly string[], title: string, route: string, until: (typeof hands)[number]): void {
  let item: OpinionItem;
  const editor: Actor = route === 'township' ? place.clerk : life.office;
  const does: Record<(typeof hands)[number], (act: Act, day: string) => Promise<unknown>> = {
    submitted: async (act) => {
      item = await enterItem(act, written(place, title), {});
      await step(act, item, 'submit', { route, cleared: true });
    },
    reviewed: (act) => step(act, item, 'review'),
    edited: (act) => step(act, item, 'compile', { title, route, situation: `${place.committee.place}群众多次反映，经实地查看，情况属实，影响日常生产生活。`, editor_note: '此件反映的问题有一定普遍性，供参阅。' }),
    checked: (act) => step(act, item, 'check', { checked_by: '龙文山' }),
    signed: (act, day) => step(act, item, 'sign', { signed_by: route === 'township' ? (place.director?.name ?? '石远航') : '石远航', signed_on: day }),
    issued: (act, day) => step(act, item, 'issue', { issued_on: day }),
  };
  const reached = hands.slice(0, hands.indexOf(until) + 1);
  reached.forEach((hand, n) => life.on(days[n + 2]!, hand === 'submitted' ? place.clerk : editor, (act) => does[hand](act, days[n + 2]!)));
}

function givenBack(life: Life, place: Place, days: readonly string[]): void {
  let item: OpinionItem;
  life.on(days[4]!, place.clerk, async (act) => {
    item = await enterItem(act, written(place, '关于增加早班客车的建议'), {});
    await step(act, item, 'submit', { route: 'county', cleared: true });
  });
  life.on(days[7]!, life.office, (act) => step(act, item, 'giveBack', {}, '请补充涉及几个村、多少人，再报一次'));
}

/** Two places reported the same matter. */
function merged(life: Life, places: readonly Place[], days: readonly string[]): void {
  const items: OpinionItem[] = [];
  for (const place of places) {
    life.on(days[3]!, place.clerk, async (act) => {
      const item = await enterItem(act, written(place, `关于加密${place.committee.place}垃圾清运的建议`), {});
      items.push(await step(act, item, 'submit', { route: 'county', cleared: true }));
    });
  }
  life.on(days[6]!, life.office, (act) => step(act, items[1]!, 'merge', { merged_into: items[0]!.id }));
}

/** The first proposal that the review turned over. */
function converted(life: Life, days: readonly string[]): void {
  life.on(later(days[0]!, 1), life.office, async (act) => {
    const [from] = await list<Proposal>(act, proposal, { where: is<Proposal>('state', 'converted'), order: [{ column: 'submitted_on' }], limit: 1 });
    if (!from) return;
    const item = await enterItem(act, { title: from.title.replace(/提案$/u, '建议').slice(0, 100), committee_id: from.committee_id, situation: from.situation, causes: from.analysis, advice: from.advice, proposal_id: from.id }, {});
    await step(act, item, 'submit', { route: 'county', cleared: true });
  });
}
