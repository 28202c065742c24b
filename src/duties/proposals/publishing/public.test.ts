import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseStringPromise } from 'xml2js';
import { z } from 'zod';
import { slices } from '#county.ts';
import { reading } from '#platform/records/act.ts';
import { amend, createMany } from '#platform/records/write.ts';
import { foundCounty } from '#platform/records/county.ts';
import { indexPending } from '#platform/search/indexing.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { proposalAnswer } from '#duties/proposals/answers/record.ts';
import { enterPublication } from '#duties/proposals/publishing/actions.ts';
import { dataColumns, dataSchema } from '#duties/proposals/publishing/data-columns.ts';
import type { Publication } from '#duties/proposals/publishing/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { saidBy } from '../../../../test/leaks.ts';
import { several } from '../../../../test/samples.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

/** What everybody finds: pages, search, feeds and data, and nothing that is not theirs to find. */

let county: TestCounty;
let [office, unit, second]: Visitor[] = [];
/** Somebody from the street, without a session. */
const ask = (path: string, more: RequestInit = {}) => office!.fetch(path, { ...more, headers: { cookie: '', ...more.headers } });
const set = (key: string, value: string) => county.act((act) => createMany(act, parameterSetting, [{ key, value, from_day: '2020-01-01' }]));

beforeAll(async () => {
  county = await testCounty(slices);
  const as = siteOf(county, slices);
  office = await as({ role: 'county_office' });
  second = await as({ role: 'county_office' });
  unit = await as({ role: 'unit_clerk', unit: county.here.unit });
});
afterAll(() => county?.drop());

let number = 0;
async function publish(words: Partial<Pick<Publication, 'title' | 'matter' | 'answer'>> = {}, more: Partial<Proposal> = {}): Promise<{ row: Proposal; one: Publication }> {
  number += 1;
  const made = await county.act(async (act) => {
    const [row] = await createMany<Proposal>(act, proposal, [{
      title: '关于修桥的提案', state: 'closed', proposer_kind: 'member', proposer_name: '石大山', member_id: county.here.member, term: 9, session: 5, time_class: 'session', submitted_on: '2025-01-10', disposition: 'filed', proposal_no: number,
      category: '交通', lead_unit_id: county.here.unit, situation: '桥断了', advice: '修桥', public_ok: true, reply: '已修好', replied_on: '2025-05-06', result: 'SOLVED', letter: 'A', rating_result: 'satisfied', rated_n: 1, ...more,
    }]);
    const text = { title: row!.title, matter: '桥断了，请修', answer: '已修好', ...words };
    return { row: row!, one: await enterPublication(act, { proposal_id: row!.id, extent: 'full', ...text }) };
  });
  await office!.send(`/publications/${made.one.id}/submission`, {});
  await unit!.send(`/publications/${made.one.id}/clearance`, { cleared_by: '陆小川' });
  const done = await second!.send(`/publications/${made.one.id}/publication`, {});
  expect(done.body).toMatchObject({ state: 'published' });
  return { row: made.row, one: { ...made.one, ...done.body } };
}

/** The rules of RFC 4287 that a reader relies on, read by a strict parser. */
async function readAtom(text: string) {
  const { feed } = await parseStringPromise(text, { strict: true, explicitArray: true, xmlns: true });
  const one = (node: any, name: string) => (expect(node[name], name).toHaveLength(1), typeof node[name][0] === 'string' ? node[name][0] : (node[name][0]._ ?? node[name][0]));
  const moment = z.iso.datetime({ offset: true });
  expect(feed.$ns.uri).toBe('http://www.w3.org/2005/Atom');
  moment.parse(one(feed, 'updated'));
  expect(feed.link.filter((link: any) => link.$.rel.value === 'self')).toHaveLength(1);
  const entries = (feed.entry ?? []).map((entry: any) => {
    moment.parse(one(entry, 'published'));
    return { id: one(entry, 'id'), title: one(entry, 'title'), updated: moment.parse(one(entry, 'updated')), href: entry.link[0].$.href.value, content: one(entry, 'content'), author: one(entry.author[0], 'name') };
  });
  expect(new Set(entries.map(({ id }: { id: string }) => id)).size).toBe(entries.length);
  for (const { id } of [...entries, { id: one(feed, 'id') }]) expect(URL.canParse(id)).toBe(true);
  return entries as { id: string; title: string; updated: string; href: string; content: string; author: string }[];
}

