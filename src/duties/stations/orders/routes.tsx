import { ownCommittee } from '#institutions/facts.ts';
import { AllFields } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Choices, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { isPrivy } from '#platform/lifecycle/lifecycle.ts';
import { is } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { DueLight } from '#platform/ui/due.tsx';
import { Table } from '#platform/ui/table.tsx';
import { parameterAt } from '#plans/facts.ts';
import { kindOn } from '#duties/kinds-in-force.ts';
import { bodies, membersFirst, namedStations, type Named } from '#duties/stations/around.ts';
import { serviceChoices, serviceWord } from '#duties/stations/kinds/crossings.ts';
import { DEEDS, entryNamed, orderFromEntry } from '#duties/stations/crossings.ts';
import { dispatch, type Dispatch } from '#duties/stations/dispatches/record.ts';
import { whoOf } from '#duties/stations/dispatches/routes.tsx';
import { correctOrder, effects, order } from '#duties/stations/orders/actions.ts';
import { FieldsWithMembers } from '#duties/stations/member-fields.tsx';
import { mountBoard } from '#duties/stations/orders/board.tsx';
import { orderFields, orderNumber, serviceOrder, type ServiceOrder } from '#duties/stations/orders/record.ts';
import { confirmations, declines, ordererKinds, orderWays, refusals, satisfactions } from '#duties/stations/words.ts';
import { spaced } from '#duties/receipt.ts';

interface Around extends Surroundings, Named {
  near: number;
  /** Of one order: to whom it was put, and from which entry it came. */
  dispatches: readonly Dispatch[];
  who: (row: Dispatch) => string;
  entry?: { label: string; href: string };
  /** What a form begins with. */
  begun?: FormState['values'];
  dispatching: Choices;
}

/** So often nothing is dispatched. */
const MOST = 100;

