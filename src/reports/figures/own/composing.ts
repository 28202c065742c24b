import { composed, compositionIn, pairsOf, saysMore, simply, valueWords, type Composition } from '#platform/figures/composition.ts';
import { countablesFor, sameCounts, type Countable } from '#platform/figures/countable.ts';
import { divide } from '#platform/figures/dividing.ts';
import { dimensionsFor } from '#platform/figures/deriving.ts';
import type { Dimension } from '#platform/figures/dimension.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { composedInWords, namingFor } from '#platform/figures/naming.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Scope } from '#platform/figures/count.ts';
import type { Declared } from '#reports/declared.ts';
import { waysFor, type Way } from '#reports/figures/ways.ts';
import { asReported } from '#reports/quoting/reckoning.ts';

/** A figure that is being put together: what was chosen, and what there is to choose from. */
export interface Composing {
  composition?: Composition;
  /** Of what it is to be a share; its conditions follow the ticks. */
  base?: Composition;
  /** The denominator is narrowed like the numerator. */
  narrowedAlike: boolean;
  figure?: Figure;
  /** Declared figures over the same records. */
  alike: readonly Figure[];
  countables: readonly Countable[];
  ways: readonly Way[];
  /** The dimensions that were chosen, with the values that records have. */
  conditions: readonly Condition[];
}

export interface Condition {
  dimension: Dimension;
  values: readonly { value: string; label: string; n: number; chosen: boolean }[];
}

/** What the composing page's address says: a composition, `counts=each.<column>`, `add=<dimension>` to choose values of, `of` for a share. @throws Problem for what cannot be put together */
export async function composingIn(reading: Reading, { figures }: Declared, query: URLSearchParams, scope: Scope): Promise<Composing> {
  const composition = chosenIn(query);
  const base = figures.find(({ name }) => name === composition?.figure);
  if (!composition || !base) return { narrowedAlike: false, alike: [], countables: [], ways: [], conditions: [] };
  const { figure } = await composedInWords(reading, composition);
  const ways = waysFor(reading.house, base).filter(({ dimension }) => dimension);
  const wanted = [...composition.parts.map(({ dimension }) => dimension), ...query.getAll('add').filter(Boolean)];
  const dimensions = dimensionsFor(reading.house, base).filter(({ name }) => wanted.includes(name));
  const conditions: Condition[] = [];
  for (const dimension of dimensions) conditions.push(await conditionOf(reading, base, dimension, composition, scope));
  const narrowedAlike = query.get('of_alike') === 'yes';
  return {
    composition, figure, narrowedAlike, ways, conditions, base: denominatorIn(query, composition, figures, narrowedAlike),
    alike: figures.filter(({ record, derived, name }) => record === base.record && !derived && name !== base.name), countables: countablesFor(reading.house, base),
  };
}

function chosenIn(query: URLSearchParams): Composition | undefined {
  const chosen = new URLSearchParams([...query].filter(([key]) => key !== 'each' && key !== 'sum'));
  const [kind, ...column] = (query.get('counts') ?? '').split('.');
  if (column.length > 0) chosen.set(kind === 'sum' ? 'sum' : 'each', column.join('.'));
  else for (const key of ['each', 'sum']) if (query.get(key)) chosen.set(key, query.get(key)!);
  return compositionIn(chosen);
}

/** The whole of the share: counted as the part is, where both are of the same records. */
function denominatorIn(query: URLSearchParams, part: Composition, figures: readonly Figure[], narrowedAlike: boolean): Composition | undefined {
  const of = query.get('of');
  if (!of) return undefined;
  const recordOf = (name: string) => figures.find((figure) => figure.name === name)?.record;
  const same = recordOf(of) === recordOf(part.figure);
  return { ...simply(of), ...(same && part.counts ? { counts: part.counts } : {}), ...(same && narrowedAlike ? { parts: part.parts } : {}) };
}

/** More values than this are not offered to tick. */
const MOST_VALUES = 60;

/** The values that records of the base figure have in the period, the most frequent first, and those that were chosen. */
async function conditionOf(reading: Reading, base: Figure, dimension: Dimension, composition: Composition, scope: Scope): Promise<Condition> {
  const shares = (await divide(asReported(reading), { ...base, counts: undefined }, [dimension], scope)).slice(0, MOST_VALUES);
  const chosen = composition.parts.find((part) => part.dimension === dimension.name)?.values ?? [];
  const missing = [...chosen, ...Object.keys(dimension.words ?? {})].filter((value, place, all) => all.indexOf(value) === place && !shares.some(({ keys }) => keys[0] === value)).map((value) => ({ keys: [value], n: 0 }));
  const all = [...shares, ...missing];
  const naming = await namingFor(reading, [dimension], all);
  return { dimension, values: all.map(({ keys: [value], n }) => ({ value: value!, label: valueWords(dimension, value!, naming), n, chosen: chosen.includes(value!) })) };
}

/** The composition as the record keeps it. */
export const textOf = (composition: Composition): string => new URLSearchParams(pairsOf(composition)).toString();

/** What the program proposes to call it, what it says it counts, and in which unit. */
export async function draftOf(reading: Reading, composition: Composition, base?: Composition): Promise<{ label: string; definition: string; unit: string; convention?: string }> {
  const { figure, conditions } = await composedInWords(reading, composition);
  const plain = composed(reading, simply(composition.figure)).figure;
  const label = (saysMore(composition) && conditions.length > 0 ? `${conditions.map((one) => one.replace(/^.*为/u, '')).join('、')}的${plain.label}` : figure.label).slice(0, LONGEST_LABEL);
  if (!base) return { label, definition: figure.definition.slice(0, LONGEST_DEFINITION), unit: figure.unit };
  const whole = (await composedInWords(reading, base)).figure;
  return {
    label: `${label}占比`.slice(-LONGEST_LABEL), unit: figure.unit, convention: `按${figure.unit}数计`,
    definition: `“${figure.label}”占“${whole.label}”的百分比。分子：${figure.definition}分母：${whole.definition}`.slice(0, LONGEST_DEFINITION),
  };
}

const LONGEST_LABEL = 40;
const LONGEST_DEFINITION = 600;

export const isChosenCount = (composition: Composition | undefined, { counts }: Countable): boolean => sameCounts(composition?.counts, counts);
