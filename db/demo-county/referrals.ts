import { unit, type Unit } from '#institutions/units/record.ts';
import { effects as entryEffects, enterOne } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { effects, refer, type Draft } from '#duties/opinions/referrals/actions.ts';
import { effects as promised } from '#duties/opinions/referrals/commitments/actions.ts';
import { commitment, type Commitment } from '#duties/opinions/referrals/commitments/record.ts';
import { referral, type Referral } from '#duties/opinions/referrals/record.ts';
import { replyTemplate } from '#duties/opinions/referrals/templates/record.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import { get, list } from '#platform/records/read.ts';
import { createMany, take } from '#platform/records/write.ts';
import { chances } from './chance.ts';
import { dayIn, later, type Life, type Place } from './life.ts';
import { nameOf, phoneOf } from './names.ts';
import { villages } from './places.ts';

/** What was told, to whom it goes, and how it goes on. */
interface Told {
  matter: string;
  category: string;
  unit: string;
  sent: string;
  assisting?: string;
  goes(course: Course): void;
}

interface Course {
  life: Life;
  row: Referral;
  entry: LedgerEntry;
  place: Place;
  /** The clerk of the unit that leads. */
  clerk: Actor;
  sent: string;
}

/** Its own, so that what happens elsewhere in the county stays as it was. */
const SEED = 20260102;

const HEAD = '李局长（虚构）';

/** Entries that the county office hands to county units, and a township to its own: one of each way in which it may go. */
export function referrals(life: Life): void {
  const { year, until } = life;
  const ago = (days: number): string => dayBack(until, days);
  life.on(dayIn(year, 1, 10), life.program, (act) => createMany<Unit>(act, unit, life.places.slice(0, 2).map(({ committee }) => ({ name: `${committee.place}社会事务办公室`, side: 'township' }))));
  const traffic = unitOf(life, '县交通运输局');
  life.on(dayIn(year, 1, 12), life.unitClerks.get(traffic.id)!, (act) => createMany(act, replyTemplate, [
    { unit_id: traffic.id, title: '已修好', result: 'solved', reply: '您反映的道路已经修好，请放心通行。如果再有问题，请随时告诉我们。' },
    { unit_id: traffic.id, title: '列入养护计划', result: 'planned', reply: '您反映的路段已现场核查，列入本年度养护计划，完工后由乡镇告知您。' },
  ]));
  const all: Told[] = [
    { matter: '通村公路塌方两处，下雨天不敢走车', category: '农村公路', unit: '县交通运输局', sent: dayIn(year, 3, 10), goes: solvedAndVerified },
    { matter: '学校门口没有减速带，接送孩子时车多人多', category: '公共交通', unit: '县交通运输局', sent: dayIn(year, 4, 8), assisting: '县公安局', goes: promisedAndKept },
    { matter: '过河的便桥栏杆锈断了', category: '农村公路', unit: '县水务局', sent: dayIn(year, 5, 12), goes: bouncedAndForced },
    { matter: '客运站早上没有去县城的班车', category: '公共交通', unit: '县交通运输局', sent: dayIn(year, 6, 9), goes: notSolvedAtFirst },
    { matter: '村口弯道没有警示牌，出过两次事故', category: '农村公路', unit: '县交通运输局', sent: ago(45), goes: onlyAccepted },
    { matter: '公路边沟堵塞，雨水流进院子', category: '农村公路', unit: '县交通运输局', sent: ago(9), goes: onlyAccepted },
    { matter: '桥头路灯全部不亮', category: '市政设施', unit: '县交通运输局', sent: ago(2), goes: () => undefined },
    { matter: '候车亭顶棚漏雨', category: '公共交通', unit: '县交通运输局', sent: ago(12), goes: drafted },
    { matter: '水厂供水时断时续', category: '供水', unit: '县水务局', sent: ago(8), goes: asksForTime },
    { matter: '河道采砂后岸边塌陷', category: '农田水利', unit: '县自然资源局', sent: ago(3), goes: givenBack },
  ];
  const chance = chances(SEED);
  for (const [n, one] of all.entries()) refers({ ...life, chance }, life.places[n % 4]!, one);
  const place = life.places[0]!;
  const own: Told = { matter: '集镇公厕晚上不开门', category: '环境卫生', unit: `${place.committee.place}社会事务办公室`, sent: dayIn(year, 5, 20), goes: onPaper };
  refers({ ...life, chance }, place, own, place.clerk);
}

function refers(life: Life, place: Place, { matter, category, unit: name, sent, assisting, goes }: Told, sender: Actor = life.office): void {
  let entry: LedgerEntry;
  const phone = phoneOf(life.chance);
  const reporter = nameOf(life.chance);
  life.on(sent, place.clerk, async (act) => {
    entry = await enterOne(act, { committee_id: place.committee.id, received_on: sent, matter, category, place: life.chance.one(villages), way: 'visit', reporter, phone }, {});
    if (sender === life.office) await take(act, ledgerEntry, entry.id, 'handle', { input: { handling: 'to_county' }, effect: entryEffects['handle'] });
  });
  life.on(sent, sender, async (act) => {
    const lead = (await list<Unit>(act, unit, { where: is<Unit>('name', name), limit: 1 }))[0]!;
    const row = await refer(act, { entry_id: entry.id, subject: matter, matter: `群众反映：${matter}。请核实办理，并把结果告诉我们。`, lead_unit_id: lead.id, assisting }, {});
    goes({ life, row, entry, place, clerk: life.unitClerks.get(lead.id) ?? sender, sent });
  });
}

const unitOf = (life: Life, name: string): Unit => life.units.find((one) => one.name === name)!;
const dayBack = (day: string, days: number): string => later(new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10), 0);

