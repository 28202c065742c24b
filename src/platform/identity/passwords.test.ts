import { expect, test } from 'vitest';
import { hashPassword, isPassword } from '#platform/identity/passwords.ts';

test('a hash is argon2id with 19 MiB and two passes, different each time', async () => {
  const [one, two] = [await hashPassword('枇杷熟了'), await hashPassword('枇杷熟了')];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
});

test('only the password itself is right; full-width letters are the same letters', async () => {
  const kept = await hashPassword('pipa-Shule 8');
  expect(await isPassword(kept, 'pipa-Shule 8')).toBe(true);
  expect(await isPassword(kept, 'ｐｉｐａ－Ｓｈｕｌｅ　８')).toBe(true);
  expect(await isPassword(kept, 'pipa-shule 8')).toBe(false);
  expect(await isPassword(kept, '')).toBe(false);
});

test('without a hash nothing is right, not even the stand-in, and the work is the same', async () => {
  const kept = await hashPassword('pipa-Shule 8');
  await isPassword(undefined, 'warm up');
  const time = async (hash: string | undefined) => {
    const started = process.cpuUsage();
    for (let round = 0; round < 5; round++) expect(await isPassword(hash, 'a password that nobody has')).toBe(false);
    return process.cpuUsage(started).user;
  };
  const [known, unknown] = [await time(kept), await time(undefined)];
  expect(unknown / known).toBeGreaterThan(0.5);
  expect(unknown / known).toBeLessThan(2);
});

test('when too many wait, the next is told to come back, and the waiting are served', async () => {
  const kept = await hashPassword('pipa-Shule 8');
  const answers = await Promise.allSettled(Array.from({ length: 70 }, () => isPassword(kept, 'no')));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(62);
  expect(answers.filter((answer) => answer.status === 'rejected' && answer.reason.status === 429)).toHaveLength(8);
  expect(await isPassword(kept, 'pipa-Shule 8')).toBe(true);
});

test('what stands in the place of a hash and is none opens nothing', async () => {
  expect(await isPassword('no hash', 'no hash')).toBe(false);
});