/** JSON Feed 1.1, as its specification words it. */
const jsonFeedForm = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'), title: z.string().min(1), home_page_url: z.url(), feed_url: z.url(), language: z.string(), authors: z.array(z.strictObject({ name: z.string() })),
  items: z.array(z.strictObject({
    id: z.string().min(1), url: z.url(), title: z.string(), content_text: z.string().min(1), date_published: z.iso.datetime({ offset: true }), date_modified: z.iso.datetime({ offset: true }),
    authors: z.array(z.strictObject({ name: z.string() })), tags: z.array(z.string()).optional(),
  })),
});

test('found by one character, by two and by more, before and after it is indexed; by its proposer only where the page names him', async () => {
  await publish({ matter: '山塘漏水，饮水困难' });
  const found = async (q: string) => (await (await ask(`/api/v1/p/test?q=${encodeURIComponent(q)}`)).json() as { items: object[] }).items.length;
  for (const indexed of [false, true]) {
    if (indexed) await indexPending(county.house, county.id);
    expect([await found('塘'), await found('饮水'), await found('饮水困难'), await found('水饮'), await found('石大山')]).toEqual([1, 1, 1, 0, 1]);
  }
  await set('publishing.proposer', 'kind');
  expect([await found('石大山'), await found('饮水')]).toEqual([0, 1]);
  expect(await saidBy(await ask('/p/test?q=饮水'))).not.toContain('石大山');
  await set('publishing.proposer', 'name');
});

test('filters narrow, and what cannot be read is not asked', async () => {
  await publish({}, { term: 9, session: 4, category: '教育', letter: 'B', result: 'PLANNED' });
  const items = async (query: string) => (await (await ask(`/api/v1/p/test?${query}`)).json() as { items: { category: string }[] }).items;
  expect((await items('session=9-4')).map(({ category }) => category)).toEqual(['教育']);
  expect(await items('category=教育&letter=b')).toHaveLength(1);
  expect((await items('unit=县水务局')).length).toBeGreaterThan(1);
  expect(await items('unit=没有这个单位')).toEqual([]);
  await publish({}, { submitted_on: '2023-03-01', category: '水利' });
  expect((await items('year=2023')).map(({ category }) => category)).toEqual(['水利']);
  expect(await items('year=1999')).toEqual([]);
  expect(await (await ask('/p/test')).text()).toContain('2023年');
  for (const query of ['session=x', 'year=二〇二三', 'page=-1', 'page=1e9', 'q=%00%27%22', `q=${'长'.repeat(500)}`]) expect((await ask(`/p/test?${query}`)).status, query).toBe(200);
});

test('a page is kept until it changes, weighs little, and holds no id but its code', async () => {
  const { row, one } = await publish({ matter: '长'.repeat(6_000), answer: '复'.repeat(8_000) });
  const page = await ask(`/p/test/${one.code}`);
  const body = await page.clone().text();
  expect(Buffer.byteLength(body)).toBeLessThan(60 * 1024);
  expect(page.headers.get('cache-control')).toBe('public, no-cache');
  expect((await ask(`/p/test/${one.code}`, { headers: { 'if-none-match': page.headers.get('etag')! } })).status).toBe(304);
  for (const said of [body, await saidBy(await ask(`/api/v1/p/test/${one.code}`)), await saidBy(await ask('/p/test'))]) expect(said).not.toMatch(new RegExp([row.id, one.id, county.here.unit, county.here.member].join('|')));
  expect((await ask(`/p/test/${one.code.toLowerCase()}`)).status).toBe(200);
});