const doing = ({ life, row }: Course, day: string, who: Actor, name: keyof typeof referral.steps, taking: { input?: object; reason?: string } = {}): void =>
  life.on(day, who, (act) => take(act, referral, row.id, name, { ...taking, input: { ...taking.input }, effect: effects[name] }));

const entryDoing = ({ life, entry, place }: Course, day: string, name: keyof typeof ledgerEntry.steps, input: object, reason?: string): void =>
  life.on(day, place.clerk, (act) => take(act, ledgerEntry, entry.id, name, { input: { ...input }, reason, effect: entryEffects[name] }));

const onlyAccepted = (course: Course): void => doing(course, later(course.sent, 1), course.clerk, 'accept');

function drafted(course: Course): void {
  onlyAccepted(course);
  doing(course, later(course.sent, 4), course.clerk, 'draft', { input: { result: 'solved', reply: '顶棚已补漏，请放心候车。' } });
}

/** Draft, check, send, tell the resident. */
function answered(course: Course, from: string, draft: Draft, countersigns?: Actor): void {
  doing(course, later(from, 4), course.clerk, 'draft', { input: draft });
  if (countersigns) doing(course, later(from, 5), countersigns, 'countersign');
  doing(course, later(from, 6), course.clerk, 'reply', { input: { checked_by: HEAD } });
  const told = later(from, 8);
  doing(course, told, course.place.clerk, 'tell', { input: { outcome_text: draft.reply, answered_on: told } });
}

function solvedAndVerified(course: Course): void {
  onlyAccepted(course);
  answered(course, course.sent, { result: 'solved', reply: '塌方已清理，外侧已装防护栏。' });
  const closed = later(course.sent, 14);
  entryDoing(course, closed, 'close', { outcome: 'solved', closed_on: closed });
  entryDoing(course, later(closed, 10), 'verify', { called_back_on: later(closed, 10), handling_rating: '5', result_rating: '4' });
}

function promisedAndKept(course: Course): void {
  const { life, sent, row, clerk, place } = course;
  onlyAccepted(course);
  const by = later(sent, 60);
  answered(course, sent, { result: 'planned', reply: '已列入本年度安防工程，两个月内完成。', promise: '在学校门口装减速带两道、警示牌两块', promised_on: by }, life.unitClerks.get(unitOf(life, '县公安局').id));
  const promiseOf = async (act: Parameters<Parameters<Life['on']>[2]>[0]) => (await list<Commitment>(act, commitment, { where: is<Commitment>('referral_id', row.id), limit: 1 }))[0]!;
  life.on(later(sent, 50), clerk, async (act) => take(act, commitment, (await promiseOf(act)).id, 'report', { input: { report: '减速带和警示牌已装好。' }, effect: promised.report }));
  life.on(later(sent, 55), place.clerk, async (act) => take(act, commitment, (await promiseOf(act)).id, 'keep', { effect: promised.keep }));
  entryDoing(course, later(sent, 56), 'close', { outcome: 'solved', closed_on: later(sent, 56) });
}

function bouncedAndForced(course: Course): void {
  const { life, sent, clerk } = course;
  const [traffic, water] = [unitOf(life, '县交通运输局'), unitOf(life, '县水务局')];
  const trafficClerk = life.unitClerks.get(traffic.id)!;
  doing(course, later(sent, 1), clerk, 'return', { reason: '便桥是交通部门建的', input: { proposed_unit_id: traffic.id } });
  doing(course, later(sent, 2), life.office, 'resend', { input: { lead_unit_id: traffic.id } });
  doing(course, later(sent, 3), trafficClerk, 'return', { reason: '便桥在河道管理范围内', input: { proposed_unit_id: water.id } });
  doing(course, later(sent, 6), life.office, 'force', { reason: '查建设档案，便桥由交通部门建设，由交通部门管护', input: { lead_unit_id: traffic.id } });
  const handled = { ...course, clerk: trafficClerk };
  doing(handled, later(sent, 7), trafficClerk, 'accept');
  answered(handled, later(sent, 7), { result: 'in_progress', reply: '已设警示，栏杆正在更换。', promise: '更换便桥两侧栏杆', promised_on: later(sent, 60) });
}

function notSolvedAtFirst(course: Course): void {
  const { sent } = course;
  onlyAccepted(course);
  answered(course, sent, { result: 'solved', reply: '已加开早班车一班。' });
  const asked = later(sent, 20);
  entryDoing(course, asked, 'refute', { called_back_on: asked, handling_rating: '3', result_rating: '2' }, '早班车只开了三天就停了');
  answered(course, asked, { result: 'solved', reply: '早班车已恢复，并写入班线经营合同。' });
  entryDoing(course, later(asked, 20), 'verify', { called_back_on: later(asked, 20), handling_rating: '4', result_rating: '5' });
  entryDoing(course, later(asked, 21), 'close', { outcome: 'solved', closed_on: later(asked, 21) });
}

function asksForTime(course: Course): void {
  const { life, sent, row, clerk } = course;
  onlyAccepted(course);
  life.on(later(sent, 3), clerk, async (act) => {
    const { due_on } = await get<Referral>(act, referral, row.id);
    await take(act, referral, row.id, 'extend', { reason: '水泵配件要从外地采购', input: { extension_to: later(due_on, 10) }, effect: effects.extend });
  });
}

const givenBack = (course: Course): void =>
  doing(course, later(course.sent, 1), course.clerk, 'return', { reason: '采砂许可由水务部门核发', input: { proposed_unit_id: unitOf(course.life, '县水务局').id } });

/** A unit without an account answers on paper: the committee's clerk writes it down for it. */
function onPaper(course: Course): void {
  onlyAccepted(course);
  answered(course, course.sent, { result: 'solved', reply: '公厕已改为全天开放，由保洁员每日两次打扫。' });
}
