import { printedDay } from '#platform/time.ts';
import type { Assessment } from '#assessment/rounds/record.ts';

/** 2026年1月1日至2026年9月30日，10月至12月不在内：… . Whoever reads twelve months into a sheet is told which of them it has not, and why. */
export function periodWords({ from_day, to_day, year, note }: Pick<Assessment, 'from_day' | 'to_day' | 'year' | 'note'>): string {
  const period = `${printedDay(from_day)}至${printedDay(to_day)}`;
  const left = leftOut(from_day, to_day, year);
  return left.length === 0 ? period : `${period}，${left.join('、')}不在内${note ? `：${note}` : ''}`;
}

/** The months of the year of which no day is counted, or not each. */
function leftOut(from: string, to: string, year: number): string[] {
  const months = (first: number, last: number) => (first > last ? [] : [first === last ? `${first}月` : `${first}月至${last}月`]);
  const [begins, ends] = [Number(from.slice(5, 7)), Number(to.slice(5, 7))];
  const last = new Date(Date.UTC(year, ends, 0)).getUTCDate();
  return [...months(1, begins - 1), ...(from.endsWith('-01') ? [] : [`${begins}月${Number(from.slice(8))}日以前`]), ...(Number(to.slice(8)) === last ? [] : [`${ends}月${Number(to.slice(8))}日以后`]), ...months(ends + 1, 12)];
}