describe('feeds', () => {
  test('are valid for independent readers, with names that stay, and follow revision and withdrawal', async () => {
    const { one } = await publish({ title: '关于“<水>&\'桥\'”的提案', matter: '一 & 二 <三>\n]]>四' });
    const read = async () => (await readAtom(await (await ask('/p/test/feed.atom')).text())).find(({ href }) => href.endsWith(one.code));
    const before = await read();
    expect(before).toMatchObject({ title: '关于“<水>&\'桥\'”的提案', content: expect.stringContaining('一 & 二 <三>\n]]>四'), author: '石大山' });
    const json = jsonFeedForm.parse(await (await ask('/p/test/feed.json')).json()).items.find(({ url }) => url.endsWith(one.code));
    expect(json).toMatchObject({ id: before!.id, date_modified: before!.updated });
    const path = `/publications/${one.id}`;
    await office!.send(`${path}/revision`, { reason: '改一个字' });
    expect(await read()).toBeUndefined();
    await office!.send(path, { answer: '今年修好' }, 'PATCH');
    await office!.send(`${path}/submission`, {});
    await unit!.send(`${path}/clearance`, { cleared_by: '陆小川' });
    await new Promise((resolve) => setTimeout(resolve, 1_100)); // moments in feeds are whole seconds
    await second!.send(`${path}/publication`, {});
    const after = await read();
    expect(after).toMatchObject({ id: before!.id, href: before!.href, content: expect.stringContaining('今年修好') });
    expect(after!.updated > before!.updated).toBe(true);
    await office!.send(`${path}/withdrawal`, { ground: 'mistake', reason: '写错了' });
    expect(await read()).toBeUndefined();
    jsonFeedForm.parse(await (await ask('/p/test/feed.json')).json());
  });

  test('are asked again for nothing', async () => {
    const answer = await ask('/p/test/feed.atom');
    expect(answer.headers.get('content-type')).toContain('application/atom+xml');
    expect((await ask('/p/test/feed.atom', { headers: { 'if-none-match': `"x", ${answer.headers.get('etag')}` } })).status).toBe(304);
  });
});

describe('attacks', () => {
  test('codes are not guessed, ids are no codes, drafts are not there, and another county has nothing of it', async () => {
    const { row, one } = await publish();
    const draft = await county.act(async (act) => {
      const [other] = await createMany<Proposal>(act, proposal, [{ ...hidden, title: '还没有公开的' }]);
      return enterPublication(act, { proposal_id: other!.id, extent: 'full', title: '还没有公开的', matter: '密', answer: '密' });
    });
    await foundCounty(county.database.ownerPool, { slug: 'else', name: '别县', bodyName: '政协别县委员会', secondFactor: 'optional' });
    for (const path of [draft.code, draft.id, one.id, row.id, 'AAAAAAAAAA', '..%2f..', "' or 1=1", '%25', `${one.code}x`]) {
      expect([404, 400], path).toContain((await ask(`/p/test/${path}`)).status);
    }
    const unknown = await (await ask('/p/test/ZZZZZZZZZZ')).text();
    expect((await (await ask(`/p/test/${draft.code}`)).text()).replaceAll(draft.code, '')).toBe(unknown.replaceAll('ZZZZZZZZZZ', ''));
    expect((await ask(`/p/else/${one.code}`)).status).toBe(404);
    expect((await ask(`/p/nowhere/${one.code}`)).status).toBe(404);
    expect(await (await ask('/p/else/feed.json')).text()).not.toContain(one.code);
    for (const path of ['/publications', '/publications/standing', '/publications/data', '/publications/data/9-5.csv', `/publications/${one.id}`]) expect((await ask(path)).status, path).toBe(303);
    expect((await unit!.get('/publications/data/9-5.csv')).status).toBe(404);
  });
});

test('what is no longer agreed to is gone, whichever way the tick was changed', async () => {
  const { row, one } = await publish({ title: '关于修渠的提案' });
  const told = async () => (await Promise.all(['/p/test', '/p/test?q=修渠', '/p/test/feed.atom', `/p/test/${one.code}`].map(async (path) => (await ask(path)).text()))).filter((said) => said.includes('关于修渠的提案')).length;
  expect(await told()).toBe(4);
  await county.act((act) => amend(act, proposal, row, { public_ok: false }, { step: 'import', relation: 'maintainer' }));
  expect(await told()).toBe(0);
  expect((await ask(`/p/test/${one.code}`)).status).toBe(410);
});

const hidden = {
  state: 'replied', proposer_kind: 'member', proposer_name: '杨小河', term: 9, session: 3, time_class: 'session', submitted_on: '2025-01-10', disposition: 'filed', situation: '密', advice: '密', public_ok: true, reply: '密', replied_on: '2025-05-06', result: 'SOLVED',
} satisfies Partial<Proposal>;

