import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { program, type Actor } from '#platform/identity/actor.ts';
import { inCounty, reading, transact, type Act } from '#platform/records/act.ts';
import { foundCounty, type Level } from '#platform/records/county.ts';
import { count, list } from '#platform/records/read.ts';
import { create, createMany, edit, take } from '#platform/records/write.ts';
import { is } from '#platform/predicate.ts';
import { ask } from '#platform/http/listing.tsx';
import { today } from '#platform/time.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { committee } from '#institutions/committees/record.ts';
import { member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { ratios as deedRatios } from '#duties/deeds/facts.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';
import { deedsSlice } from '#duties/deeds/slice.ts';
import type { ImportsChapter } from '../../imports/chapter.ts';
import { enterBatch } from '../../imports/entering.ts';
import { openBatch } from '../../imports/opening.ts';
import { importBatch, type ImportBatch } from '../../imports/record.ts';
import { importsSlice } from '../../imports/slice.ts';
import { undoBatch } from '../../imports/undoing.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { begin, enterSharing, restate } from '#reports/sharing/actions.ts';
import { accept, askedUnder, expectOnce } from '#reports/sharing/asking.ts';
import { definedBy, tidyConditions } from '#reports/sharing/defined.ts';
import { drifted, fillIn } from '#reports/sharing/filling.ts';
import { sharedFigure, type SharedFigure } from '#reports/sharing/figures/record.ts';
import { spansOver } from '#reports/sharing/periods.ts';
import { sharing, type Sharing } from '#reports/sharing/record.ts';
import { requiredFigure, type RequiredFigure } from '#reports/sharing/required/record.ts';
import { sibling } from '#reports/sharing/siblings/record.ts';
import { sharingSlice } from '#reports/sharing/slice.ts';

/** Several tenants in one database: a county, another one, and two superiors. */
const declared = { figures: deedsSlice.figures!, ratios: deedRatios, claims: [] };
/** The three months before this one, and what began with them. */
const months = spansOver('month', '2020-01-01', today()).slice(-3);
const [m1, m2, m3] = months.map(({ key }) => key) as [string, string, string];
const since = `${m1}-01`;
const chapter: ImportsChapter = { targets: deedsSlice.imports ?? [], founders: [], undoDays: async () => 30 };
let county: TestCounty;
let prefecture: string;
let stranger: string;
let neighbour: string;
let required: RequiredFigure;

const found = (slug: string, name: string, level: Level) => foundCounty(county.database.ownerPool, { slug, name, bodyName: `政协${name}委员会`, level, invented: true });
const office = (countyId: string, role: 'superior_office' | 'county_office' = 'superior_office'): Actor => ({ ...program(countyId), posts: [{ role, committeeId: null, unitId: null }] });
const at = <T>(actor: Actor, work: (act: Act) => Promise<T>): Promise<T> => transact(county.house, actor, null, work);
const looking = <T>(actor: Actor, work: Parameters<typeof reading<T>>[2]): Promise<T> => reading(county.house, actor, work);

/** Publishes what is asked, begins to share, agrees. */
async function ask4(superior: string, figure: string, rhythm = 'month'): Promise<RequiredFigure> {
  return at(office(superior), async (act) => {
    await expectOnce(act, { figure, conditions: '' });
    const row = await create<RequiredFigure>(act, requiredFigure, { ...definedBy(act.house, declared, { figure, conditions: '' }), rhythm, due_days: 1, small: 5 });
    return take<RequiredFigure>(act, requiredFigure, row.id, 'publish', { effect: async () => ({ published_on: since }) });
  });
}

const share = (county4: string, superiorName: string): Promise<Sharing> => at(office(county4, 'county_office'), async (act) => {
  const row = await enterSharing(act, { superior_name: superiorName, sends: 'due' });
  return take<Sharing>(act, sharing, row.id, 'begin', { input: { agreed_by: '主席会议', agreed_on: since, document_no: '岚协发〔2026〕1号' }, effect: begin });
});

const done = (n: number, day: string, more: object = {}) => ({ committee_id: county.here.committee, member_id: county.here.member, deed: `实事${n}`, kind: 'other', done_on: day, precision: 'day', state: 'recorded', ...more });
const rolled = (tenant: string) => inCounty(county.house, tenant, 'read only', async (db) => (await sql<{ period: string; value: number; revision: number; required_id: string }>`select period, value, revision, required_id from rolled_figures order by period`.execute(db)).rows);

beforeAll(async () => {
  county = await testCounty([parametersSlice, deedsSlice, importsSlice(chapter), sharingSlice(declared)]);
  prefecture = await found('lanzhou-pref', '岚州', 'prefecture');
  stranger = await found('yunzhou', '云州市', 'city');
  neighbour = await found('neighbour', '临溪县', 'county');
  required = await ask4(prefecture, 'deeds_done');
  await at(program(county.id), (act) => createMany(act, deed, [done(1, `${m1}-10`), done(2, `${m1}-20`), done(3, `${m3}-02`)]));
});
afterAll(() => county?.drop());

describe('a county shares by its own act', () => {
  let under: Sharing;

  test('before it nobody reads what the superior asks, and the superior reads nothing', async () => {
    const row = await at(office(county.id, 'county_office'), (act) => enterSharing(act, { superior_name: '政协岚州委员会', sends: 'due' }));
    expect(row.superior_id).toBe(prefecture);
    expect(await looking(office(county.id, 'county_office'), (look) => askedUnder(look, { ...row, state: 'active' }))).toEqual([]);
    under = await at(office(county.id, 'county_office'), (act) => take<Sharing>(act, sharing, row.id, 'begin', { input: { agreed_by: '主席会议', agreed_on: since, document_no: '岚协发〔2026〕1号' }, effect: begin }));
    expect((await looking(office(county.id, 'county_office'), (look) => askedUnder(look, under))).map(({ label }) => label)).toEqual([required.label]);
    expect(await rolled(prefecture)).toEqual([]);
  });

  test('what it agrees to is filled without typing, seen first, and goes out on its day', async () => {
    await at(office(county.id, 'county_office'), (act) => accept(act, declared, under.id, [required.id], since));
    const prepared = await looking(office(county.id, 'county_office'), (look) => list<SharedFigure>(look, sharedFigure, { order: [{ column: 'period' }], limit: 20 }));
    expect(prepared.map(({ period, value, state }) => [period, value, state])).toEqual([[m1, 2, 'prepared'], [m2, 0, 'prepared'], [m3, 1, 'prepared']]);
    expect(await rolled(prefecture)).toEqual([]);
    await at(office(county.id, 'county_office'), (act) => take(act, sharedFigure, prepared[1]!.id, 'hold', { input: { said: '还在核对' } }));
    await fillIn(declared)(county.house, county.id, today());
    await fillIn(declared)(county.house, county.id, today());
    expect((await rolled(prefecture)).map(({ period, value, revision }) => [period, value, revision])).toEqual([[m1, 2, 1], [m3, 1, 1]]);
  });

  test('its list at the moment is as long as the number, and only the county can open it', async () => {
    const [january] = await looking(office(county.id, 'county_office'), (look) => list<SharedFigure>(look, sharedFigure, { where: is<SharedFigure>('period', m1), limit: 1 }));
    expect(january!.list).toContain(`/deeds?figure=deeds_done&from=${months[0]!.from}&to=${months[0]!.to}&asof=`);
    expect(await listed(january!)).toBe(2);
    const there = await looking(office(prefecture), (look) => count(look, deed));
    expect(there).toBe(0);
  });

  test('a later change is restated with a reason, never silently', async () => {
    await at(program(county.id), (act) => createMany(act, deed, [done(4, `${m1}-25`)]));
    expect((await rolled(prefecture))[0]!.value).toBe(2);
    const found = await looking(office(county.id, 'county_office'), (look) => drifted(look, declared, under.id));
    expect(found.map(({ row, now }) => [row.period, row.value, now.value])).toEqual([[m1, 2, 3]]);
    const { id } = found[0]!.row;
    await at(office(county.id, 'county_office'), (act) => take<SharedFigure>(act, sharedFigure, id, 'restate', { input: { said: '补登一件' }, effect: restate(declared) }));
    expect((await rolled(prefecture))[0]).toMatchObject({ value: 3, revision: 2 });
    const told = await inCounty(county.house, prefecture, 'read only', async (db) => (await sql`select was_value, value, reason, revision from rolled_restatements`.execute(db)).rows);
    expect(told).toEqual([{ was_value: 2, value: 3, reason: '补登一件', revision: 2 }]);
    await expect(at(office(county.id, 'county_office'), (act) => take<SharedFigure>(act, sharedFigure, id, 'restate', { input: { said: '再来' }, effect: restate(declared) }))).rejects.toThrow('不用更正');
  });
});

/** How many records the address of a number lists, read by the program's own list. */
async function listed({ list: address }: SharedFigure, tenant = county.id): Promise<number> {
  const [path, query] = address.split('?');
  expect(path).toBe(`/${deed.path}`);
  const asked = ask<Deed, undefined>(county.house, deed, { columns: [], filters: [], defaultSort: '', empty: '' }, new URLSearchParams(query));
  return looking(program(tenant), (look) => count({ ...look, asOf: asked.figure?.asOf }, deed, asked.where));
}

describe('walls', () => {
  const rows = (tenant: string, table: string) => inCounty(county.house, tenant, 'read only', async (db) => (await sql`select * from ${sql.table(table)}`.execute(db)).rows.length);
  const tables = ['rolled_figures', 'rolled_restatements', 'shared_counties', 'sharings', 'subscriptions', 'shared_figures', 'required_figures', 'sibling_standings', 'signing_keys', 'siblings'];

  test('without any condition another superior and another county read nothing: row-level security alone', async () => {
    for (const tenant of [stranger, neighbour]) for (const table of tables) expect(await rows(tenant, table), table).toBe(0);
    expect(await rows(prefecture, 'rolled_figures')).toBe(2);
    for (const table of ['sharings', 'subscriptions', 'shared_figures']) expect(await rows(prefecture, table), table).toBe(0);
    for (const table of ['deeds', 'people', 'members', 'committees', 'journal']) expect(await rows(prefecture, table), table).toBe(table === 'journal' ? await rows(prefecture, 'journal') : 0);
  });

  const refused = (tenant: string, statement: ReturnType<typeof sql>) => inCounty(county.house, tenant, 'read write', async (db) => Number((await statement.execute(db)).numAffectedRows ?? 0)).catch((error: Error) => error.message);

  test('the superior changes no number, a county writes only its own, and nobody removes one', async () => {
    expect(await refused(prefecture, sql`update rolled_figures set value = 99`)).toBe(0);
    expect(await refused(prefecture, sql`delete from rolled_figures`)).toContain('permission denied');
    expect(await refused(county.id, sql`update rolled_restatements set reason = ''`)).toContain('permission denied');
    const insert = (writer: string, subject: string) => sql`
      insert into rolled_figures (county_id, required_id, period, subject_id, writer_id, value, digest, as_of, revision, sent_at)
      values (${prefecture}, ${required.id}, '2025-12', ${subject}, ${writer}, 1, 'x', now(), 1, now())`;
    expect(await refused(neighbour, insert(county.id, county.id))).toContain('row-level security');
    expect(await refused(neighbour, insert(neighbour, county.id))).toContain('row-level security');
    expect(await refused(neighbour, insert(neighbour, neighbour))).toContain('row-level security'); // it does not share
    expect(await refused(prefecture, insert(prefecture, county.id))).toContain('row-level security');
  });

  test('nobody of a county is a superior, and nobody of a superior sees a county: relations alone', async () => {
    for (const actor of Object.values(county.cast).filter(({ posts }) => !posts.some(({ role }) => role === 'maintainer'))) {
      for (const declared4 of [requiredFigure, sibling]) expect(declared4.visibleTo.some((one) => one.of(actor).test({} as never))).toBe(false);
    }
    for (const own of [sharing, sharedFigure]) expect(own.visibleTo.some((one) => one.of(office(county.id)).test({} as never))).toBe(false);
  });

  test('a county cannot put itself under a county', async () => {
    expect(await refused(neighbour, sql`insert into shared_counties (county_id, subject_id, writer_id, name, since) values (${county.id}, ${neighbour}, ${neighbour}, '临溪县', '2025-01-01')`)).toContain('row-level security');
  });
});

describe('definitions', () => {
  test('what cannot be compared is refused with a sentence at the field', () => {
    expect(() => definedBy(county.house, declared, { figure: 'nothing', conditions: '' })).toThrow('1处');
    expect(() => definedBy(county.house, declared, { figure: 'deeds_done', conditions: `by.committee_id=${county.here.committee}` })).toThrow('1处');
    expect(() => definedBy(county.house, declared, { figure: deedRatios[0]!.name, conditions: 'by.state=recorded' })).toThrow('1处');
  });

  test('conditions are taken from any address of the list, in one form', () => {
    expect(tidyConditions('deeds_done', '/deeds?figure=deeds_done&by.state=recorded&from=2026-01-01')).toBe('by.state=recorded');
    expect(definedBy(county.house, declared, { figure: 'deeds_done', conditions: 'by.state=recorded' }).digest).not.toBe(definedBy(county.house, declared, { figure: 'deeds_done', conditions: '' }).digest);
  });

  test('one figure has one rhythm', async () => {
    await expect(ask4(prefecture, 'deeds_done', 'quarter')).rejects.toThrow('这个数字已经要了');
  });
});

const settle = async (act: Act): Promise<{ committee: string; member: string }> => {
  const [place] = await createMany(act, committee, [{ state: 'established', name: '临河镇政协联络委', place: '临河镇', place_kind: 'town', form: '联络委', founded_on: '2022-03-01', rank: 0 }]);
  const [somebody] = await createMany(act, person, [{ name: '吴长河' }]);
  const [one] = await createMany(act, member, [{ person_id: somebody!.id, name: somebody!.name, term: 9, committee_id: place!.id, joined_on: '2022-01-10', standing: false, name_key: '' }]);
  return { committee: place!.id, member: one!.id };
};

/** Who sees the roster and enters for all. */
const importer = (): Actor => ({ ...program(neighbour), posts: [...program(neighbour).posts, ...office(neighbour, 'county_office').posts] });

/** A list of deeds as a clerk imports it; what of it is in use or was changed since stays when it is taken back. */
async function importDeeds(month: string, pick: number): Promise<void> {
  const clerk = importer();
  const rows = [1, 2, 3].map((n) => `吴长河,临河镇,导入的实事${pick}之${n},${month}-${10 + n}`);
  const batch = await openBatch(county.house, clerk, chapter, { name: '实事.csv', bytes: Buffer.from(`委员,乡镇,实事内容,完成时间\n${rows.join('\n')}\n`) }, null);
  taken.imported += await enterBatch(county.house, clerk, chapter, batch.id, { foundings: new Set(), update: true }, null).then(({ entered }) => entered ?? 0, sameOnceMore);
}

/** A list that is in already: there is nothing to enter, and the clerk is told so. */
function sameOnceMore(refused: { code?: string }): number {
  if (refused.code !== 'nothing_to_enter') throw refused;
  return 0;
}

async function takeBack(): Promise<void> {
  const clerk = importer();
  const [last] = await looking(clerk, (look) => list<ImportBatch>(look, importBatch, { where: is<ImportBatch>('state', 'entered'), order: [{ column: 'created_at', descending: true }], limit: 1 }));
  if (!last) return;
  await undoBatch(county.house, clerk, chapter, last.id, null);
  taken.back += 1;
}

/** That imports happened at all, and were taken back. */
const taken = { imported: 0, back: 0 };

/** Random writing of records, in the real path: entering, importing, moving in time, voiding, taking an import back; then sending, then restating. */
test('roll-ups equal the lists that they summarise, whatever is entered, imported, changed, voided, taken back and restated', { timeout: 60_000 }, async () => {
  const under = await share(neighbour, '政协云州市委员会');
  const asked = await ask4(stranger, 'deeds_done');
  const here = await at(program(neighbour), settle);
  await at(office(neighbour, 'county_office'), (act) => accept(act, declared, under.id, [asked.id], since));
  const restated = (id: string) => at(office(neighbour, 'county_office'), (act) => take<SharedFigure>(act, sharedFigure, id, 'restate', { input: { said: '记录有变化' }, effect: restate(declared) }));
  const acts = fc.record({ kind: fc.constantFrom('enter', 'enter', 'import', 'import', 'undo', 'undo', 'move', 'strike', 'day', 'restate'), month: fc.constantFrom(m1, m2, m3), pick: fc.nat(50) });
  await fc.assert(fc.asyncProperty(fc.array(acts, { minLength: 4, maxLength: 12 }), async (many) => {
    for (const one of many) await perform(one, here, under);
    await fillIn(declared)(county.house, neighbour, today());
    for (const { row } of await looking(office(neighbour, 'county_office'), (look) => drifted(look, declared, under.id))) await restated(row.id);
    const counted = await inCounty(county.house, neighbour, 'read only', async (db) => (await sql<{ period: string; n: number }>`
      select to_char(done_on, 'YYYY-MM') as period, count(*)::int as n from deeds where state in ('recorded', 'verified') group by 1`.execute(db)).rows);
    const lists = new Map(counted.map(({ period, n }) => [period, n]));
    const sums = await rolled(stranger);
    expect(sums.map(({ period, value }) => [period, value])).toEqual([m1, m2, m3].map((period) => [period, lists.get(period) ?? 0]));
    for (const row of await looking(program(neighbour), (look) => list<SharedFigure>(look, sharedFigure, { limit: 50 }))) expect(await listed(row, neighbour)).toBe(row.value);
  }), { numRuns: 8, endOnFailure: true });
  expect(taken.imported).toBeGreaterThan(3);
  expect(taken.back).toBeGreaterThan(0);

  async function perform({ kind, month, pick }: { kind: string; month: string; pick: number }, place: { committee: string; member: string }, of: Sharing): Promise<void> {
    const rows = await looking(program(neighbour), (look) => list<Deed>(look, deed, { where: is<Deed>('state', 'recorded'), order: [{ column: 'id' }], limit: 100 }));
    const row = rows[pick % Math.max(rows.length, 1)];
    if (kind === 'enter') await at(program(neighbour), (act) => createMany(act, deed, [done(pick, `${month}-1${pick % 10}`, { committee_id: place.committee, member_id: place.member })]));
    else if (kind === 'import') await importDeeds(month, pick);
    else if (kind === 'undo') await takeBack();
    else if (kind === 'move' && row) await at(office(neighbour, 'county_office'), (act) => edit<Deed>(act, deed, row.id, undefined, { done_on: `${month}-05` }));
    else if (kind === 'strike' && row) await at(office(neighbour, 'county_office'), (act) => take<Deed>(act, deed, row.id, 'strike', { reason: '登记错了' }));
    else if (kind === 'day') await fillIn(declared)(county.house, neighbour, today());
    else if (kind === 'restate') for (const { row: sent } of await looking(office(neighbour, 'county_office'), (look) => drifted(look, declared, of.id))) await restated(sent.id);
  }
});
