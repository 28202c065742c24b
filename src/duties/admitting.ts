import { attempts, type Door } from '#platform/identity/attempts.ts';
import { Problem } from '#platform/problems.ts';
import { isSolved } from '#duties/puzzle.ts';

/** Who sends without an account: first freely, then each for a little work, then not for a while. One measure for all public forms. */

const WAIT = '从您这里提交的次数较多，请过10分钟再试。急事请打电话给联络委，或拨政务热线12345。';

/** A whole village may share one address of the mobile network: so many come freely, then each costs the sender a little work, then it ends. */
const freely = attempts({ kind: 'public form', tries: 30, minutes: 10, sentence: WAIT });
const withWork = attempts({ kind: 'public form with work', tries: 120, minutes: 10, sentence: WAIT });

/** Before anything large is read. */
export async function expectNotExhausted(door: Door, from: string): Promise<void> {
  if (await withWork.spent(door, from)) throw new Problem(429, 'too_many_tries', WAIT);
}

/**
 * The first ones from an address come in freely. Then each must bring solved work, which a browser does by itself; without script there is the
 * sentence to wait. Answers whether it came in a crowd.
 */
export async function admitFrom(door: Door, from: string, puzzle: string | undefined, proof: string | undefined): Promise<boolean> {
  if (!(await freely.spent(door, from))) {
    await freely.count(door, from);
    return false;
  }
  if (!(await isSolved(door, puzzle ?? '', proof ?? ''))) throw new Problem(429, 'puzzle_wanted', WAIT);
  await withWork.count(door, from);
  return true;
}

/** Wrong receipt numbers only; right ones are forgiven. */
export const lookups = attempts({ kind: 'receipt', tries: 20, minutes: 15, sentence: '回执号没有对上的次数较多，请过15分钟再试，或打电话请联络委帮您查。' });
