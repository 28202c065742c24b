import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { committee } from '#institutions/committees/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { inspectionsHeld, inspectionsJoint } from '#duties/inspections/facts.ts';
import { counted, countFigures, countLive } from '#platform/figures/count.ts';
import { verifyJournal } from '#platform/journal/verify.ts';
import { Problem, Repeated } from '#platform/problems.ts';
import { reading, transact } from '#platform/records/act.ts';
import { count, find, list } from '#platform/records/read.ts';
import { create, createMany, edit, lock, remove, take } from '#platform/records/write.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { testDatabase, type TestDatabase } from '../../../test/setup/database.ts';

let county: TestCounty;

beforeAll(async () => void (county = await testCounty([inspectionsSlice, committeesOnly])));
afterAll(() => county.drop());

const committeesOnly = { records: [committee] };
const worker = () => county.cast.worker;
const stranger = () => county.cast['other worker'];
const office = () => county.cast.office;
const planned = (committeeId: string) => ({ committee_id: committeeId, topic: '农村饮水安全', kind: 'research', held_on: '2025-03-21', precision: 'day', joint: false, report: false });
const enter = (who: Actor = worker()) =>
  transact(county.house, who, null, (act) => create<Inspection>(act, inspection, planned(county.here.committee)));
const status = (work: Promise<unknown>) => work.then(() => 'done', (error: unknown) => (error instanceof Problem ? error.status : error));

describe('a record', () => {
  test('what one may not see is not found', async () => {
    const row = await enter();
    const look = (who: Actor = worker()) => reading(county.house, who, (r) => find(r, inspection, row.id));
    expect(await look()).toMatchObject({ id: row.id });
    expect(await look(stranger())).toBeUndefined();
    expect(await status(transact(county.house, stranger(), null, (act) => take(act, inspection, row.id, 'hold', { input: {} })))).toBe(404);
  });

  test('is entered only by those who may', async () => {
    expect(await status(enter(stranger()))).toBe(403);
  });

  test('a step changes state, version, journal, history and counts together', async () => {
    const row = await enter();
    const before = await counts();
    await transact(county.house, worker(), null, (act) => take(act, inspection, row.id, 'hold', { input: { held_on: '2025-04-02', attendance: 12 } }));
    const after = await counts();
    expect(after - before).toBe(1);
    const { rows } = await inCounty(sql`select state, version, (select count(*)::int from inspections_history h where h.id = i.id) as old from inspections i where id = ${row.id}`);
    expect(rows[0]).toEqual({ state: 'held', version: 2, old: 1 });
    const { rows: lines } = await inCounty(sql`select step, content::jsonb ->> 'relation' as relation from journal where record_id = ${row.id} order by seq`);
    expect(lines).toEqual([{ step: 'create', relation: 'organiser' }, { step: 'hold', relation: 'organiser' }]);
  });

  test('a refused step leaves nothing behind', async () => {
    const row = await enter();
    const lines = await journalLength();
    expect(await status(transact(county.house, worker(), null, (act) => take(act, inspection, row.id, 'close')))).toBe(409);
    expect(await journalLength()).toBe(lines);
  });

  test('an old version is refused: changed by somebody else since it was opened', async () => {
    const row = await enter();
    const change = (who: Actor = office()) => transact(county.house, who, null, (act) => edit<Inspection>(act, inspection, row.id, row.version, { topic: `由${who.name}改` }));
    await change(worker());
    expect(await status(change())).toBe(409);
  });

  test('a repeated request id changes nothing', async () => {
    const request = crypto.randomUUID();
    const act = () => transact(county.house, worker(), request, (a) => create<Inspection>(a, inspection, planned(county.here.committee)));
    const row = await act();
    const lines = await journalLength();
    await expect(act()).rejects.toEqual(new Repeated('inspection', row.id));
    expect(await journalLength()).toBe(lines);
  });

  test('a past moment is counted as it was, after corrections and removal', async () => {
    const row = await enter();
    await transact(county.house, worker(), null, (act) => take(act, inspection, row.id, 'hold', { input: { held_on: '2025-05-05', attendance: 3 } }));
    const then = await moment();
    const inMay = { from: '2025-05-01', to: '2025-05-31' };
    await transact(county.house, office(), null, (act) => edit<Inspection>(act, inspection, row.id, undefined, { held_on: '2025-06-05' }));
    expect(await figureAt(then, inMay)).toBe(1);
    expect(await figureAt(undefined, inMay)).toBe(0);
    await transact(county.house, county.cast.program, null, async (act) => remove(act, inspection, await lock(act, inspection, row.id), { step: 'undo_import', relation: 'maintainer' }));
    expect(await figureAt(then, inMay)).toBe(1);
    expect(await reading(county.house, office(), (r) => find(r, inspection, row.id))).toBeUndefined();
  });

  test('list and figure are one: kept count, live count and list agree', async () => {
    await transact(county.house, county.cast.program, null, (act) => createMany<Inspection>(act, inspection,
      Array.from({ length: 700 }, (_, n) => ({ ...planned(n % 3 ? county.here.committee : county.there.committee), joint: n % 7 === 0, state: n % 5 ? 'held' : 'planned', held_on: `2024-0${(n % 9) + 1}-1${n % 10}` }))));
    for (const committeeId of [undefined, county.here.committee]) {
      for (const figure of [inspectionsHeld, inspectionsJoint]) {
        const scope = { from: '2024-02-01', to: '2024-08-31', committee: committeeId };
        const values = await reading(county.house, office(), async (r) => ({
          kept: (await countFigures(r, [figure], scope)).get(figure.name),
          live: await countLive(r, figure, scope),
          listed: (await list(r, inspection, { where: counted(figure, scope), limit: 5000 })).length,
          counted: await count(r, inspection, counted(figure, scope)),
        }));
        expect(values.listed).toBeGreaterThan(0);
        expect(values).toEqual({ kept: values.listed, live: values.listed, listed: values.listed, counted: values.listed });
      }
    }
  });
});

