import { sql } from 'kysely';
import { receiptHolder } from '#platform/identity/actor.ts';
import { reading, type House } from '#platform/records/act.ts';
import type { ResultList } from '#duties/consultations/results/record.ts';
import { decisions, resultTask, type ResultTask } from '#duties/consultations/results/tasks/record.ts';

/** One line of a list as whoever took part reads it. */
export interface TaskTold {
  task: string;
  who: string;
  due_on: string | null;
  /** Where it stands, in words. */
  label: string;
  /** Why it was not adopted, or what was done. */
  why: string | null;
}

const MOST = 200;

/** What became of what was advised, for the holder of a personal link. Names of people are not in it. */
export function tasksOfLink(house: House, county: string, { id }: ResultList): Promise<TaskTold[]> {
  return reading(house, receiptHolder(county, ''), async (look) => {
    const { rows } = await sql<ResultTask & { unit: string | null }>`
      select t.*, u.name as unit from consultation_tasks t left join units u on u.county_id = t.county_id and u.id = t.unit_id
      where t.county_id = ${county} and t.result_id = ${id} and t.state <> 'struck' order by t.place, t.id limit ${MOST}`.execute(look.db);
    return rows.map((row) => ({ task: row.task, who: row.unit ?? row.body ?? '', due_on: row.due_on, label: standingWords(row), why: row.state === 'done' ? row.report : row.decision === 'adopted' ? null : row.decision_words }));
  });
}

/** 部分采纳，办理中 */
export const standingWords = ({ state, decision }: Pick<ResultTask, 'state' | 'decision'>): string => {
  const { label } = resultTask.states[state as 'listed'];
  return decision === 'partly' && state !== 'declined' ? `${decisions.partly}，${label}` : label;
};
