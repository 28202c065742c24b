import { dimensionsFor } from '#platform/figures/deriving.ts';
import { periods, type Dimension, type Period } from '#platform/figures/dimension.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { Problem } from '#platform/problems.ts';
import type { House } from '#platform/records/act.ts';

/**
 * One way of dividing a figure. Most are dimensions of its records; of what follows from records, and of records that move between committees, the
 * committee and the period are asked one after the other, as the list asks them.
 */
export interface Way {
  name: string;
  label: string;
  period?: Period;
  /** Values are ids of these records. */
  named?: string;
  /** A record may be counted in several parts. */
  several?: true;
  dimension?: Dimension;
}

/** Numbers are never divided by person: that would be a ranking of people by activity (ux R3). The archive tells each person's own work. */
const PEOPLE: readonly string[] = ['member', 'person', 'account', 'participant'];

const lengths: Readonly<Record<Period, string>> = { month: '月份', quarter: '季度', half: '半年', year: '年度' };

/** By what a figure can be divided: committee and periods first, then what its records say. */
export function waysFor(house: House, figure: Figure): Way[] {
  const asked = askedWays(figure);
  const dimensions = dimensionsFor(house, figure).filter(({ named, name }) => !PEOPLE.includes(named ?? '') && !(figure.belonging && name === figure.committee));
  const divided = dimensions.map((dimension): Way => ({ name: dimension.name, label: dimension.label, period: dimension.period, named: dimension.named, several: dimension.several, dimension }));
  const placeOf = ({ name, period }: Way) => (name === (figure.bodies ?? figure.committee) ? 0 : period ? 1 : 2);
  return [...asked, ...divided.toSorted((a, b) => placeOf(a) - placeOf(b))];
}

/** What the scope of the list itself narrows. */
function askedWays(figure: Figure): Way[] {
  const committee: Way = { name: 'committee', label: '联络委', named: 'committee' };
  if (figure.belonging) return [committee];
  if (!figure.derived) return [];
  return [...(figure.committee ? [committee] : []), ...(figure.day ? periods.map((period): Way => ({ name: period, label: lengths[period], period })) : [])];
}

/** A table has rows and columns. */
const MOST_WAYS = 2;

/** The ways that an address names. @throws Problem 400 for one that the figure does not have, or more than a table can show */
export function waysAsked(house: House, figure: Figure, names: readonly string[]): Way[] {
  const wanted = [...new Set(names.filter(Boolean))];
  if (wanted.length > MOST_WAYS) throw new Problem(400, 'too_many_ways', '一张表最多按两种办法分：一种作行，一种作列。请减少一种。');
  const ways = waysFor(house, figure);
  return wanted.map((name) => {
    const found = ways.find((way) => way.name === name);
    if (!found) throw new Problem(400, 'bad_filter', `“${figure.label}”没有这种分法，请重新选择。`);
    return found;
  });
}