describe('the second wall', () => {
  let plain: TestDatabase;
  beforeAll(async () => void (plain = await testDatabase()));
  afterAll(() => plain.drop());

  test('the application role sees nothing outside its county and cannot touch the journal', async () => {
    const { appPool } = plain;
    expect((await appPool.query('select count(*)::int as n from inspections')).rows[0].n).toBe(0);
    await expect(appPool.query('delete from journal')).rejects.toThrow(/permission denied/);
    await expect(appPool.query("update journal set content = '{}'")).rejects.toThrow(/permission denied/);
    await expect(appPool.query('create table mine ()')).rejects.toThrow(/permission denied/);
    await expect(appPool.query('truncate inspections_history')).rejects.toThrow(/permission denied/);
  });
});

describe('the journal', () => {
  test('acts at the same time give one unbroken chain', async () => {
    await Promise.all(Array.from({ length: 20 }, () => enter()));
    const verdict = await reading(county.house, county.cast.program, (r) => verifyJournal(r.db, county.id));
    expect(verdict.broken).toBeUndefined();
    expect(verdict.lines).toBe(await journalLength());
  });
});

const counts = () => figureAt(undefined, {});
const figureAt = (asOf: Date | undefined, scope: { from?: string; to?: string }) =>
  reading(county.house, office(), async (r) => (await countFigures({ ...r, asOf }, [inspectionsHeld], scope)).get('inspections_held')!);
const inCounty = <T>(query: ReturnType<typeof sql<T>>) => reading(county.house, county.cast.program, (r) => query.execute(r.db));
const journalLength = async () => Number(((await inCounty(sql<{ n: string }>`select count(*) as n from journal`)).rows[0])!.n);
const moment = async () => (await inCounty(sql<{ at: Date }>`select at from journal_heads`)).rows[0]!.at;
