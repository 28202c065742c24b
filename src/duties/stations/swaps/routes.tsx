import { stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { all, any, between, holdsAny, is, oneOf } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { dayOf, today } from '#platform/time.ts';
import { memberChoices } from '#institutions/facts.ts';
import { namesIn, namesOf, stationsOf } from '#duties/stations/around.ts';
import { dutyShift, type DutyShift } from '#duties/stations/shifts/record.ts';
import { askSwap, effects } from '#duties/stations/swaps/actions.ts';
import { shiftSwap, swapFields, type ShiftSwap } from '#duties/stations/swaps/record.ts';
import { shiftTime } from '#duties/stations/words.ts';

interface Around extends Surroundings {
  shifts: ReadonlyMap<string, DutyShift>;
  names: ReadonlyMap<string, string>;
  stations: ReadonlyMap<string, string>;
}

/** Nobody swaps with a shift further down the list. */
const MOST = 300;

const swaps = resource<ShiftSwap, Around>({
  declared: shiftSwap,
  fields: swapFields,
  newLabel: '请人换班',
  enterLabel: '发给对方',
  async around(reading, rows, visit) {
    const named = rows.flatMap(({ shift_id, other_shift_id }) => [shift_id, ...(other_shift_id ? [other_shift_id] : [])]);
    const ahead = all(is<DutyShift>('state', 'planned'), between<DutyShift>('day', today(), undefined));
    const asked = visit.query.get('shift');
    const shifts = await list(reading, dutyShift, { where: any<DutyShift>(oneOf<DutyShift>('id', [...named, ...(asked ? [asked] : [])]), ahead), order: [{ column: 'day' }], limit: MOST });
    const names = await namesOf(reading, [...shifts.flatMap(({ member_ids }) => member_ids), ...rows.flatMap(({ member_id, taker_id }) => [member_id, taker_id])]);
    const stations = new Map((await stationsOf(reading)).map(({ id, name }) => [id, name]));
    const choices = shifts.map((one) => ({ value: one.id, label: `${shiftTime(one)} ${stations.get(one.station_id) ?? ''}（${namesIn(names, one.member_ids)}）` }));
    return { shifts: new Map(shifts.map((one) => [one.id, one])), names, stations, choices: { duty_shift: choices, member: await memberChoices(reading) } };
  },
  known: (visit, { shifts }) => {
    const own = shifts.get(visit.query.get('shift') ?? '');
    const me = own && visit.actor.memberId && holdsAny<DutyShift>('member_ids', [visit.actor.memberId]).test(own) ? visit.actor.memberId : own?.member_ids[0];
    return { shift_id: own?.id, member_id: me };
  },
  enter: askSwap,
  effects,
  listing: {
    columns: [
      { key: 'shift', label: '哪一班', cell: (row, { shifts }) => timeOf(shifts, row.shift_id), onCards: 'title', fixed: true },
      { key: 'from', label: '谁换出去', cell: (row, { names }) => names.get(row.member_id) },
      { key: 'to', label: '请谁来值', cell: (row, { names }) => names.get(row.taker_id) },
      { key: 'other', label: '换他的哪一班', cell: (row, { shifts }) => row.other_shift_id && timeOf(shifts, row.other_shift_id) },
      { key: 'asked', label: '提出', cell: (row) => dayOf(row.created_at), tight: true },
      { key: 'state', label: '状态', cell: (row) => shiftSwap.states[row.state as 'asked'].label, tight: true },
    ],
    filters: [stateFilter(shiftSwap)],
    defaultSort: '',
    empty: '没有换班。打开自己的一班值班，点“请人换班”。',
  },
  facts: (row, { shifts, names }) => [
    { label: '哪一班', value: <a href={`/${dutyShift.path}/${row.shift_id}`}>{timeOf(shifts, row.shift_id)}</a> },
    { label: '谁换出去', value: names.get(row.member_id) },
    { label: '请谁来值', value: names.get(row.taker_id) },
    { label: '换他的哪一班', value: row.other_shift_id ? <a href={`/${dutyShift.path}/${row.other_shift_id}`}>{timeOf(shifts, row.other_shift_id)}</a> : '只请他代这一班' },
    { label: '说明', value: row.why },
  ],
  lead: (row, { shifts, names }) => `${names.get(row.member_id) ?? ''}请${names.get(row.taker_id) ?? ''}值${timeOf(shifts, row.shift_id)}`,
});

const timeOf = (shifts: Around['shifts'], id: string): string => {
  const one = shifts.get(id);
  return one ? shiftTime(one) : '';
};

export const mount = (site: Site): void => mountResource(site, swaps);
