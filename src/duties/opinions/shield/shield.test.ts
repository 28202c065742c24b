import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSite, slices } from '#county.ts';
import type { Operation } from '#platform/http/site.tsx';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { createMany } from '#platform/records/write.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { enterOne } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, ledgerFields, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { personalView } from '#duties/opinions/shield/record.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { saidBy } from '../../../../test/leaks.ts';
import { matrix } from '../../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../../test/relations.ts';
import { several } from '../../../../test/samples.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

let county: TestCounty;
let visitors: Record<string, Visitor>;
const site = buildSite();

beforeAll(async () => {
  county = await testCounty(slices);
  const as = siteOf(county, slices, site);
  const { here, there } = county;
  visitors = {
    office: await as({ role: 'county_office' }), chair: await as({ role: 'chair' }), leader: await as({ role: 'leader' }), auditor: await as({ role: 'auditor' }),
    director: await as({ role: 'director', committee: here.committee }), worker: await as({ role: 'worker', committee: here.committee }),
    'committee member': await as({ role: 'committee_member', committee: here.committee }), 'other worker': await as({ role: 'worker', committee: there.committee }),
    participant: await as({ role: 'participant', committee: here.committee, kind: '信息员' }), member: await as({ person: here.person }),
    'unit clerk': await as({ role: 'unit_clerk', unit: here.unit }), 'other unit clerk': await as({ role: 'unit_clerk', unit: there.unit }),
    'worker of both': await as({ person: await holding('worker'), staff: true }), 'office of both': await as({ person: await holding('county_office'), staff: true }),
  };
});
afterAll(() => county?.drop());

/** Somebody who besides a post of ours holds one in the unit here. */
const holding = (role: 'worker' | 'county_office'): Promise<string> =>
  county.act(async (act) => {
    const [who] = await createMany(act, person, [{ name: `兼职${role}者` }]);
    const at = (more: object) => ({ person_id: who!.id, name: who!.name, since: '2022-01-10', acting: false, committee_id: null, unit_id: null, ...more });
    await createMany(act, post, [at({ role, committee_id: role === 'worker' ? county.here.committee : null }), at({ role: 'unit_clerk', unit_id: county.here.unit })] as never);
    return who!.id;
  });

const tell = (more: Partial<LedgerEntry> = {}): Promise<LedgerEntry> =>
  county.act((act) => enterOne(act, { committee_id: county.here.committee, received_on: '2025-05-06', matter: '水表走得太快', reporter: '欧阳雪莲', phone: '13910004321', ...more }, {}));

const viewsFor = (entry: string) => reading(county.house, county.cast.office, async (look) => (await list(look, personalView, { limit: 200 })).filter(({ entry_id }) => entry_id === entry));

test('who may do what in which state', () => {
  expect(matrix(personalView, { 'of the own committee': { committee_id: county.here.committee }, 'of another': { committee_id: county.there.committee } }, county.cast)).toMatchSnapshot();
});

test('what is kept from whom means the same in memory and in SQL', () =>
  expectRelationsAgree(county.house, ledgerEntry, ledgerFields, { actors: { ...county.cast, both: { ...county.cast.worker, posts: [...county.cast.worker.posts, ...county.cast['unit clerk'].posts] } }, columns: { about_unit_id: [county.here.unit, county.there.unit, null] } }));

