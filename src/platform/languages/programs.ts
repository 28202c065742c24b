import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Hono } from 'hono';
import type pg from 'pg';
import type { FileStore } from '#platform/files/store.ts';
import type { ListedCounty } from '#platform/http/visit.ts';

/** What the programs of all languages have together: there is one database and one store of files. */
export interface Shared {
  app: pg.Pool;
  files: FileStore;
  chinese: Pick<Hono, 'fetch'>;
  /** Ends when a county has what the program of today brings to it. */
  completed?: (county: ListedCounty) => Promise<unknown>;
  /** Answers before anybody is asked who they are, and counts what passes (platform/health). */
  first?: Hono;
  /** Every language that is spoken here. */
  languages: readonly string[];
}

/** The program of another language. */
export interface Program {
  /** Answers who looks. */
  pages: Pick<Hono, 'fetch'>;
  /** Does what it is asked without keeping anything of it, only to say in its language what came of it. */
  trials: Pick<Hono, 'fetch'>;
}

/** What the entry of a language's build exports (src/speaking.ts). */
export type Opens = (shared: Shared, assets: string) => Promise<Program>;

/** The program of each further language, loaded when somebody first reads it. */
export type Programs = ReadonlyMap<string, () => Promise<Program>>;

const built = /^dist-(.+)$/;

/** The further languages for which a program was built beside this one: the folders dist-<language>. */
export const builtLanguages = (root: string): string[] =>
  readdirSync(root).flatMap((name) => built.exec(name)?.[1] ?? []).filter((language) => existsSync(join(folderOf(root, language), 'speaking.js'))).sort();

export function programsOf(root: string, shared: Shared): Programs {
  return new Map(builtLanguages(root).map((language) => {
    const folder = folderOf(root, language);
    let opened: Promise<Program> | undefined;
    const open = async () => {
      const { openProgram } = (await import(pathToFileURL(join(folder, 'speaking.js')).href)) as { openProgram: Opens };
      return openProgram(shared, join(folder, 'assets'));
    };
    return [language, () => (opened ??= open().catch((error: unknown) => {
      opened = undefined; // the next who asks tries again
      throw error;
    }))];
  }));
}

const folderOf = (root: string, language: string): string => join(root, `dist-${language}`);
