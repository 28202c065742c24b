import { committeeChoices } from '#institutions/facts.ts';
import { narrowed, saysMore, simply, valueWords } from '#platform/figures/composition.ts';
import { countFigures, listDerived, type Scope } from '#platform/figures/count.ts';
import { daysOf, keyOfDay, NONE, periodWords } from '#platform/figures/dimension.ts';
import { divide, MOST_SHARES, type Share } from '#platform/figures/dividing.ts';
import type { Derived, Figure } from '#platform/figures/figure.ts';
import { namingOf } from '#platform/figures/naming.ts';
import { Problem } from '#platform/problems.ts';
import type { Standing } from '#platform/records/moment.ts';
import type { Reading } from '#platform/records/act.ts';
import { scopeOf, type Asked } from '#reports/asked.ts';
import { partsOf } from '#reports/figures/trend.ts';
import type { Way } from '#reports/figures/ways.ts';
import { asReported, listHref } from '#reports/quoting/reckoning.ts';

/** A figure divided: the values of each way in their order, and a number with its list for each pair of them that has one. */
export interface Division {
  ways: readonly Way[];
  values: readonly (readonly Value[])[];
  cells: ReadonlyMap<string, Cell>;
  /** There were more parts than a table can have; the smallest are left out. */
  cut: boolean;
  /** The parts add up to the whole: nothing is counted in two of them. */
  additive: boolean;
}

export interface Value {
  key: string;
  label: string;
  n: number;
  /** All of this row, or column. */
  href?: string;
}

export interface Cell {
  n: number;
  href?: string;
}

export const cellKey = (keys: readonly string[]): string => JSON.stringify(keys);

/** Divides by one or two ways, with the names that the reader may see, and the list of each part. */
export async function divisionOf(standing: Standing, figure: Figure, ways: readonly Way[], asked: Asked): Promise<Division> {
  const { reading, at } = standing;
  const shares = await sharesOf(asReported(reading), figure, ways, scopeOf(asked));
  const orders = await ordersOf(reading, asked.to);
  const names = await namesOf(reading, ways, shares, orders);
  const href = (parts: readonly (readonly [Way, string])[]) => hrefOfPart(reading, figure, parts, asked, at);
  const counted = ways.length === 1 ? [shares] : await eachAlone(reading, figure, ways, asked);
  const values = ways.map((way, place) => inOrder(way, counted[place]!, orders).map(({ keys: [key], n }) => ({ key: key!, label: names(way, key!), n, href: href([[way, key!]]) })));
  const cells = new Map(shares.map(({ keys, n }) => [cellKey(keys), { n, href: href(ways.map((way, place) => [way, keys[place]!] as const)) }]));
  const distinct = figure.counts !== undefined && 'distinct' in figure.counts;
  return { ways, values, cells, cut: shares.length >= MOST_SHARES, additive: !distinct && !figure.derived && !ways.some(({ several }) => several) };
}

/** Rows and columns have numbers of their own: what is in two cells is in the row once. */
async function eachAlone(reading: Reading, figure: Figure, ways: readonly Way[], asked: Asked): Promise<Share[][]> {
  const found: Share[][] = [];
  for (const way of ways) found.push(await sharesOf(asReported(reading), figure, [way], scopeOf(asked)));
  return found;
}

/** Which records each part lists: one more value in the address, or a narrower scope. */
function hrefOfPart(reading: Reading, figure: Figure, parts: readonly (readonly [Way, string])[], asked: Asked, at: Date): string | undefined {
  let composition = figure.composition ?? simply(figure.name);
  let scope = asked;
  for (const [way, key] of parts) {
    if (way.dimension) composition = narrowed(composition, way.name, key);
    else if (way.period) scope = withinPeriod(scope, way, key);
    else if (key === NONE) return undefined;
    else scope = { ...scope, committee: key };
  }
  return listHref(reading, { ...figure, composition: saysMore(composition) ? composition : undefined }, { asked: scope, at });
}

function withinPeriod<S extends Scope>(scope: S, { period }: Way, key: string): S {
  const [from, to] = daysOf(period!, key);
  return { ...scope, from: scope.from && scope.from > from ? scope.from : from, to: scope.to && scope.to < to ? scope.to : to };
}

/** Dimensions are asked of the database in one question; what only a scope can narrow, part by part. */
async function sharesOf(reading: Reading, figure: Figure, ways: readonly Way[], scope: Scope): Promise<Share[]> {
  if (ways.every(({ dimension }) => dimension)) return withinParts(figure, ways, await divide(reading, figure, ways.map(({ dimension }) => dimension!), scope));
  if (figure.derived && !figure.derived.numbers) return amongRows(await listDerived(reading, figure as Figure & { derived: Derived }, scope), figure, ways);
  return partByPart(reading, figure, ways, scope);
}

/** Of a figure that was narrowed to some committees, the others that share a record with them are no parts. */
function withinParts({ composition }: Figure, ways: readonly Way[], shares: Share[]): Share[] {
  const narrowedTo = new Map(composition?.parts.map(({ dimension, values }) => [dimension, values]));
  return shares.filter(({ keys }) => ways.every(({ name }, place) => narrowedTo.get(name)?.includes(keys[place]!) ?? true));
}

