import { isDay } from '#platform/fields.ts';
import { listDerived, type Scope } from '#platform/figures/count.ts';
import { json, page } from '#platform/http/answers.tsx';
import { derivedAnswer } from '#platform/http/downloads.ts';
import { FigureRemark } from '#platform/http/figure-remark.tsx';
import { momentIn, type ListColumn } from '#platform/http/listing.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { isOnlyParticipant } from '#platform/identity/actor.ts';
import { notFound, Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { readingAt } from '#platform/records/moment.ts';
import { isId } from '#platform/records/read.ts';
import { exportHref, ListPage } from '#platform/ui/list.tsx';
import { numberedPages } from '#platform/ui/paging.tsx';
import { stationsOf } from '#duties/stations/around.ts';
import { dutyShift } from '#duties/stations/shifts/record.ts';
import { visitorsReceived, type Visitor } from '#duties/stations/shifts/visitors.ts';

const SIZE = 50;
const LAST_PAGE = 1_000;

interface Asked {
  scope: Scope;
  asOf?: Date;
  at: number;
}

function askedBy({ query, actor }: Visit): Asked {
  if (isOnlyParticipant(actor)) throw notFound('这个页面');
  const day = (name: string): string | undefined => {
    const text = query.get(name);
    if (text && !isDay(text)) throw new Problem(400, 'bad_day', '日期要写成实际有的日期，例如 2025-03-02。');
    return text || undefined;
  };
  const committee = query.get('committee') ?? '';
  const at = Number(query.get('page') ?? 1);
  return { scope: { from: day('from'), to: day('to'), committee: isId(committee) ? committee : undefined }, asOf: momentIn(query.get('asof') || undefined), at: Number.isInteger(at) && at >= 1 ? Math.min(at, LAST_PAGE) : 1 };
}

type Listed = Visitor & { station: string };

async function listed(reading: Reading, { scope }: Asked): Promise<Listed[]> {
  const rows = await listDerived(reading, visitorsReceived as typeof visitorsReceived & { derived: NonNullable<typeof visitorsReceived.derived> }, scope);
  const names = new Map((await stationsOf(reading)).map(({ id, name }) => [id, name]));
  return rows.map((row) => ({ ...row, station: names.get(row.station_id) ?? '' }));
}

const columns: readonly ListColumn<Listed, undefined>[] = [
  { key: 'day', label: '日期', cell: ({ day }) => day, tight: true },
  { key: 'time', label: '值班', cell: ({ time }) => time, tight: true },
  { key: 'station', label: '服务站', cell: ({ station }) => station, onCards: 'title' },
  { key: 'nth', label: '第几人次', cell: ({ nth }) => String(nth), plain: ({ nth }) => nth, align: 'end' },
];

/** What the number of person-times is made of: each shift with as many lines as came. */
const show: Handler = (visit) => {
  const asked = askedBy(visit);
  return look(visit, async (plain) => {
    const rows = await listed(await readingAt(plain, asked.asOf), asked);
    const shown = rows.slice((asked.at - 1) * SIZE, asked.at * SIZE);
    if (visit.json) return json(visit, { items: shown, total: rows.length, total_is: 'exact', page: asked.at, size: SIZE });
    const frame = frameOf(visit);
    return page(visit, (
      <ListPage<Listed>
        frame={frame} title={visitorsReceived.label} filters={[]} rows={shown} id={({ id }) => id} href={({ shift_id }) => `/${dutyShift.path}/${shift_id}`}
        columns={columns.map((column) => ({ ...column, sort: false, cell: (row: Listed) => column.cell(row, undefined) }))}
        paging={numberedPages(frame.here, { page: asked.at, size: SIZE, total: rows.length })}
        exports={[{ label: 'Excel', href: exportHref(frame, 'xlsx') }, { label: 'CSV', href: exportHref(frame, 'csv') }]}
        empty={{ sentence: '这段时间没有登记接待。' }}
        above={visit.query.get('figure') === visitorsReceived.name && <FigureRemark opened={{ figure: visitorsReceived, scope: asked.scope, asOf: asked.asOf }} total={rows.length} partly={false} />}
      />
    ));
  });
};

const download = (format: 'csv' | 'xlsx'): Handler => async (visit) => {
  const asked = askedBy(visit);
  const rows = await look(visit, async (plain) => listed(await readingAt(plain, asked.asOf), asked));
  return derivedAnswer(visit, format, { title: visitorsReceived.label, columns, rows });
};

export function mountVisitors(site: Site): void {
  const path = '/station-visitors';
  const query = ['from', 'to', 'committee', 'asof', 'page'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
  site.add({ method: 'GET', path, handle: show, readsOnly: true, api: { summary: '值班接待的人次', tag: dutyShift.title, query, answer: { type: 'object' } } });
  site.add({ method: 'GET', path: `${path}.csv`, handle: download('csv') });
  site.add({ method: 'GET', path: `${path}.xlsx`, handle: download('xlsx') });
}
