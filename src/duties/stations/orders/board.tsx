import type { Child } from 'hono/jsx';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { all, between, is, oneOf, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { DayLight } from '#platform/ui/due.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { AppliedLine } from '#platform/ui/applied.tsx';
import { allAppliedAt, parameterAt } from '#plans/facts.ts';
import { namedStations } from '#duties/stations/around.ts';
import { dayBeforeToday } from '#duties/days.ts';
import { serviceWord } from '#duties/stations/kinds/crossings.ts';
import { dispatch, type Dispatch } from '#duties/stations/dispatches/record.ts';
import { whoOf } from '#duties/stations/dispatches/routes.tsx';
import { serviceOrder, type ServiceOrder } from '#duties/stations/orders/record.ts';

/** Nobody works through more from one page. */
const MOST = 200;

const orders = (reading: Reading, state: string): Promise<ServiceOrder[]> => list(reading, serviceOrder, { where: is<ServiceOrder>('state', state), order: [{ column: 'dispatch_by' }], limit: MOST });
const asked = (reading: Reading, where: Predicate<Dispatch>): Promise<Dispatch[]> => list(reading, dispatch, { where, order: [{ column: 'accept_by' }], limit: MOST });

/** 点单总览: everything that waits, the nearest day first within each group. */
const board: Handler = (visit) => look(visit, async (reading) => {
  const [toDispatch, toConfirm] = [await orders(reading, 'ordered'), await orders(reading, 'done')];
  const waiting = await asked(reading, oneOf<Dispatch>('state', ['asked']));
  const inHand = await asked(reading, is<Dispatch>('state', 'accepted'));
  const late = await asked(reading, all(is<Dispatch>('state', 'asked'), between<Dispatch>('accept_by', undefined, dayBeforeToday())));
  if (visit.json) return json(visit, { to_dispatch: toDispatch.map(plain), to_accept: waiting.map(plainDispatch), in_hand: inHand.map(plainDispatch), to_confirm: toConfirm.map(plain) });
  const { stations, places } = await namedStations(reading);
  const near = await parameterAt(reading, 'light.near_days', today());
  const who = await whoOf(reading, [...waiting, ...inHand]);
  const at = ({ station_id, committee_id }: ServiceOrder) => stations.get(station_id ?? '')?.name ?? places.get(committee_id) ?? '';
  const clerk = holds(visit.actor, 'county_office', 'worker', 'director', 'deputy_director');
  const total = toDispatch.length + waiting.length + inHand.length + toConfirm.length;
  return page(visit, (
    <Desk frame={frameOf(visit)} title="点单总览">
      <Head
        title="点单总览" lead={total > 0 ? `待派${toDispatch.length}件，待接${waiting.length}件（过期${late.length}件），在办${inHand.length}件，待确认${toConfirm.length}件。` : undefined}
        main={clerk ? { label: '代人点单', href: `/${serviceOrder.path}/new` } : undefined} others={[{ label: '全部点单', href: `/${serviceOrder.path}` }, { label: '委员服务站', href: '/stations' }]}
      />
      {total === 0 && <Empty title="现在没有在办的点单" sentence="群众扫服务站的码点单，会出现在这里。" />}
      <Orders title="待派单" rows={toDispatch} at={at} near={near} />
      <Dispatches title="待接单" rows={waiting} who={who} near={near} />
      <Dispatches title="办理中" rows={inHand} who={who} />
      <Orders title="已办，待点单人确认" rows={toConfirm} at={at} />
      <AppliedLine bases={await allAppliedAt(reading, ['stations.dispatch_days', 'stations.accept_days'], today())} />
    </Desk>
  ));
});

const plain = ({ id, matter, place, ordered_on, dispatch_by, state }: ServiceOrder) => ({ id, matter, place, ordered_on, dispatch_by, state });
const plainDispatch = ({ id, order_id, matter, sent_on, accept_by, state }: Dispatch) => ({ id, order_id, matter, sent_on, accept_by, state });

/** Without `near` no clock runs. */
function Orders({ title, rows, at, near }: { title: string; rows: readonly ServiceOrder[]; at: (row: ServiceOrder) => string; near?: number }): Child {
  if (rows.length === 0) return null;
  return (
    <Section title={title} count={rows.length}>
      <Table<ServiceOrder>
        caption={title} rows={[...rows]} href={({ id }) => `/${serviceOrder.path}/${id}`}
        columns={[
          { key: 'matter', label: '要办什么', cell: (row) => serviceOrder.nameOf(row), onCards: 'title' },
          { key: 'kind', label: '服务', cell: ({ kind }) => serviceWord(kind), tight: true },
          { key: 'at', label: '服务站', cell: at },
          { key: 'place', label: '在哪里', cell: ({ place }) => place },
          { key: 'wanted', label: '希望什么时候', cell: ({ wanted }) => wanted },
          ...(near === undefined ? [{ key: 'done', label: '办好', cell: ({ done_on }: ServiceOrder) => done_on, tight: true }] : [{ key: 'by', label: '派单期限', cell: ({ dispatch_by }: ServiceOrder) => <span class="due">{dispatch_by} <DayLight day={dispatch_by} near={near} /></span>, tight: true }]),
        ]}
      />
    </Section>
  );
}

function Dispatches({ title, rows, who, near }: { title: string; rows: readonly Dispatch[]; who: (row: Dispatch) => string; near?: number }): Child {
  if (rows.length === 0) return null;
  return (
    <Section title={title} count={rows.length}>
      <Table<Dispatch>
        caption={title} rows={[...rows]} href={({ id }) => `/${dispatch.path}/${id}`}
        columns={[
          { key: 'matter', label: '要办什么', cell: (row) => dispatch.nameOf(row), onCards: 'title' },
          { key: 'who', label: '派给', cell: who },
          { key: 'place', label: '在哪里', cell: ({ place }) => place },
          ...(near === undefined ? [{ key: 'since', label: '接单', cell: ({ answered_on }: Dispatch) => answered_on, tight: true }] : [{ key: 'by', label: '接单期限', cell: ({ accept_by }: Dispatch) => <span class="due">{accept_by} <DayLight day={accept_by} near={near} /></span>, tight: true }]),
        ]}
      />
    </Section>
  );
}

export const mountBoard = (site: Site): void => site.add({
  method: 'GET', path: `/${serviceOrder.path}/board`, handle: board, readsOnly: true, api: { summary: '等着派、接、办、确认的点单', tag: serviceOrder.title, answer: { type: 'object' } },
});
