import { sql } from 'kysely';
import { unit } from '#institutions/units/record.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { amend, create, lock, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { happenedOn, stillAhead, today } from '#duties/days.ts';
import { expectThere } from '#duties/expecting.ts';
import { expectLater, judged, reported } from '#duties/promising.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { nextPlace } from '#duties/consultations/floor/meeting.ts';
import { resultList, type ResultList } from '#duties/consultations/results/record.ts';
import { resultTask, type ResultTask } from '#duties/consultations/results/tasks/record.ts';
import { uptakeOf } from '#duties/consultations/results/uptake.ts';

type Listed = Pick<ResultTask, 'result_id' | 'task'> & Partial<Pick<ResultTask, 'unit_id' | 'body' | 'measure' | 'due_on'>> & { place?: number | null };

/** Adds a line to a list that is not sent yet. */
export async function listTask(act: Act, { result_id, place, ...said }: Listed, how: Circumstances): Promise<ResultTask> {
  const row = await lock<ResultList>(act, resultList, result_id);
  expectUnsent(row);
  await expectThere(act, unit, 'unit_id', said.unit_id);
  if (said.due_on) stillAhead(act, 'due_on', said.due_on);
  const { consultation_id, committee_id, subject } = row;
  const task = await create<ResultTask>(act, resultTask, { result_id, consultation_id, committee_id, subject, ...said, listed_on: today(act), place: place ?? (await nextPlace(act, 'consultation_tasks', consultation_id)) }, how);
  await recount(act, row, task);
  return task;
}

/** In which list it stands stays. */
export async function correctTask(act: Act, row: ResultTask, { result_id: _stays, place, ...said }: Partial<Listed>): Promise<Values<ResultTask>> {
  expectUnsent(await lock<ResultList>(act, resultList, row.result_id));
  await expectThere(act, unit, 'unit_id', said.unit_id);
  if (said.due_on && said.due_on !== row.due_on) stillAhead(act, 'due_on', said.due_on);
  return { ...said, result_id: row.result_id, place: place ?? row.place };
}

function expectUnsent({ state }: ResultList): void {
  if (state !== 'draft' && state !== 'confirmed') throw new Problem(409, 'sent', `成果清单现在是“${resultList.states[state as 'sent'].label}”，报送以后不再增减和改写事项。`);
}

/** More lines no list has. */
const MOST_TASKS = 200;

/** What stands on the list, in its order. */
export async function tasksOf(reading: Reading, resultId: string): Promise<ResultTask[]> {
  const { rows } = await sql<ResultTask>`select * from consultation_tasks where county_id = ${reading.county} and result_id = ${resultId} and state <> 'struck' order by place, id limit ${MOST_TASKS}`.execute(reading.db);
  return rows;
}

const IS_OPEN: readonly string[] = ['listed', 'adopted', 'reported'];

/** How many there are and how many are open stands on the list and on the consultation; what became of the advice follows from them (`changed` is not written yet). */
async function recount(act: Act, row: ResultList, changed: ResultTask): Promise<void> {
  const others = (await tasksOf(act, row.id)).filter(({ id }) => id !== changed.id);
  const all = changed.state === 'struck' ? others : [...others, changed];
  const open = all.filter(({ state }) => IS_OPEN.includes(state)).length;
  const how = { step: 'edit', relation: 'consequence', reason: '成果清单的事项有了变化' };
  await amend<ResultList>(act, resultList, row, { tasks_n: all.length, tasks_open: open }, how);
  const { rows: [meeting] } = await sql<Consultation>`select * from consultations where county_id = ${act.county} and id = ${row.consultation_id} for update`.execute(act.db);
  const uptake = uptakeOf(all);
  await amend<Consultation>(act, consultation, meeting!, { results_open: open, ...(uptake ? { uptake } : {}) }, how);
}

/** The list of a task, for a unit too, which sees only its own lines. */
async function holdList(act: Act, { result_id }: ResultTask): Promise<ResultList> {
  const { rows } = await sql<ResultList>`select * from consultation_results where county_id = ${act.county} and id = ${result_id} for update`.execute(act.db);
  const row = rows[0]!;
  if (row.state === 'closed') throw new Problem(409, 'closed', '成果清单已经销号。确实要改，请县政协办公室先退回清单。');
  return row;
}

const moving = (state: string, effect: Effect<ResultTask> = async () => {}): Effect<ResultTask> => async (act, row, input) => {
  const list = await holdList(act, row);
  const values = { ...(await effect(act, row, input)), state };
  await recount(act, list, { ...row, ...values });
  return values;
};

interface Decision {
  decision?: 'adopted' | 'partly';
  decided_by: string;
  decided_on?: string;
  decision_words?: string;
  due_on?: string;
}

/** What the body that decides said of one line, from its paper. */
const decided = (state: 'adopted' | 'declined'): Effect<ResultTask> => async (act, row, { decision, decided_on, due_on, ...said }: Decision) => {
  const list = await holdList(act, row);
  if (!list.sent_on) throw new Problem(409, 'not_sent', '成果清单还没有报送。报送以后，有了决定再登记。');
  if (decision === 'partly' && !said.decision_words) throw invalid({ decision_words: '部分采纳的，请写明哪些不采纳、为什么，参加协商的人要看的。' });
  const day = happenedOn(act, 'decided_on', decided_on);
  if (day < list.sent_on) throw invalid({ decided_on: `成果报送在${list.sent_on}，决定不能更早，请核对日期。` });
  const values = { ...said, decision: decision ?? 'declined', decision_words: said.decision_words ?? null, decided_on: day, ...(due_on ? { due_on } : {}), state };
  await recount(act, list, { ...row, ...values });
  return values;
};

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof resultTask.steps, Effect<ResultTask>>> = {
  adopt: decided('adopted'),
  decline: decided('declined'),
  report: moving('reported', reported),
  confirm: moving('done', judged),
  reject: moving('adopted', async () => ({ reported_on: null })),
  async follow(act, row, { follow_note }: { follow_note: string }) {
    await holdList(act, row);
    return { follow_note, followed_on: today(act) };
  },
  async postpone(act, row, { due_on }: { due_on: string }) {
    await holdList(act, row);
    expectLater(row.due_on, due_on);
    return { due_on };
  },
  strike: async (act, row, input) => {
    expectUnsent(await lock<ResultList>(act, resultList, row.result_id));
    return moving('struck')(act, row, input);
  },
};
