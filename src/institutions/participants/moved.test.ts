import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../test/setup/database.ts';
import { migrate, migrationsFolder } from '#platform/database/migrate.ts';

const [county, committee, person] = ['0198c000-0000-7000-8000-000000000001', '0198c000-0000-7000-8000-000000000011', '0198c000-0000-7000-8000-000000000013'];
const id = (n: number) => `0198c000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`;

let database: TestDatabase;
let folder: string;
const asked = async (text: string) => {
  const client = await database.ownerPool.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('app.county', $1, true)", [county]);
    const { rows } = await client.query(text);
    await client.query('commit');
    return rows;
  } finally {
    client.release();
  }
};

/** A county of the day before: informants and the taken in were posts then. */
beforeAll(async () => {
  database = await testDatabase({ migrated: false });
  folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  for (const name of readdirSync(migrationsFolder)) if (Number(name.slice(0, 3)) < 28) cpSync(join(migrationsFolder, name), join(folder, name));
  await migrate(database.ownerPool, folder);
  await database.ownerPool.query('insert into counties (county_id, slug, name, body_name) values ($1, $2, $3, $4)', [county, 'old', '老县', '政协老县委员会']);
  const recorded = 'county_id, id, state, version, changed_at, created_at';
  await asked(`insert into committees (${recorded}, name, place, place_kind, form, rank) values ('${county}', '${committee}', 'established', 1, now(), now(), '白石镇政协联络委', '白石镇', 'town', '联络委', 1)`);
  await asked(`insert into people (${recorded}, name) values ('${county}', '${person}', 'active', 1, now(), now(), '石大山')`);
  const post = (n: number, role: string, added: string | null, state = 'holding', version = 1) =>
    `('${county}', '${id(n)}', '${state}', ${version}, '2025-03-0${version}', '2025-03-01', '${person}', '石大山', '${role}', ${role === 'county_office' ? 'null' : `'${committee}'`}, '2024-01-01', false, ${added ? `'${added}'` : 'null'})`;
  const columns = `${recorded}, person_id, name, role, committee_id, since, acting, added_as`;
  await asked(`insert into posts (${columns}) values ${[post(1, 'informant', null), post(2, 'committee_member', 'department', 'ended', 2), post(3, 'committee_member', 'representative'), post(4, 'committee_member', null), post(5, 'county_office', null)].join()}`);
  await asked(`insert into posts_history (superseded_at, ${columns}) values ('2025-03-02', ${post(2, 'committee_member', 'department').slice(1)}`);
  await asked(`insert into parameter_values (county_id, id, state, version, changed_at, created_at, key, value, from_day) values ('${county}', '${id(9)}', 'set', 1, now(), now(), 'informants.ledger', 'yes', '2024-01-01')`);
  await migrate(database.ownerPool);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

test('who was entered as a post takes part from now on, with every version; who holds a real post keeps it', async () => {
  expect(await asked('select id, state, version, kind, belongs, since from participants order by id')).toEqual([
    { id: id(1), state: 'taking_part', version: 1, kind: '信息员', belongs: false, since: '2024-01-01' },
    { id: id(2), state: 'ended', version: 2, kind: '民生部门负责人', belongs: true, since: '2024-01-01' },
    { id: id(3), state: 'taking_part', version: 1, kind: '界别群众代表', belongs: true, since: '2024-01-01' },
  ]);
  expect(await asked('select id, state, version from participants_history')).toEqual([{ id: id(2), state: 'taking_part', version: 1 }]);
  expect(await asked('select id from posts order by id')).toEqual([{ id: id(4) }, { id: id(5) }]);
  expect(await asked('select id from posts_history')).toEqual([]);
});

test('what the plan let informants do, it lets the kind of that name do', async () =>
  expect(await asked('select key, value from parameter_values')).toEqual([{ key: 'participants.ledger', value: '信息员' }]));

test('whatever gives rights stands in one view', async () =>
  expect(await asked('select role, kind, holding from holdings order by id')).toEqual([
    { role: 'participant', kind: '信息员', holding: true }, { role: 'participant', kind: '民生部门负责人', holding: false }, { role: 'participant', kind: '界别群众代表', holding: true },
    { role: 'committee_member', kind: null, holding: true }, { role: 'county_office', kind: null, holding: true },
  ]));
