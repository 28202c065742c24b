/** The county's own figures, for all who quote: templates, boards, superiors' sheets, subscriptions. */
import { composed, compositionIn, saysMore, type Composition } from '#platform/figures/composition.ts';
import type { Figure, Ratio, Unit } from '#platform/figures/figure.ts';
import { is } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import type { Seen } from '#platform/records/source.ts';
import type { Declared } from '#reports/declared.ts';
import { ownFigure, type OwnFigureRow } from '#reports/figures/own/record.ts';

export { yearsBefore } from '#reports/figures/comparing.ts';
export { trendOf } from '#reports/figures/trend.ts';
export { waysFor, type Way } from '#reports/figures/ways.ts';

/** A figure that the office put together in the pages; with `ratioOf` it is a share. */
export interface OwnFigure {
  /** Of the record that says it. */
  id: string;
  /** Its token: `own_<number>`, whatever it is called. */
  name: string;
  label: string;
  definition: string;
  unit: Unit;
  composition: Composition;
  /** What is counted; of a share the numerator. */
  figure: Figure;
  ratioOf?: { composition: Composition; figure: Figure; ratio: Ratio };
}

/** A county has a few dozen figures of its own. */
const MOST = 500;

export const nameOfOwn = ({ number }: Pick<OwnFigureRow, 'number'>): string => `own_${number}`;

/** Those in use, as they stood at the moment of the reading; one whose parts the program no longer has is left out, and says so on its page. */
export async function ownFigures(reading: Reading): Promise<OwnFigure[]> {
  const rows = await list<OwnFigureRow>(reading, ownFigure, { where: is<OwnFigureRow>('state', 'in_use'), order: [{ column: 'number' }], limit: MOST });
  return rows.flatMap((row) => {
    const own = asFigure(reading, row);
    return typeof own === 'string' ? [] : [own];
  });
}

/** The figure that a row means, or what is wrong with it. */
export function asFigure(seen: Seen, row: OwnFigureRow): OwnFigure | string {
  try {
    return readAs(seen, row);
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}

function readAs(seen: Seen, row: OwnFigureRow): OwnFigure {
  const name = nameOfOwn(row);
  const { id, label, definition } = row;
  const unit = row.unit as Unit;
  const composition = compositionOf(row.composition);
  const counted = { ...composed(seen, composition).figure, unit, composition, live: true as const }; // no counts are kept under its name
  if (row.ratio_of === null) return { id, name, label, definition, unit, composition, figure: { ...counted, name, label, definition } };
  const base = compositionOf(row.ratio_of);
  const whole = composed(seen, base).figure;
  const numerator = { ...counted, name: `${name}_part`, label: `${label}（分子）` };
  const denominator = saysMore(base) ? { ...whole, name: `${name}_base`, label: `${label}（分母）`, composition: base } : whole;
  const ratio: Ratio = { name, label, definition, numerator: numerator.name, denominator: denominator.name, decimals: row.decimals!, convention: row.convention! };
  return { id, name, label, definition, unit, composition, figure: numerator, ratioOf: { composition: base, figure: denominator, ratio } };
}

/** @throws Problem 422 for a text that names no figure */
export function compositionOf(text: string): Composition {
  const found = compositionIn(new URLSearchParams(text));
  if (!found) throw new Problem(422, 'no_figure', '没有选统计数字。请先选一个，再组合。');
  return found;
}

/** Everything declared with the county's own: quoted by name like any other. */
export async function declaredWithOwn(reading: Reading, declared: Declared): Promise<Declared> {
  const own = await ownFigures(reading);
  if (own.length === 0) return declared;
  const known = new Set(declared.figures.map(({ name }) => name));
  const figures = own.flatMap(({ figure, ratioOf }) => (ratioOf ? [figure, ratioOf.figure] : [figure])).filter(({ name }) => !known.has(name));
  return { ...declared, figures: [...declared.figures, ...figures], ratios: [...declared.ratios, ...own.flatMap(({ ratioOf }) => ratioOf?.ratio ?? [])] };
}
