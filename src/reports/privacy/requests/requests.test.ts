import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { inCounty } from '#platform/records/act.ts';
import { amend, take } from '#platform/records/write.ts';
import { find, list } from '#platform/records/read.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { effects, enterOne } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { personalRequest, type PersonalRequest } from '#reports/privacy/requests/record.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

const NAME = '石小满';
const PHONE = '13944445555';
let county: TestCounty;
let office: Visitor;
let member: Visitor;
let nobody: Pick<Visitor, 'fetch'>;
beforeAll(async () => {
  county = await testCounty(slices);
  const visitor = siteOf(county, slices);
  office = await visitor({ role: 'county_office' });
  member = await visitor({ person: county.here.person });
  nobody = { fetch: (path, more = {}) => office.fetch(path, { ...more, headers: { ...more.headers, cookie: '' } }) };
});
afterAll(() => county?.drop());

const reported = (receipt: string, more: Partial<LedgerEntry> = {}) => county.act((act) => enterOne(act, {
  committee_id: county.here.committee, received_on: '2026-05-06', way: 'qr', matter: '水管漏了', reporter: NAME, phone: PHONE, receipt, ...more,
}, {}));
const close = (id: string) => county.act(async (act) => {
  await take(act, ledgerEntry, id, 'answer', { input: { outcome_text: '已修好', answered_on: '2026-05-08' }, effect: effects['answer'] });
  await take(act, ledgerEntry, id, 'close', { input: { outcome: 'solved', closed_on: '2026-05-09' }, effect: effects['close'] });
}, county.cast.worker);
const asResident = async (path: string, content?: object) => {
  const answer = await nobody.fetch(`/api/v1/r/test/status${path}`, content && { method: 'POST', body: JSON.stringify(content), headers: { 'content-type': 'application/json' } });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
};
const requests = () => county.act((act) => list<PersonalRequest>(act, personalRequest, { limit: 50 }));
const journalOf = (id: string) => county.act(({ db }) => sql<{ step: string; content: string }>`select step, content::text as content from journal where record_id = ${id} order by seq`.execute(db).then(({ rows }) => rows));

/** Every row of every table, with what lies sealed opened. */
const everything = () => inCounty(county.house, county.id, 'read only', async (db) => {
  const { rows: tables } = await sql<{ name: string }>`select c.relname::text as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'county_id')`.execute(db);
  const found: [string, string][] = [];
  for (const { name } of tables) found.push([name, JSON.stringify((await sql`select * from ${sql.table(name)} where county_id = ${county.id}`.execute(db)).rows)]);
  return found;
});
const tablesHolding = async (words: string) => (await everything()).filter(([, text]) => text.includes(words)).map(([name]) => name);

test('with the receipt a deletion is asked for, answered as an act, and gone from every version with the words of the request', async () => {
  const entry = await reported('A3K7Q2M9');
  const said = `请删除${NAME}和${PHONE}，我搬走了`;
  expect(await asResident('/data', { receipt: 'a3k7 q2m9', kind: 'deletion', said })).toMatchObject({ status: 201, body: { items: [{ kind: 'deletion', said, state: 'asked' }] } });
  const [asked] = await requests();
  expect(asked).toMatchObject({ entry_id: entry.id, days: 15, person_id: null });
  expect(asked!.due_on > asked!.asked_on).toBe(true);
  expect((await office.json('/personal-requests')).body.items[0]).toMatchObject({ state: 'asked', due_on: asked!.due_on });
  expect(JSON.stringify((await office.json('/personal-requests')).body)).not.toContain(NAME);
  const path = `/personal-requests/${asked!.id}`;
  expect((await office.get(path)).text).toContain('我搬走了');
  const early = await office.send(`${path}/deletion`, { answer: '已删除' });
  expect(early).toMatchObject({ status: 409 });
  expect(early.body.detail).toContain('清除个人信息');
  await close(entry.id);
  expect(await office.send(`${path}/deletion`, { answer: '已按您的要求删除', kept: '事情和结果留下，不再指向您' })).toMatchObject({ status: 200, body: { state: 'answered', outcome: 'deleted' } });
  expect(await tablesHolding(NAME)).toEqual([]);
  expect(await tablesHolding(PHONE)).toEqual([]);
  expect(await tablesHolding('我搬走了')).toEqual([]);
  const { body: { items: [told] } } = await asResident('/data?receipt=A3K7Q2M9');
  expect(told).toMatchObject({ outcome: 'deleted', answer: '已按您的要求删除', deleted: expect.stringContaining('电话'), kept: '事情和结果留下，不再指向您', said: null });
  expect((await journalOf(asked!.id)).map(({ step }) => step)).toEqual(['create', 'delete']);
  expect((await journalOf(entry.id)).map(({ step }) => step)).toContain('erase');
});

