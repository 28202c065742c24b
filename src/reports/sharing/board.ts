import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { percentage } from '#platform/figures/percentage.ts';
import { daysOf } from '#platform/figures/dimension.ts';
import type { Told } from '#reports/sharing/defined.ts';
import { rhythmOf } from '#reports/sharing/periods.ts';
import { isSmall, protect } from '#reports/sharing/small.ts';

/** One county in one column: what may be told of its number. */
export interface Shown {
  words: string;
  /** For sorting, charts and files; undefined where it is not told. */
  value?: number;
  restated?: true;
}

export interface BoardColumn {
  id: string;
  label: string;
  definition: string;
  unit: string;
  small: number;
  /** By the county's place. */
  cells: (Shown | undefined)[];
  total?: Shown;
}

export interface Board {
  period: string;
  counties: { id: string; name: string }[];
  columns: BoardColumn[];
}

interface Row extends Told {
  required_id: string;
  subject_id: string;
  revision: number;
  alike: boolean;
}

interface Asked {
  id: string;
  figure: string;
  conditions: string;
  kind: string;
  label: string;
  definition: string;
  unit: string;
  decimals: number | null;
  small: number;
}

const MOST_COUNTIES = 500;
const MOST_COLUMNS = 200;

/** The periods of which numbers are here, the latest first. */
export async function periodsHere(reading: Reading): Promise<string[]> {
  const { rows } = await sql<{ period: string }>`
    with recursive one as (
      (select period from rolled_figures where county_id = ${reading.county} order by period desc limit 1)
      union all
      select (select r.period from rolled_figures r where r.county_id = ${reading.county} and r.period < one.period order by r.period desc limit 1) from one where one.period is not null)
    select period from one where period is not null limit 100`.execute(reading.db);
  return rows.map(({ period }) => period).toSorted(byEnd);
}

/** What a share divides, by its name. */
export type Parts = ReadonlyMap<string, readonly [numerator: string, denominator: string]>;

/** The latest end first; of two with one end the shorter. */
const byEnd = (a: string, b: string): number => {
  const [[from, end], [otherFrom, otherEnd]] = [daysOf(rhythmOf(a), a), daysOf(rhythmOf(b), b)];
  return otherEnd.localeCompare(end) || otherFrom.localeCompare(from);
};

/** Every county in every figure of a period, small numbers protected the same way wherever they are told. */
export async function boardOf(reading: Reading, period: string, parts: Parts): Promise<Board> {
  const { rows: counties } = await sql<{ id: string; name: string }>`
    select subject_id as id, name from shared_counties where county_id = ${reading.county} and ended_on is null order by since, name, subject_id limit ${MOST_COUNTIES}`.execute(reading.db);
  const { rows: asked } = await sql<Asked>`
    select q.id, q.figure, q.conditions, q.kind, q.label, q.definition, q.unit, q.decimals, q.small from required_figures q
    where q.county_id = ${reading.county} and q.state <> 'draft' and exists (select from rolled_figures r where r.county_id = q.county_id and r.required_id = q.id and r.period = ${period})
    order by q.published_on, q.id limit ${MOST_COLUMNS}`.execute(reading.db);
  const { rows } = await sql<Row>`
    select r.required_id, r.subject_id, r.value, r.numerator, r.denominator, r.revision, r.digest = q.digest as alike from rolled_figures r
    join required_figures q on q.county_id = r.county_id and q.id = r.required_id
    where r.county_id = ${reading.county} and r.period = ${period} limit ${MOST_COUNTIES * MOST_COLUMNS}`.execute(reading.db);
  const byColumn = Map.groupBy(rows, ({ required_id }) => required_id);
  const places = new Map(counties.map(({ id }, place) => [id, place]));
  const spread = asked.map((column) => ({ column, rows: spreadOut(byColumn.get(column.id) ?? [], places) }));
  const counted = spread.filter(({ column }) => column.kind === 'figure').map((one) => ({ ...one, told: countColumn(one.column, one.rows) }));
  // What a count does not tell of a county, a share of the same count would: it is left out there too.
  const untold = new Set(counted.flatMap(({ column, told }) => (column.conditions ? [] : told.cells.flatMap((cell, place) => (cell && cell.value === undefined ? [`${column.figure} ${place}`] : [])))));
  const isUntold = (column: Asked) => (place: number) => parts.get(column.figure)?.some((figure) => untold.has(`${figure} ${place}`)) ?? false;
  const columns = spread.map(({ column, rows: cells }) => counted.find((one) => one.column === column)?.told ?? shareColumn(column, cells, isUntold(column)));
  return { period, counties, columns };
}

function spreadOut(rows: readonly Row[], places: ReadonlyMap<string, number>): (Row | undefined)[] {
  const cells = Array.from<Row | undefined>({ length: places.size });
  for (const row of rows) {
    const place = places.get(row.subject_id);
    if (place !== undefined) cells[place] = row;
  }
  return cells;
}

const OTHER = '口径不同，不比';
const head = ({ id, label, definition, unit, small }: Asked) => ({ id, label, definition, unit, small });
const mark = ({ revision }: Row) => (revision > 1 ? { restated: true as const } : {});

/** Counts: small ones are not told, and the total only where it does not tell them. */
function countColumn(column: Asked, rows: readonly (Row | undefined)[]): BoardColumn {
  const alike = rows.flatMap((row, place) => (row?.alike ? [{ row, place }] : []));
  const { cells, total } = protect(alike.map(({ row }) => row.value!), column.small);
  const shown = rows.map((row): Shown | undefined => (row && !row.alike ? { words: OTHER } : undefined));
  for (const [at, { row, place }] of alike.entries()) {
    const cell = cells[at]!;
    shown[place] = 'told' in cell ? { words: String(cell.told), value: cell.told, ...mark(row) } : { words: cell.hidden === 'small' ? `少于${column.small}` : '未单列', ...mark(row) };
  }
  return { ...head(column), cells: shown, total: total === undefined ? { words: '不列' } : { words: String(total), value: total } };
}

/** Shares with their base: where one of the two is small, or not told elsewhere, neither is told, and the whole is not told either. */
function shareColumn(column: Asked, rows: readonly (Row | undefined)[], isUntold: (place: number) => boolean): BoardColumn {
  const hides = ({ numerator, denominator }: Row, place: number) => isSmall(numerator!, column.small) || isSmall(denominator!, column.small) || isUntold(place);
  const cells = rows.map((row, place): Shown | undefined => {
    if (!row?.alike) return row && { words: OTHER };
    return hides(row, place) ? { words: '未列', ...mark(row) } : { ...shareWords(column, row.numerator!, row.denominator!), ...mark(row) };
  });
  const sum = (part: 'numerator' | 'denominator') => rows.reduce((all, row) => all + (row?.alike ? row[part]! : 0), 0);
  const hidden = rows.some((row, place) => row?.alike && hides(row, place));
  return { ...head(column), cells, total: hidden ? { words: '不列' } : shareWords(column, sum('numerator'), sum('denominator')) };
}

function shareWords({ decimals }: Asked, numerator: number, denominator: number): Shown {
  const share = percentage(numerator, denominator, decimals ?? 1);
  return share === undefined ? { words: '没有基数' } : { words: `${share}（${numerator}/${denominator}）`, value: Number(((100 * numerator) / denominator).toFixed(decimals ?? 1)) };
}
