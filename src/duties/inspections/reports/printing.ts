import { committee, type Committee } from '#institutions/committees/record.ts';
import { unitChoices } from '#institutions/facts.ts';
import { attachmentsOf } from '#platform/files/attachments.ts';
import { is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { dayOf } from '#platform/time.ts';
import { addresseeWords, placesNamed } from '#duties/inspections/recommendations/addressing.ts';
import { recommendation, type Recommendation } from '#duties/inspections/recommendations/record.ts';
import type { ReportFacts } from '#duties/inspections/reports/paper.ts';
import { visitReport, type VisitReport } from '#duties/inspections/reports/record.ts';
import { tookPart } from '#duties/inspections/reports/took-part.ts';

/** Longer lists are files of their own. */
const MOST = 300;

/** Gathers what a report is printed from. */
export async function printing(reading: Reading, row: VisitReport, bodyName: string): Promise<ReportFacts> {
  const organiser = row.committee_id ? await find<Committee>(reading, committee, row.committee_id) : undefined;
  const advised = await list<Recommendation>(reading, recommendation, { where: is<Recommendation>('report_id', row.id), order: [{ column: 'id' }], limit: MOST });
  const named = { units: new Map((await unitChoices(reading)).map(({ value, label }) => [value, label])), places: await placesNamed(reading) };
  const files = await attachmentsOf(reading, visitReport, row.id);
  return {
    row, organ: organiser?.name ?? bodyName, today: dayOf(new Date()),
    advised: advised.filter(({ state }) => state !== 'void').map((one) => ({ words: one.words, to: addresseeWords(one, named), due_on: one.due_on })),
    people: await tookPart(reading, row.inspection_id),
    files: files.filter(({ withdrawn_at, name }) => withdrawn_at === null && name !== `${row.title}.docx`).map(({ name }) => name),
  };
}
