import { z } from 'zod';
import { number, text } from '#platform/fields.ts';

/** The keys of the urn: each teller thinks of one, types it when the vote begins and again when the urn is opened. They are kept nowhere. */

/** Two of them together are more than anybody tries out. */
const SHORTEST = 8;
const LONGEST = 30;
/** As many as voters; three digits. */
const MOST_SLIPS = 999;

const key = (label: string) => text(label, LONGEST, { hint: `由本人想、本人输入，至少${SHORTEST}个字；开箱时要用，丢了就只能重新测评` });

export const printingFields = z.object({
  slips_n: number('打印多少张投票码', 2, MOST_SLIPS, { hint: '和应到人数一样多；没有发出去的，计票时不算' }),
  key_one: key('监票人的钥匙'),
  key_two: key('另一名监票人的钥匙'),
});

/** However it was typed: full width or half, with or without spaces, large or small. */
export const keyForm = (typed: string): string => typed.normalize('NFKC').replace(/\s/gu, '').toUpperCase();

export function wrongKeys({ key_one, key_two }: { key_one: string; key_two: string }): Record<string, string> | undefined {
  const short = [['key_one', key_one], ['key_two', key_two]].find(([, typed]) => [...keyForm(typed!)].length < SHORTEST);
  if (short) return { [short[0]!]: `钥匙至少要${SHORTEST}个字。` };
  return keyForm(key_one) === keyForm(key_two) ? { key_two: '两名监票人的钥匙不能一样。' } : undefined;
}
