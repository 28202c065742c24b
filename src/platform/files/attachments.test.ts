import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { settingsSlice } from '#institutions/settings/slice.ts';
import { setting, type Setting } from '#institutions/settings/record.ts';
import { attachmentsOf } from '#platform/files/attachments.ts';
import { fileLimits } from '#platform/files/limits.ts';
import { folderStore } from '#platform/files/store.ts';
import { verifyFiles } from '#platform/files/verify.ts';
import { reading } from '#platform/records/act.ts';
import { create } from '#platform/records/write.ts';
import { mount as mountJournal } from '#platform/journal/routes.tsx';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import * as made from '../../../test/files.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

let county: TestCounty;
let office: Visitor;
let worker: Visitor;
let leader: Visitor;
let auditor: Visitor;
let decision: string;
const folder = mkdtempSync(join(tmpdir(), 'files-'));

const slices = [settingsSlice, opinionsSlice, { mount: mountJournal }];

beforeAll(async () => {
  county = await testCounty(slices);
  county.house.files = folderStore(folder); // its own, to be looked into
  const visitor = siteOf(county, slices);
  office = await visitor({ role: 'county_office' });
  worker = await visitor({ role: 'worker', committee: county.here.committee });
  leader = await visitor({ role: 'leader' });
  auditor = await visitor({ role: 'auditor' });
  decision = `/settings/${await newSetting()}`;
});
afterAll(async () => {
  await county.drop();
  rmSync(folder, { recursive: true });
});

const newSetting = async (): Promise<string> =>
  (await county.act((act) => create<Setting>(act, setting, { title: '关于设置联络委的请示', committee_ids: [county.here.committee] }))).id;

/** What lies in the store for this county, by hash. */
const stored = (): string[] => {
  const own = join(folder, county.id);
  return readdirSync(own).flatMap((first) => readdirSync(join(own, first)).map((rest) => first + rest));
};
const placeOf = (hash: string) => join(folder, county.id, hash.slice(0, 2), hash.slice(2));
const arrivals = () => readdirSync(join(folder, 'incoming'));

