import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openCounty, slices } from '#county.ts';
import { inEveryLanguage } from '#platform/languages/answering.ts';
import { builtLanguages, programsOf } from '#platform/languages/programs.ts';
import type { House } from '#platform/records/act.ts';
import { openHouse } from '#platform/records/house.ts';
import { projectRoot } from '#platform/root.ts';
import { DEMO_PASSWORD } from '../../db/demo-county/institutions.ts';
import { county } from '../../db/demo-county/places.ts';
import type { TestDatabase } from '../setup/database.ts';
import { testFiles } from '../setup/files.ts';

/** The whole program on a database, with the languages that were built into a folder of the test. */
export interface Spoken {
  house: House;
  /** For a server in front of it. */
  site: ReturnType<typeof inEveryLanguage>;
  ask(path: string, how?: { cookie?: string; form?: Record<string, unknown>; accept?: string; language?: string }): Promise<Response>;
  /** Signs in and answers the cookies of somebody who reads this language. */
  signIn(login: string, language: string): Promise<string>;
}

/** Where the test builds languages: below the project, so that their programs find the packages. */
export function folderOfBuilds(): { folder: string; remove: () => void } {
  const folder = join(projectRoot, '.cache', `languages-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @param words the folder of its catalogues, where it is not that of locales/ */
export async function buildLanguage(language: string, folder: string, words?: string): Promise<void> {
  const { buildLanguage: build } = (await import(join(projectRoot, 'bin', 'build.mjs'))) as { buildLanguage(language: string, outDir: string, words?: string): Promise<void> };
  await build(language, join(folder, `dist-${language}`), words);
}

export async function spoken(database: TestDatabase, folder: string): Promise<Spoken> {
  const house = await openHouse(database.appPool, slices, testFiles());
  const languages = builtLanguages(folder);
  const chinese = openCounty(house, inject('assets'), { languages });
  const site = inEveryLanguage(chinese, programsOf(folder, { chinese, app: database.appPool, files: house.files, languages }));
  const ask: Spoken['ask'] = async (path, { cookie = '', form, accept, language } = {}) => site.fetch(requestFor(path, { cookie, accept: accept ?? 'text/html', 'accept-language': language ?? '', host: 'localhost' }, form));
  return {
    house,
    site,
    ask,
    async signIn(login, language) {
      const answer = await ask('/login', { cookie: `language=${language}`, form: { login, password: DEMO_PASSWORD, county: 'demo' } });
      const session = answer.headers.getSetCookie().find((one) => /session=./.test(one))?.split(';')[0];
      if (!session) throw new Error(`${login} could not sign in: ${answer.status} ${await answer.text()}`);
      return `${session}; language=${language}`;
    },
  };
}

function requestFor(path: string, headers: Record<string, string>, form: Record<string, unknown> | undefined): Request {
  if (!form) return new Request(`http://localhost${path}`, { headers });
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) body.append(name, one === true ? 'on' : String(one));
  const text = body.toString();
  return new Request(`http://localhost${path}`, { method: 'POST', body: text, headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(text)) } });
}

/** The proof that a form came from our own page. */
export const csrfIn = (html: string): string => /<meta name="csrf-token" content="([^"]+)"/.exec(html)?.[1] ?? '';

/** What a statement answers of the demonstration county. */
export async function rowsIn<Row extends object>(database: TestDatabase, statement: string): Promise<Row[]> {
  const client = await database.ownerPool.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.county', (select county_id::text from counties where slug = $1), true)`, [county.slug]);
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.query('rollback');
    client.release();
  }
}
