import { term, type Term } from '#institutions/terms/record.ts';
import { compositionIn, saysMore, simply, type Composition } from '#platform/figures/composition.ts';
import { daysOf, keyOfDay, type Period } from '#platform/figures/dimension.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { composedInWords } from '#platform/figures/naming.ts';
import { is } from '#platform/predicate.ts';
import { notFound, Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { dayOf, today } from '#platform/time.ts';
import type { Asked } from '#reports/asked.ts';
import type { Declared } from '#reports/declared.ts';

/** The figure of an address: one that is declared or the county's own, narrowed by what the address says besides. @throws Problem 404 or 400 */
export async function figureAsked(reading: Reading, { figures }: Declared, name: string, query: URLSearchParams): Promise<Figure> {
  const found = figures.find((figure) => figure.name === name);
  if (!found) throw notFound('这个数字');
  const typed = new URLSearchParams([['figure', name], ...[...query].filter(([key]) => key !== 'figure')]);
  const further = compositionIn(typed)!;
  if (!saysMore(further)) return found;
  const { figure } = await composedInWords(reading, joined(found.composition ?? simply(found.name), further));
  return found.composition ? { ...figure, name, unit: found.unit, label: `${found.label}（进一步限定）` } : figure;
}

/** Of an own figure what it says and what is asked besides; a dimension that both name must have the values of both. */
function joined(own: Composition, further: Composition): Composition {
  const parts = further.parts.map((part) => {
    const its = own.parts.find(({ dimension }) => dimension === part.dimension);
    const values = its ? part.values.filter((value) => its.values.includes(value)) : part.values;
    if (values.length === 0) throw new Problem(400, 'bad_filter', '所选的条件和这个数字本来的条件没有共同的部分。请去掉一个条件。');
    return { ...part, values };
  });
  const kept = own.parts.filter(({ dimension }) => !parts.some((part) => part.dimension === dimension));
  return { figure: own.figure, with: [...own.with, ...further.with], without: [...own.without, ...further.without], parts: [...kept, ...parts], counts: further.counts ?? own.counts };
}

/** A period that is often asked for. */
export interface Preset {
  label: string;
  from: string;
  to: string;
}

/** This year and the last, the term, the quarter and the month of the day that is looked at. */
export async function presetsOn(reading: Reading, asked: Asked): Promise<Preset[]> {
  const day = asked.asOf ? dayOf(asked.asOf) : today();
  const spanOf = (label: string, period: Period, at: string): Preset => {
    const [from, to] = daysOf(period, keyOfDay(period, at));
    return { label, from, to };
  };
  const [current] = await list<Term>(reading, term, { where: is<Term>('state', 'current'), limit: 1 });
  return [
    spanOf('本年', 'year', day), spanOf('上年', 'year', `${Number(day.slice(0, 4)) - 1}-06-30`),
    ...(current ? [{ label: '本届', from: current.starts_on, to: day }] : []),
    spanOf('本季度', 'quarter', day), spanOf('本月', 'month', day),
  ];
}
