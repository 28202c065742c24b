import { mkdtempSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { program, type Actor } from '#platform/identity/actor.ts';
import { inCounty, reading, transact, type Act } from '#platform/records/act.ts';
import { foundCounty } from '#platform/records/county.ts';
import { get, list } from '#platform/records/read.ts';
import { create, createMany, take } from '#platform/records/write.ts';
import { is } from '#platform/predicate.ts';
import { today } from '#platform/time.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { ratios } from '#duties/deeds/facts.ts';
import { deed } from '#duties/deeds/record.ts';
import { deedsSlice } from '#duties/deeds/slice.ts';
import { newSite, openSite } from '#platform/http/site.tsx';
import { knownCounties } from '#platform/http/counties.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { begin, send } from '#reports/sharing/actions.ts';
import { accept, standingsUnder, takeAsked } from '#reports/sharing/asking.ts';
import { boardOf } from '#reports/sharing/board.ts';
import { definedBy, dividedBy } from '#reports/sharing/defined.ts';
import type { FiguresContent } from '#reports/sharing/file.ts';
import { sharedFigure, type SharedFigure } from '#reports/sharing/figures/record.ts';
import { takeIn } from '#reports/sharing/incoming.ts';
import { newKey, keyOf, signed, type Signed } from '#reports/sharing/keys.ts';
import { askedFile, figuresFile } from '#reports/sharing/outgoing.ts';
import { spansOver } from '#reports/sharing/periods.ts';
import { sharing, type Sharing } from '#reports/sharing/record.ts';
import { publish } from '#reports/sharing/required-routes.tsx';
import { requiredFigure, type RequiredFigure } from '#reports/sharing/required/record.ts';
import { enterSibling } from '#reports/sharing/sibling-routes.tsx';
import { sibling, type Sibling } from '#reports/sharing/siblings/record.ts';
import { sharingSlice } from '#reports/sharing/slice.ts';
import { publishStandings, standingsOf } from '#reports/sharing/standings.ts';
import { verifyRollup } from '#reports/sharing/verify.mjs';

/** A superior and counties that have machines of their own: nothing but files and the interface leads from one to the other. */
const declared = { figures: deedsSlice.figures!, ratios, claims: [] };
const parts = dividedBy(declared);
const [{ key: period, from, to }] = spansOver('month', '2020-01-01', today()).slice(-1) as [{ key: string; from: string; to: string }];
let county: TestCounty;
let province: string;
let asked: RequiredFigure[];

const superior = (): Actor => ({ ...program(province), posts: [{ role: 'superior_office', committeeId: null, unitId: null }] });
const at = <T>(actor: Actor, work: (act: Act) => Promise<T>): Promise<T> => transact(county.house, actor, null, work);
const taking = (file: object) => at(superior(), (act) => takeIn(act, JSON.stringify(file)));

interface Elsewhere {
  key: ReturnType<typeof newKey>;
  row: Sibling;
}

const join4 = async (name: string): Promise<Elsewhere> => {
  const key = newKey();
  return { key, row: await at(superior(), (act) => enterSibling(act, { name, fingerprint: key.fingerprint, since: from })) };
};

const one = (of: RequiredFigure, numbers: Partial<FiguresContent['figures'][number]>): FiguresContent['figures'][number] => ({
  required: of.id, label: of.label, unit: of.unit, decimals: of.decimals, definition: of.definition, digest: of.digest, period, from, to, value: null, numerator: null, denominator: null,
  as_of: new Date().toISOString(), revision: 1, reason: null, ...numbers,
});
const content = (county4: string, serial: number, figures: FiguresContent['figures'], more: Partial<FiguresContent> = {}): FiguresContent => ({
  kind: 'figures', county: county4, superior: '政协云山省委员会', serial, made_at: new Date().toISOString(), names_shown: false, agreed_by: null, document_no: null, figures, ...more,
});
const board = () => reading(county.house, superior(), (look) => boardOf(look, period, parts));

beforeAll(async () => {
  county = await testCounty([parametersSlice, deedsSlice, sharingSlice(declared)]);
  province = await foundCounty(county.database.ownerPool, { slug: 'yunshan', name: '云山省', bodyName: '政协云山省委员会', level: 'province', invented: true });
  asked = await at(superior(), async (act) => {
    const rows: RequiredFigure[] = [];
    for (const figure of ['deeds_done', 'deeds_verified', 'deeds_verified_rate']) {
      const row = await create<RequiredFigure>(act, requiredFigure, { ...definedBy(act.house, declared, { figure, conditions: '' }), rhythm: 'month', due_days: 1, small: 5 });
      rows.push(await take<RequiredFigure>(act, requiredFigure, row.id, 'publish', { effect: publish }));
    }
    return rows;
  });
});
afterAll(() => county?.drop());

let west: Elsewhere;

describe('signed files', () => {
  let east: Elsewhere;
  let file: Signed<FiguresContent>;

  test('an honest one is taken in once, and the journal says so', async () => {
    east = await join4('东山县');
    file = signed(east.key, content('东山县', 1, [one(asked[0]!, { value: 12 })]));
    expect(await taking(file)).toMatchObject({ county: '东山县', new: 1, again: false });
    expect(await taking(file)).toMatchObject({ again: true, new: 0 });
    expect((await board()).columns[0]!.cells[0]).toMatchObject({ words: '12' });
    const { last_serial } = await reading(county.house, superior(), (look) => get(look, sibling, east.row.id));
    expect(last_serial).toBe(1);
  });

  test.each<[string, () => object, string]>([
    ['altered', () => ({ ...file, content: { ...file.content, figures: [one(asked[0]!, { value: 99 })] } }), '签名没有对上'],
    ['forged with another key', () => signed(newKey(), content('东山县', 2, [one(asked[0]!, { value: 99 })])), '钥匙没有登记'],
    ['the key of one under the signature of another', () => ({ ...signed(newKey(), file.content), public_key: file.public_key }), '签名没有对上'],
    ['replayed with the same number', () => signed(east.key, content('东山县', 1, [one(asked[0]!, { value: 13 })])), '已经收过'],
    ['changed without a word', () => signed(east.key, content('东山县', 5, [one(asked[0]!, { value: 13, revision: 1 })])), '没有写更正的理由'],
    ['no file of ours', () => ({ hello: 1 }), '不是连心桥的上报文件'],
    ['of the other kind', () => signed(east.key, { kind: 'asked' }), '不是各县上报的数字'],
    ['with a number that cannot be', () => signed(east.key, content('东山县', 6, [one(asked[0]!, { value: -1 })])), '不是各县上报的数字'],
  ])('%s: nothing is taken in', async (_, made, sentence) => {
    await expect(taking(made())).rejects.toThrow(sentence);
    expect((await board()).columns[0]!.cells[0]).toMatchObject({ words: '12' });
  });

  test('a correction says why; an older file is refused afterwards', async () => {
    expect(await taking(signed(east.key, content('东山县', 3, [one(asked[0]!, { value: 14, revision: 2, reason: '补登两件' })])))).toMatchObject({ restated: 1, new: 0 });
    expect((await board()).columns[0]!.cells[0]).toMatchObject({ words: '14', restated: true });
    await expect(taking(signed(east.key, content('东山县', 2, [one(asked[0]!, { value: 12 })])))).rejects.toThrow('旧');
  });

  test('another definition is left aside and named', async () => {
    west = await join4('西水县');
    const result = await taking(signed(west.key, content('西水县', 1, [one(asked[0]!, { value: 7, digest: 'a'.repeat(64) }), one(asked[1]!, { value: 20 })])));
    expect(result).toMatchObject({ new: 1, left: [expect.stringContaining('口径和要的不同')] });
  });

  test('the verifier that comes with the program says the same, without it', () => {
    expect(verifyRollup(JSON.stringify(file, null, 2), east.key.fingerprint)).toMatchObject({ faults: [], content: { county: '东山县' } });
    expect(verifyRollup(JSON.stringify({ ...file, content: { ...file.content, serial: 9 } })).faults).toEqual([expect.stringContaining('被改动')]);
    expect(verifyRollup(JSON.stringify(file), 'b'.repeat(64)).faults).toEqual([expect.stringContaining('另一把钥匙')]);
    expect(verifyRollup('{}').faults).toHaveLength(1);
  });
});

test('of fewer than four counties nothing is told; of four the middle, and the names of those that agreed', async () => {
  const standings = () => inCounty(county.house, province, 'read only', (db) => standingsOf({ db }, province, [period]));
  expect(await standings()).toEqual([]);
  for (const [name, value, shown] of [['南河县', 20, true], ['北岭县', 40, false], ['中坝县', 3, true]] as const) {
    const { key } = await join4(name);
    await taking(signed(key, content(name, 1, [one(asked[0]!, { value })], { names_shown: shown })));
  }
  await publishStandings(county.house, province);
  const [told] = await standings();
  expect(told).toMatchObject({ required_id: asked[0]!.id, n: 4, median: 17, named: [{ name: '南河县', value: 20 }] }); // 中坝县 agreed, but its number is small
});

test('a small count is not told on the board, another hides it from the total, and no share of it gives it away', async () => {
  const { key } = await join4('小口县');
  await taking(signed(west.key, content('西水县', 2, [one(asked[1]!, { value: 20 }), one(asked[2]!, { numerator: 20, denominator: 40 })])));
  await taking(signed(key, content('小口县', 1, [one(asked[0]!, { value: 6 }), one(asked[1]!, { value: 2 }), one(asked[2]!, { numerator: 2, denominator: 6 })])));
  const { counties, columns } = await board();
  const place = counties.findIndex(({ name }) => name === '小口县');
  const [done, verified, rate] = columns;
  expect(verified!.cells[place]).toMatchObject({ words: '少于5' });
  expect(rate!.cells[place]).toMatchObject({ words: '未列' });
  const besides = counties.findIndex(({ name }) => name === '西水县');
  expect([verified!.cells[besides]!.words, rate!.cells[besides]!.words]).toEqual(['未单列', '未列']); // 20 of 40 would tell the 20, and so the 2
  expect(rate!.total).toEqual({ words: '不列' });
  expect(done!.cells.filter((cell) => cell?.words === '少于5')).toHaveLength(1);
  expect(JSON.stringify(columns)).not.toMatch(/"value":[1-4][,}]/);
});

