import { invite, type Asked } from '#duties/attending/asking.ts';
import { correctConsultation } from '#duties/consultations/actions.ts';
import { consulting } from '#duties/consultations/consulting.ts';
import { effects as holding } from '#duties/consultations/effects.ts';
import { effects as planning, enterPlan, topicHeld } from '#duties/consultations/plans/actions.ts';
import { consultationPlan, type ConsultationPlan } from '#duties/consultations/plans/record.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { effects as choosing, enterTopic } from '#duties/consultations/topics/actions.ts';
import { topic, type Topic } from '#duties/consultations/topics/record.ts';
import { suggestIn } from '#duties/consultations/topics/suggesting.ts';
import { effects as checking } from '#duties/consultations/venues/actions.ts';
import { venue, type Venue } from '#duties/consultations/venues/record.ts';
import { newReceipt } from '#duties/receipt.ts';
import { receiptHolder } from '#platform/identity/actor.ts';
import { all, is } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { create, edit, take } from '#platform/records/write.ts';
import { dayIn, later, type Life, type Place } from './life.ts';

/** How topics come to a consultation in the first two places: gathered, chosen with reasons, asked for at the Party committee, and one of them held. */

const rooms = [['鼓楼坪', 'courtyard', '有阵地、有标识、有制度、有流程、有活动、有成效'], ['一楼议事室', 'room', '有阵地、有标识、有制度、有流程']] as const;

/** Told, by whom; and what became of it. */
const told: { title: string; source: string; proposer?: string; fate: 'planned' | 'passed_over' | 'merged' | 'open'; reason?: string; kind?: string }[] = [
  { title: '村集体鱼塘承包收益怎样用', source: 'participant', proposer: '村民议事会成员', fate: 'planned', reason: '涉及全村，村民议事会讨论过两次没有定下来', kind: 'grassroots' },
  { title: '集镇赶场天占道经营怎样疏导', source: 'unit', proposer: '县城市管理局', fate: 'planned', reason: '群众反映多，需要商户、住户和部门一起商量', kind: 'topical' },
  { title: '撤销村级文书岗位补贴', source: 'committee', fate: 'passed_over', reason: '补贴标准由县里统一规定，不是乡镇能商量的事，已转有关部门' },
  { title: '鱼塘租金能不能给老人发补贴', source: 'member', proposer: '驻镇委员', fate: 'merged' },
];

export function consultationTopics(life: Life): void {
  const { year, office } = life;
  for (const place of life.places.slice(0, 2)) {
    for (const [name, kind, met] of rooms) life.on(dayIn(year, 1, 22), place.clerk, (act) => prepareRoom(act, place, name, kind, met));
    const receipt = newReceipt();
    life.on(later(life.until, -6), receiptHolder(life.countyId, receipt), (act) => suggestIn(act, place.committee.id, { told: '村里的老戏台年久失修，想商量怎样修、钱从哪里来', place: '新寨村' }, receipt));
  }
  const [first] = life.places as [Place, ...Place[]];
  life.on(dayIn(year, 1, 26), first.clerk, (act) => gather(act, first, year));
  life.on(dayIn(year, 2, 2), first.clerk, (act) => ask(act, first, year));
  life.on(dayIn(year, 2, 9), first.clerk, (act) => answered(act, first, year));
  life.on(dayIn(year, 8, 29), first.clerk, (act) => prepare(act, first, year));
  life.on(dayIn(year, 9, 15), first.clerk, async (act) => void await take(act, consultation, (await pond(act, first)).id, 'supply', { input: { materials_on: dayIn(year, 9, 15) }, effect: holding.supply }));
  life.on(dayIn(year, 9, 23), first.clerk, (act) => wasHeld(act, first));
  life.on(dayIn(year, 10, 20), office, async (act) => {
    const { id } = await enterTopic(act, { title: '传统村落保护和村民建房怎样兼顾', source: 'special_committee', proposer: '县政协文化文史委员会', told: '三个传统村落近年建房和保护的矛盾突出。' }, {});
    await take<Topic>(act, topic, id, 'choose', { input: { kind: 'topical', planned_year: year + 1, planned_half: '1', public_reason: '三个乡镇的联络委都提到，需要县里牵头商量' }, effect: choosing.choose });
  });
}

async function prepareRoom(act: Act, { committee }: Place, name: string, kind: string, met: string): Promise<void> {
  const row = await create<Venue>(act, venue, { committee_id: committee.id, name, kind, address: `${committee.place}${kind === 'room' ? '人民政府' : '鼓楼前'}` });
  await take<Venue>(act, venue, row.id, 'check', { input: { met }, effect: checking.check });
}

