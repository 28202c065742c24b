import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { enterOne } from '#duties/opinions/ledger/actions.ts';
import type { LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { boxesOf, COLUMNS } from '#duties/opinions/releases/pictures.ts';
import { release, releaseFields } from '#duties/opinions/releases/record.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { saidBy } from '../../../../test/leaks.ts';
import { faultsOfPath, matrix } from '../../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../../test/relations.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

let county: TestCounty;
let worker: Visitor;
let director: Visitor;
let auditor: Visitor;
let passer: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  const as = siteOf(county, slices);
  worker = await as({ role: 'worker', committee: county.here.committee });
  director = await as({ role: 'director', committee: county.here.committee });
  auditor = await as({ role: 'auditor' });
  passer = await as({ role: 'unit_clerk', unit: county.there.unit });
});
afterAll(() => county?.drop());

const answered = (more: Partial<LedgerEntry> = {}): Promise<LedgerEntry> =>
  county.act((act) => enterOne(act, {
    committee_id: county.here.committee, received_on: '2025-05-06', matter: '村民杨秀英家门口（3组12号）的路灯坏了，可打15800001111', reporter: '欧阳雪莲', phone: '13910004321',
    outcome: 'answered', outcome_text: '供电所已修好', answered_on: '2025-05-09', ...more,
  }, {}));

const inPublic = async () => (await passer.json('/r/test/released')).body.items;
const text = { title: '路灯坏了', matter: '村民家门口的路灯坏了', answer: '供电所已修好' };
const begin = async (entry: LedgerEntry) => (await worker.send('/releases', { entry_id: entry.id, ...text })).body.id as string;

test('who may do what in which state', () => {
  expect(faultsOfPath(release)).toEqual([]);
  const { cast: people } = county;
  expect(matrix(release, {
    'written by the worker': { committee_id: county.here.committee, author_id: people.worker.personId, title: '路灯' }, 'of another committee': { committee_id: county.there.committee, title: '路灯' },
  }, people)).toMatchSnapshot();
});

test('relations mean the same in memory and in SQL', () =>
  expectRelationsAgree(county.house, release, releaseFields, { actors: county.cast, columns: { committee_id: [county.here.committee, county.there.committee], author_id: [county.cast.worker.personId, county.cast.office.personId, null] } }));

test('a draft begins without what was found; nothing of it is public until a second person has read it', async () => {
  const entry = await answered();
  const form = (await worker.get(`/releases/new?entry=${entry.id}`)).text;
  expect(form).toContain('村民杨某家门口（3组〔门牌号略〕）的路灯坏了，可打〔电话号码略〕');
  expect(form).not.toMatch(/欧阳雪莲|13910004321|15800001111|杨秀英/);
  const path = `/releases/${await begin(entry)}`;
  await worker.send(`${path}/submission`, {});
  expect(await worker.send(`${path}/publication`, {})).toMatchObject({ status: 403, body: { detail: expect.stringContaining('拟稿人以外') } });
  expect(await inPublic()).toEqual([]);
  expect((await director.send(`${path}/publication`, {})).body).toMatchObject({ state: 'published', published_on: expect.any(String) });
  expect(await inPublic()).toMatchObject([{ title: '路灯坏了', place: '白石镇', matter: '村民家门口的路灯坏了', answer: '供电所已修好' }]);
  const page = await saidBy(await passer.fetch(`/r/test/released/${path.split('/').at(-1)}`));
  expect(page).toContain('供电所已修好');
  expect(page).not.toMatch(new RegExp(`欧阳雪莲|13910004321|${entry.id}`));
  await director.send(`${path}/withdrawal`, { reason: '家属要求' });
  expect(await inPublic()).toEqual([]);
  expect((await passer.json(`/r/test/released/${path.split('/').at(-1)}`)).status).toBe(404);
});

test('whoever corrects it becomes its author: no second hand, no publication', async () => {
  const path = `/releases/${await begin(await answered())}`;
  await director.send(path, { answer: '供电所当天已修好' }, 'PATCH');
  await worker.send(`${path}/submission`, {});
  expect((await director.send(`${path}/publication`, {})).status).toBe(403);
  expect((await worker.send(`${path}/publication`, {})).status).toBe(200);
});

test.each([
  [{ matter: '请打13910004321' }, 'matter', '电话号码'],
  [{ answer: '证件522601198501011234已登记' }, 'answer', '身份证号'],
  [{ title: '欧阳雪莲反映路灯' }, 'title', '姓名'],
])('%o is given back at its field', async (words: object, field, kind) => {
  const entry = await answered();
  expect(await worker.send('/releases', { entry_id: entry.id, ...text, ...words })).toMatchObject({ status: 422, body: { fields: { [field]: expect.stringContaining(kind) } } });
});

