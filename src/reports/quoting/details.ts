/** What sentences say of a figure beyond its number: last year's, the names of the first records, the most frequent kinds. */
import { valueWords } from '#platform/figures/composition.ts';
import { counted, countFigures } from '#platform/figures/count.ts';
import { dimensionsFor } from '#platform/figures/deriving.ts';
import { NONE, type Dimension } from '#platform/figures/dimension.ts';
import { divide } from '#platform/figures/dividing.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { namingFor } from '#platform/figures/naming.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import type { Standing } from '#platform/records/moment.ts';
import { scopeOf, type Asked } from '#reports/asked.ts';
import { yearsBefore } from '#reports/figures/facts.ts';
import type { Kinds } from '#reports/wording/kinds.ts';
import { comparesYears, kindsAsked, namesAsked } from '#reports/wording/manners.ts';
import { asReported } from '#reports/quoting/reckoning.ts';
import type { QuotedFigure } from '#reports/quoting/quote.ts';
import type { Token } from '#reports/wording/template.ts';

/** The same days a year earlier. */
export const yearEarlier = (asked: Asked): Asked => ({ ...asked, from: yearsBefore(asked.from, 1), to: yearsBefore(asked.to, 1) });

/** The figures' values a year earlier, by name. */
export const lastYears = ({ reading }: Standing, figures: readonly Figure[], asked: Asked): Promise<Map<string, number>> =>
  countFigures(asReported(reading), figures, scopeOf(yearEarlier(asked)));

/** The quotes with what the tokens ask of them besides. Names are those that whoever writes may see. */
export async function detailed(standing: Standing, figures: readonly Figure[], quotes: readonly QuotedFigure[], tokens: readonly Token[], asked: Asked): Promise<QuotedFigure[]> {
  const byName = new Map(figures.map((figure) => [figure.name, figure]));
  const compared = new Set(tokens.filter(({ manner }) => comparesYears(manner)).map(({ name }) => name));
  const before = await lastYears(standing, figures.filter(({ name }) => compared.has(name)), asked);
  const listed = await namesFor(standing.reading, byName, tokens, asked);
  const kinds = await kindsFor(asReported(standing.reading), byName, tokens, asked);
  return quotes.map((quote) => ({
    ...quote,
    ...(before.has(quote.name) ? { lastYear: before.get(quote.name) } : {}),
    ...(listed.has(quote.name) ? { names: listed.get(quote.name) } : {}),
    ...(kinds.has(quote.name) ? { kinds: kinds.get(quote.name) } : {}),
  }));
}

async function namesFor(reading: Reading, figures: ReadonlyMap<string, Figure>, tokens: readonly Token[], asked: Asked): Promise<Map<string, string[]>> {
  const wanted = new Map<string, number>();
  for (const { name, manner } of tokens.filter((token) => !kindsAsked(token.manner))) wanted.set(name, Math.max(wanted.get(name) ?? 0, namesAsked(manner) ?? 0));
  const names = new Map<string, string[]>();
  for (const [name, most] of wanted) {
    const figure = figures.get(name);
    if (figure && most > 0) names.set(name, (await firstOf(reading, figure, asked, most)).map(({ name: called }) => called));
  }
  return names;
}

/** So many kinds are kept with a number; a list of more is a table. */
const MOST_KINDS = 30;

async function kindsFor(reading: Reading, figures: ReadonlyMap<string, Figure>, tokens: readonly Token[], asked: Asked): Promise<Map<string, Record<string, Kinds>>> {
  const found = new Map<string, Record<string, Kinds>>();
  for (const { name, manner } of tokens) {
    const [figure, by] = [figures.get(name), kindsAsked(manner)];
    const dimension = by === undefined ? undefined : figure && dimensionsFor(reading.house, figure).find((one) => one.name === by);
    if (figure && dimension) found.set(name, { ...found.get(name), [dimension.name]: await kindsOf(reading, figure, dimension, asked) });
  }
  return found;
}

/** A record of several kinds counts in each: the whole is then all that is told of kinds. */
async function kindsOf(reading: Reading, figure: Figure, dimension: Dimension, asked: Asked): Promise<Kinds> {
  const shares = await divide(reading, figure, [dimension], scopeOf(asked));
  const naming = await namingFor(reading, [dimension], shares);
  const parts = shares.flatMap(({ keys: [key], n }) => (key === NONE ? [] : [{ words: valueWords(dimension, key!, naming), n }]));
  return { label: dimension.label, parts: parts.slice(0, MOST_KINDS), whole: shares.reduce((sum, { n }) => sum + n, 0) };
}

export interface Listed {
  name: string;
  /** The day by which it counts. */
  day: string;
  state: string;
  href: string;
}

/** The first records that a figure counts, by their day. */
export async function firstOf(reading: Reading, figure: Figure, asked: Asked, most: number): Promise<Listed[]> {
  const declared = reading.house.records.get(figure.record);
  if (!declared || figure.derived) return [];
  const order = [...(figure.day ? [{ column: figure.day }] : []), { column: 'id' }];
  const rows = await list(reading, declared, { where: counted(figure, scopeOf(asked)), order, limit: most });
  return rows.map((row) => ({
    name: declared.nameOf(row), day: figure.day ? String(row[figure.day] ?? '') : '', state: declared.states[row.state]?.label ?? '', href: `/${declared.path}/${row.id}`,
  }));
}
