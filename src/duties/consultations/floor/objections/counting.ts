import { sql } from 'kysely';
import type { Act } from '#platform/records/act.ts';
import { amend } from '#platform/records/write.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { resultList, type ResultList } from '#duties/consultations/results/record.ts';

/**
 * How many objections wait for an answer stands on the consultation and on its result list, so that neither is closed over them. Moved by the act
 * that opens or answers one, whose own row is not written yet.
 */
export async function recountObjections(act: Act, meeting: Consultation, { opened }: { opened: -1 | 1 }): Promise<void> {
  const how = { step: 'edit', relation: 'consequence', reason: opened === 1 ? '有不同意见等着答复' : '一条不同意见有了答复' };
  await amend<Consultation>(act, consultation, meeting, { objections_open: meeting.objections_open + opened }, how);
  const { rows: [list] } = await sql<ResultList>`
    select * from consultation_results where county_id = ${act.county} and consultation_id = ${meeting.id} and state <> 'void' for update`.execute(act.db);
  if (list) await amend<ResultList>(act, resultList, list, { objections_open: list.objections_open + opened }, how);
}
