import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import type { Standing } from '#platform/records/moment.ts';
import { dayOf } from '#platform/time.ts';
import { allAppliedAt } from '#plans/facts.ts';
import { askedOf, lookAt, sittingOptions, spansOf } from '#duties/proposals/statistics/asked.ts';
import { statisticsFile } from '#duties/proposals/statistics/download.ts';
import { StatisticsPage, statisticsPath } from '#duties/proposals/statistics/page.tsx';
import type { Span } from '#duties/proposals/statistics/span.ts';
import { statisticsOn } from '#duties/proposals/statistics/statistics.ts';
import { chosenBy } from '#duties/proposals/statistics/told.ts';
import { proposal } from '#duties/proposals/record.ts';

/** The conventions of a period are those of its last day, of a session those of the day that is looked at. */
const judgedOn = (span: Span, at: Date): string => ('to' in span ? span.to : dayOf(at));

async function toldAt(standing: Standing, asked: Span | undefined) {
  const { sittings, ...spans } = await spansOf(standing.reading, asked);
  const day = judgedOn(spans.span, standing.reading.asOf ?? new Date());
  return { told: await statisticsOn(standing, { ...spans, day }), sittings: sittingOptions(sittings, spans.span), day };
}

async function show(visit: Visit): Promise<Response> {
  const { span, asOf } = askedOf(visit);
  return lookAt(visit, asOf, async (standing) => {
    const { told, sittings, day } = await toldAt(standing, span);
    if (visit.json) return json(visit, { ...told, at: told.at.toISOString() });
    return page(visit, <StatisticsPage frame={frameOf(visit)} told={told} sittings={sittings} asOf={asOf} applied={await allAppliedAt(standing.reading, chosenBy, day)} />);
  });
}

const download = (format: 'csv' | 'xlsx') => async (visit: Visit): Promise<Response> => {
  const { span, asOf } = askedOf(visit);
  const { told } = await lookAt(visit, asOf, (standing) => toldAt(standing, span));
  return statisticsFile(visit, format, told);
};

export function mountStatistics(site: Site): void {
  const query = ['sitting', 'from', 'to', 'asof'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
  site.add({ method: 'GET', path: statisticsPath, handle: show, api: { summary: '提案统计', tag: proposal.title, query, answer: { type: 'object' } } });
  site.add({ method: 'GET', path: `${statisticsPath}.csv`, handle: download('csv') });
  site.add({ method: 'GET', path: `${statisticsPath}.xlsx`, handle: download('xlsx') });
}
