import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { isKept, type Derived, type Figure } from '#platform/figures/figure.ts';
import { NO_COMMITTEE } from '#platform/figures/kept.ts';
import { countInColumns } from '#platform/figures/columns/asking.ts';
import { differenceThen, looksBack } from '#platform/figures/looking-back.ts';
import { counted, seesAll, type Scope } from '#platform/figures/scope.ts';

export { counted, type Scope };

/**
 * The values of figures for the person who looks: of the records that this person may see. Those of a person who sees the whole county come from the kept counts in one query;
 * narrower views, counts of different values and most past moments are counted from the records.
 */
export async function countFigures(reading: Reading, figures: readonly Figure[], scope: Scope): Promise<Map<string, number>> {
  const values = new Map<string, number>();
  const kept = figures.filter((figure) => mayUseKept(reading, figure, scope));
  for (const [name, n] of await keptCounts(reading, kept, scope)) values.set(name, n);
  const back = figures.filter((figure) => looksBack(reading, figure, scope));
  const now = await keptCounts(reading, back, scope);
  for (const figure of back) values.set(figure.name, now.get(figure.name)! + (await differenceThen(reading, figure, scope)));
  for (const [name, n] of await derivedCounts(reading, figures, scope)) values.set(name, n);
  for (const figure of figures) {
    if (!values.has(figure.name)) values.set(figure.name, (await countInColumns(reading, figure, scope)) ?? (await countLive(reading, figure, scope)));
  }
  return values;
}

/** Figures over the same derived rows are counted from one look at them. */
async function derivedCounts(reading: Reading, figures: readonly Figure[], scope: Scope): Promise<Map<string, number>> {
  const values = new Map<string, number>();
  for (const [derived, theirs] of Map.groupBy(figures, (figure) => figure.derived)) {
    if (!derived) continue;
    for (const [name, n] of await numbersOf(derived, reading, theirs, scope)) values.set(name, n);
  }
  return values;
}

async function numbersOf(derived: Derived, reading: Reading, figures: readonly Figure[], scope: Scope): Promise<Map<string, number>> {
  if (derived.numbers) return derived.numbers(reading, figures, scope);
  const rows = await derived.rows(reading, scope);
  return new Map(figures.map((figure) => [figure.name, countAmong(figure, rows)]));
}

/** Of derived rows those that the figure counts, or their different values. */
function countAmong({ where, counts }: Figure, rows: readonly Record<string, unknown>[]): number {
  const met = rows.filter((row) => where.test(row));
  if (!counts) return met.length;
  if ('sum' in counts) return met.reduce((sum, row) => sum + Number(row[counts.sum] ?? 0), 0);
  return new Set(met.map((row) => row[counts.distinct])).size;
}

/** The rows that a derived figure counts in a scope: what its list shows. */
export const listDerived = async <Row>(reading: Reading, { derived, where }: Figure<Row> & { derived: Derived<Row> }, scope: Scope): Promise<Row[]> =>
  (await derived.rows(reading, scope)).filter((row) => where.test(row));

/** Whether the kept counts say what this person may be told, now. */
export const mayUseKept = (reading: Reading, figure: Figure, scope: Scope): boolean => isKept(figure) && !reading.asOf && seesAll(reading, figure, scope);

async function keptCounts(reading: Reading, figures: readonly Figure[], scope: Scope): Promise<Map<string, number>> {
  if (figures.length === 0) return new Map();
  const { rows } = await sql<{ figure: string; n: string }>`
    select figure, sum(n) as n from kept_counts
    where county_id = ${reading.county} and figure in (${sql.join(figures.map(({ name }) => name))})
      ${scope.from ? sql`and day >= ${scope.from}::date` : sql``} ${scope.to ? sql`and day <= ${scope.to}::date` : sql``}
      ${scope.committee ? sql`and committee_id = ${scope.committee}` : onceEach(figures)}
    group by figure`.execute(reading.db);
  const found = new Map(rows.map(({ figure, n }) => [figure, Number(n)]));
  return new Map(figures.map(({ name }) => [name, found.get(name) ?? 0]));
}

/** The county's own count of records that several committees count, too. */
function onceEach(figures: readonly Figure[]) {
  const shared = figures.filter(({ bodies }) => bodies).map(({ name }) => name);
  return shared.length === 0 ? sql`` : sql`and (committee_id = ${NO_COMMITTEE} or figure not in (${sql.join(shared)}))`;
}

/** Counted from the records themselves, through the very condition of the list. */
export async function countLive(reading: Reading, figure: Figure, scope: Scope): Promise<number> {
  if (figure.derived) return (await numbersOf(figure.derived, reading, [figure], scope)).get(figure.name) ?? 0;
  const declared = reading.house.records.get(figure.record)!;
  const { rows } = await sql<{ n: string }>`
    select ${whatIsCounted(figure)} as n from ${source(reading, declared.table, 'r')}
    where ${among(reading, declared, counted(figure, scope))}`.execute(reading.db);
  return Number(rows[0]?.n ?? 0);
}

function whatIsCounted({ counts }: Figure) {
  if (!counts) return sql`count(*)`;
  return 'sum' in counts ? sql`coalesce(sum(${sql.ref(`r.${counts.sum}`)}), 0)` : sql`count(distinct ${sql.ref(`r.${counts.distinct}`)})`;
}
