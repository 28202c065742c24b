import type { Sent } from '#platform/http/body.ts';
import { Problem } from '#platform/problems.ts';
import { isId } from '#platform/records/read.ts';

/**
 * The proposals that were ticked on a board.
 * @throws Problem 422 for none, and for more than are done at once
 */
export function chosenIn(body: Sent, most: number, act: '办' | '审查'): string[] {
  const sentIds = body.form ? body.form.getAll('id') : [body.json?.['id']].flat();
  const ids = [...new Set(sentIds.map(String))].filter(isId);
  if (ids.length === 0) throw new Problem(422, 'none_chosen', `还没有选中提案。请在要${act}的提案前打勾，再点按钮。`);
  if (ids.length > most) throw new Problem(422, 'too_many', `一次最多${act}${most}件，您选了${ids.length}件。请少选几件。`);
  return ids;
}
