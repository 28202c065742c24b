import { json, page } from '#platform/http/answers.tsx';
import { today } from '#platform/time.ts';
import { derivedAnswer } from '#platform/http/downloads.ts';
import type { ListColumn } from '#platform/http/listing.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { notFound, Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import type { Declared } from '#reports/declared.ts';
import { seesWholeCounty } from '#reports/facts.ts';
import { amongSiblings, periodsReported } from '#reports/sharing/among.ts';
import { boardOf, periodsHere, type Board, type Parts, type Shown } from '#reports/sharing/board.ts';
import { dividedBy } from '#reports/sharing/defined.ts';
import { AmongPage } from '#reports/sharing/pages/among.tsx';
import { BoardPage, boardPath, TrendPage } from '#reports/sharing/pages/board.tsx';
import { periodOf, rhythmOf, spanOn } from '#reports/sharing/periods.ts';
import { isSuperior } from '#reports/sharing/required-routes.tsx';
import { requiredFigure } from '#reports/sharing/required/record.ts';
import { trendOf, type Trend } from '#reports/sharing/trend.ts';

const periodForm = /^20\d{2}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?$/;

function periodIn(visit: Visit, name: string): string | undefined {
  const typed = visit.query.get(name) || undefined;
  if (typed && !periodForm.test(typed)) throw new Problem(400, 'bad_period', '期间要写成 2026、2026-H1、2026-Q1 或 2026-03。');
  return typed;
}

async function boardAsked(visit: Visit, reading: Reading, parts: Parts): Promise<{ board?: Board; periods: string[] }> {
  const periods = await periodsHere(reading);
  const period = periodIn(visit, 'period') ?? periods[0];
  return { board: period && periods.length > 0 ? await boardOf(reading, period, parts) : undefined, periods };
}

const plain = (shown: Shown | undefined) => (shown ? { words: shown.words, value: shown.value ?? null, restated: shown.restated ?? false } : null);

const board = (parts: Parts): Handler => async (visit) => {
  if (isSuperior(visit)) {
    return look(visit, async (reading) => {
      const told = await boardAsked(visit, reading, parts);
      if (!visit.json) return page(visit, <BoardPage frame={frameOf(visit)} {...told} />);
      const columns = (told.board?.columns ?? []).map(({ cells, total, ...column }) => ({ ...column, cells: cells.map(plain), total: plain(total) }));
      return json(visit, { period: told.board?.period ?? null, periods: told.periods, counties: told.board?.counties ?? [], columns });
    });
  }
  if (!seesWholeCounty(visit.actor)) throw notFound('这个页面');
  return look(visit, async (reading) => {
    const period = periodIn(visit, 'period');
    const told = await amongSiblings(reading, period);
    if (visit.json) return json(visit, { items: told });
    return page(visit, <AmongPage frame={frameOf(visit)} told={told} periods={await periodsReported(reading)} period={period} />);
  });
};

interface Line {
  name: string;
  cells: (Shown | undefined)[];
}

/** Files tell what the page tells, and nothing else. */
const lineColumns = (labels: readonly string[]): ListColumn<Line, undefined>[] => [
  { key: 'name', label: '县（市、区）', cell: ({ name }) => name, plain: ({ name }) => name, onCards: 'title' },
  ...labels.map((label, place): ListColumn<Line, undefined> => ({ key: String(place), label, align: 'end', cell: ({ cells }) => cells[place]?.words ?? '未报', plain: ({ cells }) => cells[place]?.words ?? '未报' })),
];

const download = (parts: Parts, format: 'csv' | 'xlsx'): Handler => async (visit) => {
  if (!isSuperior(visit)) throw notFound('这个页面');
  const { board: found } = await look(visit, (reading) => boardAsked(visit, reading, parts));
  if (!found) throw notFound('这一期的数字');
  const rows = [...found.counties.map(({ name }, place) => ({ name, cells: found.columns.map(({ cells }) => cells[place]) })), { name: '合计', cells: found.columns.map(({ total }) => total) }];
  return derivedAnswer(visit, format, { title: `各县数字（${periodOf(found.period)}）`, columns: lineColumns(found.columns.map(({ label, unit }) => `${label}（${unit}）`)), rows });
};

async function trendAsked(visit: Visit, parts: Parts): Promise<{ trend: Trend; last: string }> {
  return look(visit, async (reading) => {
    const asked = await get(reading, requiredFigure, visit.param('id'));
    const last = periodIn(visit, 'to') ?? (await periodsHere(reading)).find((period) => rhythmOf(period) === asked.rhythm) ?? spanOn(asked.rhythm as 'month', today()).key;
    return { trend: await trendOf(reading, asked, last, parts), last };
  });
}

const trend = (parts: Parts): Handler => async (visit) => {
  if (!isSuperior(visit)) throw notFound('这个页面');
  const told = await trendAsked(visit, parts);
  if (!visit.json) return page(visit, <TrendPage frame={frameOf(visit)} {...told} />);
  const { rows, periods, ...rest } = told.trend;
  return json(visit, { ...rest, periods: periods.map(({ total, ...period }) => ({ ...period, total: plain(total) })), rows: rows.map(({ cells, ...row }) => ({ ...row, cells: cells.map(plain) })) });
};

const trendFile = (parts: Parts): Handler => async (visit) => {
  if (!isSuperior(visit)) throw notFound('这个页面');
  const { trend: found } = await trendAsked(visit, parts);
  const rows = [...found.rows, { name: '合计', cells: found.periods.map(({ total }) => total) }];
  return derivedAnswer(visit, 'csv', { title: found.label, columns: lineColumns(found.periods.map(({ key }) => periodOf(key))), rows });
};

export function mountBoard(site: Site, declared: Declared): void {
  const parts = dividedBy(declared);
  const tag = '各县数字';
  const query = (name: string) => [{ name, in: 'query', schema: { type: 'string', pattern: periodForm.source } }];
  site.add({ method: 'GET', path: boardPath, handle: board(parts), api: { summary: '各县按同一口径的数字（上级）；本县在兄弟县市中（县）', tag, query: query('period'), answer: { type: 'object' } } });
  site.add({ method: 'GET', path: `${boardPath}.csv`, handle: download(parts, 'csv') });
  site.add({ method: 'GET', path: `${boardPath}.xlsx`, handle: download(parts, 'xlsx') });
  site.add({ method: 'GET', path: `${boardPath}/:id{.+\\.csv}`, handle: (visit) => trendFile(parts)({ ...visit, param: (name) => visit.param(name).replace(/\.csv$/, '') }) });
  site.add({ method: 'GET', path: `${boardPath}/:id`, handle: trend(parts), api: { summary: '一个数字各县各期', tag, query: query('to'), answer: { type: 'object' } } });
}
