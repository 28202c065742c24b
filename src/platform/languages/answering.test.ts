import { expect, test } from 'vitest';
import { inEveryLanguage } from '#platform/languages/answering.ts';
import { noticeAct } from '#platform/records/noticing.ts';

/** Programs that say who answered, and what was sent. */
const speaker = (name: string, status = 200, before?: () => void) => ({
  async fetch(request: Request): Promise<Response> {
    before?.();
    return new Response(`${name} ${await request.text()}`.trim(), { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
  },
});

const programs = (trial = 200) => new Map([['en', async () => ({ pages: speaker('English'), trials: speaker('tried', trial) })]]);

const ask = async (site: { fetch(request: Request): Response | Promise<Response> }, path: string, body?: string, cookie = 'session=x; language=en', asked = '') => {
  const request = new Request(`http://localhost${path}`, { headers: { cookie, 'accept-language': asked, ...(body !== undefined && { 'content-length': String(body.length) }) }, ...(body !== undefined && { method: 'POST', body }) });
  return (await site.fetch(request)).text();
};

test('pages are shown by the program of the reader, files and interfaces come from the Chinese one', async () => {
  const site = inEveryLanguage(speaker('Chinese'), programs());
  expect(await ask(site, '/ledger?q=1')).toBe('English');
  expect(await ask(site, '/assets/desk-abc.js')).toBe('English');
  for (const path of ['/ledger.xlsx', '/speech.docx', '/feeds/demo/x/calendar.ics', '/api/v1/ledger', '/open311/v2/services']) expect(await ask(site, path), path).toBe('Chinese');
  for (const cookie of ['', 'language=zh-CN', 'language=fr', 'xlanguage=en', 'language=../en']) expect(await ask(site, '/ledger', undefined, cookie), cookie).toBe('Chinese');
});

test('who chose nothing reads the first language of the browser that is spoken here', async () => {
  const site = inEveryLanguage(speaker('Chinese'), new Map([...programs(), ['zh-Hant', async () => ({ pages: speaker('Hant'), trials: speaker('Hant') })]]));
  const reads = (asked: string, cookie = '') => ask(site, '/login', undefined, cookie, asked);
  for (const asked of ['en', 'en-GB,en;q=0.9', 'fr-FR, fr;q=0.9, en;q=0.8, zh-CN;q=0.7', 'zh-CN;q=0.5, EN', 'zh;q=0,en;q=0.1']) expect(await reads(asked), asked).toBe('English');
  for (const asked of ['', '*', 'fr', 'zh-CN,zh;q=0.9,en;q=0.8', 'zh-TW,en', 'en;q=0', 'eng', ';;q=,', 'fr,*;q=0.5,en;q=0.1']) expect(await reads(asked), asked).toBe('Chinese');
  expect(await reads('zh-Hant-TW, zh')).toBe('Hant');
  expect(await reads('en', 'language=zh-CN')).toBe('Chinese');
  expect(await reads('zh-CN', 'language=en')).toBe('English');
});

test('acts run in Chinese, and only what changed nothing is asked again', async () => {
  expect(await ask(inEveryLanguage(speaker('Chinese', 303), programs()), '/ledger', 'a=1')).toBe('Chinese a=1');
  expect(await ask(inEveryLanguage(speaker('Chinese', 422), programs(422)), '/ledger', 'a=1')).toBe('tried a=1');
  expect(await ask(inEveryLanguage(speaker('Chinese', 200), programs(200)), '/ledger', 'a=1')).toBe('tried a=1');
  expect(await ask(inEveryLanguage(speaker('Chinese', 200, noticeAct), programs(200)), '/ledger', 'a=1')).toBe('Chinese a=1');
  expect(await ask(inEveryLanguage(speaker('Chinese', 500), programs(500)), '/ledger', 'a=1')).toBe('Chinese a=1');
});

test('a refusal that no longer holds is told as it was', async () => {
  expect(await ask(inEveryLanguage(speaker('Chinese', 409), programs(303)), '/ledger', 'a=1')).toBe('Chinese a=1');
});

test('long bodies are not kept to be asked again', async () => {
  expect((await ask(inEveryLanguage(speaker('Chinese', 422), programs(422)), '/imports', 'x'.repeat(1024 * 1024 + 1))).slice(0, 9)).toBe('Chinese x');
});

test('a language that cannot be opened shows the Chinese page', async () => {
  const site = inEveryLanguage(speaker('Chinese'), new Map([['en', async () => Promise.reject(new Error('no such build'))]]));
  expect(await ask(site, '/ledger')).toBe('Chinese');
});
