import { isDay } from '#platform/fields.ts';
import type { Scope } from '#platform/figures/count.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { momentIn } from '#platform/http/listing.tsx';
import { Problem } from '#platform/problems.ts';
import { isId } from '#platform/records/read.ts';

/** What the addresses of lists ask for whose rows follow from records. */

/** Nobody turns more pages than this. */
const LAST_PAGE = 400;

/**
 * The figure, period and moment of the address; without a figure the first of them.
 * @throws Problem 404 for a figure that there is not, 400 for what cannot be read
 */
export function openedBy<F extends Pick<Figure, 'name'>>(asked: URLSearchParams, figures: readonly F[]): { figure: F; scope: Scope; asOf: Date | undefined } {
  const figure = figures.find(({ name }) => name === (asked.get('figure') ?? figures[0]!.name));
  if (!figure) throw new Problem(404, 'no_figure', '没有这个统计数字，请从“数字与判断”页重新打开。');
  const committee = asked.get('committee') || undefined;
  if (committee && !isId(committee)) throw new Problem(400, 'bad_filter', '筛选条件“联络委”的值读不懂，请重新选择。');
  const scope: Scope = { from: dayIn(asked.get('from')), to: dayIn(asked.get('to')), committee };
  return { figure, scope, asOf: momentIn(asked.get('asof') || undefined) };
}

/** @throws Problem 400 for a day that there is not. */
export function dayIn(text: string | null): string | undefined {
  if (!text) return undefined;
  if (!isDay(text)) throw new Problem(400, 'bad_day', '日期要写成实际有的日期，例如 2025-03-02。');
  return text;
}

export function pageAsked(asked: URLSearchParams): number {
  const n = Number(asked.get('page') ?? 1);
  return Number.isInteger(n) && n >= 1 ? Math.min(n, LAST_PAGE) : 1;
}
