import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { attempts, type Door } from '#platform/identity/attempts.ts';
import { Problem } from '#platform/problems.ts';

/** Leading zero bits of the hash: about a second of an old telephone, which a program that sends thousands pays each time. */
const BITS = 16;
const VALID_MS = 10 * 60_000;

/** Known to this process only: after a restart a page simply asks for another puzzle. */
const secret = randomBytes(32);
const signed = (told: string): string => createHmac('sha256', secret).update(told).digest('base64url').slice(0, 22);

/** Each is taken once; as many as can be asked for within its time are remembered. */
const spent = attempts({ kind: 'puzzle', tries: 1, minutes: VALID_MS / 60_000, sentence: '验证已经用过，请重新提交一次。' });

export interface Puzzle {
  challenge: string;
  bits: number;
}

/** Work instead of a picture to be recognised: nobody needs good eyes or to be told apart from anybody. */
export function newPuzzle(now = Date.now()): Puzzle {
  const told = `${(now + VALID_MS).toString(36)}.${randomBytes(9).toString('base64url')}`;
  return { challenge: `${told}.${signed(told)}`, bits: BITS };
}

/** Whether it is one of ours, still valid, solved, and not taken before. */
export async function isSolved(door: Door, challenge: string, proof: string, now = Date.now()): Promise<boolean> {
  const [until = '', nonce = '', mark = ''] = challenge.split('.');
  const expected = signed(`${until}.${nonce}`);
  if (mark.length !== expected.length || !timingSafeEqual(Buffer.from(mark), Buffer.from(expected))) return false;
  if (Number.parseInt(until, 36) < now || !/^\d{1,10}$/.test(proof) || !beginsWithZeros(`${challenge}:${proof}`)) return false;
  return spent.count(door, challenge, new Date(now)).then(() => true, takenBefore);
}

function takenBefore(error: unknown): false {
  if (error instanceof Problem && error.status === 429) return false;
  throw error;
}

const beginsWithZeros = (text: string): boolean => createHash('sha256').update(text).digest().readUInt32BE(0) >>> (32 - BITS) === 0;
