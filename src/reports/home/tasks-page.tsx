import { titleIn, type County } from '#platform/http/visit.ts';
import { shownMoment } from '#platform/time.ts';
import { Applied, type Basis } from '#platform/ui/applied.tsx';
import { Badge } from '#platform/ui/badge.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { type Column, Table } from '#platform/ui/table.tsx';
import { Views } from '#platform/ui/views.tsx';
import { NothingWaits } from '#reports/home/home-page.tsx';
import { Queues } from '#reports/home/queues.tsx';
import type { Done, Looked, Waiting } from '#reports/home/waiting.ts';

/** 待办, 已办, 我发起的: the three readings of one's own work. */
const readings = {
  saved: [
    { label: '待办', href: '/tasks' },
    { label: '已办', href: '/tasks?view=done' },
    { label: '我发起的', href: '/tasks?view=begun' },
  ],
};

export function TasksPage({ frame, waiting, looked, county, near, basis }: { frame: Frame; waiting: Waiting[]; looked: Looked[]; county: County; near: number; basis: Basis }) {
  return (
    <Desk frame={frame} title="待办">
      <Head title="待办" />
      <Views views={readings} here={frame.here} />
      {waiting.length + looked.length === 0 ? <div class="card"><NothingWaits /></div> : <div class="card card-body card-alone"><Queues frame={frame} waiting={waiting} looked={looked} county={county} near={near} heading="h2" /></div>}
      <p class="quiet">{basis.label}{basis.shown}，<Applied basis={basis} />。</p>
    </Desk>
  );
}

const columnsIn = (county: County): Column<Done>[] => [
  { key: 'name', label: '事项', cell: ({ declared, row }) => declared.nameOf(row), onCards: 'title' },
  { key: 'kind', label: '类别', cell: ({ declared }) => titleIn(county, declared), tight: true },
  { key: 'state', label: '现在', cell: ({ declared, row }) => <Badge tone={declared.states[row.state]?.open ? 'open' : 'closed'}>{declared.states[row.state]?.label ?? ''}</Badge>, tight: true },
  { key: 'what', label: '您办的', cell: ({ what }) => what, tight: true },
  { key: 'at', label: '时间', cell: ({ at }) => shownMoment(at), tight: true },
];

export function DonePage({ frame, done, county, title }: { frame: Frame; done: Done[]; county: County; title: string }) {
  return (
    <Desk frame={frame} title={title}>
      <Head title={title} lead="最近的100次操作。更早的请到各个列表里查找。" />
      <Views views={readings} here={frame.here} />
      <div class="card list">
        {done.length === 0 ? (
          <Empty title="这里还没有内容" sentence="您办过的事会列在这里。" />
        ) : (
          <Table caption={title} columns={columnsIn(county)} rows={done} href={({ declared, row }) => `/${declared.path}/${row.id}`} />
        )}
      </div>
    </Desk>
  );
}
