import { bridge, type Bridge } from '#platform/bridges/record.ts';
import { recordsTitled } from '#platform/bridges/outbox.ts';
import { addressProblem, outwardRules } from '#platform/outward/addresses.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { create, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';

export async function enterBridge(act: Act, values: Partial<Bridge>, how: Circumstances): Promise<Bridge> {
  return create<Bridge>(act, bridge, checked(act, values), how);
}

export const correctBridge = async (act: Act, _row: Bridge, values: Values<Bridge>): Promise<Values<Bridge>> => checked(act, values);

/** @throws Problem 422 at the address or the kinds */
function checked(act: Act, values: Values<Bridge>): Values<Bridge> {
  const unknown = values.kinds === undefined ? [] : [...recordsTitled(act.house, values.kinds)].filter(([, declared]) => !declared).map(([title]) => title);
  if (unknown.length > 0) throw invalid({ kinds: `没有可以推送的“${unknown.join('”“')}”。请照菜单里的名称写；民情台账、转办件等涉及反映人的不推送。` });
  const problem = values.address === undefined ? undefined : addressProblem(values.address, outwardRules());
  if (problem) throw invalid({ address: problem });
  return values;
}

/** What giving a secret writes; the one before it signs nothing any more. */
export const signedWith = (secret: string): Effect<Bridge> => async (act) => ({ secret, issued_on: dayOf(act.at) });
