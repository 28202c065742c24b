import { sql } from 'kysely';
import type { Act } from '#platform/records/act.ts';

/**
 * Does a part of an act, or nothing of it: answers undefined when it is done, or the SQLSTATE with which the database refused it, when that is one of
 * the given classes (`23` is a broken constraint). Then neither the database nor the act's lines and counts hold anything of it.
 */
export async function attempt(act: Act, classes: readonly string[], work: () => Promise<void>): Promise<string | undefined> {
  const [lines, counts] = [act.lines.length, act.counts.length];
  await sql`savepoint attempt`.execute(act.db);
  try {
    await work();
    await sql`release savepoint attempt`.execute(act.db);
    return undefined;
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (typeof code !== 'string' || !classes.some((one) => code.startsWith(one))) throw error;
    await sql`rollback to savepoint attempt`.execute(act.db);
    act.lines.length = lines;
    act.counts.length = counts;
    return code;
  }
}
