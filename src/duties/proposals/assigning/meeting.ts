import { sql } from 'kysely';
import { unitChoices } from '#institutions/facts.ts';
import { Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { lock, take } from '#platform/records/write.ts';
import { idsOf } from '#duties/named.ts';
import { effects } from '#duties/proposals/actions.ts';
import { assigningEffects, type Assignment } from '#duties/proposals/assigning/actions.ts';
import type { Session } from '#duties/proposals/numbers.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** The assignment meeting (交办会): units are thought over for many, then all that have them are assigned at once (domain rules 2.3, S59, S60). */

/** As one row of the board says it: units by their names; without a lead nothing is thought of yet. */
export interface Row {
  id: string;
  lead: string;
  others: string;
  mode: string;
}

/** More a session does not file. */
const MOST = 1_000;

/** Writes what changed; the others stay as they are. @throws Problem 422 at the row, all or none */
export async function prepareMany(act: Act, rows: readonly Row[]): Promise<number> {
  const units = await unitChoices(act);
  let written = 0;
  for (const { id, lead, others, mode } of rows) {
    const row = await lock<Proposal>(act, proposal, id);
    const wanted = lead === '' ? nobody : await atRow(row, async () =>
      assigningEffects.prepare(act, row, { lead_unit_id: idsOf([lead], units, 'lead', '承办单位')[0]!, assisting: others || undefined, mode: (mode || undefined) as Assignment['mode'] }));
    if (!differs(row, wanted)) continue;
    await take<Proposal>(act, proposal, id, 'prepare', { effect: async () => wanted });
    written += 1;
  }
  return written;
}

const nobody = { lead_unit_id: null, assisting_ids: [] as string[], separate_ids: [] as string[], mode: null, side: null };

const differs = (row: Proposal, wanted: Partial<Proposal>): boolean =>
  (['lead_unit_id', 'assisting_ids', 'separate_ids', 'mode'] as const).some((column) => JSON.stringify(row[column]) !== JSON.stringify(wanted[column]));

/** What is wrong with one row is said at that row. */
async function atRow<T>(row: Proposal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 422) throw error;
    const why = Object.values(error.fields)[0] ?? error.message;
    throw new Problem(422, error.code, `第${row.proposal_no}号：${why}`, { fields: { [row.id]: why } });
  }
}

/** Assigns all of the session that have their units; the clock of each runs from today. */
export async function assignAll(act: Act, { term, session }: Session): Promise<number> {
  const names = new Map((await unitChoices(act)).map(({ value, label }) => [value, label]));
  const { rows } = await sql<Proposal>`
    select * from proposals where county_id = ${act.county} and state = 'filed' and term = ${term} and session = ${session} and lead_unit_id is not null
    order by time_class desc, proposal_no limit ${MOST}`.execute(act.db);
  if (rows.length === 0) throw new Problem(422, 'none_ready', '还没有拟定承办单位的提案。请先在每一件上填写主办单位，再交办。');
  for (const row of rows) {
    const others = [...row.assisting_ids, ...row.separate_ids].map((id) => names.get(id)).join('、');
    const input = { lead_unit_id: row.lead_unit_id, mode: row.mode ?? undefined, side: row.side ?? undefined, assisting: others || undefined };
    await atRow(row, () => take<Proposal>(act, proposal, row.id, 'assign', { input, effect: effects.assign }));
  }
  return rows.length;
}
