import { round } from '#plans/rounds/rounds/record.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';

export { sampleOf } from '#plans/rounds/rounds/sample.ts';

/** Rounds offered in forms: the newest. */
const MOST = 200;

export async function roundChoices(reading: Reading): Promise<{ value: string; label: string }[]> {
  const rows = await list(reading, round, { order: [{ column: 'from_day', descending: true }], limit: MOST });
  return rows.map(({ id, title }) => ({ value: id, label: title }));
}