test('what only may name somebody is marked for the second reader', async () => {
  const entry = await answered();
  const { body } = await worker.send('/releases', { entry_id: entry.id, ...text, matter: '村民杨秀英，住和平路15号。' });
  const page = (await director.get(`/releases/${body.id}`)).text;
  expect(page.match(/<mark[^>]*>[^<]*<\/mark>/gu)).toEqual(['<mark title="可能是姓名">杨秀英</mark>', '<mark title="可能是门牌号">15号</mark>']);
});

test('a grievance about a unit, and what has no answer, is not made public', async () => {
  const sentence = async (more: Partial<LedgerEntry>) => (await worker.send('/releases', { entry_id: (await answered(more)).id, ...text })).body.fields?.entry_id;
  expect(await sentence({ about_unit_id: county.here.unit })).toContain('反映单位或干部的事项不公开');
  expect(await sentence({ outcome: null, outcome_text: null, answered_on: null })).toContain('还没有答复');
  expect((await worker.send('/releases', { entry_id: crypto.randomUUID(), ...text })).status).toBe(404);
  const entry = await answered();
  await begin(entry);
  expect((await worker.send('/releases', { entry_id: entry.id, ...text })).body.fields.entry_id).toContain('已经有公开稿');
});

const white = () => sharp({ create: { width: 320, height: 240, channels: 3, background: '#ffffff' } }).png().toBuffer();
const pixel = async (bytes: ArrayBuffer, left: number, top: number) => [...(await sharp(Buffer.from(bytes)).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer())];

test('a picture is covered on the server: black where ticked, the first one untouched and with the entry alone', async () => {
  const entry = await answered();
  await worker.upload(`/ledger/${entry.id}/attachments`, [{ name: '欧阳雪莲家.png', bytes: new Uint8Array(await white()) }]);
  const [picture] = (await worker.json(`/ledger/${entry.id}`)).body.attachments;
  const path = `/releases/${await begin(entry)}`;
  expect((await worker.get(`${path}/pictures/${picture.id}`)).text).toContain('name="cell"');
  expect((await worker.submit(`${path}/pictures/${picture.id}`, {})).status).toBe(422);
  expect((await auditor.get(`${path}/pictures/${picture.id}`)).status).toBe(403);
  expect((await worker.submit(`${path}/pictures/${picture.id}`, { cell: '0' })).status).toBe(303); // the upper left of 16 × 12
  const [covered] = (await worker.json(path)).body.attachments;
  expect(covered.name).toBe('遮盖后的图片.png');
  const bytes = await (await worker.fetch(`${covered.href}?view=1`)).arrayBuffer();
  expect([await pixel(bytes, 0, 0), await pixel(bytes, 19, 19), await pixel(bytes, 20, 0), await pixel(bytes, 0, 20)]).toEqual([[0, 0, 0], [0, 0, 0], [255, 255, 255], [255, 255, 255]]);
  expect(await pixel(await (await worker.fetch(`${picture.href}?view=1`)).arrayBuffer(), 0, 0)).toEqual([255, 255, 255]);
  await worker.send(`${path}/submission`, {});
  expect((await worker.submit(`${path}/pictures/${picture.id}`, { cell: '1' })).status).toBe(403);
  expect((await worker.upload(`${path}/attachments`, [{ name: '后加.png', bytes: new Uint8Array(await white()) }])).status).toBe(403);
  await director.send(`${path}/publication`, {});
  const id = path.split('/').at(-1);
  const { pictures } = (await passer.json(`/r/test/released/${id}`)).body;
  expect(pictures).toEqual([`/r/test/released/${id}/pictures/${covered.id}`]);
  expect(await pixel(await (await passer.fetch(pictures[0])).arrayBuffer(), 0, 0)).toEqual([0, 0, 0]);
  expect((await passer.fetch(`/r/test/released/${id}/pictures/${picture.id}`)).status).toBe(404);
});

test('ticked cells side by side are one box', () => {
  expect(boxesOf(['0', '1', '1', '3', String(COLUMNS), 'x', '9999'])).toEqual([
    { left: 0, top: 0, width: 2 / 16, height: 1 / 12 }, { left: 3 / 16, top: 0, width: 1 / 16, height: 1 / 12 }, { left: 0, top: 1 / 12, width: 1 / 16, height: 1 / 12 },
  ]);
});