describe('who told it is shown in part, and opened by an act', () => {
  test('clerks see as little as others until they say what for; then it is theirs, and noted', async () => {
    const { id } = await tell();
    expect((await visitors['worker']!.json(`/ledger/${id}`)).body).toMatchObject({ reporter: '欧*', phone: '139****4321' });
    expect((await visitors['worker']!.get(`/ledger/${id}`)).text).not.toMatch(/欧阳雪莲|13910004321/);
    expect((await visitors['worker']!.get(`/ledger/${id}/reporter`)).status).toBe(303);
    expect((await visitors['worker']!.send(`/ledger/${id}/reporter`, { purpose: 'call_back', request_id: 'view-0001' })).body).toEqual({ reporter: '欧阳雪莲', phone: '13910004321', proxy: null, about_person: null, matter_in_full: null });
    expect((await visitors['worker']!.send(`/ledger/${id}/reporter`, { purpose: 'call_back', request_id: 'view-0001' })).body).toEqual({ reporter: '欧阳雪莲', phone: '13910004321', proxy: null, about_person: null, matter_in_full: null });
    expect((await visitors['worker']!.get(`/ledger/${id}/reporter`)).text).toContain('13910004321');
    expect(await viewsFor(id)).toMatchObject([{ viewer: '任worker者', standing: '本联络委工作人员', purpose: 'call_back', way: 'page' }]);
    expect((await visitors['auditor']!.json('/journal?record=personal_view')).body.items[0]).toMatchObject({ step: 'create', who: '任worker者', after: { entry_id: id, purpose: 'call_back' } });
  });

  test('whoever sees the entry and need not call back is refused, whoever does not see it finds nothing', async () => {
    const { id } = await tell();
    const answers = await Promise.all(Object.values(visitors).map((one) => one.send(`/ledger/${id}/reporter`, { purpose: 'verify' })));
    const told = Object.fromEntries(Object.keys(visitors).map((name, n) => [name, answers[n]!.status]));
    expect(told).toEqual({
      office: 200, chair: 403, leader: 404, auditor: 403, director: 200, worker: 200, 'committee member': 403, 'other worker': 404, participant: 404, member: 404,
      'unit clerk': 404, 'other unit clerk': 404, 'worker of both': 200, 'office of both': 200,
    });
    for (const { body } of answers.filter(({ status }) => status !== 200)) expect(JSON.stringify(body)).not.toMatch(/欧阳雪莲|13910004321/);
  });

  test('“other” must be explained; an entry without a name has nothing to open', async () => {
    const { id } = await tell();
    expect(await visitors['worker']!.send(`/ledger/${id}/reporter`, { purpose: 'other' })).toMatchObject({ status: 422, body: { fields: { note: expect.stringContaining('为什么') } } });
    expect((await visitors['worker']!.send(`/ledger/${id}/reporter`, { purpose: 'curiosity' })).status).toBe(422);
    const nameless = await tell({ reporter: null, phone: null });
    expect((await visitors['worker']!.send(`/ledger/${nameless.id}/reporter`, { purpose: 'verify' })).body.detail).toContain('没有留下');
    expect((await visitors['worker']!.get(`/ledger/${nameless.id}`)).text).not.toContain('查看反映人');
  });

  test('a correction does not show who told it, and leaves it as it is when nothing is typed', async () => {
    const { id } = await tell();
    const form = (await visitors['worker']!.get(`/ledger/${id}/edit`)).text;
    expect(form).toContain('现为“欧*”，不改请留空');
    expect(form).not.toMatch(/欧阳雪莲|13910004321/);
    const content = { committee_id: county.here.committee, received_on: '2025-05-06', matter: '水表走得太快，欧阳雪莲家三户都是', place: '岩脚村', reporter: '', phone: '' };
    expect((await visitors['worker']!.submit(`/ledger/${id}`, content)).status).toBe(303);
    expect((await visitors['worker']!.json(`/ledger/${id}`)).body).toMatchObject({ reporter: '欧*', place: '岩脚村', matter: '水表走得太快，欧某家三户都是' });
    await visitors['worker']!.submit(`/ledger/${id}`, { ...content, phone: '13910009999' });
    expect((await visitors['worker']!.send(`/ledger/${id}/reporter`, { purpose: 'correct' })).body).toEqual({ reporter: '欧阳雪莲', phone: '13910009999', proxy: null, about_person: null, matter_in_full: null });
  });

  test('a list in full is asked for with a reason, and every entry in it is noted', async () => {
    const { id } = await tell({ matter: '要导出的这一条' });
    const path = '/ledger-with-reporters?q=要导出的';
    expect((await visitors['worker']!.submit(path, {})).status).toBe(422);
    expect(await saidBy(await visitors['worker']!.fetch('/ledger.xlsx?q=要导出的'))).not.toMatch(/欧阳雪莲|13910004321/);
    expect(await saidBy(await visitors['worker']!.submit(path, { purpose: 'call_back' }))).toMatch(/欧阳雪莲[\s\S]*13910004321/);
    expect(await viewsFor(id)).toMatchObject([{ way: 'export', purpose: 'call_back' }]);
expect((await visitors['chair']!.submit(path, { purpose: 'call_back' })).status).toBe(422);
  });

  test('who looked is listed for the office and the auditor, by entry and by person, and told to whoever holds the receipt without names', async () => {
    const { id } = await tell({ way: 'qr', receipt: 'A3K7Q2M9' });
    for (const [who, purpose] of [['worker', 'call_back'], ['director', 'verify'], ['office', 'verify']] as const) await visitors[who]!.send(`/ledger/${id}/reporter`, { purpose });
    const of = async (who: string, query: string) => (await visitors[who]!.json(`/personal-views?${query}`)).body.items.map(({ viewer }: { viewer: string }) => viewer);
    expect((await of('auditor', `entry_id=${id}`)).toSorted()).toEqual(['任county_office者', '任director者', '任worker者']);
    expect(await of('office', `entry_id=${id}&q=director`)).toEqual(['任director者']);
    expect(new Set(await of('worker', ''))).toEqual(new Set(['任worker者']));
    expect(await of('chair', '')).toEqual([]);
    const status = await visitors['member']!.json('/r/test/status?receipt=A3K7Q2M9');
    expect(status.body.views).toMatchObject([{ standing: '县政协办公室', times: 1 }, { standing: '本联络委工作人员', times: 2 }]);
    expect(JSON.stringify(status.body)).not.toMatch(/任worker者|任director者/);
  });
});

