import type { Figure } from '#platform/figures/figure.ts';
import { dayOf } from '#platform/time.ts';
import type { Standing } from '#platform/records/moment.ts';
import type { LineChartProps } from '#platform/ui/charts/line-chart.tsx';
import type { Asked } from '#reports/asked.ts';
import { trendOf } from '#reports/figures/facts.ts';
import { ownWordsOn } from '#reports/quoting/own-words.ts';
import { answering, asReported, listHref } from '#reports/quoting/reckoning.ts';

/** So many months are drawn; as many before them stand beside them as the year before. */
const MONTHS = 12;

/** The first day of the month that lies so many months before the month of a day. */
function monthsBefore(day: string, months: number): string {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 - months, 1)).toISOString().slice(0, 10);
}

const isEmpty = (points: readonly { value: number }[]): boolean => points.every(({ value }) => value === 0);

/** How numbers went over the twelve months up to the end of the period, each month opening its list, with the year before. */
export async function trendsOf({ reading, at }: Standing, figures: readonly Figure[], asked: Asked): Promise<LineChartProps[]> {
  const to = [asked.to, dayOf(reading.asOf ?? new Date())].toSorted()[0]!;
  const scope = { from: monthsBefore(to, 2 * MONTHS - 1), to, committee: asked.committee };
  const own = await ownWordsOn(reading, asked.to);
  const drawn: LineChartProps[] = [];
  for (const figure of answering(figures, scope)) {
    const points = await trendOf(asReported(reading), figure, scope, 'month');
    const before = points.slice(0, -MONTHS);
    if (isEmpty(points)) continue;
    drawn.push({
      title: own(figure.label), unit: figure.unit, small: true,
      points: points.slice(-MONTHS).map(({ from, to: until, value }) => ({ label: `${Number(from.slice(5, 7))}月`, value, href: listHref(reading, figure, { asked: { ...asked, from, to: until }, at }) })),
      ...(isEmpty(before) ? {} : { beside: { points: before } }),
    });
  }
  return drawn;
}
