import { countedAs } from '#platform/figures/countable.ts';
import { dimensionsFor } from '#platform/figures/deriving.ts';
import { NONE, periodWords, type Dimension } from '#platform/figures/dimension.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { all, any, not } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import type { Seen } from '#platform/records/source.ts';

/**
 * A figure put together in an address from what is declared: a figure, the conditions of others over the same records, and values of its
 * dimensions. The address says all of it, so that the link keeps its meaning whoever changes a saved one.
 */
export interface Composition {
  figure: string;
  /** What these count, too. */
  with: readonly string[];
  /** And these do not. */
  without: readonly string[];
  /** One of several values of a dimension; of several dimensions all. */
  parts: readonly Part[];
  /** Absent: as the figure counts. */
  counts?: Figure['counts'];
}

export interface Part {
  dimension: string;
  values: readonly string[];
}

const BY = 'by.';
/** More conditions than this nobody reads. */
const MOST_PARTS = 12;
const MOST_VALUES = 50;

/** A declared figure as it is. */
export const simply = (figure: string): Composition => ({ figure, with: [], without: [], parts: [] });

/** Whether it says more than the name of a figure. */
export const saysMore = (one: Composition): boolean => one.with.length + one.without.length + one.parts.length > 0 || one.counts !== undefined;

/** `figure=…&with=…&without=…&by.<dimension>=<value>&each=…` (or `sum=…`); undefined without a figure. @throws Problem 400 for more than can be read */
export function compositionIn(query: URLSearchParams): Composition | undefined {
  const figure = query.get('figure');
  if (!figure) return undefined;
  const named = [...new Set([...query.keys()].filter((key) => key.startsWith(BY)))];
  const parts = named.map((key) => ({ dimension: key.slice(BY.length), values: [...new Set(query.getAll(key).filter(Boolean))] })).filter(({ values }) => values.length > 0);
  const others = (name: string) => [...new Set(query.getAll(name).filter(Boolean))];
  const found = { figure, with: others('with'), without: others('without'), parts, ...countsIn(query) };
  if (parts.length + found.with.length + found.without.length > MOST_PARTS || parts.some(({ values }) => values.length > MOST_VALUES)) {
    throw new Problem(400, 'too_much', `条件太多：最多${MOST_PARTS}个条件，每个条件最多${MOST_VALUES}个值。请减少一些。`);
  }
  return found;
}

function countsIn(query: URLSearchParams): Pick<Composition, 'counts'> {
  const [distinct, sum] = [query.get('each'), query.get('sum')];
  if (distinct && sum) throw new Problem(400, 'bad_filter', '“不同的计一次”和“合计”只能选一种。请去掉一种。');
  return distinct ? { counts: { distinct } } : sum ? { counts: { sum } } : {};
}

/** The same as pairs of an address. */
export const pairsOf = (one: Composition): [string, string][] => [
  ['figure', one.figure],
  ...one.with.map((name): [string, string] => ['with', name]),
  ...one.without.map((name): [string, string] => ['without', name]),
  ...one.parts.flatMap(({ dimension, values }) => values.map((value): [string, string] => [BY + dimension, value])),
  ...(one.counts ? [('sum' in one.counts ? ['sum', one.counts.sum] : ['each', one.counts.distinct]) as [string, string]] : []),
];

/** What the address of a figure's list says of it. */
export const addressed = (figure: Figure): [string, string][] => pairsOf(figure.composition ?? simply(figure.name));

/** One more value, in the place of what was asked of this dimension. */
export const narrowed = (one: Composition, dimension: string, value: string): Composition => ({
  ...one, parts: [...one.parts.filter((part) => part.dimension !== dimension), { dimension, values: [value] }],
});

/** What dividing asks for names of ids; without it the words say only which dimension. */
export type Naming = (record: string, id: string) => string | undefined;

export interface Composed {
  figure: Figure;
  /** The conditions in words: 收集方式为走访. */
  conditions: readonly string[];
}

/**
 * The figure that a composition means.
 * @throws Problem 404 for a figure that is not there, 400 for a condition that its records do not have
 */
export function composed(seen: Seen, one: Composition, naming: Naming = () => undefined): Composed {
  const base = figureNamed(seen, one.figure);
  if (!saysMore(one)) return { figure: base, conditions: [] };
  const [also, never] = [one.with, one.without].map((names) => names.map((name) => alike(base, figureNamed(seen, name))));
  const parts = one.parts.map((part) => ({ part, dimension: dimensionNamed(seen, base, part.dimension) }));
  const where = all(
    base.where, ...also!.map((figure) => figure.where), ...never!.map((figure) => not(figure.where)),
    ...parts.map(({ part, dimension }) => any(...part.values.map((value) => dimension.holding(value, seen)))),
  );
  const conditions = [
    ...also!.map(({ label }) => `同时计入“${label}”`), ...never!.map(({ label }) => `不计入“${label}”`),
    ...parts.map(({ part, dimension }) => `${dimension.label}为${part.values.map((value) => valueWords(dimension, value, naming)).join('或')}`),
  ];
  const conditioned = conditions.length === 0 ? base : { ...base, label: `${base.label}（${conditions.join('，')}）`, definition: `${base.definition.replace(/。$/u, '')}；其中：${conditions.join('，')}。` };
  return { figure: { ...countedAs(seen.house, conditioned, one.counts), where, live: true, composition: one }, conditions };
}


/** A value as people read it. */
export function valueWords(dimension: Dimension, value: string, naming: Naming): string {
  if (value === NONE) return `（${dimension.none ?? '没有'}）`;
  if (dimension.period) return periodWords(dimension.period, value);
  if (dimension.named) return naming(dimension.named, value) ?? '（所选的）';
  return dimension.words?.[value] ?? value;
}

const figureNamed = ({ house }: Pick<Seen, 'house'>, name: string): Figure => {
  const found = [...house.figures.values()].flat().find((figure) => figure.name === name);
  if (!found) throw new Problem(404, 'no_figure', '没有这个统计数字，请从“数字与判断”页重新打开。');
  return found;
};

function alike(base: Figure, other: Figure): Figure {
  if (other.record !== base.record || other.derived || base.derived) throw new Problem(400, 'bad_filter', `“${other.label}”和“${base.label}”数的不是同一类记录，不能放在一起。请换一个。`);
  return other;
}

export function dimensionNamed({ house }: Pick<Seen, 'house'>, figure: Figure, name: string): Dimension {
  const found = dimensionsFor(house, figure).find((one) => one.name === name);
  if (!found) throw new Problem(400, 'bad_filter', `“${figure.label}”没有这种分法，请重新选择。`);
  return found;
}
