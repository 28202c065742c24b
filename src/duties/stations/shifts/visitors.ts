import { figure, type Derived } from '#platform/figures/figure.ts';
import type { Scope } from '#platform/figures/count.ts';
import { all, always, between, is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { dutyShift, type DutyShift } from '#duties/stations/shifts/record.ts';

/** One person received at a shift, as often as one came: 人次. Nobody's name is known, only how many there were. */
export interface Visitor {
  id: string;
  shift_id: string;
  station_id: string;
  committee_id: string;
  day: string;
  time: string;
  /** Which of those of the shift. */
  nth: number;
}

/** More shifts than this nobody holds in one period. */
const MOST = 20_000;

async function visitors(reading: Reading, { from, to, committee }: Scope): Promise<Visitor[]> {
  const where = all(is<DutyShift>('state', 'held'), between<DutyShift>('day', from, to), ...(committee ? [is<DutyShift>('committee_id', committee)] : []));
  const shifts = await list(reading, dutyShift, { where, order: [{ column: 'day', descending: true }, { column: 'starts', descending: true }], limit: MOST });
  return shifts.flatMap(({ id, station_id, committee_id, day, starts, ends, visitors: n }) =>
    Array.from({ length: n ?? 0 }, (_, place) => ({ id: `${id}-${place + 1}`, shift_id: id, station_id, committee_id, day, time: `${starts}—${ends}`, nth: place + 1 })));
}

const received: Derived<Visitor> = { path: 'station-visitors', rows: visitors };

export const visitorsReceived = figure<Visitor>({
  name: 'station_visitors', label: '委员值班接待', definition: '日期在期间内、已登记的值班接待的群众人次，按值班委员登记的数字；预约来的也在内，同一个人来几次计几次。',
  record: 'station_visitor', derived: received, where: always, unit: '人次',
});
