import { all, is } from '#platform/predicate.ts';
import type { Actor } from '#platform/identity/actor.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { edit, take } from '#platform/records/write.ts';
import { invite, type Asked } from '#duties/attending/asking.ts';
import { attendance, type Attendance } from '#duties/attending/record.ts';
import { effects as answers } from '#duties/attending/replying.ts';
import { correctInspection, effects, enterInspection } from '#duties/inspections/actions.ts';
import { addTopic, effects as programmeEffects, openProgramme } from '#duties/inspections/programmes/actions.ts';
import { inspectionProgramme } from '#duties/inspections/programmes/record.ts';
import { inspectionTopic, type InspectionTopic } from '#duties/inspections/programmes/topics/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { visiting } from '#duties/inspections/visiting.ts';
import { dayBefore, dayIn, later, type Life, type Place } from './life.ts';

type Topic = Pick<InspectionTopic, 'topic' | 'kind' | 'source' | 'quarter'> & Partial<InspectionTopic>;

/** What stands behind visits: programmes, invitations, a joint visit of several townships, one that is marked by its list and closed. None adds to what the year's ledgers count. */
export function visits(life: Life): void {
  countyProgramme(life);
  for (const place of life.places.slice(0, 3)) committeeProgramme(life, place, place !== life.places[2]);
  jointByList(life);
  waitingToBeMarked(life, life.places[0]!);
  planned(life);
  studyVisit(life, life.places[1]!);
}

function countyProgramme(life: Life): void {
  const [first, second, third] = life.places.map(({ committee }) => committee.id) as [string, string, string];
  programme(life, life.office, dayIn(life.year, 1, 15), null, [
    { topic: '农村饮水安全巩固提升情况', kind: 'inspection', source: 'party_group', quarter: 2, partner_ids: [first, second, third], aim: '看水源保护、管网维护和水费收缴，促问题整改' },
    { topic: '乡村医疗卫生人才队伍建设', kind: 'research', source: 'consultation_plan', quarter: 3, aim: '弄清村医的待遇、养老和培训' },
    { topic: '外地民族村寨保护利用经验', kind: 'study', source: 'members', quarter: 4, aim: '学习传统村落保护和旅游融合的做法' },
  ], '县政协主席会议纪要第2号');
}

function committeeProgramme(life: Life, { committee, clerk }: Place, approved: boolean): void {
  programme(life, clerk, dayIn(life.year, 1, 20), committee.id, [
    { topic: '春耕备耕和农资供应', kind: 'research', source: 'residents', quarter: 1 },
    { topic: '集镇环境卫生整治', kind: 'inspection', source: 'own', quarter: 2, aim: '看清运、保洁和占道' },
    { topic: '敬老院和居家养老服务', kind: 'research', source: 'members', quarter: 3 },
    { topic: '冬季防火准备', kind: 'inspection', source: 'party_group', quarter: 4 },
  ], approved ? undefined : null);
}

/** `by` undefined: approved without a paper; null: only handed in. */
function programme(life: Life, who: Actor, day: string, committeeId: string | null, topics: readonly Topic[], by?: string | null): void {
  let id: string;
  life.on(day, who, async (act) => {
    ({ id } = await openProgramme(act, { committee_id: committeeId, year: life.year, aims: '围绕县委中心工作和群众急难愁盼，少而精，看得深，提得实。' }, {}));
    for (const topic of topics) await addTopic(act, { ...topic, programme_id: id }, {});
  });
  life.on(later(day, 3), who, (act) => take(act, inspectionProgramme, id, 'submit', { effect: programmeEffects.submit }));
  if (by !== null) life.on(later(day, 10), who, (act) => take(act, inspectionProgramme, id, 'approve', { input: { document_no: by }, effect: programmeEffects.approve }));
}

const asMembers = (members: Place['members']): Asked[] => members.map(({ id, name, committee_id }) => ({ capacity: 'member', invitee: name, member_id: id, body_id: committee_id }));

/** The newest visit of the place that was held, joint or not, and that nobody filed away yet. */
async function heldBy(act: Act, joint: boolean, committeeId?: string): Promise<Inspection | undefined> {
  const where = all(is<Inspection>('state', 'held'), is<Inspection>('joint', joint), ...(committeeId ? [is<Inspection>('committee_id', committeeId)] : []));
  return (await list(act, inspection, { where, order: [{ column: 'held_on', descending: true }], limit: 1 }))[0];
}

