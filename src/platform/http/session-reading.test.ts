import { afterAll, beforeAll, expect, test } from 'vitest';
import { SessionReading } from '#platform/http/session-reading.ts';
import { createStaffAccount } from '#platform/identity/accounts.ts';
import { closeSession, openSession } from '#platform/identity/sessions.ts';
import { createMany, edit } from '#platform/records/write.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([]);
}, 60_000);
afterAll(() => county.drop());

/** Somebody with a post, signed in, who was read once already. */
async function remembered() {
  const [who, held] = await county.act(async (act) => {
    const [one] = await createMany(act, person, [{ name: '王小梅' }]);
    const [its] = await createMany(act, post, [{ person_id: one!.id, name: one!.name, role: 'worker', committee_id: county.here.committee, unit_id: null, since: '2022-01-10', acting: false }]);
    return [one!, its!];
  });
  const account = await county.act((act) => createStaffAccount(act, who.id, `clerk-${who.id.slice(-8)}`, '枇杷熟了就去赶场吧，带上两只竹篮'));
  const cookie = await openSession(county.house, county.id, account, 'test');
  const reading = new SessionReading();
  let asked = 0;
  const look = () => reading.read(county.house, county.id, cookie, async (_db, found) => {
    asked += 1;
    return found?.session.actor.posts.map(({ role }) => role);
  });
  await look();
  const times = async () => {
    const before = asked;
    await look();
    return asked - before;
  };
  return { account, cookie, held, look, times };
}

test('who comes again is read once, with the page', async () => {
  const { look, times } = await remembered();
  expect(await times()).toBe(1);
  expect((await look()).answer).toEqual(['worker']);
});

test('a post that has ended is ended for the next request', async () => {
  const { held, look, times } = await remembered();
  await county.act((act) => edit(act, post, held.id, held.version, { until: '2022-02-01' }), county.cast.office);
  expect((await look()).answer).toBeUndefined();
  expect(await times()).toBe(1);
});

test('after any act of the county the person is read anew, once', async () => {
  const { look, times } = await remembered();
  await county.act((act) => createMany(act, person, [{ name: '田阿妹' }]));
  expect(await times()).toBe(2);
  expect(await times()).toBe(1);
  expect((await look()).session?.personName).toBe('王小梅');
});

test('a session that was closed is nobody\'s, although nobody acted', async () => {
  const { cookie, look } = await remembered();
  await closeSession(county.house, cookie);
  expect(await look()).toEqual({ answer: undefined, session: undefined });
});

test('large type is large on the next page, although that is nobody\'s act', async () => {
  const { account, look } = await remembered();
  await county.database.ownerPool.query(`begin; set local app.county = '${county.id}'; update accounts set elder = true where id = '${account}'; commit`);
  expect((await look()).session?.elder).toBe(true);
});

test('a page asked for as the person of before is not given when it fails for another reason than the person', async () => {
  const reading = new SessionReading();
  const { cookie } = await remembered();
  const ask = (fail: boolean) => reading.read(county.house, county.id, cookie, async () => {
    if (fail) throw new Error('no');
    return 'yes';
  });
  expect((await ask(false)).answer).toBe('yes');
  await expect(ask(true)).rejects.toThrow('no');
  expect((await ask(false)).answer).toBe('yes');
});