describe('the interface', () => {
  const app = () => {
    const site = newSite();
    sharingSlice(declared).mount!(site);
    return openSite(site, { house: county.house, counties: knownCounties(county.house), menu: { groups: () => [], tabs: () => [] }, assets });
  };
  const assets = mkdtempSync(join(tmpdir(), 'assets-'));
  writeFileSync(join(assets, 'manifest.json'), '{}');
  afterAll(() => rmSync(assets, { recursive: true }));
  const post = (body: object, token?: string) => app().request('/api/v1/rollups/yunshan', { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) } });

  test('takes a file from whoever has the token and the key, once, and answers what is asked, signed', async () => {
    const upper = await join4('上寨县');
    const token = 'x'.repeat(43);
    await at(superior(), (act) => take<Sibling>(act, sibling, upper.row.id, 'issue', { effect: async () => ({ key_hash: (await import('node:crypto')).hash('sha256', token, 'hex'), key_end: 'xxxx', issued_on: today() }) }));
    const file = signed(upper.key, content('上寨县', 1, [one(asked[0]!, { value: 25 })]));
    expect((await post(file)).status).toBe(401);
    expect((await post(file, 'y'.repeat(43))).status).toBe(401);
    const first = await post(file, token);
    expect(first.status).toBe(201);
    const told = (await first.json()) as { new: number; asked: Signed<{ required: unknown[] }> };
    expect([told.new, told.asked.content.required.length, verifyRollup(JSON.stringify(told.asked)).faults]).toEqual([1, 3, []]);
    expect((await post(file, token)).status).toBe(200);
    expect((await post(signed(newKey(), content('上寨县', 2, [])), token)).status).toBe(422);
    expect((await app().request('/api/v1/rollups/test', { method: 'POST', body: '{}' })).status).toBe(404); // a county is nobody's superior
    for (let n = 0; n < 30; n += 1) await post(file, token);
    expect((await post(file, token)).status).toBe(429);
  });
});

