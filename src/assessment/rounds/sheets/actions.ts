import { groupOf } from '#assessment/rounds/group.ts';
import { subjectIdOf } from '#assessment/rounds/reckoning.ts';
import { assessmentOf } from '#assessment/rounds/sheets/filling.ts';
import type { AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { restateLine } from '#assessment/rounds/sheets/restating.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import type { Values } from '#platform/records/write.ts';

/** Somebody else of the group checks it; never somebody of the same committee or unit, nor the person, nor whoever checks it again. */
export async function assigning(act: Act, sheet: AssessmentSheet, { checker_id }: { checker_id: string }): Promise<Values<AssessmentSheet>> {
  const { checkers } = await assessmentOf(act, sheet);
  if (!checkers.includes(checker_id)) throw invalid({ checker_id: '请从这次考核的考核组里选。' });
  const [chosen] = await groupOf(act, [checker_id]);
  if (!chosen || chosen.belongsTo.has(subjectIdOf(sheet))) throw invalid({ checker_id: `${chosen?.name ?? '这个人'}属于${sheet.name}，不能考核自己或本单位。请另选一人。` });
  if (checker_id === sheet.rechecker_id) throw invalid({ checker_id: `${chosen.name}是这张表的复核人，考核要由另一个人。` });
  return { checker_id };
}

/** What the chair meeting changes before it decides, and what is corrected afterwards: one line, with the reason of the act. */
export async function restating(act: Act, sheet: AssessmentSheet, input: { address: string; points: string; why: string }): Promise<Values<AssessmentSheet>> {
  return (await restateLine(act, sheet, { address: input.address, points: input.points, reason: input.why })).values;
}