describe('the unit complained of', () => {
  test('finds neither the entry nor its lines in the journal, whatever else its people hold; others see not even a part of who told it', async () => {
    const { id } = await tell({ matter: '水务站收费不开票', about_unit_id: county.here.unit });
    expect((await visitors['chair']!.json(`/ledger/${id}`)).body).toMatchObject({ reporter: '（已屏蔽）', phone: '（已屏蔽）' });
    for (const name of ['worker of both', 'office of both', 'unit clerk']) {
      expect((await visitors[name]!.json(`/ledger/${id}`)).status, name).toBe(404);
      expect(JSON.stringify((await visitors[name]!.json('/ledger')).body), name).not.toContain('水务站收费');
    }
    expect((await visitors['office']!.json(`/journal?record=ledger_entry&id=${id}`)).body.items).toMatchObject([{ after: { matter: '水务站收费不开票' } }]);
    expect((await visitors['office of both']!.json(`/journal?record=ledger_entry&id=${id}`)).body.items).toEqual([]);
  });

  test('is not given the matter to handle', async () => {
    const { id } = await tell({ about_unit_id: county.here.unit });
    expect(await visitors['worker']!.send(`/ledger/${id}/handling`, { handling: 'transferred', handler: '请县水务局办理' })).toMatchObject({ status: 422, body: { fields: { handler: expect.stringContaining('不能转给它办') } } });
    expect((await visitors['worker']!.send(`/ledger/${id}/handling`, { handling: 'transferred', handler: '县纪委监委' })).status).toBe(200);
  });
});

