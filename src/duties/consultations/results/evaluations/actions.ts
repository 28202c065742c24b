import { sql } from 'kysely';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { amend, create, type Circumstances, type Effect } from '#platform/records/write.ts';
import { happenedOn } from '#duties/days.ts';
import { evaluation, verdicts, type Evaluation } from '#duties/consultations/results/evaluations/record.ts';
import { resultList, type ResultList } from '#duties/consultations/results/record.ts';

interface Judged {
  verdict: string;
  reason?: string | null;
  way: 'link' | 'paper';
  evaluated_on?: string | null;
}

/** Writes one judgement, whichever way it came. */
export async function judge(act: Act, { id }: Pick<ResultList, 'id'>, { evaluated_on, ...said }: Judged, how: Circumstances = {}): Promise<Evaluation> {
  if (said.verdict === 'dissatisfied' && !said.reason) throw invalid({ reason: '不满意的，请写一句为什么，好接着办。' });
  const list = await hold(act, id);
  if (['draft', 'closed', 'void'].includes(list.state)) throw new Problem(409, 'not_asked', `成果清单现在是“${resultList.states[list.state as 'draft'].label}”，纪要确认以后、销号以前才评价。`);
  const { consultation_id, committee_id, subject } = list;
  const row = await create<Evaluation>(act, evaluation, { consultation_id, committee_id, subject, ...said, evaluated_on: happenedOn(act, 'evaluated_on', evaluated_on) }, how);
  await recount(act, list);
  return row;
}

/** A paper without a name, as the committee or the office enters it. */
export async function enterPaper(act: Act, { consultation_id, ...said }: Omit<Judged, 'way'> & { consultation_id: string }, how: Circumstances): Promise<Evaluation> {
  const { rows: [list] } = await sql<Pick<ResultList, 'id'>>`select id from consultation_results where county_id = ${act.county} and consultation_id = ${consultation_id} and state <> 'void'`.execute(act.db);
  if (!list) throw invalid({ consultation_id: '这次协商还没有成果清单，先整理清单，再请参加的人评价。' });
  return judge(act, list, { ...said, way: 'paper' }, how);
}

async function hold(act: Act, id: string): Promise<ResultList> {
  const { rows } = await sql<ResultList>`select * from consultation_results where county_id = ${act.county} and id = ${id} for update`.execute(act.db);
  return rows[0]!;
}

/** How many were asked: whoever has a link, and whoever filled in a paper. */
export async function askedHow(reading: Reading, consultationId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from consultation_links where county_id = ${reading.county} and consultation_id = ${consultationId} and vote_id is null)::int
      + (select count(*) from consultation_evaluations where county_id = ${reading.county} and consultation_id = ${consultationId} and way = 'paper' and state <> 'void')::int as n`.execute(reading.db);
  return rows[0]!.n;
}

async function recount(act: Act, list: ResultList, { without }: { without?: Evaluation } = {}): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from consultation_evaluations where county_id = ${act.county} and consultation_id = ${list.consultation_id} and state <> 'void' and id is distinct from ${without?.id ?? null}::uuid`.execute(act.db);
  const asked_n = (await askedHow(act, list.consultation_id)) - (without?.way === 'paper' ? 1 : 0);
  await amend<ResultList>(act, resultList, list, { evaluated_n: rows[0]!.n, asked_n }, { step: 'edit', relation: 'consequence', reason: without ? '一份评价作废' : '收到一份评价' });
}

/** How those who spoke judge it. */
export async function judgementsOf(reading: Reading, consultationId: string): Promise<Record<keyof typeof verdicts, number>> {
  const { rows } = await sql<{ verdict: keyof typeof verdicts; n: number }>`
    select verdict, count(*)::int as n from consultation_evaluations where county_id = ${reading.county} and consultation_id = ${consultationId} and state <> 'void' group by verdict`.execute(reading.db);
  return { satisfied: 0, basically: 0, dissatisfied: 0, ...Object.fromEntries(rows.map(({ verdict, n }) => [verdict, n])) };
}

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof evaluation.steps, Effect<Evaluation>>> = {
  async drop(act, row) {
    const { rows: [list] } = await sql<ResultList>`select * from consultation_results where county_id = ${act.county} and consultation_id = ${row.consultation_id} and state <> 'void' for update`.execute(act.db);
    if (list) await recount(act, list, { without: row });
  },
};