/** One that was held together: two more townships take part, everybody is on the list, and it is closed by it. */
function jointByList(life: Life): void {
  life.on(dayBefore(life.until), life.office, async (act) => {
    const row = await heldBy(act, true);
    if (!row) return;
    const others = life.places.filter(({ committee }) => committee.id !== row.committee_id).slice(0, 2);
    const values = { partner_ids: others.map(({ committee }) => committee.id) };
    await edit<Inspection>(act, inspection, row.id, undefined, await correctInspection(act, row, values));
    const own = life.places.find(({ committee }) => committee.id === row.committee_id);
    await invite(act, visiting, row.id, [...asMembers([...(own?.members ?? []).slice(0, 4), ...others.flatMap(({ members }) => members.slice(0, 3))]), { capacity: 'unit', invitee: life.units[0]!.name, unit_id: life.units[0]!.id }]);
    const [away, late] = (await list<Attendance>(act, attendance, { where: all(is<Attendance>('inspection_id', row.id), is<Attendance>('capacity', 'member')), order: [{ column: 'invitee' }], limit: 2 }));
    const half = `${row.held_on}am`;
    await take(act, inspection, row.id, 'mark', { input: { marks: [away && `${away.id} ${half}=absent`, late && `${late.id} ${half}=late`].filter(Boolean).join('\n') }, effect: effects.mark });
    await take(act, inspection, row.id, 'close', { effect: effects.close });
  });
}

/** Held with a list, and nobody said yet who was there. */
function waitingToBeMarked(life: Life, place: Place): void {
  life.on(life.until, place.clerk, async (act) => {
    const row = await heldBy(act, false, place.committee.id);
    if (row) await invite(act, visiting, row.id, asMembers(place.members.slice(0, 5)));
  });
}

/** 县政协和三个乡镇联动视察, in a fortnight: the notice is out, one comes, one asks for leave, one cannot. */
function planned(life: Life): void {
  const places = life.places.slice(0, 3);
  life.on(life.until, life.office, async (act) => {
    const [topic] = await list<InspectionTopic>(act, inspectionTopic, { where: all(is<InspectionTopic>('state', 'approved'), is<InspectionTopic>('kind', 'inspection'), is<InspectionTopic>('topic', '农村饮水安全巩固提升情况')), limit: 1 });
    const day = later(life.until, 14);
    const row = await enterInspection(act, {
      topic: '农村饮水安全巩固提升情况视察', kind: 'inspection', topic_id: topic?.id, source: 'party_group', committee_id: null, partner_ids: places.map(({ committee }) => committee.id), held_on: day, precision: 'day', report: false,
      place: places.map(({ committee }) => committee.place).join('、'), itinerary: places.map(({ committee }, n) => `${['9:30', '11:00', '14:30'][n]} ${committee.place}水厂 ${['看高位水池和入户管网', '看水质检测', '座谈'][n]}`).join('\n'), outline: '看饮水工程管护责任落实没有\n看水质检测和水费收缴\n听群众对用水的意见',
      contact: '县政协办公室 0855-1234567', transport: '统一乘车，院内集合', attend: 'must', reply_by: later(life.until, 8),
    }, {});
    await invite(act, visiting, row.id, [
      ...asMembers(places.flatMap(({ members }) => members.slice(0, 4))), { capacity: 'unit', invitee: life.units[0]!.name, unit_id: life.units[0]!.id },
      { capacity: 'leader', invitee: '县政府分管副县长' }, { capacity: 'resident', invitee: '用水户代表2人' },
    ]);
    await take(act, inspection, row.id, 'notify', { input: { notice_no: `政协办〔${life.year}〕12号` }, effect: effects.notify });
    const asked = await list<Attendance>(act, attendance, { where: all(is<Attendance>('inspection_id', row.id), is<Attendance>('capacity', 'member')), order: [{ column: 'invitee' }], limit: 5 });
    for (const one of asked.slice(0, 3)) await take(act, attendance, one.id, 'accept', { effect: answers.accept });
    if (asked[3]) await take(act, attendance, asked[3].id, 'ask_leave', { input: { why: '那天要参加镇里的防汛值班' }, effect: answers.ask_leave });
    if (asked[4]) await take(act, attendance, asked[4].id, 'ask_leave', { input: { why: '在外地住院复查' }, effect: answers.ask_leave });
    if (asked[4]) await take(act, attendance, asked[4].id, 'excuse', { effect: answers.excuse });
  });
}

/** 考察 for which members sign up; and one that was called off after people were asked. */
function studyVisit(life: Life, place: Place): void {
  life.on(life.until, place.clerk, async (act) => {
    await enterInspection(act, {
      topic: '邻县茶产业和合作社经验考察', kind: 'study', destination: '邻县云岭镇茶叶合作社', source: 'members', committee_id: place.committee.id, held_on: later(life.until, 20), until_on: later(later(life.until, 20), 1), from_half: 'pm', until_half: 'am', precision: 'day', report: false,
      attend: 'sign_up', places: 6, reply_by: later(life.until, 12), outline: '学合作社怎样带农户、怎样定价和打品牌', contact: '联络委工作人员',
    }, {});
    const off = await enterInspection(act, { topic: '冬季森林防火准备视察', kind: 'inspection', source: 'own', committee_id: place.committee.id, held_on: later(life.until, 9), precision: 'day', report: false, attend: 'must' }, {});
    await invite(act, visiting, off.id, asMembers(place.members.slice(0, 3)));
    await take(act, inspection, off.id, 'cancel', { reason: '当天全镇防火演练，改期再定', effect: effects.cancel });
  });
}
