import { sql } from 'kysely';
import { numberIn, numberText } from '#platform/documents/model.ts';
import { invalid } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { today } from '#duties/days.ts';
import type { ProposalAnswer } from '#duties/proposals/answers/record.ts';

/**
 * Document numbers are the unit's own: one series of the year for replies and one for assisting opinions (domain rules 2.5, S87). Other letters of the
 * unit may be numbered in between, so a number may be typed; what was given is never given again.
 */

type OfSeries = Pick<ProposalAnswer, 'unit_id' | 'role'>;
const isAssisting = ({ role }: Pick<ProposalAnswer, 'role'>): boolean => role === 'assisting';

/** The code that the unit last wrote before the year, in this series. */
export async function codeOf(reading: Reading, row: OfSeries): Promise<string | undefined> {
  const { rows } = await sql<{ doc_no: string }>`
    select doc_no from proposal_answers where county_id = ${reading.county} and unit_id = ${row.unit_id} and (role = 'assisting') = ${isAssisting(row)} and doc_no is not null
    order by id desc limit 1`.execute(reading.db);
  return numberIn(rows[0]?.doc_no ?? null)?.code;
}

/** Year, number and the printed document number. What was numbered once, and came back, keeps its number. */
export async function numbered(act: Act, row: ProposalAnswer, typed: { doc_code?: string; number?: number }): Promise<Partial<ProposalAnswer>> {
  const code = typed.doc_code ?? (await codeOf(act, row));
  if (!code) throw invalid({ doc_code: '请填写机关代字，例如：云交函。下次会记得。' });
  if (/[〔［[（(\d]/u.test(code)) throw invalid({ doc_code: '这里只写年份前面的字，例如：云交函。年份和序号由系统编。' });
  const year = row.number === null ? Number(today(act).slice(0, 4)) : row.year;
  const number = typed.number ?? row.number ?? (await nextOf(act, row, year));
  if (await isTaken(act, row, year, number)) throw invalid({ number: `${numberText({ code, year, serial: number })}已经用过，请换一个序号，或者空着由系统接着编。` });
  return { year, number, doc_no: numberText({ code, year, serial: number }) };
}

const series = (act: Reading, row: OfSeries, year: number) =>
  sql`county_id = ${act.county} and unit_id = ${row.unit_id} and year = ${year} and (role = 'assisting') = ${isAssisting(row)} and number is not null`;

async function nextOf(act: Act, row: OfSeries, year: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select coalesce(max(number), 0) + 1 as n from proposal_answers where ${series(act, row, year)}`.execute(act.db);
  return rows[0]!.n;
}

async function isTaken(act: Act, row: ProposalAnswer, year: number, number: number): Promise<boolean> {
  const { rows } = await sql`select 1 from proposal_answers where ${series(act, row, year)} and number = ${number} and id <> ${row.id} limit 1`.execute(act.db);
  return rows.length > 0;
}
