import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { preparing } from '#platform/database/prepared.ts';
import type { DB } from '#platform/database/schema.ts';
import { secretsHere } from '#platform/secrets/here.ts';
import { folderStore } from '#platform/files/store.ts';
import { program, type Actor, type Role } from '#platform/identity/actor.ts';
import { createStaffAccount } from '#platform/identity/accounts.ts';
import { foundCounty as openCounty } from '#platform/records/county.ts';
import { reading, transact, type House } from '#platform/records/act.ts';

const sealing = (pool: pg.Pool): Pick<House, 'db' | 'secrets'> => {
  const secrets = secretsHere();
  secrets.know(new Map([['accounts', ['totp_secret', 'totp_pending']], ['sign_on_providers', ['client_secret']]]));
  return { db: new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparing(pool, (result, ask) => secrets.opened(result, ask)) }) }), secrets };
};

/** A house over a test database, with nothing declared. */
export const bareHouse = (pool: pg.Pool): House => ({
  ...sealing(pool),
  files: folderStore(join(tmpdir(), 'files-of-bare-houses')),
  records: new Map(), columns: new Map(), figures: new Map(), dimensions: new Map(), shared: new Map(), keptWork: new Map(), obligations: new Map(), applied: new Map(), beside: new Map(), ledgers: new Map(), follows: [],
});

export interface TestCounty {
  id: string;
  slug: string;
  name: string;
  bodyName: string;
  invented: boolean;
  secondFactor: 'required' | 'optional';
}

/** A county with its journal and one committee, 白石镇. */
export async function foundCounty(owner: pg.Pool, slug: string, secondFactor: TestCounty['secondFactor'] = 'optional'): Promise<TestCounty & { committee: string }> {
  const said = { slug, name: `${slug}县`, bodyName: `政协${slug}县委员会`, invented: true, secondFactor };
  const county = { id: await openCounty(owner, said), ...said };
  const committee = uuidv7();
  await within(owner, county.id, async (client) => {
    await client.query(`insert into committees (county_id, id, state, version, changed_at, created_at, name, place, place_kind)
      values ($1, $2, 'active', 1, now(), now(), '白石镇联络委', '白石镇', 'town')`, [county.id, committee]);
  });
  return { ...county, committee };
}

async function within<T>(owner: pg.Pool, county: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('app.county', $1, true)", [county]);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

export interface Held {
  role: Role;
  committee?: string;
  since?: string;
  until?: string;
}

/** A person with posts and perhaps a membership. */
export async function settle(owner: pg.Pool, county: string, name: string, as: { member?: boolean; posts?: Held[] }): Promise<string> {
  const id = uuidv7();
  await within(owner, county, async (client) => {
    await client.query(`insert into people (county_id, id, state, version, changed_at, created_at, name) values ($1, $2, 'known', 1, now(), now(), $3)`, [county, id, name]);
    if (as.member) {
      await client.query(`insert into members (county_id, id, state, version, changed_at, created_at, person_id, name, term, joined_on)
        values ($1, $2, 'current', 1, now(), now(), $3, $4, 9, '2022-01-10')`, [county, uuidv7(), id, name]);
    }
    for (const { role, committee, since = '2022-01-10', until } of as.posts ?? []) {
      await client.query(`insert into posts (county_id, id, state, version, changed_at, created_at, person_id, name, role, committee_id, since, until)
        values ($1, $2, 'holding', 1, now(), now(), $3, $4, $5, $6, $7, $8)`, [county, uuidv7(), id, name, role, committee ?? null, since, until ?? null]);
    }
  });
  return id;
}

/** Ends memberships and posts, as when somebody leaves. */
export const dismiss = (owner: pg.Pool, county: string, person: string): Promise<void> =>
  within(owner, county, async (client) => {
    await client.query(`update members set state = 'left' where county_id = $1 and person_id = $2`, [county, person]);
    await client.query(`update posts set state = 'ended' where county_id = $1 and person_id = $2`, [county, person]);
  });

export const goodPassword = '枇杷熟了就去赶场吧';

/** Gives a person a log-in name and a password. @returns the account's id */
export const withAccount = (house: House, county: string, person: string, login: string, password = `${goodPassword}${login}`): Promise<string> =>
  transact(house, program(county), null, (act) => createStaffAccount(act, person, login, password));

/** What the journal says of accounts, oldest first. */
export const accountLines = (house: House, county: string, account?: string) =>
  reading(house, program(county), async ({ db }) =>
    (await db.selectFrom('journal').select(['step', 'record_id', 'content']).where('county_id', '=', county).where('record', '=', 'account')
      .$if(account !== undefined, (query) => query.where('record_id', '=', account!)).orderBy('seq').execute()));

export const office = (county: string, role: Role = 'county_office'): Actor => ({
  countyId: county, accountId: null, personId: null, memberId: null, name: '办公室', posts: [{ role, committeeId: null, unitId: null }],
});

/** A parameter as somebody set it long ago. */
export const setParameter = (owner: pg.Pool, county: string, key: string, value: string): Promise<unknown> => within(owner, county, (client) => client.query(`
  insert into parameter_values (county_id, id, state, version, changed_at, created_at, key, value, from_day) values ($1, $2, 'set', 1, now(), now(), $3, $4, '2020-01-01')`, [county, uuidv7(), key, value]));

/** As if the account's sessions had proved so many minutes ago who they are. */
export const unproved = (owner: pg.Pool, county: string, account: string, minutes: number): Promise<unknown> => within(owner, county, (client) => client.query(`
  update sessions set proved_at = now() - make_interval(mins => $3) where county_id = $1 and account_id = $2`, [county, account, minutes]));
