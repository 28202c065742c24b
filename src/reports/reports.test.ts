import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Hono } from 'hono';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claim } from '#platform/figures/claim.ts';
import { ratio } from '#platform/figures/figure.ts';
import { knownCounties } from '#platform/http/counties.ts';
import { newSite, openSite } from '#platform/http/site.tsx';
import type { Role } from '#platform/identity/actor.ts';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { identitySlice } from '#platform/identity/slice.ts';
import { source } from '#platform/records/source.ts';
import { createMany } from '#platform/records/write.ts';
import { figures as inspectionFigures } from '#duties/inspections/facts.ts';
import { inspection } from '#duties/inspections/record.ts';
import { attendingSlice } from '#duties/attending/slice.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { committee } from '#institutions/committees/record.ts';
import { member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { figuresSlice } from '#reports/figures/slice.ts';
import { overridesSlice } from '#reports/overrides/slice.ts';
import { speechSlice } from '#reports/speech/slice.ts';
import { templatesSlice } from '#reports/templates/slice.ts';
import { testCounty, type TestCounty } from '../../test/county.ts';

const everyCommittee = claim({
  name: 'everywhere_inspected',
  sentence: '各联络委都开展了调研视察',
  definition: '已设立的每个联络委在期间内至少有一次已开展的调研视察。',
  async examine(reading, scope) {
    const { rows } = await sql<{ place: string; held: boolean }>`
      select c.place, exists (
        select from ${source(reading, 'inspections', 'i')} where i.county_id = c.county_id and i.committee_id = c.id
          and i.state in ('held', 'closed') and i.held_on between ${scope.from}::date and ${scope.to}::date) as held
      from ${source(reading, 'committees', 'c')} where c.county_id = ${reading.county} order by c.place`.execute(reading.db);
    return { examined: rows.length, counterExamples: rows.filter(({ held }) => !held).map(({ place }) => ({ label: place, why: '没有调研视察记录' })) };
  },
  otherwise: ({ examined, counterExamples }) => `${examined}个联络委中${examined - counterExamples.length}个开展了调研视察`,
  none: (examined) => `${examined}个联络委均未开展调研视察`,
});
const jointRate = ratio({ name: 'joint_rate', label: '联动率', definition: '联动调研占调研视察的比例。', numerator: 'inspections_joint', denominator: 'inspections_held', decimals: 2, convention: '按次数计' });
const declared = { figures: inspectionFigures, ratios: [jointRate], claims: [everyCommittee] };

let county: TestCounty;
let app: Hono;
const assets = mkdtempSync(join(tmpdir(), 'lxq-assets-'));
const period = 'from=2025-01-01&to=2025-12-31';
const body = '一、调研\n共开展调研视察{调研视察活动}次，其中联动{联动调研}次，联动率{joint_rate}，{everywhere_inspected}。';

beforeAll(async () => {
  const reports = [figuresSlice, speechSlice, templatesSlice, overridesSlice].map((slice) => slice(declared));
  county = await testCounty([{ records: [committee, person, member] }, parametersSlice, attendingSlice, inspectionsSlice, ...reports]);
  writeFileSync(join(assets, 'manifest.json'), '{}');
  const site = newSite();
  for (const slice of [identitySlice, attendingSlice, inspectionsSlice, ...reports]) slice.mount?.(site);
  app = openSite(site, { house: county.house, counties: knownCounties(county.house), menu: { groups: () => [], tabs: () => [] }, assets });
  await inspect(3, { joint: true });
});
afterAll(async () => {
  await county.drop();
  rmSync(assets, { recursive: true });
});

const inspect = (many: number, more: object = {}) => county.act((act) => createMany(act, inspection, Array.from({ length: many }, () => ({
  state: 'held', committee_id: county.here.committee, topic: '饮水', held_on: '2025-03-03', ...more,
}))));

let clerks = 0;
/** Signs in; answers a way to ask, with the cookie and the proof that forms carry. */
async function signIn(role: Role, committee?: string) {
  const login = `clerk${++clerks}`;
  const personId = await settle(county.database.ownerPool, county.id, `王小梅${clerks}`, { posts: [{ role, committee }] });
  await withAccount(county.house, county.id, personId, login);
  const entered = await app.request('/login', { method: 'POST', body: new URLSearchParams({ county: 'test', login, password: goodPassword + login }) });
  const cookie = entered.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  const get = (path: string) => app.request(path, { headers: { cookie } });
  const send = async (path: string, fields: Record<string, string>, from = '/figures') => {
    const csrf = /name="csrf" value="([^"]+)"/.exec(await (await get(from)).text())?.[1] ?? '';
    return app.request(path, { method: 'POST', headers: { cookie }, body: new URLSearchParams({ csrf, ...fields }) });
  };
  return { get, send, text: async (path: string) => (await get(path)).text(), json: async (path: string) => (await (await get(`/api/v1${path}`)).json()) as Answered };
}
interface Item {
  id: string;
  name: string;
  body: string;
  version: number;
  state: string;
}

