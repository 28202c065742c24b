import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import type { Effect } from '#platform/records/write.ts';
import { parameterAt } from '#plans/facts.ts';
import { today } from '#duties/days.ts';
import type { Instruction } from '#duties/opinions/instructions/record.ts';

/** More time for an instruction: set by those who chase it, or asked for by the lead unit and granted or not. What was granted counts as in time. */

const expectLater = (field: string, day: string, row: Instruction): void => {
  if (day <= row.due_on!) throw invalid({ [field]: `要晚于现在的期限（${row.due_on}）。` });
};

/** Another day by word of those who chase it: from then on it is no longer counted in working days. */
async function extend(_act: Act, row: Instruction, { due_on }: { due_on: string }): Promise<Partial<Instruction>> {
  expectLater('due_on', due_on, row);
  return { due_on, days: null };
}

/** Before the day, and as often as the plan lets a unit have it. */
async function ask(act: Act, row: Instruction, { extension_to }: { extension_to: string }): Promise<Partial<Instruction>> {
  if (row.due_on! < today(act)) throw new Problem(422, 'too_late', `已经过了反馈期限（${row.due_on}），不能再申请延期。请尽快反馈。`);
  expectLater('extension_to', extension_to, row);
  const most = await parameterAt(act, 'instruction.most_extensions', row.handed_on!);
  if (row.extensions >= most) throw new Problem(422, 'too_many_extensions', most === 0 ? '本县的方案规定批示件不延期。' : `一件最多延期${most}次，已经延过${row.extensions}次。`);
  return { extension_to };
}

export const extendingEffects: Record<'extend' | 'askExtension' | 'grantExtension' | 'denyExtension', Effect<Instruction>> = {
  extend,
  askExtension: ask,
  grantExtension: async (_act, row) => ({ due_on: row.extension_to, days: null, extension_to: null, extensions: row.extensions + 1 }),
  denyExtension: async () => ({ extension_to: null }),
};
