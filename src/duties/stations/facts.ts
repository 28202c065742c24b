import { figure, ratio } from '#platform/figures/figure.ts';
import { dated } from '#platform/obligations/dated.ts';
import { all, is, not, oneOf, present } from '#platform/predicate.ts';
import { booking, type Booking } from '#duties/stations/bookings/record.ts';
import { dispatch, type Dispatch } from '#duties/stations/dispatches/record.ts';
import { serviceOrder, type ServiceOrder } from '#duties/stations/orders/record.ts';
import { station, type Station } from '#duties/stations/record.ts';
import { dutyShift, type DutyShift } from '#duties/stations/shifts/record.ts';
import { visitorsReceived } from '#duties/stations/shifts/visitors.ts';

const stationsOpen = figure<Station>({
  name: 'stations_open', label: '委员服务站', definition: '期末开放着的委员服务站、工作室、联络点个数；期末以前已撤销的不计。',
  record: station.name, where: present<Station>('id'), span: { from: 'opened_on', until: 'closed_on' }, committee: 'committee_id', unit: '个',
});

const shifts = { record: dutyShift.name, day: 'day', committee: 'committee_id', unit: '次' } as const;

export const shiftsHeld = figure<DutyShift>({ ...shifts, name: 'shifts_held', label: '委员值班', definition: '日期在期间内、已经登记值了班的班次；没有人到的、取消的、还没有登记的不计。', where: is<DutyShift>('state', 'held') });
const shiftsMissed = figure<DutyShift>({ ...shifts, name: 'shifts_missed', label: '没有人到的值班', definition: '日期在期间内、排了班而没有人到的班次；事先取消的不计。', where: is<DutyShift>('state', 'missed') });

const visits = { record: booking.name, day: 'day', committee: 'committee_id', unit: '人次' } as const;

const bookingsMade = figure<Booking>({ ...visits, name: 'bookings_made', label: '预约', definition: '值班日期在期间内的预约人次；取消的不计。', where: not(is<Booking>('state', 'cancelled')) });
const bookingsCame = figure<Booking>({ ...visits, name: 'bookings_came', label: '预约接待', definition: '值班日期在期间内、预约了并且来了的人次；没有预约就来的记在值班里，不计在这里。', where: is<Booking>('state', 'came') });

const orders = { record: serviceOrder.name, day: 'ordered_on', committee: 'committee_id', unit: '件' } as const;
const standingOrder = not(is<ServiceOrder>('state', 'withdrawn'));

const ordersReceived = figure<ServiceOrder>({ ...orders, name: 'orders_received', label: '群众点单', definition: '点单日期在期间内的服务点单件数；点单人自己撤单的不计。', where: standingOrder });
const ordersDispatched = figure<ServiceOrder>({ ...orders, name: 'orders_dispatched', label: '已派单', definition: '点单日期在期间内、派过单的点单件数，不论后来有没有人接；撤单的不计。', where: all(standingOrder, present<ServiceOrder>('dispatched_on')) });
const ordersAccepted = figure<ServiceOrder>({ ...orders, name: 'orders_accepted', label: '已接单', definition: '点单日期在期间内、有委员或单位接了单的点单件数；撤单的不计。', where: all(standingOrder, present<ServiceOrder>('accepted_on')) });
const ordersDone = figure<ServiceOrder>({ ...orders, name: 'orders_done', label: '办好的点单', definition: '点单日期在期间内、接单的人说办好了的点单件数；点单人说没有办好、正在重办的不计。', where: oneOf<ServiceOrder>('state', ['done', 'confirmed']) });
const ordersConfirmed = figure<ServiceOrder>({ ...orders, name: 'orders_confirmed', label: '点单人确认办好的', definition: '点单日期在期间内、由点单人凭回执、回访或签字确认办好了的点单件数；只有接单的人说办好的不计。', where: is<ServiceOrder>('state', 'confirmed') });
const ordersRefused = figure<ServiceOrder>({ ...orders, name: 'orders_refused', label: '没有受理的点单', definition: '点单日期在期间内、没有受理并告知了原因的点单件数。', where: is<ServiceOrder>('state', 'refused') });

const asked = { record: dispatch.name, day: 'sent_on', committee: 'committee_id', unit: '件' } as const;
const standingDispatch = not(is<Dispatch>('state', 'recalled'));

export const dispatchesSent = figure<Dispatch>({ ...asked, name: 'dispatches_sent', label: '派单', definition: '派单日期在期间内的派单件数，一件点单派给几位就计几件；收回的不计。', where: standingDispatch });
const dispatchesAcceptedInTime = figure<Dispatch>({
  ...asked, name: 'dispatches_accepted_in_time', label: '按时接单', definition: '派单日期在期间内、在接单期限当天或之前接了单的派单件数；接了又退的、收回的不计。', where: all(oneOf<Dispatch>('state', ['accepted', 'done']), is<Dispatch>('in_time', true)),
});

const acceptedInTimeRate = ratio({
  name: 'dispatches_in_time_rate', label: '按时接单率', definition: '按时接单的派单件数占派单件数的百分比。', numerator: dispatchesAcceptedInTime.name, denominator: dispatchesSent.name, decimals: 1, convention: '收回的不计；还没有答复的计在分母里',
});
const confirmedRate = ratio({
  name: 'orders_confirmed_rate', label: '点单确认率', definition: '点单人确认办好的件数占接单的人说办好的件数的百分比。', numerator: ordersConfirmed.name, denominator: ordersDone.name, decimals: 1, convention: '点单人没有说话的计在分母里',
});

export const figures = [
  stationsOpen, visitorsReceived, shiftsHeld, shiftsMissed, bookingsMade, bookingsCame, ordersReceived, ordersDispatched, ordersAccepted, ordersDone, ordersConfirmed, ordersRefused, dispatchesSent, dispatchesAcceptedInTime,
];
export const ratios = [acceptedInTimeRate, confirmedRate];

/** A rota that is not published yet is nobody's day. */
export const datedRecords = [dated<DutyShift>({
  declared: dutyShift, day: 'day', hours: ({ starts, ends }) => ({ from: starts, to: ends }), where: not(is<DutyShift>('state', 'draft')), cancelled: ['cancelled'], committee: 'committee_id', members: 'member_ids',
})];