/** The parts of the JSON answers that these tests read. */
interface Answered {
  figures: { name: string; list: string; value: number }[];
  ratios: { name: string; value: number | null; printed: string }[];
  items: [Item, ...Item[]];
  total: number;
  committee?: string;
  docx: string;
  as_of: string;
}
const office = () => signIn('county_office');
async function sha256(response: Response): Promise<string> {
  expect(response.status).toBe(200);
  return createHash('sha256').update(new Uint8Array(await response.arrayBuffer())).digest('hex');
}
const words = async (response: Response) => {
  const xml = strFromU8(unzipSync(new Uint8Array(await response.arrayBuffer()))['word/document.xml']!);
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map((match) => match[1]).join('');
};

describe('figures and claims', () => {
  test('the list that a figure opens is as long as the figure, also after more was entered', async () => {
    const clerk = await office();
    const before = await clerk.json(`/figures?${period}`);
    await inspect(2);
    for (const figure of before.figures) expect((await clerk.json(figure.list)).total, figure.name).toBe(figure.value);
    const after = await clerk.json(`/figures?${period}`);
    expect(after.figures.find((figure) => figure.name === 'inspections_held')!.value)
      .toBe(before.figures.find((figure) => figure.name === 'inspections_held')!.value + 2);
  });

  test('a share shows numerator, denominator and convention', async () => {
    const clerk = await office();
    const { ratios, figures } = await clerk.json(`/figures?${period}`);
    const [joint, held] = ['inspections_joint', 'inspections_held'].map((name) => figures.find((figure) => figure.name === name)!.value);
    expect(ratios).toMatchObject([{ numerator: joint, denominator: held, convention: '按次数计' }]);
    expect(await clerk.text(`/figures/joint_rate?${period}`)).toContain('按次数计');
  });

  test('a refused claim shows its counter-examples', async () => {
    const clerk = await office();
    expect(await clerk.json(`/claims/everywhere_inspected?${period}`)).toMatchObject({ verdict: 'refused', examined: 2, counter_examples: [{ label: '小河乡', why: '没有调研视察记录' }] });
    const page = await clerk.text(`/claims/everywhere_inspected?${period}`);
    for (const word of ['不成立', '小河乡', '按人工确认的写法写入']) expect(page).toContain(word);
  });

  test('those who work for a committee see its own numbers, others none', async () => {
    const worker = await signIn('worker', county.there.committee);
    const { figures, committee } = await worker.json(`/figures?${period}`);
    expect(committee).toBe(county.there.committee);
    expect(figures[0]!.value).toBe(0);
    expect((await worker.get(`/figures?${period}&committee=${county.here.committee}`)).status).toBe(403);
    expect((await worker.get('/speech')).status).toBe(403);
    expect((await (await signIn('unit_clerk')).get('/figures')).status).toBe(403);
  });

  test.each([
    ['/figures?from=2025-02-30', 400], ['/figures?from=2025-12-31&to=2025-01-01', 400], ['/figures?asof=soon', 400], ['/figures?asof=2190-01-01T00:00:00Z', 422],
    ['/figures?committee=1', 400], ['/figures?committee=0198c000-0000-7000-8000-000000000001', 404], ['/figures/nothing', 404], ['/claims/nothing', 404],
    ['/speech?template=1', 404], ['/speech?template=0198c000-0000-7000-8000-000000000001', 404], ['/speech?version=x', 400], ['/speech.docx?asof=2190-01-01', 422],
    ['/speeches/0198c000-0000-7000-8000-000000000001/paper.docx', 404], ['/speech?kind=poem', 404],
  ])('%s is answered %i with a sentence', async (path, status) => {
    const answer = await (await office()).get(path);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(/请|没有/);
  });
});

