import { effects as consulted } from '#duties/consultations/effects.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { makeCrossing, type LinkSaid } from '#duties/crossings/making.ts';
import { enterDeed } from '#duties/deeds/actions.ts';
import { deed } from '#duties/deeds/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { effects as edited, enterItem } from '#duties/opinions/items/actions.ts';
import { opinionItem } from '#duties/opinions/items/record.ts';
import { enterOne } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { effects as handled } from '#duties/proposals/actions.ts';
import { enterProposal } from '#duties/proposals/entering.ts';
import { proposal } from '#duties/proposals/record.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { Act } from '#platform/records/act.ts';
import { create, edit, take } from '#platform/records/write.ts';
import { TERM } from './institutions.ts';
import { dayIn, later, type Life, type Place } from './life.ts';
import { SESSION } from './proposals.ts';

type Told = { record: string; id: string };

/** One matter from a villager's word to a deed that was verified, and one event that three duties wrote down. */
export function crossings(life: Life): void {
  const [, place, beside] = life.places as [Place, Place, Place];
  wholeChain(life, place);
  threefold(life, beside);
}

const link = (act: Act, from: Told, to: Told, why: string, way: LinkSaid['way'] = 'led_to') => makeCrossing(act, from, to, { way, why });
const at = ({ name: record }: Lifecycle, { id }: { id: string }): Told => ({ record, id });

function wholeChain(life: Life, place: Place): void {
  const { year, office, units } = life;
  const clerk = place.clerk;
  const member = place.members[0]!;
  const where = place.committee.place;
  const told: Partial<Record<'entry' | 'item' | 'visit' | 'talk' | 'paper' | 'deed', Told>> = {};
  const day = { told: dayIn(year, 2, 10), visit: dayIn(year, 3, 4), talk: dayIn(year, 3, 24), paper: dayIn(year, 4, 8), replied: dayIn(year, 6, 16), deed: dayIn(year, 7, 7) };

  life.on(day.told, clerk, async (act) => {
    const entry = await enterOne(act, { committee_id: place.committee.id, received_on: day.told, way: 'visit', place: '下坪村', matter: '下坪村到小学的路没有路灯，冬天孩子放学看不见路', reporter: '杨老庚', category: '道路', people_affected: 120 }, {});
    told.entry = at(ledgerEntry, entry);
    const item = await enterItem(act, {
      committee_id: place.committee.id, member_id: member.id, title: '关于在下坪村上学路段安装路灯的建议', category: '道路', entries: [entry.id],
      situation: `${where}下坪村到小学一公里多的路段没有路灯，冬季学生放学天已黑。`, advice: '建议安装太阳能路灯，并明确由谁管护。',
    }, {});
    told.item = at(opinionItem, item);
    await take(act, opinionItem, item.id, 'submit', { input: { route: 'county', cleared: true }, effect: edited['submit'] });
  });
  life.on(day.visit, clerk, async (act) => {
    const visit = await create<Inspection>(act, inspection, { committee_id: place.committee.id, topic: '农村上学路段照明情况调研', kind: 'research', held_on: day.visit, precision: 'day', joint: false, place: '下坪村', report: true, findings: '五个路段没有路灯，两处路灯坏了没有人修。' });
    told.visit = at(inspection, visit);
    await take(act, inspection, visit.id, 'hold', { input: { held_on: day.visit, attendance: 6 } });
    await link(act, told.item!, told.visit, '信息报上去之后，联络委到村里逐段看了');
  });
  life.on(day.talk, clerk, async (act) => {
    const talk = await create<Consultation>(act, consultation, { committee_id: place.committee.id, topic: '上学路段路灯谁来装、谁来管', held_on: day.talk, precision: 'day', place: '下坪村鼓楼坪' });
    told.talk = at(consultation, talk);
    await take<Consultation>(act, consultation, talk.id, 'hold', { input: { held_on: day.talk, residents: 32, agreed: 3 }, effect: consulted['hold'] });
    await edit<Consultation>(act, consultation, talk.id, undefined, { advice: '建议由县里统一安装，村民委员会管护，电费由村集体承担，请镇党委政府支持。', uptake: 'under_way' });
    await link(act, told.visit!, told.talk, '调研发现管护没有人认，请村民坐下来商量');
  });
  life.on(day.paper, office, async (act) => {
    const paper = await enterProposal(act, {
      title: '关于为农村上学路段统一安装路灯的提案', category: '交通', time_class: 'ordinary', term: TERM, session: SESSION, submitted_on: day.paper, public_ok: true, proposer_kind: 'member', member_id: member.id, committee_id: place.committee.id,
      situation: '农村上学路段普遍没有路灯，冬季学生早晚上下学不安全。', analysis: '没有统一规划，建成后无人管护。', advice: '一是统一规划安装；二是明确村集体管护；三是把电费列入预算。',
    }, { onBehalfOf: member.name });
    told.paper = at(proposal, paper);
    await link(act, told.talk!, told.paper, '协商意见写成了提案');
  });
  const step = (on: string, who: Life['office'], name: keyof typeof handled & string, input: Record<string, unknown> = {}) =>
    life.on(on, who, (act) => take(act, proposal, told.paper!.id, name, { input, effect: handled[name] }));
  const unit = units.find(({ name }) => name === '县交通运输局')!;
  step(later(day.paper, 6), office, 'file');
  step(later(day.paper, 12), office, 'assign', { lead_unit_id: unit.id, due_on: dayIn(year, 7, 31) });
  step(later(day.paper, 15), life.unitClerks.get(unit.id)!, 'accept');
  step(day.replied, life.unitClerks.get(unit.id)!, 'reply', { result: 'SOLVED', letter: 'A', replied_on: day.replied, reply: '您提出的提案收悉。五个路段已列入今年的安装计划，八月底前装完；管护由村民委员会负责，电费已列入村集体预算。' });
  life.on(day.deed, clerk, async (act) => {
    const done = await enterDeed(act, { member_id: member.id, deed: '给下坪村上学路段捐装十二盏太阳能路灯', kind: 'donation', done_on: day.deed, precision: 'day', village: '下坪村', beneficiaries: 120 }, { onBehalfOf: member.name });
    told.deed = at(deed, done);
    await link(act, told.paper!, told.deed, '计划之外还差的一段，委员自己捐装');
  });
  life.on(later(day.deed, 9), clerk, (act) => take(act, deed, told.deed!.id, 'verify'));
}

/** Doctors of the county hospital among the members came along: a visit, and a deed of one of them, on the same day. */
function threefold(life: Life, place: Place): void {
  const day = dayIn(life.year, 3, 18);
  const member = place.members[0]!;
  life.on(day, place.clerk, async (act) => {
    const visit = await create<Inspection>(act, inspection, { committee_id: place.committee.id, topic: '高寒村寨老人就医情况视察', kind: 'inspection', held_on: day, precision: 'day', joint: true, place: '上寨村', report: false });
    await take(act, inspection, visit.id, 'hold', { input: { held_on: day, attendance: 9 } });
    const done = await enterDeed(act, { member_id: member.id, deed: '随视察为上寨村老人义诊', kind: 'clinic', done_on: day, precision: 'day', village: '上寨村', beneficiaries: 46 }, { onBehalfOf: member.name });
    await link(act, at(inspection, visit), at(deed, done), '同一天、同一个村：视察时一并义诊', 'same_event');
  });
}
