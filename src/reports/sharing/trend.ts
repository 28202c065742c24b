import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { boardOf, type BoardColumn, type Parts, type Shown } from '#reports/sharing/board.ts';
import { spansUntil } from '#reports/sharing/periods.ts';

export interface Restated {
  name: string;
  period: string;
  reason: string;
  at: Date;
}

export interface Trend {
  id: string;
  label: string;
  definition: string;
  unit: string;
  periods: { key: string; total?: Shown; n: number; median?: number }[];
  rows: { id: string; name: string; cells: (Shown | undefined)[] }[];
  restated: Restated[];
}

const PERIODS = { month: 12, quarter: 8, half: 6, year: 5 } as const;
const MOST_RESTATED = 50;

/** One figure over the last periods, each column protected as it is on the board of its period. */
export async function trendOf(reading: Reading, asked: { id: string; label: string; definition: string; unit: string; rhythm: string }, last: string, parts: Parts): Promise<Trend> {
  const spans = spansUntil(last, PERIODS[asked.rhythm as keyof typeof PERIODS]);
  const rows = new Map<string, { id: string; name: string; cells: (Shown | undefined)[] }>();
  const periods: Trend['periods'] = [];
  const medians = await mediansOf(reading, asked.id);
  for (const [at, { key }] of spans.entries()) {
    const { counties, columns } = await boardOf(reading, key, parts);
    const column: BoardColumn | undefined = columns.find(({ id }) => id === asked.id);
    for (const [place, county] of counties.entries()) {
      const row = rows.get(county.id) ?? { ...county, cells: spans.map(() => undefined) };
      row.cells[at] = column?.cells[place];
      rows.set(county.id, row);
    }
    periods.push({ key, total: column?.total, n: column?.cells.filter(Boolean).length ?? 0, median: medians.get(key) });
  }
  const first = Math.max(periods.findIndex(({ n }) => n > 0), 0); // what was before anybody reported says nothing
  return { id: asked.id, label: asked.label, definition: asked.definition, unit: asked.unit, periods: periods.slice(first), rows: [...rows.values()].map((row) => ({ ...row, cells: row.cells.slice(first) })), restated: await restatedOf(reading, asked.id) };
}

async function mediansOf(reading: Reading, required: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ period: string; median: number }>`select period, median from sibling_standings where county_id = ${reading.county} and required_id = ${required} limit 200`.execute(reading.db);
  return new Map(rows.map(({ period, median }) => [period, median]));
}

/** That something was corrected, by whom and why; the numbers stand in the table as far as they may be told. */
async function restatedOf(reading: Reading, required: string): Promise<Restated[]> {
  const { rows } = await sql<Restated>`
    select s.name, r.period, r.reason, r.at from rolled_restatements r join shared_counties s on s.county_id = r.county_id and s.subject_id = r.subject_id
    where r.county_id = ${reading.county} and r.required_id = ${required} order by r.at desc limit ${MOST_RESTATED}`.execute(reading.db);
  return rows;
}
