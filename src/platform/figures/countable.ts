import { said } from '#platform/fields.ts';
import { dimensionsFor, openFields } from '#platform/figures/deriving.ts';
import type { Figure, Unit } from '#platform/figures/figure.ts';
import { Problem } from '#platform/problems.ts';
import type { House } from '#platform/records/act.ts';

/** What may be counted of the records of a figure, besides the records themselves. */
export interface Countable {
  counts: NonNullable<Figure['counts']>;
  /** 不同的委员（同一个只计一次）, 服务人数合计. */
  label: string;
  unit: Unit;
}

/** The different people, units and committees that its records name, and what its columns of numbers add up to. */
export function countablesFor(house: House, figure: Figure): Countable[] {
  if (figure.derived) return [];
  const declared = house.records.get(figure.record)!;
  const named = dimensionsFor(house, figure).filter(({ named, several, name, columns }) => named && !several && columns.length === 1 && name === columns[0])
    .map(({ name, label, named }): Countable => ({ counts: { distinct: name }, label: `不同的${label}（同一个只计一次）`, unit: ['member', 'person'].includes(named!) ? '人' : '个' }));
  const summed = openFields(declared, house.columns.get(declared.table) ?? []).flatMap(([name, schema]): Countable[] => {
    const { kind, label } = said(schema);
    return kind === 'number' ? [{ counts: { sum: name }, label: `${label}合计`, unit: unitIn(label) }] : [];
  });
  return [...named, ...summed];
}

/** The unit that the name of a column speaks of; the office may say another. */
const unitIn = (label: string): Unit => (['万元', '元', '人次', '户', '人', '小时', '天'] as const).find((unit) => label.includes(unit)) ?? '个';

/** The figure over the same records, counting something else of them. @throws Problem 400 for what they do not have */
export function countedAs(house: House, figure: Figure, counts: Figure['counts']): Figure {
  if (!counts) return figure;
  const found = countablesFor(house, figure).find((one) => sameCounts(one.counts, counts));
  if (!found) throw new Problem(400, 'bad_filter', `“${figure.label}”的记录不能这样计数，请从“数字与判断”页重新选择。`);
  const label = `${figure.label}：${found.label}`;
  return { ...figure, counts, unit: found.unit, label, definition: `${figure.definition.replace(/。$/u, '')}；计的是${found.label}。` };
}

export const sameCounts = (one: Figure['counts'], other: Figure['counts']): boolean => JSON.stringify(one) === JSON.stringify(other);
