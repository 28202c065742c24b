import { createHash } from 'node:crypto';
import { composed, compositionIn, pairsOf } from '#platform/figures/composition.ts';
import { countFigures } from '#platform/figures/count.ts';
import { dimensionsFor } from '#platform/figures/deriving.ts';
import { isChosen, withUnit, type Figure, type Ratio } from '#platform/figures/figure.ts';
import { program } from '#platform/identity/actor.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { House, Reading } from '#platform/records/act.ts';
import type { Declared } from '#reports/declared.ts';

/** A number that a superior may ask for: a declared figure, one put together of it, or a share whose convention is the same everywhere. */
export interface Defined {
  figure: string;
  conditions: string;
  kind: 'figure' | 'ratio';
  label: string;
  definition: string;
  unit: string;
  decimals: number | null;
  /** Of everything that decides what is counted: numbers of two definitions are not compared. */
  digest: string;
}

/** Which number is meant, as it stands in rows and files. */
export type Named = Pick<Defined, 'figure' | 'conditions'>;

export interface Told {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

type Known = Pick<Declared, 'figures' | 'ratios'>;

/** Shares by a convention that each county's plan chooses are left out: they could not be compared. */
const ratiosAlike = ({ ratios }: Known): Ratio[] => ratios.filter((ratio): ratio is Ratio => !isChosen(ratio));

/** What may be asked for, for a list to choose from. */
export const choosable = (declared: Known) => [
  ...declared.figures.map(({ name, label, unit }) => ({ value: name, label: withUnit(label, unit) })),
  ...ratiosAlike(declared).map(({ name, label }) => ({ value: name, label: `${label}（%）` })),
];

/** What each share divides. */
export const dividedBy = (declared: Known): ReadonlyMap<string, readonly [string, string]> => new Map(ratiosAlike(declared).map(({ name, numerator, denominator }) => [name, [numerator, denominator]]));

/** @throws Problem 422 at the field for what is not declared or cannot be put together */
export function definedBy(house: House, declared: Known, { figure: name, conditions }: Named): Defined {
  const ratio = ratiosAlike(declared).find((one) => one.name === name);
  if (ratio) {
    if (conditions) throw invalid({ conditions: '比率不能加条件。请去掉附加条件，或改选一个数字。' });
    const [above, below] = partsOf(house, declared, ratio);
    return digested({ figure: name, conditions, kind: 'ratio', label: ratio.label, definition: `${ratio.definition}口径：${ratio.convention}。`, unit: '%', decimals: ratio.decimals }, [ratio.numerator, ratio.denominator, above.definition, below.definition]);
  }
  const figure = figureFor(house, declared, { figure: name, conditions });
  return digested({ figure: name, conditions, kind: 'figure', label: figure.label, definition: figure.definition, unit: figure.unit, decimals: null }, [JSON.stringify(figure.counts ?? null), figure.day ?? figure.span ?? null]);
}

const digested = (said: Omit<Defined, 'digest'>, decides: readonly unknown[]): Defined =>
  ({ ...said, digest: createHash('sha256').update(JSON.stringify([said.kind, said.figure, said.conditions, said.definition, said.unit, said.decimals, ...decides])).digest('hex') });

function partsOf(house: House, declared: Known, { numerator, denominator }: Pick<Ratio, 'numerator' | 'denominator'>): [Figure, Figure] {
  const part = (figure: string) => figureFor(house, declared, { figure, conditions: '' });
  return [part(numerator), part(denominator)];
}

function figureFor(house: House, declared: Known, { figure: name, conditions }: Named): Figure {
  const base = declared.figures.find((one) => one.name === name);
  if (!base) throw invalid({ figure: '没有这个数字，请从列表中重新选择。' });
  if (!conditions) return base;
  try {
    const composition = compositionIn(new URLSearchParams(`figure=${name}&${conditions}`))!;
    const own = composition.parts.find(({ dimension }) => dimensionsFor(house, base).find((one) => one.name === dimension)?.named);
    if (own) throw new Problem(400, 'own_records', '条件里指定了某个人、某个单位或某个联络委，别的县没有同一个。请只用各县都有的选项。');
    return composed({ house }, composition).figure;
  } catch (error) {
    if (error instanceof Problem) throw invalid({ conditions: error.message });
    throw error;
  }
}

/** As it is kept: only conditions, in the order of the address, whatever address they were copied from. */
export function tidyConditions(figure: string, typed: string | undefined): string {
  if (!typed) return '';
  const query = new URLSearchParams(typed.slice(typed.indexOf('?') + 1));
  query.set('figure', figure);
  try {
    return new URLSearchParams(pairsOf(compositionIn(query)!).filter(([key]) => key !== 'figure')).toString();
  } catch (error) {
    if (error instanceof Problem) throw invalid({ conditions: error.message });
    throw error;
  }
}

/** The numbers of a period as the county's records have them, in the order that was asked; the same whoever looks. */
export async function tell(reading: Reading, declared: Known, wanted: readonly Named[], span: { from: string; to: string }): Promise<Told[]> {
  const asked = { ...reading, actor: program(reading.county) };
  const parts = wanted.map((one) => figuresOf(asked.house, declared, one));
  // Of a figure put together the name is that of its base: each is counted for itself.
  const plain = new Map(parts.flat().filter(({ live }) => !live).map((figure) => [figure.name, figure]));
  const counted = await countFigures(asked, [...plain.values()], span);
  const told: Told[] = [];
  for (const figures of parts) {
    const numbers: number[] = [];
    for (const figure of figures) numbers.push(figure.live ? (await countFigures(asked, [figure], span)).get(figure.name)! : counted.get(figure.name)!);
    told.push(figures.length === 1 ? { value: numbers[0]!, numerator: null, denominator: null } : { value: null, numerator: numbers[0]!, denominator: numbers[1]! });
  }
  return told;
}

function figuresOf(house: House, declared: Known, one: Named): Figure[] {
  const ratio = ratiosAlike(declared).find(({ name }) => name === one.figure);
  return ratio ? partsOf(house, declared, ratio) : [figureFor(house, declared, one)];
}

/** The address of the records behind a number, pinned to a moment. */
export function listOf(house: House, declared: Known, { figure: name, conditions }: Named, { from, to }: { from: string; to: string }, at: Date): string {
  const pinned = new URLSearchParams({ from, to, asof: at.toISOString() });
  const figure = declared.figures.find((one) => one.name === name);
  if (!figure) return `/figures/${name}?${pinned}`;
  const path = figure.derived?.path ?? house.records.get(figure.record)!.path;
  return `/${path}?figure=${name}&${conditions ? `${conditions}&` : ''}${pinned}`;
}
