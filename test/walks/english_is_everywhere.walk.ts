import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSite, records } from '#county.ts';
import { projectRoot } from '#platform/root.ts';
import { localesFolder, phrasesSaid, readCatalogue, speakingSources } from '../../bin/languages/catalogue.ts';
import { demoPosts } from '../../db/demo-county/institutions.ts';
import { county } from '../../db/demo-county/places.ts';
import { buildLanguage, csrfIn, folderOfBuilds, rowsIn, spoken, type Spoken } from '../languages/spoken.ts';
import { follow } from '../links.ts';
import { contentOf, several } from '../samples.ts';
import type { TestDatabase } from '../setup/database.ts';
import { demoDatabase } from '../setup/demo.ts';

/** Every page in English, and every form sent from one, over the demonstration county (decision 44). */

const builds = folderOfBuilds();
let database: TestDatabase;
let site: Spoken;

beforeAll(async () => {
  await buildLanguage('en', builds.folder);
  database = await demoDatabase();
  site = await spoken(database, builds.folder);
}, 600_000);

afterAll(async () => {
  await database?.drop();
  builds.remove();
});

/** Fewest characters of a heading that is looked for by itself: shorter pieces stand in any text. */
const HEADING = 4;

describe('an English page holds Chinese', () => {
  /** What stands in the database, and what is Chinese in every language. */
  let known: string;
  const phrases = phrasesSaid(projectRoot);

  beforeAll(async () => {
    known = [await everyText(), ...chineseOnly(), ...Object.values(Object.assign({}, ...readCatalogue(join(localesFolder(projectRoot), 'en')).values()) as Record<string, string>).map((word) => `"${word}"`)].join('\n');
  }, 120_000);

  test.each(demoPosts)('only where a record or an official paper says it, for $post', { timeout: 600_000 }, ({ login }) => walk('/', login));
  test('only where a record says it, for a resident', { timeout: 300_000 }, () => walk(`/r/${county.slug}`));

  /** A text that is there, or two: a sheet's column is called by the heading of its group and its own. */
  const isTold = (run: string): boolean =>
    known.includes(run) || Array.from(run, (_, at) => at).some((at) => at >= HEADING && run.length - at >= HEADING && known.includes(run.slice(0, at)) && known.includes(run.slice(at)));

  async function walk(first: string, login?: string): Promise<void> {
    const cookie = login ? await site.signIn(login, 'en') : 'language=en';
    const complaints = new Map<string, string>();
    await follow(first, async ({ path }) => {
      const answer = await site.ask(path, { cookie });
      const html = await answer.text();
      if (answer.status >= 500) complaints.set(path, String(answer.status));
      if (answer.status >= 300) return [answer.headers.get('location') ?? '/'];
      const quoted = papersIn(html).join('\n');
      for (const said of saidIn(html)) {
        const strange = phrases.has(said) && !known.includes(`"${said}"`) ? said : /[\p{Script=Han}]{2,}/gu.exec(said.replaceAll(/[\p{Script=Han}·]{2,}/gu, (run) => (isTold(run) || quoted.includes(run) ? '' : run)))?.[0];
        if (strange && !complaints.has(strange)) complaints.set(strange, `${path}: ${said.slice(0, 100)}`);
      }
      return [...html.matchAll(/<a\s[^>]*?href="(\/[^"]*)"/g)].map(([, link]) => link!.replaceAll('&amp;', '&'));
    });
    expect(Object.fromEntries(complaints)).toEqual({});
  }
});

test('what is written in English stands in the database in Chinese', { timeout: 600_000 }, async () => {
  const before = new Set(latinIn(await everyText()));
  const ids: Record<string, string[]> = {};
  for (const { name, table } of records) ids[name] = (await rowsIn<{ id: string }>(database, `select id from "${table}" limit 5`)).map(({ id }) => id);
  let done = 0;
  const cookies: string[] = [];
  for (const login of ['office', 'worker', 'director', 'unit']) cookies.push(await site.signIn(login, 'en')); // before anybody's account or post is closed by what follows
  for (const cookie of cookies) {
    const csrf = csrfIn(await (await site.ask('/', { cookie })).text());
    const send = async (path: string, form: Record<string, unknown>) => {
      const answer = await site.ask(path, { cookie, form: { csrf, ...form } });
      expect(answer.status, path).toBeLessThan(500);
      if (answer.status >= 400) expect(await answer.text(), path).toContain('<html lang="en"');
      return answer.status < 400 ? (done += 1) : 0;
    };
    for (const { declared, fields } of buildSite().resources.values()) {
      for (const content of several(contentOf(fields, ids), 3)) await send(`/${declared.path}`, content);
      for (const [, step] of Object.entries(declared.steps)) {
        const [content = {}] = step.input ? several(contentOf(step.input, ids), 1) : [];
        for (const id of ids[declared.name] ?? []) await send(`/${declared.path}/${id}/${step.noun}`, { ...content, reason: '试' });
      }
    }
  }
  expect(done).toBeGreaterThan(50);
  const english = Object.values(Object.assign({}, ...readCatalogue(join(localesFolder(projectRoot), 'en')).values()) as Record<string, string>).join('\n');
  expect(latinIn(await everyText()).filter((text) => !before.has(text) && english.includes(text))).toEqual([]);
});

/** Words in Latin letters that are more than a code. */
const latinIn = (text: string): string[] => [...new Set(text.match(/[A-Z]?[a-z’]+(?:,? [A-Za-z’]+)+/g) ?? [])];

/** Official papers, from which the page around them takes its title. */
const papersIn = (html: string): string[] => [...html.matchAll(/<article[^>]* class="official[^]*?<\/article>/g)].map(([paper]) => paper);

/** The texts of a page: between its tags, and in what is read out or shown of attributes. What stands in a field is kept when it is sent, and is Chinese for that. */
function saidIn(html: string): string[] {
  const withoutPapers = html.replaceAll(/<article class="official[^]*?<\/article>/g, '').replaceAll(/<(script|style|textarea)[^]*?<\/\1>/g, '').replaceAll(/<(\w+)[^>]* lang="zh-CN"[^>]*>[^]*?<\/\1>/g, '');
  const attributes = [...withoutPapers.matchAll(/\s(?:title|aria-label|placeholder|alt|data-[\w-]+)="([^"]*)"/g)].map(([, text]) => text!);
  return [...attributes, ...withoutPapers.split(/<[^>]*>/)].map((text) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#39;', "'").trim()).filter((text) => /\p{Script=Han}/u.test(text));
}

/** The sources that are Chinese in every language, wholly or in part. */
function chineseOnly(): string[] {
  const speaking = speakingSources(projectRoot);
  return globSync('{src,db/demo-county}/**/*.{ts,tsx,yaml}', { cwd: projectRoot })
    .filter((path) => (speaking.get(path.replaceAll('\\', '/'))?.size ?? 1) > 0)
    .map((path) => readFileSync(join(projectRoot, path), 'utf8'));
}

/** Every text of every table, with each value in quotation marks. */
async function everyText(): Promise<string> {
  const tables = await rowsIn<{ name: string }>(database, `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname !~ '_history$'`);
  const texts: string[] = [];
  for (const { name } of tables) for (const { text } of await rowsIn<{ text: string }>(database, `select to_jsonb(t)::text as text from "${name}" t`)) texts.push(text);
  return texts.join('\n');
}