/** Derived rows are few enough to be brought. */
function amongRows(rows: readonly Record<string, unknown>[], figure: Figure, ways: readonly Way[]): Share[] {
  const keyOf = (row: Record<string, unknown>, { period }: Way) => {
    const value = row[period ? figure.day! : figure.committee!];
    return value === null || value === undefined ? NONE : period ? keyOfDay(period, String(value)) : String(value);
  };
  const groups = Map.groupBy(rows, (row) => cellKey(ways.map((way) => keyOf(row, way))));
  return [...groups].map(([keys, theirs]) => ({ keys: JSON.parse(keys) as string[], n: numberOf(figure, theirs) })).filter(({ n }) => n !== 0);
}

function numberOf({ counts }: Figure, rows: readonly Record<string, unknown>[]): number {
  if (!counts) return rows.length;
  return 'sum' in counts ? rows.reduce((sum, row) => sum + Number(row[counts.sum] ?? 0), 0) : new Set(rows.map((row) => row[counts.distinct])).size;
}

/** More questions than this one page does not ask. */
const MOST_ASKED = 150;

async function partByPart(reading: Reading, figure: Figure, ways: readonly Way[], scope: Scope): Promise<Share[]> {
  let combined: Narrowed[] = [{ keys: [], scope: {} }];
  for (const way of ways.filter(({ dimension }) => !dimension)) {
    const theirs = await scopesOf(reading, way, scope);
    combined = combined.flatMap((one) => theirs.map((its) => ({ keys: [...one.keys, ...its.keys], scope: { ...one.scope, ...its.scope } })));
  }
  if (combined.length > MOST_ASKED) throw new Problem(400, 'too_many_parts', '这样分，格子太多，一次数不过来。请缩短期间，或者只按一种办法分。');
  const dimensions = ways.flatMap(({ dimension }) => dimension ?? []);
  const found: Share[] = [];
  for (const part of combined) {
    const within = { ...scope, ...part.scope };
    const inner = dimensions.length > 0 ? await divide(reading, figure, dimensions, within) : [{ keys: [], n: (await countFigures(reading, [figure], within)).get(figure.name) ?? 0 }];
    found.push(...inner.filter(({ n }) => n !== 0).map(({ keys, n }) => ({ keys: placed(ways, part.keys, keys), n })));
  }
  return found;
}

interface Narrowed {
  keys: readonly string[];
  scope: Scope;
}

/** Keys of both kinds in the order of the ways. */
function placed(ways: readonly Way[], asked: readonly string[], divided: readonly string[]): string[] {
  const [fromScope, fromShares] = [[...asked], [...divided]];
  return ways.map(({ dimension }) => (dimension ? fromShares : fromScope).shift()!);
}

async function scopesOf(reading: Reading, { period }: Way, { from, to, committee }: Scope): Promise<Narrowed[]> {
  if (period) return partsOf(period, { from: from!, to: to! }).map(({ key, ...days }) => ({ keys: [key], scope: days }));
  const committees = await committeeChoices(reading, to);
  return committees.filter(({ value }) => !committee || value === committee).map(({ value }) => ({ keys: [value], scope: { committee: value } }));
}

/** The county's own order of committees, with what their places were called then: committees are not ranked by how many. */
const ordersOf = async (reading: Reading, day: string): Promise<Map<string, string>> => new Map((await committeeChoices(reading, day)).map(({ value, label }) => [value, label]));

async function namesOf(reading: Reading, ways: readonly Way[], shares: readonly Share[], committees: ReadonlyMap<string, string>): Promise<(way: Way, key: string) => string> {
  const wanted = new Map<string, string[]>();
  for (const [place, { named }] of ways.entries()) {
    if (named && named !== 'committee') wanted.set(named, [...(wanted.get(named) ?? []), ...shares.map(({ keys }) => keys[place]!)]);
  }
  const naming = await namingOf(reading, wanted);
  return ({ named, period, dimension }, key) => {
    if (named === 'committee' && key !== NONE) return committees.get(key) ?? '（不在名册上的）';
    if (dimension) return valueWords(dimension, key, naming);
    return period ? periodWords(period, key) : '没有写明联络委';
  };
}

function inOrder(way: Way, shares: readonly Share[], committees: ReadonlyMap<string, string>): readonly Share[] {
  if (way.period) return shares.toSorted((a, b) => (a.keys[0]! < b.keys[0]! ? -1 : 1));
  if (way.named !== 'committee') return shares.toSorted((a, b) => b.n - a.n || (a.keys[0]! < b.keys[0]! ? -1 : 1));
  const places = [...committees.keys()];
  const placeOf = ({ keys }: Share) => (places.includes(keys[0]!) ? places.indexOf(keys[0]!) : places.length);
  return shares.toSorted((a, b) => placeOf(a) - placeOf(b));
}