test('what cannot be deleted yet is kept with its reason until a day, then deleted; a correction cannot be', async () => {
  const entry = await reported('B3K7Q2M9');
  await asResident('/data', { receipt: 'B3K7Q2M9', kind: 'deletion', said: '不想留电话' });
  await asResident('/data', { receipt: 'B3K7Q2M9', kind: 'correction', said: '村名写错了' });
  const [deletion, correction] = (await requests()).filter(({ entry_id }) => entry_id === entry.id).toSorted((a, b) => (a.kind < b.kind ? 1 : -1));
  expect((await office.send(`/personal-requests/${correction!.id}/deletion`, { answer: '删' })).status).toBe(422);
  expect((await office.send(`/personal-requests/${deletion!.id}/keeping`, { answer: '还要给您回话', kept: '电话', kept_until: '2020-01-01' })).body.fields).toHaveProperty('kept_until');
  expect(await office.send(`/personal-requests/${deletion!.id}/keeping`, { answer: '还要给您回话', kept: '电话', kept_until: '2099-06-30' })).toMatchObject({ status: 200, body: { state: 'kept', due_on: '2099-06-30' } });
  expect(await office.send(`/personal-requests/${correction!.id}/answer`, { outcome: 'refused', answer: '核对过，村名没有错' })).toMatchObject({ status: 200 });
  const page = await (await nobody.fetch('/r/test/status/data?receipt=B3K7Q2M9')).text();
  expect(page).toContain('继续保留：电话');
  expect(page).toContain('核对过，村名没有错');
});

test('a copy needs the number that was left too; it equals what is stored, and its giving is a line of the journal', async () => {
  const entry = await reported('C3K7Q2M9');
  expect(await asResident('/copy', { receipt: 'C3K7Q2M9', phone: '13900000000' })).toMatchObject({ status: 422, body: { fields: { phone: expect.stringContaining('对不上') } } });
  const { status, body } = await asResident('/copy', { receipt: 'C3K7Q2M9', phone: '139 4444 5555' });
  expect(status).toBe(200);
  const stored = await inCounty(county.house, county.id, 'read only', async (db) => (await sql<Record<string, unknown>>`select * from ledger_entries where county_id = ${county.id} and id = ${entry.id}`.execute(db)).rows[0]!);
  expect(body.report).toEqual([Object.fromEntries(Object.keys(body.report[0]).map((name) => [name, JSON.parse(JSON.stringify(stored[name]))]))]);
  expect(body.report[0]).toMatchObject({ reporter: NAME, phone: PHONE, matter: '水管漏了' });
  expect((await journalOf(entry.id)).at(-1)).toMatchObject({ step: 'give_copy' });
  await reported('D3K7Q2M9', { phone: null });
  expect(await asResident('/copy', { receipt: 'D3K7Q2M9', phone: PHONE })).toMatchObject({ status: 422, body: { detail: expect.stringContaining('当面') } });
  expect((await asResident('/copy', { receipt: 'ZZZZ9999', phone: PHONE })).status).toBe(404);
});

test('somebody of the register asks in 我的; the office deletes what is not needed, says what stays, and nobody decides over the own', async () => {
  const id = county.here.person;
  await county.act(async (act) => {
    const known = await amend<Person>(act, person, (await find<Person>(act, person, id))!, { phone: '13811112222', id_number: '11010519491231002X' }, { step: 'edit', relation: 'program' });
    await amend<Person>(act, person, known, { phone: '13811113333' }, { step: 'edit', relation: 'program' });
  });
  expect((await member.get('/personal-requests/new')).status).toBe(200);
  const { body, status } = await member.send('/personal-requests', { kind: 'deletion', said: '我不再担任委员了' });
  expect([status, body.name]).toEqual([201, '石大山']);
  expect((await member.send(`/personal-requests/${body.id}/deletion`, { answer: '删' })).status).toBe(403);
  await office.send(`/personal-requests/${body.id}/deletion`, { answer: '已删除', kept: '任职记录按档案规定保存30年' });
  expect(await tablesHolding('13811112222')).toEqual([]);
  expect(await tablesHolding('13811113333')).toEqual([]);
  expect(await tablesHolding('11010519491231002X')).toEqual([]);
  expect((await member.get(`/personal-requests/${body.id}`)).text).toContain('任职记录按档案规定保存30年');
  const own = await office.send('/personal-requests', { kind: 'correction', said: '我的名字写错了' });
  expect((await office.send(`/personal-requests/${own.body.id}/answer`, { outcome: 'refused', answer: '没有错' })).status).toBe(403);
});

test('what a grievance\'s reporter asks is not found by the unit complained of, also when that is seen only later', async () => {
  const visitor = siteOf(county, slices);
  const both = await visitor({ role: 'county_office' });
  const unit = county.here.unit;
  await county.act(({ db }) => sql`insert into posts select (p).* from (select jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'role', 'unit_clerk', 'unit_id', ${unit}::text)) as p from posts t where t.person_id = ${both.person}) q`.execute(db));
  const entry = await reported('E3K7Q2M9');
  await asResident('/data', { receipt: 'E3K7Q2M9', kind: 'correction', said: '时间写错了' });
  const [asked] = (await requests()).filter(({ entry_id }) => entry_id === entry.id);
  expect((await both.json(`/personal-requests/${asked!.id}`)).status).toBe(200);
  await office.send(`/ledger/${entry.id}`, { about_unit_id: unit }, 'PATCH');
  expect((await both.json(`/personal-requests/${asked!.id}`)).status).toBe(404);
  expect((await office.json(`/personal-requests/${asked!.id}`)).status).toBe(200);
});

test('more than a few at once wait for their answers', async () => {
  await reported('F3K7Q2M9');
  for (let n = 0; n < 5; n++) expect((await asResident('/data', { receipt: 'F3K7Q2M9', kind: 'correction', said: `第${n}处` })).status).toBe(201);
  expect((await asResident('/data', { receipt: 'F3K7Q2M9', kind: 'correction', said: '又一处' })).status).toBe(409);
});
