/** What a figure is, in words: what is counted, by which day, of which records. */
import { said } from '#platform/fields.ts';
import { dimensionsFor } from '#platform/figures/deriving.ts';
import { withUnit, type Figure } from '#platform/figures/figure.ts';
import type { House } from '#platform/records/act.ts';
import type { z } from 'zod';

/** What one of a number is: the same word may be counted in several ways. */
export function countingWords(house: House, figure: Figure): string {
  const { counts, unit } = figure;
  if (counts && 'sum' in counts) return withUnit(`把每条${titleOf(house, figure)}的“${fieldLabel(house, figure, counts.sum) ?? '数'}”加起来`, unit);
  if (counts && unit === '人') return '按人数：同一个人只计一次';
  if (counts) return withUnit(`按不同的${fieldLabel(house, figure, counts.distinct) ?? '对象'}计：同一个只计一次`, unit);
  if (unit === '人次') return '按人次：同一个人每次都计';
  return withUnit(`按记录计：每条${titleOf(house, figure)}计一次`, unit);
}

/** By which day of which record it falls into a period. */
export function dayWords(house: House, figure: Figure): string {
  if (figure.derived) return figure.day ? '由记录推算，按所属记录的日期' : '由记录推算，按期末的情况';
  if (figure.span) return '按期末在任、在用的计，不看哪天登记';
  if (!figure.day) return '不分期间，有多少计多少';
  return `按${titleOf(house, figure)}的“${fieldLabel(house, figure, figure.day) ?? '发生日期'}”落在期间内计`;
}

/** Whose it is when several committees have a part in it. */
export function committeeWords({ committee, bodies, belonging }: Figure): string {
  if (belonging) return '按当时所在的联络委计';
  if (bodies) return '几个联络委一起的，全县计一次，参加的联络委各计一次';
  return committee ? '按记录所属的联络委计' : '只有全县数';
}

export const titleOf = (house: House, { record, derived }: Figure): string => (derived ? '推算结果' : (house.records.get(record)?.title ?? '记录'));

function fieldLabel(house: House, figure: Figure, column: string): string | undefined {
  const schema = house.records.get(figure.record)?.fields?.shape[column] as z.ZodType | undefined;
  if (schema) return said(schema).label;
  return figure.derived ? undefined : dimensionsFor(house, figure).find(({ name }) => name === column)?.label;
}
