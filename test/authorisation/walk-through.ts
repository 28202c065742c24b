import { buildSite } from '#county.ts';
import { Asking, type Rows } from './asking.ts';
import type { TwoCounties } from './two-counties.ts';

/** They end the session that asks. */
const endings = new Set(['/logout', '/me/devices/closing']);

const operations = buildSite().operations().filter(({ path }) => !endings.has(path));

/** How many pairs of operation and person are asked: one of so many, beginning from `from`; 1 asks all. */
export interface Share {
  every: number;
  from?: number;
}

interface Walk {
  asked: number;
  /** What was answered otherwise than it should be. */
  wrong: readonly string[];
}

/**
 * Asks operations as people of the first county, about their own county's records or about the other's. Counted so that with a share of one in so many
 * people as there are, each operation is asked by somebody and each person asks of every kind of page.
 */
export async function walkThrough(world: TwoCounties, rows: Rows, whose: 'own' | 'twin', { every, from = 0 }: Share): Promise<Walk> {
  const asking = new Asking(world, rows);
  for (const [n, operation] of operations.entries()) {
    for (const [m, who] of world.cast.entries()) {
      if ((n + m * 5 + from) % every !== 0) continue;
      await (whose === 'own' ? asking.ofTheOwn(operation, who) : asking.ofTheTwin(operation, who));
    }
  }
  return { asked: asking.asked, wrong: [...asking.wrong].map(([where, what]) => `${where}: ${what}`) };
}
