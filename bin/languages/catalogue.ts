/**
 * The catalogues of locales/: what the program's phrases are in another language. One file for each slice, in which the
 * phrases of that slice stand, and common.json for those that three or more slices say. A phrase is first looked up in the
 * file of its slice, so that a slice may say in its own way what is said elsewhere too.
 */
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, matchesGlob } from 'node:path';
import { phrasesOf, type Phrase } from './phrases.ts';

export type Words = Record<string, string>;
/** File of a catalogue without its ending → its words. */
export type Catalogue = ReadonlyMap<string, Words>;

export const COMMON = 'common';
/** What so many slices say is said in one way for all. */
const SHARED_BY = 3;
/** Folders below src/ that make a slice's file: chapter, slice, and the room of a large one. */
const DEPTH = 3;

export const localesFolder = (root: string): string => join(root, 'locales');

/** Every further language is a folder. */
export function languagesOf(root: string): string[] {
  const folder = localesFolder(root);
  const names = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory()).map(({ name }) => name).sort() : [];
  names.forEach(expectLanguageTag);
  return names;
}

/** @throws Error for what names no language: pages could not say in what they are written */
export function expectLanguageTag(name: string): void {
  if (!/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/.test(name)) throw new Error(`locales/${name}：文件夹要用语言代码命名，例如 ii、ug、zh-Hant。 / Not a language tag (BCP 47).`);
}

/** The catalogue's file for a source: `src/duties/deeds/words.ts` → `duties/deeds`. */
export function sliceOf(source: string): string {
  const folders = source.split('/').slice(1, -1).slice(0, DEPTH);
  return folders.length === 0 ? 'program' : folders.join('/');
}

/** Sources that speak to people in the person's language, each with the constants in it that do not. */
export function speakingSources(root: string): Map<string, ReadonlySet<string>> {
  const rules = Object.keys(JSON.parse(readFileSync(join(localesFolder(root), 'chinese-only.json'), 'utf8'))).map((rule) => rule.split('#') as [string, string?]);
  const sources = globSync('src/**/*.{ts,tsx}', { cwd: root }).map((path) => path.replaceAll('\\', '/')).filter((path) => !/\.test\.|fixtures\.tsx?$/.test(path)).sort();
  const found = new Map<string, ReadonlySet<string>>();
  for (const source of sources) {
    const ruled = rules.filter(([glob]) => matchesGlob(source, glob));
    if (ruled.every(([, constants]) => constants)) found.set(source, new Set(ruled.flatMap(([, constants]) => constants!.split(','))));
  }
  return found;
}

/** Every phrase of the program with the slices that say it. */
export function phrasesSaid(root: string): Map<string, Set<string>> {
  const said = new Map<string, Set<string>>();
  for (const [source, leftOut] of speakingSources(root)) {
    for (const { text } of phrasesOf(source, readFileSync(join(root, source), 'utf8'), leftOut)) {
      const slices = said.get(text) ?? new Set();
      said.set(text, slices.add(sliceOf(source)));
    }
  }
  return said;
}

export function readCatalogue(folder: string): Map<string, Words> {
  return new Map(globSync('**/*.json', { cwd: folder }).map((path) => path.replaceAll('\\', '/')).sort().map((path) => [path.slice(0, -'.json'.length), JSON.parse(readFileSync(join(folder, path), 'utf8')) as Words]));
}

/**
 * The catalogue as it must be for what the program says now: new phrases are empty, those that are said nowhere are gone,
 * and what moved to another slice takes its words along.
 */
export function completed(said: ReadonlyMap<string, ReadonlySet<string>>, before: Catalogue): Map<string, Words> {
  const known = new Map<string, string>();
  for (const words of before.values()) for (const [phrase, word] of Object.entries(words)) if (word && !known.has(phrase)) known.set(phrase, word);
  const wanted = new Map<string, Map<string, string>>();
  const put = (file: string, phrase: string, word: string) => (wanted.get(file) ?? wanted.set(file, new Map()).get(file)!).set(phrase, word);
  for (const [phrase, slices] of said) {
    const shared = slices.size >= SHARED_BY;
    if (shared) put(COMMON, phrase, before.get(COMMON)?.[phrase] || (known.get(phrase) ?? ''));
    for (const slice of slices) {
      const own = before.get(slice)?.[phrase];
      if (!shared) put(slice, phrase, own || (known.get(phrase) ?? ''));
      else if (own && own !== wanted.get(COMMON)!.get(phrase)) put(slice, phrase, own);
    }
  }
  return new Map([...wanted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, words]) => [file, Object.fromEntries([...words].sort(([a], [b]) => (a < b ? -1 : 1)))]));
}

export function writeCatalogue(folder: string, catalogue: Catalogue): void {
  for (const file of readCatalogue(folder).keys()) if (!catalogue.has(file)) rmSync(join(folder, `${file}.json`));
  for (const [file, words] of catalogue) {
    const path = join(folder, `${file}.json`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(words, null, 2)}\n`);
  }
}

/** The catalogue's word for a phrase of this source; nothing where it has none, and the page says it in Chinese. */
export const wordFor = (catalogue: Catalogue, source: string, { text }: Pick<Phrase, 'text'>): string | undefined =>
  catalogue.get(sliceOf(source))?.[text] || catalogue.get(COMMON)?.[text] || undefined;

/** What is wrong with a word of a catalogue, as a sentence; nothing if it is right. */
export function faultOf(phrase: string, word: string): string | undefined {
  const asked = numbersOf(holesOf(phrase));
  const used = holesOf(word);
  const printed = numbersOf(used.filter(prints));
  for (const hole of asked) if (!printed.includes(hole)) return `{${hole}} is missing`;
  for (const { hole } of used) if (!asked.includes(hole)) return `{${hole}} does not stand in the Chinese`;
  if (new Set(printed).size < printed.length) return 'a hole stands twice';
  return strayBraces(word) ? 'a brace that is no hole: double it' : undefined;
}

/**
 * A hole of a phrase: {0}; {0:item|items} is `item` beside a 1 and `items` beside all else; of more words the n-th stands for n: {0:January|February|…};
 * {0:~} is written as within a sentence, with a small initial letter.
 */
export const holes = /\{\{|\}\}|\{(\d+)(?::([^{}]*))?\}/g;

export const WITHIN = '~';

interface Used {
  hole: number;
  words: readonly string[];
}

const holesOf = (text: string): Used[] => [...text.matchAll(holes)].filter(([, hole]) => hole !== undefined).map(([, hole, words]) => ({ hole: Number(hole), words: words?.split('|') ?? [] }));
const numbersOf = (used: readonly Used[]): number[] => used.map(({ hole }) => hole);
/** One of two words stands beside the number, not for it. */
const prints = ({ words }: Used): boolean => words.length !== 2;
const strayBraces = (text: string): boolean => /[{}]/.test(text.replace(holes, ''));