describe('open data', () => {
  test('is not there until the plan opens it; then CSV and JSON say the same, by their schema', async () => {
    const { one } = await publish({ title: '=HYPERLINK("x")的提案', matter: '+1\n-2' }, { session: 2, rated_n: 5, category: '农业' });
    await publish({}, { session: 2, category: '农业' });
    const held = await county.act((act) => createMany<Proposal>(act, proposal, [{ ...hidden, session: 2, title: '不愿公开的案由', public_ok: false, category: '水利', lead_unit_id: county.here.unit, proposal_no: 77 }, { ...hidden, session: 2, title: '愿意公开，可打13910004321', proposal_no: 78 }, { ...hidden, session: 2, title: '单位不公开的案由', proposal_no: 79, lead_unit_id: county.here.unit }]));
    await county.act((act) => createMany(act, proposalAnswer, [{ proposal_id: held[2]!.id, unit_id: county.here.unit, role: 'lead', state: 'sent', year: 2025, body: '密', openness: 'asked', sent_on: '2025-05-06', round: 1 }]));
    expect((await ask('/p/test/data/9-2.csv')).status).toBe(404);
    expect((await office!.fetch('/publications/data/9-2.csv')).status).toBe(200);
    await set('publishing.data', 'published');
    const csv = Buffer.from(await (await ask('/p/test/data/9-2.csv')).arrayBuffer());
    expect(csv.subarray(0, 3).toString('hex')).toBe('efbbbf');
    const text = csv.toString('utf8').slice(1);
    expect(text.split('\r\n')[0]).toBe(dataColumns.map(({ label }) => label).join(','));
    expect(text).toContain(`"'=HYPERLINK(""x"")的提案"`);
    expect(text).toContain(`"'+1\n-2"`);
    expect(text).toContain('77,大会提案,水利,县水务局,,,,');
    expect(text).not.toMatch(/不愿公开的案由|愿意公开|杨小河|13910004321/);
    const data = await (await ask('/p/test/data/9-2.json')).json() as { items: { number: number; satisfaction: string | null; address: string | null; title: string | null }[]; summary: object };
    z.fromJSONSchema(await (await ask('/p/test/data/schema.json')).json() as typeof dataSchema as never).parse(data);
    expect(data.items).toHaveLength(5);
    expect(data.items[0]).toMatchObject({ address: expect.stringMatching(new RegExp(`/p/test/${one.code}$`)), satisfaction: '满意' });
    expect(data.items[1]).toMatchObject({ title: '关于修桥的提案', satisfaction: null }); // one rater is no aggregate
    expect(data.summary).toMatchObject({ filed: 5, published: 2, categories: [{ name: '农业', count: null }, { name: '水利', count: null }] });
    await set('publishing.data', 'consented');
    const consented = await (await ask('/p/test/data/9-2.csv')).text();
    expect(consented).toContain('愿意公开，可打〔电话号码略〕');
    expect(consented).not.toMatch(/不愿公开的案由|单位不公开的案由/);
    await set('publishing.data', 'none');
    for (const file of ['9-2.csv', '9-77.csv', '9-2.xml', '../x', '9-2.csv.json']) expect((await ask(`/p/test/data/${file}`)).status, file).toBe(404);
  });

  test('a long session is read in pieces, each proposal once and in order', async () => {
    await set('publishing.data', 'published');
    await county.act((act) => createMany<Proposal>(act, proposal, Array.from({ length: 450 }, (_, n) => ({ ...hidden, session: 7, title: `第${n}件`, public_ok: false, time_class: n % 3 === 0 ? 'ordinary' : 'session', proposal_no: n % 2 === 0 ? null : n + 1, disposition: n % 2 === 0 ? 'merged' : 'filed' }))));
    const { items } = await (await ask('/p/test/data/9-7.json')).json() as { items: { number: number | null; time_class: string }[] };
    expect(items).toHaveLength(450);
    const keys = items.map(({ number: no, time_class }) => `${time_class === '大会提案' ? 0 : 1} ${String(no ?? 99_999).padStart(6, '0')}`);
    expect(keys).toEqual(keys.toSorted());
  });
});

