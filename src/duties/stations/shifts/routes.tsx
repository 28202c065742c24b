import { derivedFacts } from '#platform/http/derived.tsx';
import { daysOn, referenceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { is } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { Section } from '#platform/ui/detail.tsx';
import { Table } from '#platform/ui/table.tsx';
import type { Actor } from '#platform/identity/actor.ts';
import { standing } from '#platform/lifecycle/lifecycle.ts';
import type { Action } from '#platform/ui/head.tsx';
import { today } from '#platform/time.ts';
import { kindOn } from '#duties/kinds-in-force.ts';
import { membersFirst, namedStations, namesIn, namesOf, type Named } from '#duties/stations/around.ts';
import { booking, type Booking } from '#duties/stations/bookings/record.ts';
import { serviceChoices, serviceWord } from '#duties/stations/kinds/crossings.ts';
import { DEEDS, LEDGER } from '#duties/stations/crossings.ts';
import { FieldsWithMembers } from '#duties/stations/member-fields.tsx';
import { station } from '#duties/stations/record.ts';
import { correctShift, effects, enterShift } from '#duties/stations/shifts/actions.ts';
import { dutyShift, shiftFields, type DutyShift } from '#duties/stations/shifts/record.ts';
import { shiftSwap } from '#duties/stations/swaps/record.ts';
import { shiftTime } from '#duties/stations/words.ts';

interface Around extends Surroundings, Named {
  names: ReadonlyMap<string, string>;
  /** Of one shift: who comes, as far as the person reads it. */
  bookings: readonly Booking[];
}

/** The table of one shift is never longer. */
const MOST_BOOKED = 200;

const shifts = resource<DutyShift, Around>({
  declared: dutyShift,
  fields: shiftFields,
  newLabel: '加一班值班',
  enterLabel: '排上',
  async around(reading, rows, visit) {
    const named = await namedStations(reading);
    const one = rows.length === 1 && visit.param('id') ? rows[0]! : undefined;
    const at = named.stations.get(visit.query.get('station') ?? '') ?? (one && named.stations.get(one.station_id));
    return {
      ...named, choices: { ...named.choices, member: await membersFirst(reading, at?.committee_id ?? null), service: await serviceChoices(reading, today(), one?.service) }, names: await namesOf(reading, rows.flatMap(({ member_ids }) => member_ids)),
      bookings: one ? await list(reading, booking, { where: is<Booking>('shift_id', one.id), limit: MOST_BOOKED }) : [],
    };
  },
  known: (visit) => ({ station_id: visit.query.get('station') ?? undefined, starts: '9:00', ends: '11:00', day: visit.query.get('day') ?? undefined }),
  enter: enterShift,
  correct: correctShift,
  form: ({ form, around }) => <FieldsWithMembers of={shiftFields} form={form} choices={around.choices} />,
  effects,
  stepForm: ({ step, row, around, form }) => {
    const input = dutyShift.steps[step as 'hold'].input;
    if (!input) return undefined;
    const known = step === 'replace' ? { member_ids: row.member_ids } : step === 'amend' ? { visitors: row.visitors, done: row.done } : {};
    return <FieldsWithMembers of={input} form={Object.keys(form.values).length > 0 ? form : { ...form, values: known }} choices={around.choices} />;
  },
  listing: {
    columns: [
      { key: 'time', label: '时间', cell: shiftTime, plain: shiftTime, onCards: 'title', fixed: true, sort: 'day' },
      { key: 'station', label: '服务站', cell: (row, { stations }) => stations.get(row.station_id)?.name ?? '' },
      { key: 'place', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '', shown: false },
      { key: 'who', label: '值班委员', cell: (row, { names }) => namesIn(names, row.member_ids) },
      { key: 'service', label: '服务内容', cell: (row) => serviceWord(row.service), tight: true },
      { key: 'visitors', label: '接待（人次）', cell: (row) => row.visitors, plain: (row) => row.visitors, align: 'end' },
      { key: 'state', label: '状态', cell: (row) => dutyShift.states[row.state as 'draft'].label, tight: true },
    ],
    filters: [
      referenceOn('station_id', '服务站', ({ choices }) => choices.everyStation ?? []), daysOn('day', '日期'), stateFilter(dutyShift),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? [], { more: true }), kindOn('service', '服务内容'),
    ],
    defaultSort: '-time',
    empty: '还没有排值班。打开一个委员服务站，点“排值班”。',
  },
  facts: (row, { choices, names, stations }) => [
    { label: '服务站', value: <a href={`/${station.path}/${row.station_id}`}>{stations.get(row.station_id)?.name}</a> },
    { label: '时间', value: shiftTime(row) },
    { label: '值班委员', value: namesIn(names, row.member_ids) },
    ...derivedFacts(shiftFields.pick({ service: true, note: true }), { ...row }, choices),
    ...(row.state === 'held' ? [{ label: '接待', value: `${row.visitors}人次` }, { label: '做了什么', value: row.done, wide: true }] : []),
  ],
  lead: (row, { stations, names }) => `${stations.get(row.station_id)?.name ?? ''} · ${namesIn(names, row.member_ids)}`,
  others: (row, _around, { actor }) => ways(row, actor),
  sections: (_row, { bookings }) => (bookings.length === 0 ? null : (
    <Section title="谁预约了" count={bookings.filter(({ state }) => state === 'booked').length}>
      <Table<Booking>
        caption="预约" rows={[...bookings]} href={({ id }) => `/${booking.path}/${id}`}
        columns={[
          { key: 'receipt', label: '回执号', cell: ({ receipt }) => receipt, onCards: 'title', tight: true },
          { key: 'matter', label: '想说什么', cell: ({ matter }) => matter ?? '' },
          { key: 'state', label: '状态', cell: ({ state }) => booking.states[state as 'booked'].label, tight: true },
        ]}
      />
    </Section>
  )),
});

/** What follows from a shift, for those who plan it and those who serve in it. */
function ways(row: DutyShift, actor: Actor): Action[] {
  const plans = standing(dutyShift.createdBy, actor, row) !== undefined;
  if (!plans && !row.member_ids.includes(actor.memberId ?? '')) return [];
  if (row.state === 'planned') return [{ label: '请人换班', href: `/${shiftSwap.path}/new?shift=${row.id}` }, ...(plans ? [{ label: '代人预约', href: `/${booking.path}/new?shift=${row.id}` }] : [])];
  // What was done there may be a deed or a matter of the ledger: the member, the day and the place go along.
  const deedOf = new URLSearchParams({ member: actor.memberId ?? row.member_ids[0]!, day: row.day, kind: row.service });
  return row.state === 'held' ? [{ label: '登记到民情台账', href: `${LEDGER}/new?way=reception` }, { label: '登记民生实事', href: `${DEEDS}/new?${deedOf}` }] : [];
}

export const mount = (site: Site): void => mountResource(site, shifts);
