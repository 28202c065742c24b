import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../setup/database.ts';
import { demoDatabase } from '../setup/demo.ts';
import { buildLanguage, csrfIn, folderOfBuilds, rowsIn, spoken, type Spoken } from './spoken.ts';

/** The program in other languages (decision 44), over the demonstration county; `test/walks/english_is_everywhere.walk.ts` goes through all of it. */

const builds = folderOfBuilds();
let database: TestDatabase;
let site: Spoken;

beforeAll(async () => {
  const words = join(builds.folder, 'words');
  mkdirSync(join(words, 'platform'), { recursive: true });
  writeFileSync(join(words, 'common.json'), JSON.stringify({ 登录: 'ꄚꇩ', 保存: 'ꈭꃅ' }));
  for (const [language, folder] of [['en', undefined], ['ii', words]] as const) await buildLanguage(language, builds.folder, folder);
  database = await demoDatabase();
  site = await spoken(database, builds.folder);
}, 600_000);

afterAll(async () => {
  await database?.drop();
  builds.remove();
});

describe('whoever reads English', () => {
  test('is shown English pages that say so', async () => {
    const cookie = await site.signIn('office', 'en');
    const answer = await site.ask('/ledger', { cookie });
    expect(answer.headers.get('content-language')).toBe('en');
    expect(answer.headers.get('vary')).toContain('Cookie');
    const html = await answer.text();
    expect(html).toContain('<html lang="en"');
    expect(html).toMatch(/<button type="submit" lang="zh-CN">中文<\/button>/);
    const chinese = await site.ask('/ledger', { cookie: cookie.replace('=en', '=zh-CN') });
    expect(await chinese.text()).toMatch(/<html lang="zh-CN"[^]*<button type="submit" lang="en">English<\/button>/);
  });

  test('is refused in English, and what was refused changed nothing', async () => {
    const answer = await site.ask('/login', { cookie: 'language=en', form: { login: 'office', password: 'wrong', county: 'demo' } });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.text()).toContain('<html lang="en"');
    const [counted] = await rowsIn<{ failed: number }>(database, 'select max(failed) as failed from accounts');
    expect(counted!.failed).toBe(1); // counted once, although it was asked twice
  });

  test('begins to write where the Chinese page begins, since that is kept', async () => {
    const cookie = await site.signIn('office', 'en');
    const draftOf = async (language: string) => {
      const answer = await site.ask('/speech-templates/new?kind=speech', { cookie: cookie.replace('=en', `=${language}`) });
      expect(answer.headers.get('content-language')).toBe(language);
      return /<textarea[^>]* name="body"[^>]*>([^<]*)</.exec(await answer.text())?.[1];
    };
    expect(await draftOf('en')).toContain('{截至日}');
    expect(await draftOf('en')).toBe(await draftOf('zh-CN'));
  });

  test('gets files as everybody does', async () => {
    const cookie = await site.signIn('office', 'en');
    const [english, chinese] = await Promise.all([cookie, cookie.replace('=en', '=zh-CN')].map(async (one) => (await site.ask('/ledger.csv', { cookie: one })).text()));
    expect(english).toBe(chinese);
    expect(english).toMatch(/\p{Script=Han}/u);
  });

  test('need not choose it where the browser asks for it, and what was chosen stands over that', async () => {
    const asked = await site.ask('/login', { language: 'en-GB,en;q=0.9' });
    expect([asked.headers.get('content-language'), asked.headers.get('vary')]).toEqual(['en', expect.stringContaining('Accept-Language')]);
    expect((await site.ask('/login', { language: 'zh-CN,zh;q=0.9,en;q=0.8' })).headers.get('content-language')).toBe('zh-CN');
    const session = (await site.signIn('director', 'zh-CN')).split(';')[0]!;
    expect((await site.ask('/', { cookie: session, language: 'en' })).headers.get('content-language')).toBe('en');
    const html = await (await site.ask('/me', { cookie: session, language: 'en' })).text();
    expect(html).toMatch(/class="me-language"[^]*?<button type="submit" lang="zh-CN">中文/);
    await site.ask('/display/language', { cookie: session, form: { csrf: csrfIn(html), language: 'zh-CN', back: '/me' } });
    const elsewhere = await site.ask('/', { cookie: session, language: 'en' });
    expect([elsewhere.status, elsewhere.headers.getSetCookie().join()]).toEqual([303, expect.stringContaining('language=zh-CN')]);
  });

  test('has chosen it for every browser', async () => {
    const cookie = await site.signIn('worker', 'zh-CN');
    const csrf = csrfIn(await (await site.ask('/', { cookie })).text());
    const chosen = await site.ask('/display/language', { cookie, form: { csrf, language: 'en', back: '/ledger?q=1' } });
    expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/ledger?q=1']);
    const elsewhere = await site.ask('/ledger?q=1', { cookie: cookie.split(';')[0] });
    expect([elsewhere.status, elsewhere.headers.get('location'), elsewhere.headers.getSetCookie().join()]).toEqual([303, '/ledger?q=1', expect.stringContaining('language=en')]);
  });
});

describe('a language is a folder', () => {
  test('a few words are shown, all else stays Chinese', async () => {
    const html = await (await site.ask('/login', { language: 'ii-CN' })).text();
    expect(html).toContain('<html lang="ii"');
    expect(html).toContain('ꄚꇩ');
    expect(html).toContain('登录名');
    const cookie = await site.signIn('office', 'ii');
    for (const path of ['/', '/ledger', '/ledger/new', '/figures', '/me']) {
      const page = await site.ask(path, { cookie });
      expect([page.status, page.headers.get('content-language')], path).toEqual([200, 'ii']);
    }
  });

  test('it is offered by its own name on every page, before anybody signs in and after', async () => {
    const own = `<button type="submit" lang="ii">${new Intl.DisplayNames('ii', { type: 'language' }).of('ii')}</button>`;
    for (const cookie of ['', 'language=en', await site.signIn('worker', 'zh-CN')]) expect(await (await site.ask(cookie.includes('session') ? '/me' : '/login', { cookie })).text(), cookie).toContain(own);
  });

  test('what is refused is told in as much of it as there is', async () => {
    const answer = await site.ask('/login', { cookie: 'language=ii', form: { login: 'office', password: 'wrong', county: 'demo' } });
    expect([answer.status >= 400, answer.headers.get('content-language')]).toEqual([true, 'ii']);
  });
});
