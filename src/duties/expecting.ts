import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';

/** A reference from outside must point to something. */
export async function expectThere<Row extends Recorded>(act: Act, declared: Lifecycle<Row>, field: string, id: string | null | undefined): Promise<Row | undefined> {
  if (!id) return undefined;
  const found = await find(act, declared, id);
  if (!found) throw invalid({ [field]: `没有找到这个${declared.title}，请从列表中重新选择。` });
  return found;
}
