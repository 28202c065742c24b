import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Hono } from 'hono';
import { openCounty, slices } from '#county.ts';
import { createMemberAccount } from '#platform/identity/accounts.ts';
import { program } from '#platform/identity/actor.ts';
import { openSession } from '#platform/identity/sessions.ts';
import { is } from '#platform/predicate.ts';
import { transact, type House } from '#platform/records/act.ts';
import { openHouse } from '#platform/records/house.ts';
import { list } from '#platform/records/read.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { demoPosts } from '../../db/demo-county/institutions.ts';
import { county } from '../../db/demo-county/places.ts';
import { follow, leadsToFeedback } from '../links.ts';
import type { TestDatabase } from '../setup/database.ts';
import { demoDatabase } from '../setup/demo.ts';
import { testFiles } from '../setup/files.ts';

/** Every kind of page that anybody of the demonstration county is led to, without a browser; how the pages look is the walk's (`npm run walk`). */
describe('every link opens', () => {
  let database: TestDatabase;
  let house: House;
  let app: Hono;
  let id: string;

  beforeAll(async () => {
    database = await demoDatabase();
    house = await openHouse(database.appPool, slices, testFiles());
    app = openCounty(house, inject('assets'));
    id = (await house.db.selectFrom('counties').select('county_id').where('slug', '=', county.slug).executeTakeFirstOrThrow()).county_id;
  }, 240_000);

  afterAll(() => database?.drop());

  test.each(demoPosts)('for $post', { timeout: 300_000 }, async ({ login }) => {
    const { id: account } = await transact(house, program(id), null, (act) => act.db.selectFrom('accounts').select('id').where('county_id', '=', id).where('login', '=', login).executeTakeFirstOrThrow());
    await walk('/', account);
  });

  test('for a member', { timeout: 300_000 }, async () => {
    const account = await transact(house, program(id), null, async (act) => {
      const [somebody] = await list(act, member, { where: is<Member>('state', 'current'), limit: 1 });
      const known = await act.db.selectFrom('accounts').select('id').where('county_id', '=', id).where('person_id', '=', somebody!.person_id).executeTakeFirst();
      return known?.id ?? createMemberAccount(act, somebody!.person_id);
    });
    await walk('/', account);
  });

  test('for a resident without an account', { timeout: 120_000 }, () => walk(`/r/${county.slug}`));

  async function walk(first: string, account?: string): Promise<void> {
    const cookie = account ? `session=${await openSession(house, id, account, 'test')}` : '';
    const complaints: string[] = [];
    const kinds = await follow(first, async ({ path, from }) => {
      const answer = await app.request(path, { headers: { cookie }, redirect: 'manual' });
      const said = await answer.text();
      if (answer.status >= 400) return void complaints.push(`${path}: ${answer.status} although ${from} links to it`);
      if (answer.status >= 300) return [answer.headers.get('location') ?? '/'];
      const links = linksIn(said);
      if (!leadsToFeedback(links) && !path.endsWith('/feedback')) complaints.push(`${path}: nowhere to say what is wrong with it`);
      return links;
    });
    expect(complaints).toEqual([]);
    expect(kinds).toBeGreaterThan(3);
  }
});

const linksIn = (html: string): string[] => [...html.matchAll(/<a\s[^>]*?href="(\/[^"]*)"/g)].map(([, link]) => link!.replaceAll('&amp;', '&'));
