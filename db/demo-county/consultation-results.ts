import { makeLink } from '#duties/consultations/floor/links/links.ts';
import { effects as answering, raise } from '#duties/consultations/floor/objections/actions.ts';
import { objection, type Objection } from '#duties/consultations/floor/objections/record.ts';
import { effects as following, notePoint } from '#duties/consultations/floor/points/actions.ts';
import { point, type Point } from '#duties/consultations/floor/points/record.ts';
import { noteRemark } from '#duties/consultations/floor/remarks/actions.ts';
import { openVote } from '#duties/consultations/floor/votes/actions.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { beginList, effects as listing } from '#duties/consultations/results/actions.ts';
import { enterPaper } from '#duties/consultations/results/evaluations/actions.ts';
import { resultList, type ResultList } from '#duties/consultations/results/record.ts';
import { correctTask, effects as deciding, listTask, tasksOf } from '#duties/consultations/results/tasks/actions.ts';
import { resultTask, type ResultTask } from '#duties/consultations/results/tasks/record.ts';
import { all, between, is, oneOf } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { edit, take } from '#platform/records/write.ts';
import { dayIn, later, type Life, type Place } from './life.ts';

/** What was said at three consultations and what came of it: one from the first word to the closed list, one with an objection that waits, and where there was one lately, minutes that are being put together. */

const RENT = '村集体鱼塘承包收益怎样用';

export function consultationResults(life: Life): void {
  const [first, second, ...rest] = life.places as [Place, Place, ...Place[]];
  whole(life, first);
  life.on(dayIn(life.year, 7, 3), second.clerk, async (act) => openOne(act, life, second));
  life.on(dayIn(life.year, 7, 9), second.clerk, async (act) => void (await raise(act, { consultation_id: (await heldIn(act, second, 1))!.id, raised_by: '村民杨某', capacity: '利害关系人', source: 'paper', objection: '我们这一片路远户多，这样分不公平，请再算一算。' }, {})));
  for (const place of rest.slice(0, 2)) life.on(dayIn(life.year, 11, 19), place.clerk, (act) => begun(act, place));
}

/** The one of a half-year that was held. */
async function heldIn(act: Act, { committee }: Place, half: 1 | 2): Promise<Consultation | undefined> {
  const year = act.at.toISOString().slice(0, 4);
  const [from, to] = half === 1 ? [`${year}-01-01`, `${year}-06-30`] : [`${year}-07-01`, `${year}-12-31`];
  const where = all(is<Consultation>('committee_id', committee.id), oneOf<Consultation>('state', ['held', 'reported', 'closed']), between<Consultation>('held_on', from, to));
  return (await list<Consultation>(act, consultation, { where, order: [{ column: 'held_on' }], limit: 1 }))[0];
}

const pond = async (act: Act, { committee }: Place): Promise<Consultation> =>
  (await list<Consultation>(act, consultation, { where: all(is<Consultation>('committee_id', committee.id), is<Consultation>('topic', RENT)), limit: 1 }))[0]!;

const listOf = async (act: Act, { id }: Consultation): Promise<ResultList> => (await list<ResultList>(act, resultList, { where: is<ResultList>('consultation_id', id), limit: 1 }))[0]!;
const step = (act: Act, row: { id: string }, name: string, input: object = {}, reason?: string): Promise<ResultList> =>
  take<ResultList>(act, resultList, row.id, name, { input: input as Record<string, unknown>, reason, effect: listing[name as 'send'] });
const decide = (act: Act, row: ResultTask, name: string, input: object = {}): Promise<ResultTask> =>
  take<ResultTask>(act, resultTask, row.id, name, { input: input as Record<string, unknown>, effect: deciding[name as 'adopt'] });