test('over random proposals: nothing without consent, no number of anybody, and nothing of what was withdrawn is in any public answer', { timeout: 300_000 }, async () => {
  await set('publishing.data', 'consented');
  const phones = ['13910004321', '139-1000-4321', '１５８０００１１１１１', '0855-5550123'];
  const ids = ['522601198501011234', '52260119850101123X'];
  const secretWord = (n: number) => `暗号${String.fromCharCode(0x4e00 + n * 37)}${String.fromCharCode(0x5e00 + n * 53)}`;
  const kinds = ['published', 'refused', 'withheld', 'withdrawn', 'taken back', 'draft'] as const;
  const samples = several(fc.record({ kind: fc.constantFrom(...kinds), phone: fc.constantFrom(...phones), identity: fc.constantFrom(...ids), place: fc.constantFrom('situation', 'advice', 'reply', 'title'), term: fc.constant(8) }), 40);
  const banned: string[] = [];
  for (const [n, { kind, phone, identity, place }] of samples.entries()) {
    const word = secretWord(n);
    const texts = { title: `关于${word}的提案`, situation: `${word}断了`, advice: `修${word}`, reply: `${word}已修好` };
    texts[place as 'title'] += `，${phone}，${identity}`;
    const { id } = (await county.act((act) => createMany<Proposal>(act, proposal, [{ ...hidden, ...texts, term: 8, session: 1, proposal_no: n + 1, public_ok: kind !== 'refused', lead_unit_id: county.here.unit, member_id: null, proposer_name: `县${word}协会`, proposer_kind: 'organisation' }])))[0]!;
    if (kind !== 'published') banned.push(...(kind === 'draft' ? [`${word}断了`, `${word}已修好`] : [word]));
    if (kind === 'refused') continue;
    const begun = await office!.send('/publications/standing', { id: [id], act: 'begin' });
    expect(begun.body, kind).toMatchObject({ done: 1 });
    const [one] = (await office!.json(`/publications?q=${encodeURIComponent(word)}`)).body.items;
    const path = `/publications/${one.id}`;
    if (kind === 'draft') continue;
    if (kind === 'withheld') {
      expect((await unit!.send(`${path}/unit-refusal`, { ground: 'privacy', cleared_by: '陆小川' })).status).toBe(200);
      continue;
    }
    await unit!.send('/publications/standing', { id: [id], act: 'clear' });
    expect((await second!.send('/publications/standing', { id: [id], act: 'publish' })).body).toMatchObject({ done: 1 });
    if (kind === 'withdrawn') expect((await office!.send(`${path}/withdrawal`, { ground: 'privacy', reason: word })).status).toBe(200);
    if (kind === 'taken back') expect((await office!.send(`/proposals/${id}/publicity-refusal`, { public_why: word })).status).toBe(200);
  }
  await indexPending(county.house, county.id);
  const { rows: codes } = await reading(county.house, county.cast.office, (look) => sql<{ code: string; state: string }>`select code, state from publications where county_id = ${county.id} and term = 8`.execute(look.db));
  expect(codes.length).toBeGreaterThan(20);
  const searched = samples.flatMap((_, n) => [`/p/test?q=${encodeURIComponent(secretWord(n).slice(0, 3))}`, `/api/v1/p/test?q=${encodeURIComponent(secretWord(n).slice(2))}`]);
  const addresses = ['/p/test', '/p/test?page=2', '/p/test?page=3', '/api/v1/p/test?session=8-1', '/p/test/feed.atom', '/p/test/feed.json', '/p/test/data', '/p/test/data/8-1.csv', '/p/test/data/8-1.json', ...codes.flatMap(({ code }) => [`/p/test/${code}`, `/api/v1/p/test/${code}`])];
  const number = /(?<!\d)1[3-9][\d０-９ -]{9,11}(?!\d)|１[３-９]|0855-\d{7}|\d{17}[\dXx]/u;
  for (const address of addresses) {
    const said = await saidBy(await ask(address));
    expect(banned.filter((word) => said.includes(word)), address).toEqual([]);
    expect(said.replaceAll(/urn:\S+|\d{4}-\d{2}-\d{2}/gu, '').match(number)?.[0], address).toBeUndefined();
  }
  for (const address of searched) {
    const said = await saidBy(await ask(address)); // the page repeats what was typed, so more than the word is looked for
    expect(banned.filter((word) => said.includes(`关于${word}`) || said.includes(`${word}断了`)), address).toEqual([]);
  }
  for (const { code, state } of codes) expect((await ask(`/p/test/${code}`)).status, state).toBe(state === 'published' ? 200 : state === 'withdrawn' ? 410 : 404);
  expect(samples.filter(({ kind }) => kind === 'published').length).toBeGreaterThan(2);
});
