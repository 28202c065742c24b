import { countFigures } from '#platform/figures/count.ts';
import { composed, compositionIn, simply } from '#platform/figures/composition.ts';
import { percentage } from '#platform/figures/percentage.ts';
import { withUnit, type Figure } from '#platform/figures/figure.ts';
import { sharesOf, type Rounding } from '#platform/figures/rounding.ts';
import { notFound, Problem } from '#platform/problems.ts';
import type { Standing } from '#platform/records/moment.ts';
import { scopeOf, type Asked } from '#reports/asked.ts';
import type { Declared } from '#reports/declared.ts';
import { figureAsked } from '#reports/figures/asking.ts';
import { comparedWith } from '#reports/figures/comparing.ts';
import { cellKey, divisionOf, type Division } from '#reports/figures/division.ts';
import { committeeWords, countingWords, dayWords } from '#reports/figures/saying.ts';
import { lengthFor, trendOf, yearBack, type TrendPoint } from '#reports/figures/trend.ts';
import { usesOf, type Use } from '#reports/figures/uses.ts';
import { waysAsked, waysFor, type Way } from '#reports/figures/ways.ts';
import { ownWordsOn } from '#reports/quoting/own-words.ts';
import { answering, asReported, listHref } from '#reports/quoting/reckoning.ts';

/** One figure with everything that its page, its JSON and its CSV tell of it. */
export interface FigureView {
  /** Its lasting name; what it was narrowed to is in the figure. */
  name: string;
  figure: Figure;
  value: number;
  href?: string;
  said: { counting: string; day: string; committee: string };
  compared: Awaited<ReturnType<typeof comparedWith>>;
  trend: readonly (TrendPoint & { href?: string })[];
  ways: readonly Way[];
  division?: Division;
  rounding: Rounding;
  /** The conditions in words, each with the key of the address that sets it. */
  conditions: readonly { key: string; words: string }[];
  uses: readonly Use[];
}

/** @throws Problem 404 for a figure that is not there, or not of a committee; 400 for what cannot be asked of it */
export async function viewOf(standing: Standing, declared: Declared, name: string, query: URLSearchParams, asked: Asked): Promise<FigureView> {
  const { reading, at } = standing;
  const found = await figureAsked(reading, declared, name, query);
  const own = await ownWordsOn(reading, asked.to);
  const [figure] = answering([{ ...found, label: own(found.label), definition: own(found.definition) }], asked);
  if (!figure) throw notFound('这个数字的联络委数（它只有全县数）');
  const called = <T extends { label: string }>(one: T): T => ({ ...one, label: own(one.label) });
  const by = waysAsked(reading.house, figure, query.getAll('by')).map(called);
  const { plan, ...earlier } = await comparedWith(standing, figure, asked);
  const values = await countFigures(asReported(reading), [figure], scopeOf(asked));
  return {
    name, figure, value: values.get(figure.name) ?? 0, href: listHref(reading, figure, { asked, at }),
    said: { counting: own(countingWords(reading.house, figure)), day: own(dayWords(reading.house, figure)), committee: committeeWords(figure) },
    compared: { ...earlier, plan: plan?.map(called) },
    trend: await trendAsked(standing, figure, asked),
    ways: waysFor(reading.house, figure).map(called), division: by.length > 0 ? await divisionOf(standing, figure, by, asked) : undefined,
    rounding: roundingIn(query), conditions: conditionsIn(reading, figure, name, query), uses: (await usesOf(reading, declared, name)).map(called),
  };
}

/** In months, or longer steps for a longer time; of a short period the year up to its end. */
async function trendAsked({ reading, at }: Standing, figure: Figure, asked: Asked): Promise<FigureView['trend']> {
  const long = asked.from > yearBack(asked.to, 90) ? { ...asked, from: yearBack(asked.to) } : asked;
  const points = await trendOf(asReported(reading), figure, scopeOf(long), lengthFor(long));
  return points.map((point) => ({ ...point, href: listHref(reading, figure, { asked: { ...asked, from: point.from, to: point.to }, at }) }));
}