const orders = resource<ServiceOrder, Around>({
  declared: serviceOrder,
  fields: orderFields,
  newLabel: '代人点单',
  enterLabel: '登记点单',
  async around(reading, rows, visit) {
    const named = await namedStations(reading);
    const one = rows.length === 1 && visit.param('id') ? rows[0]! : undefined;
    const dispatches = one ? await list(reading, dispatch, { where: is<Dispatch>('order_id', one.id), limit: MOST }) : [];
    const from = visit.query.get('entry');
    const begun = from ? await orderFromEntry(reading, from) : undefined;
    const entry = await entryNamed(reading, one?.entry_id ?? from);
    return {
      ...named, near: await parameterAt(reading, 'light.near_days', today()), dispatches, who: await whoOf(reading, dispatches), begun, entry,
      choices: { ...named.choices, kind: await serviceChoices(reading, today(), one?.kind), ledger_entry: entry && from && begun ? [{ value: from, label: entry.label }] : [] },
      dispatching: one ? { ...(await bodies(reading)), member: await membersFirst(reading, one.committee_id), station: named.choices.station ?? [] } : {},
    };
  },
  known: (visit, { begun }) => ({ committee_id: ownCommittee(visit.actor), station_id: visit.query.get('station') ?? undefined, way: 'telephone', orderer_kind: 'resident', ordered_on: today(), ...begun }),
  enter: (act, values, how) => order(act, values, how),
  correct: correctOrder,
  effects,
  form: ({ form, around, row }) => <AllFields of={row || !around.begun ? orderFields.omit({ entry_id: true }) : orderFields} form={form} choices={around.choices} />,
  stepForm: ({ step, around, form }) => {
    const input = serviceOrder.steps[step as 'dispatch'].input;
    return input && <FieldsWithMembers of={input} form={form} choices={around.dispatching} />;
  },
  listing: {
    columns: [
      { key: 'number', label: '编号', cell: orderNumber, plain: orderNumber, tight: true },
      { key: 'matter', label: '要办什么', cell: (row) => serviceOrder.nameOf(row), onCards: 'title', fixed: true },
      { key: 'kind', label: '服务', cell: (row) => serviceWord(row.kind), tight: true },
      { key: 'station', label: '服务站', cell: (row, { stations, places }) => stations.get(row.station_id ?? '')?.name ?? places.get(row.committee_id) ?? '' },
      { key: 'place', label: '在哪里', cell: (row) => row.place },
      { key: 'ordered_on', label: '点单', cell: (row) => row.ordered_on, sort: 'ordered_on', tight: true },
      { key: 'dispatch_by', label: '派单期限', cell: (row, { near }) => <span class="due">{row.dispatch_by} <DueLight declared={serviceOrder} row={row} near={near} /></span>, plain: (row) => row.dispatch_by, tight: true },
      { key: 'state', label: '状态', cell: (row) => serviceOrder.states[row.state as 'done'].label, tight: true },
    ],
    filters: [
      searchOn(serviceOrder, '关键词', '要办什么、在哪里'), referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []), stateFilter(serviceOrder), daysOn('ordered_on', '点单日期'),
      referenceOn('station_id', '服务站', ({ choices }) => choices.everyStation ?? [], { more: true }), kindOn('kind', '服务'), choiceOn('way', '怎么点的', orderWays, { more: true }),
    ],
    defaultSort: '-ordered_on',
    empty: '还没有点单。群众扫服务站的码就能点单，也可以打电话请工作人员代点。',
  },
  listOthers: () => [{ label: '点单总览', href: `/${serviceOrder.path}/board` }, { label: '派单', href: `/${dispatch.path}` }],
  facts: (row, { stations, places, entry }, visit) => [
    { label: '要办什么', value: row.matter, wide: true },
    { label: '服务', value: serviceWord(row.kind) },
    { label: '在哪里', value: row.place },
    { label: '希望什么时候', value: row.wanted },
    { label: '点单人', value: isPrivy(serviceOrder, visit.actor, row) ? [ordererKinds[row.orderer_kind as 'resident'], row.orderer ?? (row.erased_on && `已于${row.erased_on}清除`)].filter(Boolean).join(' · ') : ordererKinds[row.orderer_kind as 'resident'] },
    ...(isPrivy(serviceOrder, visit.actor, row) ? [{ label: '联系电话', value: row.phone && <a href={`tel:${row.phone}`}>{row.phone}</a> }] : []),
    { label: '服务站', value: stations.get(row.station_id ?? '')?.name ?? places.get(row.committee_id) },
    { label: '怎么点的', value: orderWays[row.way as 'page'] },
    ...(entry ? [{ label: '由民情台账转来', value: <a href={entry.href}>{entry.label}</a> }] : []),
    { label: '回执号', value: spaced(row.receipt) },
    ...(row.refused_code ? [{ label: '没有受理', value: `${refusals[row.refused_code as 'beyond']}。${row.answer ?? ''}`, wide: true }] : []),
    ...(row.confirmed_on ? [{ label: '确认', value: `${row.confirmed_on} ${confirmations[row.confirmed_by as 'receipt']}${row.satisfaction ? `，${satisfactions[String(row.satisfaction) as '5']}` : ''}` }] : []),
  ],
  lead: (row, { stations, places, near }) => <>{orderNumber(row)} · {stations.get(row.station_id ?? '')?.name ?? places.get(row.committee_id)} <DueLight declared={serviceOrder} row={row} near={near} /></>,
  sections: (_row, { dispatches, who }) => (dispatches.length === 0 ? null : (
    <Section title="派给谁了" count={dispatches.length}>
      <Table<Dispatch>
        caption="派单" rows={[...dispatches]} href={({ id }) => `/${dispatch.path}/${id}`}
        columns={[
          { key: 'who', label: '派给', cell: who, onCards: 'title' },
          { key: 'sent', label: '派单', cell: ({ sent_on }) => sent_on, tight: true },
          { key: 'state', label: '状态', cell: (one) => `${dispatch.states[one.state as 'asked'].label}${one.declined_code ? `（${declines[one.declined_code as 'busy']}）` : ''}` },
          { key: 'done', label: '办好', cell: (one) => (one.done_on ? `${one.done_on}，服务${one.people}人` : '') },
          { key: 'deed', label: '民生实事', cell: (one) => one.deed_id && <a href={`${DEEDS}/${one.deed_id}`}>查看</a> },
        ]}
      />
    </Section>
  )),
});

export function mount(site: Site): void {
  mountBoard(site);
  mountResource(site, orders);
}
