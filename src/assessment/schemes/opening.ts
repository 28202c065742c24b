import type { Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { assessmentScheme, type SchemeEdition } from '#assessment/schemes/record.ts';

/** The whole county's points on one page are for those who see the whole county. */
export const reckons = (visit: Visit): boolean => holds(visit.actor, 'county_office', 'chair', 'auditor');

/** The edition with which somebody reckons. @throws Problem 403, 404 */
export async function openedToReckon(reading: Reading, visit: Visit): Promise<SchemeEdition> {
  const row = await get<SchemeEdition>(reading, assessmentScheme, visit.param('id'));
  if (!reckons(visit)) throw new Problem(403, 'not_yours', '试算全县的分数由县政协办公室、主席会议成员和审计监督查看，您不在其中。');
  return row;
}