/** What the address itself narrows; what a figure of the county's own says stays with it. */
function conditionsIn(reading: Standing['reading'], figure: Figure, name: string, query: URLSearchParams): FigureView['conditions'] {
  const typed = compositionIn(new URLSearchParams([['figure', figure.composition?.figure ?? name], ...[...query].filter(([key]) => key !== 'figure')]))!;
  const single = [
    ...typed.with.map((one) => ({ key: 'with', one: { ...simply(typed.figure), with: [one] } })), ...typed.without.map((one) => ({ key: 'without', one: { ...simply(typed.figure), without: [one] } })),
    ...typed.parts.map((part) => ({ key: `by.${part.dimension}`, one: { ...simply(typed.figure), parts: [part] } })),
  ];
  return single.map(({ key, one }) => ({ key, words: composed(reading, one).conditions.join('，') }));
}

/** `decimals=0…2` and `shares=forced`. @throws Problem 400 for other decimals */
function roundingIn(query: URLSearchParams): Rounding {
  const decimals = query.get('decimals') || '2';
  if (!/^[012]$/.test(decimals)) throw new Problem(400, 'bad_decimals', '百分数的小数位数请选0、1或2位。');
  return { decimals: Number(decimals), forced: query.get('shares') === 'forced' };
}

/** The share of each value of the first way; forced only where the parts add up. */
export function sharesIn({ division, value, rounding }: FigureView): ReadonlyMap<string, string> {
  const [rows] = division?.values ?? [];
  if (!division || !rows) return new Map();
  const shares = sharesOf(rows.map(({ n }) => n), value, { ...rounding, forced: rounding.forced && division.additive });
  return new Map(rows.flatMap(({ key }, place) => (shares[place] === undefined ? [] : [[key, shares[place]] as const])));
}

/** A part of a whole, as tables say it. */
export const shareOf = (n: number, whole: number): string | undefined => percentage(n, whole, 2);

/** As the API gives it: every number with its list. */
export const plainView = (view: FigureView) => ({ ...plainFigure(view), ...(view.division && plainDivision(view, view.division)) });

const plainFigure = ({ name, figure, value, href, said, compared, trend, ways, uses }: FigureView) => ({
  name, label: figure.label, definition: figure.definition, unit: figure.unit, value, list: href,
  counting: said.counting, date_basis: said.day, committee_basis: said.committee,
  last_year: plainly(compared.lastYear), last_term: plainly(compared.lastTerm), plan: compared.plan?.map(({ href: page, ...one }) => ({ ...one, page })),
  trend: trend.map(({ key, label, from, to, value: n, href: list }) => ({ period: key, label, from, to, value: n, list })),
  ways: ways.map(({ name: way, label }) => ({ name: way, label })), used_in: uses.map(({ label, href: page }) => ({ label, page })),
});

function plainDivision(view: FigureView, { ways, values, cells, cut, additive }: Division) {
  const shares = sharesIn(view);
  return {
    by: ways.map(({ name, label }) => ({ name, label })), cut, additive, rounding: view.rounding,
    parts: values.map((theirs, place) => theirs.map(({ key, label, n, href: list }) => ({ value: key, label, n, share: place === 0 ? (shares.get(key) ?? null) : undefined, list }))),
    cells: [...cells].map(([keys, { n, href: list }]) => ({ values: JSON.parse(keys) as string[], n, list })),
  };
}

const plainly = (one: { from: string; to: string; value: number; href?: string } | undefined) => (one ? { from: one.from, to: one.to, value: one.value, list: one.href } : null);

/** The table that is shown, as rows of a download. */
export function tableOf(view: FigureView): { head: readonly string[]; rows: readonly (readonly (string | number)[])[] } {
  const { division, value, figure } = view;
  if (!division) return { head: ['指标', '数值', '单位'], rows: [[figure.label, value, figure.unit]] };
  const [rows, columns] = division.values as [Division['values'][number], Division['values'][number] | undefined];
  const [first] = division.ways as [Way];
  if (!columns) return { head: [first.label, withUnit(figure.label, figure.unit), '占比'], rows: [...rows.map(({ key, label, n }) => [label, n, sharesIn(view).get(key) ?? '']), ['全部', value, '']] };
  const cell = (row: string, column: string) => division.cells.get(cellKey([row, column]))?.n ?? 0;
  return {
    head: [first.label, ...columns.map(({ label }) => label), '小计'],
    rows: [...rows.map(({ key, label, n }) => [label, ...columns.map((column) => cell(key, column.key)), n]), ['全部', ...columns.map(({ n }) => n), value]],
  };
}
