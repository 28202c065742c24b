import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ServiceOrders } from '#platform/database/schema.ts';
import { choice, day, lines, phone, reference, references, text } from '#platform/fields.ts';
import { anybody, auditor, chair, committeeStaff, countyOffice, holderOfReceipt, maintainer, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { all, is, oneOf, present } from '#platform/predicate.ts';
import { kindField } from '#duties/own-kinds.ts';
import { usualServices } from '#duties/stations/kinds/crossings.ts';
import { theMembers, theUnits } from '#duties/stations/relations.ts';
import { confirmations, ordererKinds, orderWays, refusals, satisfactions } from '#duties/stations/words.ts';

export type ServiceOrder = Selectable<ServiceOrders>;

/** More hands than this no order needs. */
export const MOST_DISPATCHED = 8;

/** What is asked of whoever orders without an account. */
export const askedFields = z.object({
  kind: kindField('要哪种服务', usualServices),
  matter: lines('要办什么', 500, { hint: '一两句话：给谁、做什么' }),
  place: text('在哪里', 100, { hint: '村（社区）、组' }),
  wanted: text('希望什么时候', 100, { hint: '例如：下个赶集日，周末都行' }).optional(),
  orderer_kind: choice('您代表', ordererKinds),
  orderer: text('怎么称呼您', 50),
  phone: phone('联系电话', { hint: '委员出发前打给您' }),
});

const { page, ...entered } = orderWays;

export const orderFields = z.object({
  committee_id: reference('联络委', 'committee'),
  station_id: reference('服务站', 'station').optional(),
  ...askedFields.shape,
  orderer: askedFields.shape.orderer.optional(),
  phone: askedFields.shape.phone.optional(),
  way: choice('怎么点的', entered, { arising: { page } }),
  ordered_on: day('点单日期').optional(),
  entry_id: reference('民情台账', 'ledger_entry').optional(),
});

const atThePage = whilst<ServiceOrder>(anybody, all(is<ServiceOrder>('way', 'page'), present<ServiceOrder>('receipt')), '群众（网上点单）');
const holder = holderOfReceipt<ServiceOrder>();
const doing = theMembers<ServiceOrder>('被派单的委员');
const units = theUnits<ServiceOrder>('被派单的单位');
const staff = [committeeStaff<ServiceOrder>(), countyOffice];
/** Whoever is only asked need not know whom to call. */
const taken = oneOf<ServiceOrder>('state', ['accepted', 'done', 'confirmed']);
const forOrderer = (): string => '点单人';

export const satisfactionField = choice('满意吗', satisfactions);

/** 点单: residents order, the committee dispatches, members accept (domain rules 6, S138). Done is said by who did it, confirmed by who ordered it. */
export const serviceOrder = lifecycle<ServiceOrder>()({
  name: 'service_order',
  title: '服务点单',
  table: 'service_orders',
  path: 'service-orders',
  fields: orderFields,
  nameOf: (row) => orderHeadline(row.matter),
  initial: 'ordered',
  states: {
    ordered: { label: '待派单', open: true, waitsFor: ['dispatch'] },
    dispatched: { label: '待接单', open: true, waitsFor: [] },
    accepted: { label: '办理中', open: true, waitsFor: [] },
    done: { label: '已办，待确认', open: true, waitsFor: ['confirm'] },
    confirmed: { label: '点单人已确认', open: false },
    refused: { label: '没有受理', open: false },
    withdrawn: { label: '已撤单', open: false },
  },
  steps: {
    dispatch: {
      label: '派单', noun: 'dispatching', from: ['ordered', 'dispatched', 'accepted'], by: staff, clause: 'duty.deed',
      input: z.object({
        member_ids: references('派给哪些委员', 'member', MOST_DISPATCHED, { hint: '派给几位，由各位自己接单' }),
        unit_id: reference('或者请哪个单位', 'unit').optional(),
        sector_id: reference('或者请哪个界别', 'sector').optional(),
        special_committee_id: reference('或者请哪个专委会', 'special_committee').optional(),
      }),
    },
    forward: {
      label: '转给另一个站', noun: 'forwarding', from: ['ordered'], by: staff, reason: true,
      input: z.object({ station_id: reference('转给哪个站', 'station') }),
    },
    refuse: {
      label: '不受理', noun: 'refusal', from: ['ordered', 'dispatched'], to: 'refused', by: staff, final: true,
      input: z.object({ refused_code: choice('为什么', refusals), answer: lines('告诉点单人的话', 500, { hint: '凭回执号查询的人看到的就是这段话；能找谁，请写上' }) }),
    },
    withdraw: { label: '撤单', noun: 'withdrawal', from: ['ordered', 'dispatched', 'accepted'], to: 'withdrawn', by: [holder, ...staff], actsFor: forOrderer, final: true, aside: true },
    confirm: {
      label: '点单人确认', noun: 'confirmation', from: ['done'], to: 'confirmed', by: [holder, ...staff], actsFor: forOrderer, clause: 'duty.deed',
      input: z.object({ confirmed_by: choice('怎么确认的', { call_back: confirmations.call_back, slip: confirmations.slip }), satisfaction: satisfactionField.optional() }),
    },
    deny: { label: '点单人说没有办好', noun: 'denial', from: ['done'], to: 'accepted', by: [holder, ...staff], actsFor: forOrderer, reason: true },
    erase: {
      label: '清除个人信息', noun: 'erasure', from: ['confirmed', 'refused', 'withdrawn'], by: [countyOffice, maintainer], reason: true, final: true,
      ready: (row) => (row.erased_on ? `已于${row.erased_on}清除。` : undefined),
    },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeStaff(), doing, units, holder],
  createdBy: [...staff, maintainer, atThePage],
  editable: { in: ['ordered'], by: staff },
  attachable: { by: staff },
  confidential: ['orderer', 'phone'],
  privyTo: [...staff, whilst(doing, taken, '被派单的委员（接单以后）'), whilst(units, taken, '被派单的单位（接单以后）'), holder],
  searchable: ['matter', 'place'],
  named: ['place'],
  newestBy: 'ordered_on',
  due: { by: 'dispatch_by', in: ['ordered'], counted: { from: 'clock_from', days: 'days' } },
});

/** The first line, short enough for a title. */
export function orderHeadline(matter: string): string {
  const [first = ''] = matter.split(/[\n。！？；]/u, 1);
  const letters = [...(first || matter)];
  return letters.length > 40 ? `${letters.slice(0, 40).join('')}…` : letters.join('');
}

export const orderNumber = ({ ordered_on, number }: Pick<ServiceOrder, 'ordered_on' | 'number'>): string => `${ordered_on.slice(0, 4)}-${String(number).padStart(3, '0')}`;
