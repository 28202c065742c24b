import { hash, verify } from '@node-rs/argon2';
import { Problem } from '#platform/problems.ts';

/** argon2id, 19 MiB, 2 passes, 1 lane: OWASP's first recommendation; about 40 ms of one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** So many computations at once; signing in must not take the machine away from those who work. */
const AT_ONCE = 2;
const WAITING = 60;

let running = 0;
const queue: (() => void)[] = [];

/** @throws Problem 429 when too many are waiting already. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (queue.length >= WAITING) throw new Problem(429, 'busy', '此刻登录的人较多，请过一会儿再试。');
    await new Promise<void>((turn) => queue.push(turn));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  }
}

/** Full-width and half-width characters are the same password, as NIST SP 800-63B asks: an input method may send either. */
const asBytes = (password: string): string => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(asBytes(password), COST));

let nobodys: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash. Without a hash (unknown name, nothing set yet) the same work is done for
 * nothing, so that the time of the answer does not tell whether a name exists.
 */
export async function isPassword(kept: string | null | undefined, password: string): Promise<boolean> {
  const known = kept ?? (await (nobodys ??= hashPassword('a password that nobody has')));
  const right = await inTurn(() => verify(known, asBytes(password)).catch(() => false)); // what is no hash opens nothing
  return right && kept != null;
}
