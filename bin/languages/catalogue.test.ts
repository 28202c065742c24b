import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { projectRoot } from '#platform/root.ts';
import { completed, faultOf, languagesOf, localesFolder, phrasesSaid, readCatalogue, sliceOf, wordFor, type Words } from './catalogue.ts';

test('a word may place the holes as it likes, but each stands once', () => {
  expect(faultOf('{0}的{1}', '{1} of {0}')).toBeUndefined();
  expect(faultOf('共{0}件', '{0} {0:item|items}')).toBeUndefined();
  expect(faultOf('{0}年{1}月', '{1:Jan|Feb|Mar} {0}')).toBeUndefined();
  expect(faultOf('共{0}件', 'all')).toContain('{0} is missing');
  expect(faultOf('共{0}件', '{0:item|items}')).toContain('{0} is missing');
  expect(faultOf('共{0}件', '{0} {1}')).toContain('{1} does not stand');
  expect(faultOf('共{0}件', '{0} and {0}')).toContain('twice');
  expect(faultOf('共{0}件', '{0} {items}')).toContain('brace');
});

test('what three slices say is said once for all, and a slice may say it otherwise', () => {
  const said = new Map([['保存', new Set(['a/a', 'b/b', 'c/c'])], ['对象', new Set(['a/a'])]]);
  const first = completed(said, new Map());
  expect([...first]).toEqual([['a/a', { 对象: '' }], ['common', { 保存: '' }]]);
  const otherwise = completed(said, new Map<string, Words>([['common', { 保存: 'Save' }], ['a/a', { 对象: 'Subject', 保存: 'Keep', 旧: 'Old' }]]));
  expect([...otherwise]).toEqual([['a/a', { 保存: 'Keep', 对象: 'Subject' }], ['common', { 保存: 'Save' }]]);
  expect(['src/a/a/x.ts', 'src/b/b/x.ts'].map((source) => wordFor(otherwise, source, { text: '保存' }))).toEqual(['Keep', 'Save']);
});

test('words move with their phrase to another slice', () => {
  expect([...completed(new Map([['对象', new Set(['b/b'])]]), new Map([['a/a', { 对象: 'Subject' }]]))]).toEqual([['b/b', { 对象: 'Subject' }]]);
});

test.each(['ii', 'en', 'kk-Arab', 'zh-Hant', 'mn-Mong-CN'])('%s names a language', (tag) => {
  expect(languagesOf(rootWith(tag))).toEqual([tag]);
});

test.each(['ii_CN', 'english', '../x', 'new folder'])('%s names none, and that is said', (name) => {
  expect(() => languagesOf(rootWith(name))).toThrow('BCP 47');
});

function rootWith(name: string): string {
  const root = mkdtempSync(join(tmpdir(), 'locales-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'locales', name.replace('/', '_')), { recursive: true });
  return root;
}

test('a source belongs to the catalogue of its folder', () => {
  expect(['src/menu.ts', 'src/duties/kinds.ts', 'src/duties/deeds/words.ts', 'src/duties/proposals/answers/parts/x.tsx'].map(sliceOf)).toEqual(['program', 'duties', 'duties/deeds', 'duties/proposals/answers']);
});

/** `npm run words` brings them in step. */
test.each(languagesOf(projectRoot))('the catalogues of %s are in step with the program', (language) => {
  const catalogue = readCatalogue(join(localesFolder(projectRoot), language));
  const wanted = completed(phrasesSaid(projectRoot), catalogue);
  const entries = (of: ReadonlyMap<string, Record<string, string>>) => [...of].flatMap(([file, words]) => Object.keys(words).map((phrase) => `${file}: ${phrase}`));
  const [have, want] = [new Set(entries(catalogue)), new Set(entries(wanted))];
  expect({ missing: [...want].filter((one) => !have.has(one)), left: [...have].filter((one) => !want.has(one)) }).toEqual({ missing: [], left: [] });
  const faults = [...catalogue].flatMap(([file, words]) => Object.entries(words).filter(([phrase, word]) => word && faultOf(phrase, word)).map(([phrase]) => `${file}: ${phrase}`));
  expect(faults).toEqual([]);
});

test('English says everything', () => {
  const empty = [...readCatalogue(join(localesFolder(projectRoot), 'en'))].flatMap(([file, words]) => Object.entries(words).filter(([, word]) => !word).map(([phrase]) => `${file}: ${phrase}`));
  expect(empty).toEqual([]);
});