describe('the speech', () => {
  test('every figure and claim is a link; a refused claim is worded as what is true', async () => {
    const clerk = await office();
    await clerk.send('/speech-templates', { kind: 'speech', name: '调研', title: '关于{县名}调研的汇报', body });
    const page = await clerk.text(`/speech?${period}`);
    expect(page).toMatch(/共开展调研视察<a href="\/inspections\?figure=inspections_held[^"]+"[^>]*>\d+<\/a>次/);
    expect(page).toMatch(/<a href="\/claims\/everywhere_inspected[^"]+"[^>]*>2个联络委中1个开展了调研视察<\/a>/);
    expect(page).toContain('关于云岭自治县调研的汇报');
    expect(page).toMatch(/第1版/);
  });

  test('the file is the same whenever it is made of the same moment, and another of another', async () => {
    const clerk = await office();
    const { docx, as_of } = await clerk.json(`/speech?${period}`);
    const first = await sha256(await clerk.get(docx));
    await inspect(1, { committee_id: county.there.committee });
    expect(await sha256(await clerk.get(docx))).toBe(first);
    const now = await clerk.json(`/speech?${period}`);
    expect(now.as_of > as_of).toBe(true);
    expect(await sha256(await clerk.get(now.docx))).not.toBe(first);
    expect(await words(await clerk.get(now.docx))).toContain('各联络委都开展了调研视察');
    expect(await words(await clerk.get(docx))).toContain('2个联络委中1个开展了调研视察');
  });

  test('an earlier version of the wording can be used again', async () => {
    const clerk = await office();
    const { items: [row] } = await clerk.json('/speech-templates');
    const changed = await clerk.send(`/speech-templates/${row.id}`, { kind: 'speech', name: row.name, title: '新的标题', body, version: String(row.version) });
    expect(changed.status).toBe(303);
    expect(await clerk.text(`/speech?template=${row.id}`)).toContain('新的标题');
    expect(await clerk.text(`/speech?template=${row.id}&version=${row.version}`)).toContain('关于云岭自治县调研的汇报');
  });

  test('a template that cannot be read is refused at its field and nothing is saved', async () => {
    const clerk = await office();
    const { total } = await clerk.json('/speech-templates');
    for (const [wrong, sentence] of [['共{没有的数字}条', '没有“{没有的数字}”'], ['共{', '读不懂'], ['{everywhere_inspected|余}', '没有“余”这种写法']]) {
      const answer = await clerk.send('/speech-templates', { kind: 'speech', name: '坏', title: '坏', body: `第一行\n${wrong}` });
      expect(answer.status).toBe(422);
      expect((await answer.text()).replaceAll('&quot;', '"')).toMatch(new RegExp(`第2行：[^<]*${sentence}`));
    }
    expect((await clerk.json('/speech-templates')).total).toBe(total);
  });

  test('a wording that somebody answers for stands in the speech with its reason, until it is withdrawn', async () => {
    const clerk = await office();
    const scope = 'from=2024-01-01&to=2024-12-31';
    expect(await clerk.text(`/speech?${scope}`)).toContain('2个联络委均未开展调研视察');
    const fields = { claim: 'everywhere_inspected', wording: '各联络委均以走访形式开展调研', grounds: '2024年尚未建档', from_on: '2024-01-01', until_on: '2024-12-31' };
    expect((await clerk.send('/claim-overrides', { ...fields, claim: 'nothing' })).status).toBe(422);
    expect((await clerk.send('/claim-overrides', { ...fields, grounds: '' })).status).toBe(422);
    expect((await clerk.send('/claim-overrides', fields)).status).toBe(303);
    const page = await clerk.text(`/speech?${scope}`);
    expect(page).toContain('<mark class="official-answered">各联络委均以走访形式开展调研</mark>');
    expect(page).toContain('2024年尚未建档');
    expect(await clerk.text(`/speech?${period}`)).not.toContain('以走访形式');
    const { items: [row] } = await clerk.json('/claim-overrides');
    await clerk.send(`/claim-overrides/${row.id}/withdrawal`, { reason: '已补录', version: '1' });
    expect(await clerk.text(`/speech?${scope}`)).not.toContain('以走访形式');
  });

  test('a moment of the last seconds waits for the act that belongs before it', async () => {
    const clerk = await office();
    const held = async (query: string) => (await clerk.json(`/figures?${period}${query}`)).figures.find((figure) => figure.name === 'inspections_held')!.value;
    const before = await held('');
    const slow = county.act(async (act) => {
      await createMany(act, inspection, [{ state: 'held', committee_id: county.here.committee, topic: '慢', held_on: '2025-04-01' }]);
      await new Promise((wake) => setTimeout(wake, 700));
    });
    await new Promise((wake) => setTimeout(wake, 350));
    const moment = new Date().toISOString();
    expect(await held(`&asof=${moment}`)).toBe(before + 1);
    await slow;
    await inspect(1);
    expect(await held(`&asof=${moment}`)).toBe(before + 1);
  });
});
