import { useContext } from 'hono/jsx';
import { dueOn, type Lifecycle, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import { today } from '#platform/time.ts';
import { deadlineOn } from '#platform/working-days.ts';
import { Light } from './light.tsx';
import { WorkDays } from './work-days.ts';

/** The light of a record whose clock runs; nothing for any other. `near` is how many working days ahead it turns yellow. */
export function DueLight<Row extends Recorded>({ declared, row, near }: { declared: Lifecycle<Row>; row: Row; near: number }) {
  const day = dueOn(declared, row);
  return day ? <DayLight day={day} near={near} /> : null;
}

/** The light of a day by which something is due. */
export function DayLight({ day, near }: { day: string; near: number }) {
  return <Light deadline={deadlineOn(useContext(WorkDays), today(), day, near)} day={day} />;
}
