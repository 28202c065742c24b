import type { OpenSheet } from '#assessment/rounds/sheets/around.ts';
import type { AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { assessmentObjection, type AssessmentObjection } from '#assessment/rounds/objections/record.ts';
import type { Visit } from '#platform/http/visit.ts';
import { mayCreate } from '#platform/lifecycle/lifecycle.ts';
import { today } from '#platform/time.ts';
import type { Action } from '#platform/ui/head.tsx';

/** The way to object or appeal, in the days for it, for whoever answers for the one who is assessed, or for the office from a paper; of one line where it is asked at the line. */
export function objecting(row: AssessmentSheet, { assessment: { state, objections_by, appeals_by } }: OpenSheet, { actor }: Visit, line?: string): Action[] {
  const until = state === 'shown' ? objections_by : state === 'published' ? appeals_by : null;
  const { committee_id, member_id, unit_id } = row;
  if (until === null || today() > until || mayCreate(assessmentObjection, actor, { committee_id, member_id, unit_id } as AssessmentObjection)) return [];
  return [{ label: state === 'shown' ? '提出异议' : '申诉', href: `/${assessmentObjection.path}/new?sheet=${row.id}${line ? `&line=${line}` : ''}` }];
}
