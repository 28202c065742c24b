import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { all, is, not, type Predicate } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';

/**
 * Refuses a second one of what may be there only once (a place's committee, a committee's director), at the field and in words.
 * The table's unique index says the same for two who act at once.
 * @param besides the record being corrected, which may stay what it is.
 */
export async function expectOnce<Row extends Recorded>(
  reading: Reading, declared: Lifecycle<Row>, where: Predicate<Row>, field: string, sentence: (there: Row) => string, besides?: Row,
): Promise<void> {
  const others = besides ? all(where, not(is<Row>('id', besides.id))) : where;
  const [there] = await list(reading, declared, { where: others, limit: 1 });
  if (there) throw invalid({ [field]: sentence(there) });
}