describe('attaching', () => {
  test('several at once, in any state, and the journal proves which they were', async () => {
    const id = await newSetting();
    const { status, body } = await office.upload(`/settings/${id}/attachments`, [{ name: '请示.pdf', bytes: made.pdf('one') }, { name: '会议照片.png', bytes: await made.png() }]);
    expect(status).toBe(201);
    expect(body.items.map(({ name, kind }: { name: string; kind: string }) => [name, kind])).toEqual([['请示.pdf', 'pdf'], ['会议照片.png', 'png']]);
    const journal = await office.json(`/journal?id=${id}`);
    expect(journal.body.items.filter(({ step }: { step: string }) => step === 'attach').map(({ after }: { after: object }) => after)).toEqual(
      body.items.toReversed().map(({ name, bytes, sha256 }: Record<string, unknown>) => expect.objectContaining({ file_name: name, file_bytes: String(bytes), sha256 })));
    const page = await office.get(`/settings/${id}`);
    expect(page.text).toContain('添加附件：请示.pdf');
    expect((await office.json(`/settings/${id}`)).body.version).toBe(1);
  });

  test('what was attached comes back byte for byte, and nothing of it can run', async () => {
    const content = made.pdf('byte for byte');
    const { body } = await office.upload(`${decision}/attachments`, [{ name: "通知 ('a').pdf", bytes: content }]);
    const { href } = body.items.at(-1);
    for (const address of [href, `/api/v1${href}`, `${href}?view=1`]) {
      const answer = await leader.fetch(address);
      expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'application/pdf', 'content-length': String(content.length), 'x-content-type-options': 'nosniff', 'cache-control': 'no-store, private',
        'content-security-policy': "default-src 'none'; sandbox", 'content-disposition': "attachment; filename*=UTF-8''%E9%80%9A%E7%9F%A5%20%28%27a%27%29.pdf",
      });
    }
  });

  test('a photo is upright, bounded, and tells nothing of its place, its device or what was hung on to it', async () => {
    const photo = Buffer.concat([await made.photo(4_000, 1_000), made.zipOf('hidden.txt', 'HIDDEN'), Buffer.from('<script>alert(1)</script>')]);
    expect(photo.includes(made.PLACE)).toBe(true);
    const { body } = await office.upload(`${decision}/attachments`, [{ name: '现场.exe', bytes: photo }]);
    const { name, href, sha256 } = body.items.at(-1);
    expect(name).toBe('现场.exe.jpg');
    const kept = Buffer.from(await (await office.fetch(`${href}?view=1`)).arrayBuffer());
    for (const trace of [made.PLACE, 'MARK-OF-THE-PHONE', 'Exif', 'HIDDEN', '<script>', 'PK\x03\x04']) expect(kept.includes(trace), trace).toBe(false);
    expect(await sharp(kept).metadata()).toMatchObject({ format: 'jpeg', width: 640, height: fileLimits.imageEdge });
    expect((await office.fetch(`${href}?view=1`)).headers.get('content-disposition')).toMatch(/^inline;/);
    expect(readFileSync(placeOf(sha256)).equals(kept)).toBe(true);
  });

  test('the same content is kept once; names are its own', async () => {
    const before = stored().length;
    const files = [{ name: '一.txt', bytes: Buffer.from('同样的内容') }, { name: '二.txt', bytes: Buffer.from('同样的内容') }];
    const { body } = await office.upload(`${decision}/attachments`, files);
    expect(new Set(body.items.slice(-2).map(({ sha256 }: { sha256: string }) => sha256)).size).toBe(1);
    expect(stored().length).toBe(before + 1);
  });

  test('a repeated request attaches nothing again and answers the same', async () => {
    const id = await newSetting();
    const send = () => office.upload(`/settings/${id}/attachments`, [{ name: '一.pdf', bytes: made.pdf('again') }], { request_id: 'attach-once-0001' });
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
    expect(second.body.items).toHaveLength(1);
  });

  test.each([
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\me\\请示.pdf', '请示.pdf'],
    ['a\u0000b\r\nSet-Cookie: x=1.pdf', 'abSet-Cookie: x=1.pdf'],
    ['报告\u202Efdp.exe', '报告fdp.exe.pdf'],
    ['..', '未命名文件.pdf'],
    [`${'长'.repeat(200)}.pdf`, `${'长'.repeat(116)}.pdf`],
    ['阿卜杜拉·买买提.PDF', '阿卜杜拉·买买提.PDF'],
  ])('the name %j becomes %j', async (sent, kept) => {
    const id = await newSetting();
    const { body } = await office.upload(`/settings/${id}/attachments`, [{ name: sent, bytes: made.pdf() }]);
    expect(body.items[0].name).toBe(kept);
    expect((await office.fetch(body.items[0].href)).status).toBe(200);
  });
});

