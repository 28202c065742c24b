import { derivedFacts, AllFields } from '#platform/http/derived.tsx';
import { daysOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { isPrivy } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { oneOf } from '#platform/predicate.ts';
import { today } from '#platform/time.ts';
import { DueLight } from '#platform/ui/due.tsx';
import { parameterAt } from '#plans/facts.ts';
import { bodies, namesOf } from '#duties/stations/around.ts';
import { serviceWord } from '#duties/stations/kinds/crossings.ts';
import { DEEDS } from '#duties/stations/crossings.ts';
import { effects } from '#duties/stations/dispatches/actions.ts';
import { dispatch, doneFields, type Dispatch } from '#duties/stations/dispatches/record.ts';
import { orderHeadline, serviceOrder, type ServiceOrder } from '#duties/stations/orders/record.ts';
import { declines } from '#duties/stations/words.ts';

export interface AroundDispatches extends Surroundings {
  orders: ReadonlyMap<string, ServiceOrder>;
  who: (row: Dispatch) => string;
  near: number;
}

/** Who has it, by name, for any of these rows. */
export async function whoOf(reading: Reading, rows: readonly Dispatch[]): Promise<(row: Dispatch) => string> {
  const names = await namesOf(reading, rows.flatMap(({ member_id }) => member_id ?? []));
  const others = rows.some(({ member_id }) => member_id === null) ? await bodies(reading) : {};
  const labelled = (kind: string, id: string | null) => (id ? (others[kind]?.find(({ value }) => value === id)?.label ?? '') : undefined);
  return ({ member_id, unit_id, sector_id, special_committee_id }) =>
    (member_id ? (names.get(member_id) ?? '已离任委员') : (labelled('unit', unit_id) ?? labelled('sector', sector_id) ?? labelled('special_committee', special_committee_id) ?? ''));
}

const dispatches = resource<Dispatch, AroundDispatches>({
  declared: dispatch,
  fields: doneFields,
  newLabel: false,
  async around(reading, rows) {
    const orders = await list(reading, serviceOrder, { where: oneOf<ServiceOrder>('id', rows.map(({ order_id }) => order_id)), limit: Math.max(rows.length, 1) });
    return { choices: {}, orders: new Map(orders.map((one) => [one.id, one])), who: await whoOf(reading, rows), near: await parameterAt(reading, 'light.near_days', today()) };
  },
  effects,
  stepForm: ({ step, row, around, form }) => {
    const input = dispatch.steps[step as 'finish'].input;
    const known = step === 'finish' ? { done_on: today(), done_place: around.orders.get(row.order_id)?.place } : {};
    return input && <AllFields of={input} form={Object.keys(form.values).length > 0 ? form : { ...form, values: known }} choices={around.choices} />;
  },
  listing: {
    columns: [
      { key: 'matter', label: '事项', cell: (row) => orderHeadline(row.matter), onCards: 'title', fixed: true },
      { key: 'who', label: '派给', cell: (row, { who }) => who(row) },
      { key: 'place', label: '地点', cell: (row) => row.place },
      { key: 'sent_on', label: '派单', cell: (row) => row.sent_on, sort: 'sent_on', tight: true },
      { key: 'accept_by', label: '接单期限', cell: (row, { near }) => <span class="due">{row.accept_by} <DueLight declared={dispatch} row={row} near={near} /></span>, plain: (row) => row.accept_by, tight: true },
      { key: 'state', label: '状态', cell: (row) => dispatch.states[row.state as 'asked'].label, tight: true },
    ],
    filters: [stateFilter(dispatch), daysOn('sent_on', '派单日期')],
    defaultSort: '-sent_on',
    empty: '还没有派单。',
  },
  facts: (row, { orders, who, choices }, visit) => {
    const order = orders.get(row.order_id);
    const privy = order && isPrivy(serviceOrder, visit.actor, order);
    return [
      { label: '要办什么', value: row.matter, wide: true },
      { label: '在哪里', value: row.place },
      ...(order ? [{ label: '服务', value: serviceWord(order.kind) }, { label: '希望什么时候', value: order.wanted }] : []),
      ...(privy ? [{ label: '点单人', value: order.orderer }, { label: '联系电话', value: order.phone && <a href={`tel:${order.phone}`}>{order.phone}</a> }] : []),
      { label: '派给', value: who(row) },
      ...(row.state === 'declined' ? [{ label: '没有接', value: [declines[row.declined_code as 'busy'], row.declined_note].filter(Boolean).join('：') }] : []),
      ...(row.done_on ? derivedFacts(doneFields, { ...row }, choices) : []),
    ];
  },
  lead: (row, { who, near }) => <>派给{who(row)} · {row.accept_by}前答复 <DueLight declared={dispatch} row={row} near={near} /></>,
  others: (row) => [{ label: '点单', href: `/${serviceOrder.path}/${row.order_id}` }, ...(row.deed_id ? [{ label: '民生实事', href: `${DEEDS}/${row.deed_id}` }] : [])],
});

export const mount = (site: Site): void => mountResource(site, dispatches);