/** 鱼塘承包收益: dissent at the meeting, its answer, what the village decided, what was done, and how those who took part judge it. */
function whole(life: Life, place: Place): void {
  const { year, office } = life;
  const { clerk } = place;
  const unit = life.units.find(({ name }) => name.includes('农业')) ?? life.units[0];
  life.on(dayIn(year, 9, 23), clerk, (act) => atTheMeeting(act, place));
  life.on(dayIn(year, 9, 25), clerk, (act) => listed(act, place, unit!.id));
  life.on(dayIn(year, 9, 28), clerk, async (act) => void (await step(act, await listOf(act, await pond(act, place)), 'send', { decider: '岩寨村村民委员会', sent_on: dayIn(year, 9, 28) })));
  life.on(dayIn(year, 10, 9), clerk, async (act) => void (await step(act, await listOf(act, await pond(act, place)), 'file')));
  life.on(dayIn(year, 10, 12), office, async (act) => void (await step(act, await listOf(act, await pond(act, place)), 'acknowledge')));
  life.on(dayIn(year, 10, 16), clerk, (act) => decided(act, place));
  life.on(dayIn(year, 11, 6), life.unitClerks.get(unit!.id)!, async (act) => {
    const [own] = await list<ResultTask>(act, resultTask, { where: all(is<ResultTask>('unit_id', unit!.id), is<ResultTask>('state', 'adopted')), limit: 1 });
    if (own) await decide(act, own, 'report', { report: '十月底派人到村里，帮助把承包账目理清，张榜公布。' });
  });
  life.on(dayIn(year, 11, 10), clerk, (act) => carriedOut(act, place));
  life.on(dayIn(year, 11, 12), clerk, async (act) => void (await step(act, await listOf(act, await pond(act, place)), 'close')));
}

const said = [
  ['村民小组长石某', '群众代表', '鱼塘每年租金三万多，钱怎么用了，大家不清楚，先把账公布出来。'],
  ['鱼塘承包户', '利害关系人', '租金按时交了，希望承包期定长一些，好投钱修塘埂。'],
  ['县农业农村局', '部门单位', '集体收益分配要经村民会议讨论，账目可以请镇里帮助审一审。'],
] as const;

async function atTheMeeting(act: Act, place: Place): Promise<void> {
  const { id } = await pond(act, place);
  for (const [speaker, capacity, gist] of said) await noteRemark(act, { consultation_id: id, speaker, capacity, gist }, {});
  await notePoint(act, { consultation_id: id, kind: 'agreed', point: '每年年底张榜公布鱼塘承包收益账目' }, {});
  await notePoint(act, { consultation_id: id, kind: 'agreed', point: '收益先用于修塘埂和村内路灯' }, {});
  const open = await notePoint(act, { consultation_id: id, kind: 'open', point: '要不要给六十岁以上老人发补贴', reason: '老人赞成，年轻人主张先修路，两边人数差不多。' }, {});
  await take<Point>(act, point, open.id, 'answer', { input: { answer: '由村民小组逐户征求意见，明年上半年再协商。' }, effect: following.answer });
  await openVote(act, { consultation_id: id, question: '收益先用于修塘埂和村内路灯', way: 'hands', asked_n: 9, present_n: 8, vote_for: 6, vote_against: 1, vote_abstained: 1 }, {});
  const raised = await raise(act, { consultation_id: id, raised_by: '村民杨某', capacity: '群众代表', source: 'meeting', objection: '路灯应由政府出钱，不该用集体的收益。' }, {});
  await take<Objection>(act, objection, raised.id, 'answer', { input: { answer: '村内支路的路灯没有列入今年的财政项目，先用集体收益装六盏，以后有项目再置换。', answered_by: '主持人' }, effect: answering.answer });
}

