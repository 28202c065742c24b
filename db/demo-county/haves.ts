import { v7 as uuidv7 } from 'uuid';
import { accepting, enterCheck, givingBack, submitting } from '#plans/haves/checks/actions.ts';
import { haveCheck, type HaveCheck } from '#plans/haves/checks/record.ts';
import { adopting, enterChecklist } from '#plans/haves/checklists/actions.ts';
import { checklist, type Checklist, type Item } from '#plans/haves/checklists/record.ts';
import { equipment, type EquipmentEntry } from '#plans/haves/equipment/record.ts';
import { funds, type FundsEntry } from '#plans/haves/funds/record.ts';
import { enterProof } from '#plans/haves/proofs/actions.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { all, is } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { create, edit, take } from '#platform/records/write.ts';
import { dayIn, later, type Life, type Place } from './life.ts';

/** The five haves of the speech: room and plaque, equipment, a worker, rules, funds. */
const fiveHaves = (): Item[] => [
  { id: uuidv7(), label: '有场所', asked: '有专门办公场所并挂牌', kind: 'place', months: null, verifier: '县政协办公室', required: true },
  { id: uuidv7(), label: '有设备', asked: '有必要办公设备', kind: 'equipment', months: null, verifier: '县政协办公室', required: true },
  { id: uuidv7(), label: '有人员', asked: '有一名以上专（兼）职工作人员', kind: 'worker', months: null, verifier: '县政协办公室', required: true },
  { id: uuidv7(), label: '有制度', asked: '有一套工作制度和规则，每年核对一次', kind: 'documents', months: 12, verifier: '县政协办公室', required: true },
  { id: uuidv7(), label: '有经费', asked: '有必要工作经费保障', kind: 'funds', months: null, verifier: '县政协办公室', required: true },
];

/** This place never asked to be accepted; this one was sent back once; this one's rules are about to expire; this one's have; this one's worker left. */
const told = { never: 18, returned: 4, near: 7, expired: 9, left: 11 } as const;

/** The checklist in January, what each committee shows for it in February, acceptance in spring, and what decayed since. */
export function haves(life: Life): void {
  const { year, office } = life;
  const items = fiveHaves();
  life.on(dayIn(year, 1, 20), office, async (act) => {
    const draft = await enterChecklist(act, { title: '五有' }, {});
    await edit<Checklist>(act, checklist, draft.id, undefined, { items: JSON.stringify(items) as unknown as Checklist['items'] });
    await take(act, checklist, draft.id, 'adopt', { input: { in_force_from: dayIn(year, 1, 20), document_no: `岚协〔${year}〕6号` }, effect: adopting });
  });
  for (const [index, place] of life.places.entries()) {
    show(life, place, index, items);
    if (index !== told.never) checked(life, place, index);
  }
  workerLeaves(life, life.places[told.left]);
}

/** Rules that were checked in an earlier November have run out by the next. */
function rulesSince(year: number, index: number): string {
  if (index === told.near) return dayIn(year - 1, 11, 25);
  return index === told.expired ? dayIn(year - 1, 9, 30) : dayIn(year, 2, 10);
}

function show(life: Life, place: Place, index: number, items: readonly Item[]): void {
  const { year, chance } = life;
  const committee_id = place.committee.id;
  const of = (kind: Item['kind']) => items.find((item) => item.kind === kind)!.id;
  const [floor, amount, pieces] = [chance.between(1, 4), chance.between(2, 5) * 10_000, chance.between(1, 3)];
  life.on(dayIn(year, 2, 10), place.clerk, async (act) => {
    await enterProof(act, { committee_id, item_id: of('place'), words: `机关办公楼${floor}楼，门口已挂联络委牌子`, since: dayIn(year, 1, 15) }, {});
    await enterProof(act, { committee_id, item_id: of('documents'), words: '工作规则、学习制度、会议制度、调研视察制度、民情反映制度、联系委员制度、请假制度、档案制度', since: rulesSince(year, index) }, {});
    await create<EquipmentEntry>(act, equipment, { committee_id, name: '电脑', number: pieces, since: dayIn(year, 1, 16), place: '联络委办公室' });
    await create<EquipmentEntry>(act, equipment, { committee_id, name: '打印机', number: 1, since: dayIn(year, 1, 16), place: '联络委办公室' });
    await create<FundsEntry>(act, funds, { committee_id, year, amount, source: '县财政预算', used: Math.round(amount * 0.4) });
  });
}

function checked(life: Life, place: Place, index: number): void {
  const { year, office } = life;
  const submitted = dayIn(year, 3, 2 + index);
  const visited = later(submitted, 20);
  let check: HaveCheck;
  const submit = (day: string) => life.on(day, place.clerk, (act) => take(act, haveCheck, check.id, 'submit', { effect: submitting as never }));
  const accept = (day: string) => life.on(day, office, (act) => take(act, haveCheck, check.id, 'accept', { input: { accepted_on: day, accepted_by: '县政协办公室验收组' }, effect: accepting as never }));
  life.on(dayIn(year, 2, 26), place.clerk, async (act) => void (check = await enterCheck(act, { committee_id: place.committee.id }, {})));
  submit(submitted);
  if (index !== told.returned) return accept(visited);
  life.on(visited, office, (act) => take(act, haveCheck, check.id, 'giveBack', { input: { remarks: '牌子挂在楼内，请移到门口', mend_by: later(visited, 14) }, effect: givingBack as never }));
  submit(later(visited, 10));
  accept(later(visited, 15));
}

/** In November one worker is moved: the tick falls by itself. */
function workerLeaves(life: Life, place: Place | undefined): void {
  if (!place) return;
  const day = dayIn(life.year, 11, 12);
  life.on(day, life.office, async (act) => {
    const held = await list(act, post, { where: all(is<Post>('committee_id', place.committee.id), is<Post>('role', 'worker'), is<Post>('state', 'holding')), limit: 5 });
    for (const one of held) await take(act, post, one.id, 'end', { input: { until: day }, reason: '调到镇党政办，工作人员暂缺' });
  });
}