test('a county with its own machine takes in what is asked, fills it, and its file is taken in above', async () => {
  const office: Actor = { ...program(county.id), posts: [{ role: 'county_office', committeeId: null, unitId: null }] };
  const unlike = await at(superior(), (act) => askedFile(act, '政协云山省委员会'));
  const under = await at(office, async (act) => {
    const row = await create<Sharing>(act, sharing, { superior_name: '政协云山省委员会', sends: 'hand', names_shown: true, superior_id: null });
    return take<Sharing>(act, sharing, row.id, 'begin', { input: { agreed_by: '主席会议', agreed_on: from, document_no: '1号' }, effect: begin });
  });
  await at(office, (act) => takeAsked(act, under.id, JSON.stringify(unlike)));
  await expect(at(office, (act) => takeAsked(act, under.id, JSON.stringify(signed(newKey(), unlike.content))))).rejects.toThrow('可能是冒名');
  await at(program(county.id), (act) => createMany(act, deed, [1, 2, 3, 4, 5, 6].map((n) => ({ committee_id: county.here.committee, member_id: county.here.member, deed: `实事${n}`, kind: 'other', done_on: from, state: 'recorded' }))));
  await at(office, (act) => accept(act, declared, under.id, [asked[0]!.id], from));
  const [row] = await reading(county.house, office, (look) => list<SharedFigure>(look, sharedFigure, { where: is<SharedFigure>('sharing_id', under.id), limit: 1 }));
  await at(office, (act) => take<SharedFigure>(act, sharedFigure, row!.id, 'send', { effect: send }));
  const { fingerprint } = await at(office, keyOf);
  await at(superior(), (act) => enterSibling(act, { name: '云岭自治县', fingerprint, since: from }));
  const file = await at(office, (act) => figuresFile(act, under));
  expect(file.content).toMatchObject({ serial: 1, names_shown: true, figures: [{ value: 6, revision: 1 }] });
  expect(await taking(file)).toMatchObject({ county: '云岭自治县', new: 1 });
  await publishStandings(county.house, province);
  await at(office, async (act) => takeAsked(act, under.id, JSON.stringify(await at(superior(), (above) => askedFile(above, '政协云山省委员会')))));
  const fresh = await reading(county.house, office, (look) => get(look, sharing, under.id));
  const [standing] = await reading(county.house, office, (look) => standingsUnder(look, fresh, [period]));
  expect(standing!.n).toBeGreaterThan(6);
  const removed = await inCounty(county.house, county.id, 'read write', (db) => sql`delete from signing_keys`.execute(db)).catch((error: Error) => error.message);
  expect(removed).toContain('permission denied');
});