async function listed(act: Act, place: Place, unitId: string): Promise<void> {
  const meeting = await pond(act, place);
  const row = await beginList(act, { consultation_id: meeting.id, recorder: place.worker.name }, {});
  const tasks = await tasksOf(act, row.id);
  await edit<ResultTask>(act, resultTask, tasks[0]!.id, undefined, await correctTask(act, tasks[0]!, { unit_id: unitId, measure: '派人帮助理账', due_on: later(row.held_on, 60) }));
  await edit<ResultTask>(act, resultTask, tasks[1]!.id, undefined, await correctTask(act, tasks[1]!, { body: '岩寨村村民委员会', measure: '村民会议讨论后列入明年用款', due_on: later(row.held_on, 90) }));
  await listTask(act, { result_id: row.id, task: '给六十岁以上老人每年发补贴', body: '岩寨村村民委员会' }, {});
  await step(act, row, 'confirm', { confirmed_by: place.director?.name ?? '召集人' });
}

async function decided(act: Act, place: Place): Promise<void> {
  const row = await listOf(act, await pond(act, place));
  const [accounts, lights, pension] = await tasksOf(act, row.id);
  await decide(act, accounts!, 'adopt', { decision: 'adopted', decided_by: '岩寨村村民会议' });
  await decide(act, lights!, 'adopt', { decision: 'partly', decided_by: '岩寨村村民会议', decision_words: '先修塘埂，路灯先装三盏。' });
  await decide(act, pension!, 'decline', { decided_by: '岩寨村村民会议', decision_words: '收益不稳定，今年不定补贴，明年再议。' });
  await decide(act, lights!, 'follow', { follow_note: '塘埂已请人测量，下月动工。' });
}

async function carriedOut(act: Act, place: Place): Promise<void> {
  const meeting = await pond(act, place);
  const row = await listOf(act, meeting);
  for (const task of await tasksOf(act, row.id)) if (task.state === 'adopted' || task.state === 'reported') await decide(act, task, 'confirm');
  for (const verdict of ['satisfied', 'satisfied', 'basically', 'satisfied']) await enterPaper(act, { consultation_id: meeting.id, verdict }, {});
  await enterPaper(act, { consultation_id: meeting.id, verdict: 'dissatisfied', reason: '老人补贴没有定下来。' }, {});
  await step(act, row, 'follow', {}, '三件事都看过，账目已上墙');
}

/** Sent, and something is against it: it cannot be closed. */
async function openOne(act: Act, { units }: Life, place: Place): Promise<void> {
  const meeting = (await heldIn(act, place, 1))!;
  await noteRemark(act, { consultation_id: meeting.id, speaker: '居民代表', capacity: '群众代表', gist: '先把哪一片归谁管、几时做完写清楚，贴出来。' }, {});
  await notePoint(act, { consultation_id: meeting.id, kind: 'agreed', point: '分片包干，每片定一名负责人，张榜公布' }, {});
  const row = await beginList(act, { consultation_id: meeting.id, recorder: place.worker.name, present: '群众代表：居民代表三人\n利害关系人：相邻农户五户' }, {});
  const [task] = await tasksOf(act, row.id);
  await edit<ResultTask>(act, resultTask, task!.id, undefined, await correctTask(act, task!, { unit_id: units[1]!.id, measure: '定片、定人、公布', due_on: later(act.at.toISOString().slice(0, 10), 60) }));
  await step(act, row, 'confirm', { confirmed_by: place.director?.name ?? '召集人' });
  await step(act, row, 'send', { decider: `${place.committee.place}人民政府` });
  await decide(act, task!, 'adopt', { decision: 'adopted', decided_by: `${place.committee.place}人民政府` });
  await step(act, row, 'file');
  await makeLink(act, { consultation_id: meeting.id, vote_id: null }, { name: '居民代表', capacity: '群众代表' });
}

async function begun(act: Act, place: Place): Promise<void> {
  const meeting = await heldIn(act, place, 2);
  if (!meeting) return;
  await noteRemark(act, { consultation_id: meeting.id, speaker: '村支书', capacity: '党政领导', gist: '先听大家的，再定先做哪一段。' }, {});
  await notePoint(act, { consultation_id: meeting.id, kind: 'agreed', point: '先做群众最着急的一段' }, {});
  await beginList(act, { consultation_id: meeting.id, recorder: place.worker.name }, {});
}
