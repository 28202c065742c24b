import { AllFields } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { isPrivy, standing } from '#platform/lifecycle/lifecycle.ts';
import { all, any, between, is, oneOf } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { namedStations, namesIn, namesOf, type Named } from '#duties/stations/around.ts';
import { book, effects } from '#duties/stations/bookings/actions.ts';
import { booking, bookingFields, type Booking } from '#duties/stations/bookings/record.ts';
import { LEDGER } from '#duties/stations/crossings.ts';
import { dutyShift, type DutyShift } from '#duties/stations/shifts/record.ts';
import { bookingWays, shiftTime } from '#duties/stations/words.ts';
import { spaced } from '#duties/receipt.ts';

interface Around extends Surroundings, Named {
  shifts: ReadonlyMap<string, DutyShift>;
  names: ReadonlyMap<string, string>;
}

/** As many as a form can offer. */
const MOST = 300;

const bookings = resource<Booking, Around>({
  declared: booking,
  fields: bookingFields,
  newLabel: '代人预约',
  enterLabel: '约上',
  async around(reading, rows) {
    const named = await namedStations(reading);
    const ahead = all(is<DutyShift>('state', 'planned'), between<DutyShift>('day', today(), undefined));
    const shifts = await list(reading, dutyShift, { where: any<DutyShift>(oneOf<DutyShift>('id', rows.map(({ shift_id }) => shift_id)), ahead), order: [{ column: 'day' }, { column: 'starts' }], limit: MOST });
    const names = await namesOf(reading, shifts.flatMap(({ member_ids }) => member_ids));
    const open = shifts.filter(ahead.test).map((one) => ({ value: one.id, label: `${shiftTime(one)} ${named.stations.get(one.station_id)?.name ?? ''}（${namesIn(names, one.member_ids)}）` }));
    return { ...named, choices: { ...named.choices, duty_shift: open }, shifts: new Map(shifts.map((one) => [one.id, one])), names };
  },
  known: (visit) => ({ shift_id: visit.query.get('shift') ?? undefined, way: 'telephone' }),
  enter: (act, values, how) => book(act, values, how),
  effects,
  stepForm: ({ step, around, form }) => {
    const input = booking.steps[step as 'move'].input;
    return input && <AllFields of={input} form={form} choices={around.choices} />;
  },
  listing: {
    columns: [
      { key: 'day', label: '日期', cell: (row) => row.day, sort: 'day', tight: true },
      { key: 'shift', label: '哪一班', cell: timeOf, plain: timeOf, onCards: 'title', fixed: true },
      { key: 'station', label: '服务站', cell: (row, { stations }) => stations.get(row.station_id)?.name ?? '' },
      { key: 'who', label: '值班委员', cell: (row, { names }) => namesIn(names, row.member_ids) },
      { key: 'way', label: '怎么预约的', cell: (row) => bookingWays[row.way as 'page'], tight: true },
      { key: 'state', label: '状态', cell: (row) => booking.states[row.state as 'booked'].label, tight: true },
    ],
    filters: [
      stateFilter(booking), daysOn('day', '日期'), referenceOn('station_id', '服务站', ({ choices }) => choices.everyStation ?? []), choiceOn('way', '怎么预约的', bookingWays, { more: true }),
    ],
    defaultSort: '-day',
    empty: '还没有预约。群众扫服务站的码就能预约，也可以打电话请工作人员代约。',
  },
  facts: (row, around, visit) => [
    { label: '哪一班', value: <a href={`/${dutyShift.path}/${row.shift_id}`}>{timeOf(row, around)}</a> },
    { label: '服务站', value: around.stations.get(row.station_id)?.name },
    { label: '值班委员', value: namesIn(around.names, row.member_ids) },
    ...(isPrivy(booking, visit.actor, row) ? [
      { label: '怎么称呼', value: row.name ?? (row.erased_on ? `已于${row.erased_on}清除` : '') }, { label: '联系电话', value: row.phone && <a href={`tel:${row.phone}`}>{row.phone}</a> },
      { label: '想说什么事', value: row.matter, wide: true }, { label: '说了什么、怎么答复', value: row.outcome, wide: true },
    ] : []),
    { label: '怎么预约的', value: bookingWays[row.way as 'page'] },
    { label: '回执号', value: spaced(row.receipt) },
  ],
  lead: (row, around) => `${around.stations.get(row.station_id)?.name ?? ''} · ${timeOf(row, around)}`,
  others: (row, _around, { actor }) => (row.state === 'came' && (standing(dutyShift.createdBy, actor, { committee_id: row.committee_id } as DutyShift) || row.member_ids.includes(actor.memberId ?? '')) ? [{ label: '登记到民情台账', href: `${LEDGER}/new?way=reception` }] : []),
});

function timeOf({ shift_id, day }: Booking, { shifts }: Around): string {
  const one = shifts.get(shift_id);
  return one ? shiftTime(one) : day;
}

export const mount = (site: Site): void => mountResource(site, bookings);