describe('a ledger that is sent as a file', () => {
  const ledgerFile = (phone: string) => ({ name: '台账.csv', bytes: new TextEncoder().encode(`联络委,收集时间,反映事项,反映人,联系电话\n白石镇,2025-07-01,桥面破损,司徒明远,${phone}\n`) });
  const sendIn = async (phone: string) => (await visitors['worker']!.upload('/imports', [ledgerFile(phone)])).body.items[0].id as string;

  test('is read row by row by whoever sent it and by the office, not by the auditor', async () => {
    const id = await sendIn('13912340001');
    const said = async (name: string) => (await saidBy(await visitors[name]!.fetch(`/imports/${id}`))) + JSON.stringify((await visitors[name]!.json(`/imports/${id}`)).body);
    expect(await said('worker')).toMatch(/司徒明远/);
    expect(await said('auditor')).not.toMatch(/司徒明远|13912340001/);
    expect((await visitors['auditor']!.get(`/imports/${id}`)).text).toContain('逐行内容只给上传人和县政协办公室看');
    expect((await visitors['worker']!.send(`/imports/${id}/entering`, {})).body).toMatchObject({ entered: 1 });
  });

  test('does not show what stands, where it says something else', async () => {
    const id = await sendIn('13912340002');
    const { body } = await visitors['worker']!.json(`/imports/${id}`);
    expect(body.rows.items[0].differences).toEqual([{ label: '联系电话', from: '139****0001', to: '13912340002' }]);
  });

  test('brings no masked name or number back in', async () => {
    const bytes = new TextEncoder().encode('联络委,收集时间,反映事项,反映人,联系电话\n白石镇,2025-07-01,桥面破损,司*,139****0001\n');
    const { body } = await visitors['worker']!.upload('/imports', [{ name: '导出.csv', bytes }]);
    const preview = (await visitors['worker']!.json(`/imports/${body.items[0].id}`)).body;
    expect(preview.rows.items[0].differences).toEqual([]);
    expect(preview.counts).toMatchObject({ changed: 0, new: 0 });
  });
});

describe('masking by role, over random entries', () => {
  const names = ['欧阳雪莲', '司徒明远', '石破天惊', '龙三太子', '杨柳依依', '吴侬软语', '韦编三绝', '潘江陆海'];
  const told = fc.record({
    name: fc.constantFrom(...names), digits: fc.integer({ min: 10_000_000, max: 99_999_999 }), committee: fc.boolean(), about: fc.constantFrom('here', 'there', null),
    way: fc.constantFrom('visit', 'telephone', 'qr'), repeats: fc.boolean(), proxy: fc.boolean(), answered: fc.boolean(),
  });

  test('no list, download, page, search, journal or JSON says who told it, to anybody', { timeout: 300_000 }, async () => {
    const random = several(told, 10);
    const secrets = new Set<string>();
    const entries: LedgerEntry[] = [];
    for (const one of random) {
      const phone = `138${one.digits}`;
      const proxy = one.proxy ? `代${one.name}` : null;
      for (const secret of [one.name, phone, ...(proxy ? [proxy] : [])]) secrets.add(secret);
      entries.push(await tell({
        committee_id: one.committee ? county.here.committee : county.there.committee, about_unit_id: one.about && county[one.about].unit, way: one.way,
        reporter: one.name, phone, proxy, matter: one.repeats ? `${one.name}（${phone}）说：路灯不亮` : '路灯不亮',
        ...(one.answered ? { outcome: 'answered', outcome_text: `已电话${phone}告知${one.name}` } : {}),
      }));
    }
    const leaks: string[] = [];
    for (const [who, visitor] of Object.entries(visitors)) {
      for (const path of addresses(entries.map(({ id }) => id), site.operations())) {
        const said = await saidBy(await visitor.fetch(path));
        leaks.push(...[...secrets].filter((secret) => said.includes(secret)).map((secret) => `${who} ${path}: ${secret}`));
      }
    }
    expect(leaks).toEqual([]);
  });
});

/** Pages that speak of entries, each with its JSON twin, downloads and what hangs on one entry. */
function addresses(ids: readonly string[], operations: readonly Operation[]): string[] {
  const gets = operations.filter(({ method }) => method === 'GET').map(({ path }) => path);
  const lists = gets.filter((path) => !path.includes(':') && /^\/($|tasks|ledger|personal|releases|journal$|imports$|referrals|figures$|search|disputes|opinion)/u.test(path));
  const ofOne = gets.filter((path) => /^\/ledger\/:id(\/[a-z-]+)?$/u.test(path)).flatMap((path) => ids.map((id) => path.replace(':id', id)));
  const pages = [...lists, ...ofOne, '/ledger?figure=opinions_received', '/search?q=路灯', '/ledger?q=路灯', '/journal?record=ledger_entry', '/ledger?sort=received_on&columns=reporter,phone'];
  return [...pages, ...pages.filter((path) => !/\.(csv|xlsx)$/u.test(path)).map((path) => `/api/v1${path}`)];
}