async function gather(act: Act, { committee }: Place, year: number): Promise<void> {
  let pondTopic = '';
  for (const { title, source, proposer, fate, reason, kind } of told) {
    const { id } = await enterTopic(act, { committee_id: committee.id, title, source, proposer: proposer ?? null }, {});
    pondTopic ||= id;
    if (fate === 'planned') await take<Topic>(act, topic, id, 'choose', { input: { kind, planned_year: year, planned_half: '2', public_reason: reason }, effect: choosing.choose });
    if (fate === 'passed_over') await take<Topic>(act, topic, id, 'pass_over', { input: { public_reason: reason }, effect: choosing.pass_over });
    if (fate === 'merged') await take<Topic>(act, topic, id, 'merge', { input: { merged_into: pondTopic }, effect: choosing.merge });
  }
}

async function ask(act: Act, { committee }: Place, year: number): Promise<void> {
  const chosen = await list<Topic>(act, topic, { where: all(is<Topic>('committee_id', committee.id), is<Topic>('state', 'chosen')), limit: 10 });
  const { id } = await enterPlan(act, { scope: 'year', year, committee_id: committee.id, topic_ids: chosen.map((one) => one.id) }, {});
  await take<ConsultationPlan>(act, consultationPlan, id, 'submit', { input: { request_no: `${committee.place[0]}联委〔${year}〕1号` }, effect: planning.submit });
}

async function answered(act: Act, { committee }: Place, year: number): Promise<void> {
  const [asked] = await list<ConsultationPlan>(act, consultationPlan, { where: all(is<ConsultationPlan>('committee_id', committee.id), is<ConsultationPlan>('state', 'requested')), limit: 1 });
  if (asked) await take<ConsultationPlan>(act, consultationPlan, asked.id, 'answer', { input: { reply_no: `${committee.place[0]}党复〔${year}〕2号`, reply: '同意列入年度计划，协商意见报党委研究。' }, effect: planning.answer });
}

/** The suggestion of a representative, which the committee took into its plan (`participants.ts`). */
async function pond(act: Act, { committee }: Place): Promise<Consultation> {
  const [row] = await list<Consultation>(act, consultation, { where: all(is<Consultation>('committee_id', committee.id), is<Consultation>('topic', told[0]!.title)), limit: 1 });
  return row!;
}

async function prepare(act: Act, place: Place, year: number): Promise<void> {
  const { id, version, ...before } = await pond(act, place);
  const [chosen] = await list<Topic>(act, topic, { where: is<Topic>('title', told[0]!.title), limit: 1 });
  const [square] = await list<Venue>(act, venue, { where: all(is<Venue>('committee_id', place.committee.id), is<Venue>('kind', 'courtyard')), limit: 1 });
  const values = {
    topic_id: chosen!.id, venue_id: square!.id, time_words: '上午9时', first_convenor: '镇党委书记', executive_convenor: place.director?.name ?? null, host: place.director?.name ?? null,
    preparation: '八月走访四个村民小组，听取老人和在外务工人员的想法。', agenda: '一、通报鱼塘承包情况\n二、各方发言\n三、归纳意见',
  };
  await edit<Consultation>(act, consultation, id, version, await correctConsultation(act, { id, version, ...before }, values));
  const people: Asked[] = [
    ...place.members.slice(0, 3).map((one): Asked => ({ capacity: 'member', invitee: one.name, member_id: one.id, body_id: place.committee.id })),
    { capacity: 'leader', invitee: '镇长' }, { capacity: 'unit', invitee: '县农业农村局' }, { capacity: 'resident', invitee: '村民小组长四人' }, { capacity: 'concerned', invitee: '鱼塘承包户' },
  ];
  await invite(act, consulting, id, people);
  await take<Consultation>(act, consultation, id, 'convene', { input: { noticed_on: dayIn(year, 8, 29), reply_by: dayIn(year, 9, 10) }, effect: holding.convene });
}

async function wasHeld(act: Act, place: Place): Promise<void> {
  const row = await pond(act, place);
  await take<Consultation>(act, consultation, row.id, 'mark', { input: {}, effect: holding.mark });
  const chosen = row.topic_id ? await find<Topic>(act, topic, row.topic_id) : undefined;
  if (chosen?.state === 'approved') await topicHeld(act, chosen.id, row.held_on);
}