describe('refused with a sentence, all or nothing', () => {
  const good = { name: '好的.pdf', bytes: made.pdf('good') };
  test.each<[string, () => Promise<{ name: string; bytes: Uint8Array }[]>, number, string]>([
    ['no file', async () => [], 422, '还没有选择文件'],
    ['an empty one', async () => [good, { name: '空.pdf', bytes: Buffer.alloc(0) }], 422, '是空的'],
    ['a web page called PDF', async () => [good, { name: 'a.pdf', bytes: Buffer.from('<html>') }], 422, '网页'],
    ['SVG', async () => [good, { name: 'a.svg', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') }], 422, '矢量图'],
    ['a broken photo', async () => [good, { name: 'a.jpg', bytes: (await made.photo()).subarray(0, 300) }], 422, '损坏'],
    ['a photo of too many pixels', async () => [good, { name: 'a.png', bytes: await made.png(9_000, 8_000) }], 422, '像素'],
    ['one too large', async () => [good, { name: '大.txt', bytes: Buffer.alloc(fileLimits.bytes + 1, 'a') }], 422, '20 MB'],
    ['too many at once', async () => Array.from({ length: fileLimits.atOnce + 1 }, () => good), 422, '一次最多 10 个'],
    ['too much at once', async () => Array.from({ length: 4 }, () => ({ name: '大.txt', bytes: Buffer.alloc(17 * 1024 * 1024, 'a') })), 413, '64兆'],
  ])('%s', async (_what, files, status, sentence) => {
    const id = await newSetting();
    const before = stored();
    const answer = await office.upload(`/settings/${id}/attachments`, await files());
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toContain(sentence);
    expect((await office.json(`/settings/${id}`)).body.attachments).toEqual([]);
    expect(stored()).toEqual(before);
    expect(arrivals()).toEqual([]);
  });

  test('one more than a record holds, until one is withdrawn', async () => {
    const id = await newSetting();
    const some = (n: number) => Array.from({ length: n }, (_, place) => ({ name: `${place}.txt`, bytes: Buffer.from(`第${place}份`) }));
    for (const n of [10, 10, 10]) expect((await office.upload(`/settings/${id}/attachments`, some(n))).status).toBe(201);
    const full = await office.upload(`/settings/${id}/attachments`, some(1));
    expect([full.status, JSON.stringify(full.body)]).toEqual([422, expect.stringContaining('最多 30 份')]);
    const [first] = (await office.json(`/settings/${id}`)).body.attachments;
    await office.send(`${first.href}/withdrawal`, { reason: '传错了' });
    expect((await office.upload(`/settings/${id}/attachments`, some(1))).status).toBe(201);
  });

  test('a form that is none, is cut off, or is not ours', async () => {
    const post = (type: string, body: string) => office.fetch(`${decision}/attachments`, { method: 'POST', headers: { 'content-type': type, accept: 'application/json' }, body });
    expect((await post('application/json', '{}')).status).toBe(415);
    expect((await post('multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n%PDF-1.4')).status).toBe(400);
    expect((await post('multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\ntext\r\n--x--\r\n')).status).toBe(403);
    expect(arrivals()).toEqual([]);
  });

  test('on the page the sentence stands at the field, and the form is open', async () => {
    const answer = await office.fetch(`${decision}/attachments`, { method: 'POST', body: await formOf(office, [{ name: 'a.svg', content: '<svg/>' }]) });
    const text = await answer.text();
    expect([answer.status, text.includes('attachment-add attachment-act" open="" id="problems"')]).toEqual([422, true]);
    expect(text).toMatch(/“a.svg”：这个文件里是网页或矢量图代码/);
  });
});

/** A form as the page sends it, with the proof that the page carries. */
async function formOf(visitor: Visitor, files: readonly { name: string; content: string }[]): Promise<FormData> {
  const page = await visitor.get(decision);
  const form = new FormData();
  form.set('csrf', /name="csrf" value="([^"]+)"/.exec(page.text)![1]!);
  for (const { name, content } of files) form.append('files', new File([content], name));
  return form;
}

describe('withdrawing', () => {
  test('needs a reason; then it is shown no more, but row, content and journal stay', async () => {
    const id = await newSetting();
    const { body } = await office.upload(`/settings/${id}/attachments`, [{ name: '旧稿.pdf', bytes: made.pdf('old') }]);
    const { href, sha256 } = body.items[0];
    expect((await office.send(`${href}/withdrawal`, {})).status).toBe(422);
    expect((await office.send(`${href}/withdrawal`, { reason: '传错了一份' })).body.items).toEqual([]);
    expect((await office.fetch(href)).status).toBe(404);
    expect((await office.send(`${href}/withdrawal`, { reason: '再来一次' })).status).toBe(404);
    expect(stored()).toContain(sha256);
    expect((await office.get(`/settings/${id}`)).text).toContain('理由：传错了一份');
    expect((await leader.get(`/settings/${id}`)).text).not.toContain('旧稿.pdf</s>');
  });

  test('the program itself can change nothing of what was attached', async () => {
    await office.upload(`${decision}/attachments`, [{ name: '原件.pdf', bytes: made.pdf('original') }]);
    const change = (statement: string) => county.act((act) => sql.raw(statement).execute(act.db));
    await expect(change(`update attachments set hash = repeat('0', 64)`)).rejects.toThrow('permission denied');
    await expect(change('delete from attachments')).rejects.toThrow('permission denied');
  });
});

describe('a record that may name a citizen', () => {
  let entry: string;
  beforeAll(async () => {
    const row = await county.act((act) => create<LedgerEntry>(act, ledgerEntry, { committee_id: county.here.committee, matter: '路灯不亮', received_on: '2025-03-01', reporter: '张三', number: 1 }));
    entry = `/ledger/${row.id}`;
    await worker.upload(`${entry}/attachments`, [{ name: '张三身份证.png', bytes: await made.png() }]);
  });

  test('only those privy open its files; others learn that there are some, and not their names', async () => {
    const { href } = (await worker.json(entry)).body.attachments[0];
    expect((await worker.fetch(href)).status).toBe(200);
    expect((await auditor.fetch(href)).status).toBe(403);
    expect((await auditor.json(entry)).body.attachments).toEqual([]);
    const page = await auditor.get(entry);
    expect(page.text).toContain('共 1 份。附件可能涉及群众个人信息');
    expect(page.text).not.toContain('身份证');
    expect((await leader.fetch(href)).status).toBe(404);
  });

  test('its journal holds the hash, not the name', async () => {
    const { body } = await auditor.json('/journal?record=ledger_entry');
    expect(JSON.stringify(body)).not.toContain('身份证');
    expect(body.items[0].after).toMatchObject({ file_name: '（不入日志）', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test('a file is found only below its own record', async () => {
    const { href } = (await worker.json(entry)).body.attachments[0];
    expect((await office.fetch(`${decision}/attachments/${href.split('/').at(-1)}`)).status).toBe(404);
  });
});

test('another county has nothing of it, even by the same hash', async () => {
  const other = await testCounty(slices);
  try {
    const [file] = await reading(county.house, county.cast.office, (r) => attachmentsOf(r, setting, decision.slice('/settings/'.length)));
    expect(await county.house.files.has(county.id, file!.hash)).toBe(true);
    expect(await other.house.files.has(other.id, file!.hash)).toBe(false);
    const visitor = await siteOf(other, slices)({ role: 'county_office' });
    expect((await visitor.fetch(`${decision}/attachments/${file!.id}`)).status).toBe(404);
    const { rows } = await reading({ ...county.house }, { ...county.cast.office, countyId: other.id }, (r) => sql`select from attachments`.execute(r.db));
    expect(rows).toEqual([]);
  } finally {
    await other.drop();
  }
});

test('a changed byte, a missing content and content that nothing names are found', async () => {
  expect(await verifyFiles(county.house, county.id)).toMatchObject({ damaged: [] });
  const id = await newSetting();
  const { body } = await office.upload(`/settings/${id}/attachments`, [{ name: '将被改动.pdf', bytes: made.pdf('to be changed') }]);
  const place = placeOf(body.items[0].sha256);
  const content = readFileSync(place);
  const changed = Buffer.from(content);
  changed[20]! ^= 1;
  writeFileSync(place, changed);
  expect((await verifyFiles(county.house, county.id)).damaged).toEqual([{ record: 'setting', record_id: id, name: '将被改动.pdf', hash: body.items[0].sha256, why: 'changed' }]);

  // The same content sent again mends it.
  await office.upload(`/settings/${id}/attachments`, [{ name: '同一份.pdf', bytes: content }]);
  expect((await verifyFiles(county.house, county.id)).damaged).toEqual([]);

  writeFileSync(placeOf(`${body.items[0].sha256.slice(0, 2)}${'0'.repeat(62)}`), 'nobody names this');
  expect((await verifyFiles(county.house, county.id)).unnamed).toEqual([`${body.items[0].sha256.slice(0, 2)}${'0'.repeat(62)}`]);
});
