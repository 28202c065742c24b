import { dueOn, type Lifecycle, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import { today } from '#platform/time.ts';
import { deadlineOn } from '#platform/working-days.ts';
import { Light } from './light.tsx';

/** The light of a record whose clock runs; nothing for any other. `near` is how many working days ahead it turns yellow. */
export function DueLight<Row extends Recorded>({ declared, row, near }: { declared: Lifecycle<Row>; row: Row; near: number }) {
  const day = dueOn(declared, row);
  return day ? <Light deadline={deadlineOn(today(), day, near)} day={day} /> : null;
}
