import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { enterOne } from '#duties/opinions/ledger/actions.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { parameters } from '#plans/parameters.ts';
import { program } from '#platform/identity/actor.ts';
import { reading } from '#platform/records/act.ts';
import { amend } from '#platform/records/write.ts';
import { find } from '#platform/records/read.ts';
import { inventory, ofNobody, SOUNDS_PERSONAL } from '#reports/privacy/inventory.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

let county: TestCounty;
let office: Visitor;
let worker: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  const visitor = siteOf(county, slices);
  office = await visitor({ role: 'county_office' });
  worker = await visitor({ role: 'worker', committee: county.here.committee });
});
afterAll(() => county?.drop());

/** Every column of words in the database, without those of superseded versions. */
async function columnsOfWords(): Promise<string[]> {
  const { rows } = await county.database.ownerPool.query<{ named: string }>(`
    select c.relname || '.' || a.attname as named from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'date'::regtype) and c.relname !~ '_history$'`);
  return rows.map(({ named }) => named);
}

const unlisted = (columns: readonly string[]): string[] => {
  const listed = new Set<string>([...inventory.flatMap((held) => held.columns), ...ofNobody]);
  return columns.filter((named) => SOUNDS_PERSONAL.test(named.split('.')[1]!) && !listed.has(named));
};

test('every column that sounds like somebody\'s data is in the list, with what for and how long, or is said to hold none', async () => {
  const columns = await columnsOfWords();
  expect(unlisted(columns)).toEqual([]);
  expect(unlisted([...columns, 'visits.visitor_phone']), 'a new one is found').toEqual(['visits.visitor_phone']);
  const gone = [...inventory.flatMap((held) => held.columns), ...ofNobody].filter((named) => !columns.includes(named));
  expect(gone, 'what the list says is there').toEqual([]);
  expect(inventory.flatMap(({ until }) => ('parameter' in until && !(until.parameter in parameters) ? [until.parameter] : []))).toEqual([]);
});

test('every sealed column of somebody is in the list', async () => {
  const listed = new Set<string>(inventory.flatMap((held) => held.columns));
  const sealed = [...county.house.secrets.columns].flatMap(([table, names]) => names.map((name) => `${table}.${name}`)).filter((named) => !named.includes('_history.'));
  expect(sealed.filter((named) => !listed.has(named)).toSorted()).toEqual(['bridges.secret', 'mail_servers.password', 'sharing_deliveries.token', 'sign_on_providers.client_secret', 'signing_keys.private_key', 'writing_helpers.api_key']);
});

test('the list says each term as the parameters say it today; a worker finds no such page', async () => {
  const { body } = await office.json('/personal-data');
  expect(body.items[0].term).toBe('民情办结后反映人的姓名、电话和附件保存：24个月');
  expect((await office.get('/personal-data')).text).toContain('个人信息清单');
  expect((await worker.get('/personal-data')).status).toBe(404);
});

test('a copy equals what is stored, field by field, in every version, and its giving is a line of the journal', async () => {
  const id = county.here.person;
  await county.act(async (act) => {
    const row = (await find<Person>(act, person, id))!;
    const known = await amend<Person>(act, person, row, { phone: '13811112222', id_number: '11010519491231002X' }, { step: 'edit', relation: 'program' });
    await amend<Person>(act, person, known, { phone: '13811113333' }, { step: 'edit', relation: 'program' });
  });
  const { body, status } = await office.send(`/people/${id}/copy`, {});
  expect(status).toBe(200);
  const part = (table: string) => body.parts.find((one: { table: string }) => one.table === table)?.rows;
  const stored = (table: string, column: string) => reading(county.house, program(county.id), async ({ db }) => {
    const { rows } = await sql<object>`select * from ${sql.table(table)} where county_id = ${county.id} and ${sql.ref(column)} = ${id}`.execute(db);
    return JSON.parse(JSON.stringify(rows)) as object[];
  });
  expect(part('people')).toEqual(await stored('people', 'id'));
  expect(part('people')[0]).toMatchObject({ phone: '13811113333', id_number: '11010519491231002X' });
  expect(part('people_history')).toEqual(await stored('people_history', 'id'));
  expect(part('members')).toEqual(await stored('members', 'person_id'));
  expect(body.left_out.join()).toContain('民情');
  const lines = await county.act(({ db }) => db.selectFrom('journal').select('step').where('record', '=', 'person').where('record_id', '=', id).orderBy('seq', 'desc').limit(1).execute());
  expect(lines).toEqual([{ step: 'give_copy' }]);
  expect((await worker.send(`/people/${id}/copy`, {})).status).toBe(404);
  expect((await office.get(`/people/${id}`)).text).toContain(`/people/${id}/copy`);
  expect((await office.get(`/people/${id}/copy`)).text).toContain('下载副本');
});

test('who read what of whom, when: by the telephone, within days, as an act of its own', async () => {
  const entry = await county.act((act) => enterOne(act, { committee_id: county.here.committee, received_on: '2026-05-06', matter: '水管漏了', reporter: '石小满', phone: '13944445555' }, {}));
  await worker.send(`/ledger/${entry.id}/reporter`, { purpose: 'call_back' });
  const asked = (phone: string, from = '2020-01-01', to = '2099-12-31') => office.send('/personal-data/looks', { phone, from, to });
  const { body } = await asked('139 4444 5555');
  expect(body).toMatchObject({ entries: 1, looks: [{ purpose: 'call_back', way: 'page', href: `/ledger/${entry.id}` }] });
  expect((await asked('13944445555', '2020-01-01', '2020-12-31')).body).toMatchObject({ entries: 1, looks: [] });
  expect((await asked('13944445556')).body).toEqual({ entries: 0, looks: [] });
  expect((await asked('nobody')).status).toBe(422);
  expect((await worker.send('/personal-data/looks', { phone: '13944445555', from: '2020-01-01', to: '2020-12-31' })).status).toBe(404);
});
