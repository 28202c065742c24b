/** The part of a build that speaks another language: every source is compiled with that language's words in the place of the phrases. */
import { readFile } from 'node:fs/promises';
import { extname, relative, sep } from 'node:path';
import type { Loader, Plugin } from 'esbuild';
import { speakingSources, wordFor, type Catalogue, type Words } from './catalogue.ts';
import { rewritten } from './rewriting.ts';

/** Every phrase with its words, for what is recognised while the program runs (src/platform/languages/recognised.ts). */
export const allWords = (catalogue: Catalogue): Words => Object.assign({}, ...catalogue.values());

/** @param root the project's folder */
export function speaking(root: string, catalogue: Catalogue): Plugin {
  const sources = speakingSources(root);
  return {
    name: 'speaking another language',
    setup(bundler) {
      bundler.onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
        const source = relative(root, path).replaceAll(sep, '/');
        const leftOut = sources.get(source);
        if (!leftOut) return undefined;
        const text = await readFile(path, 'utf8');
        const contents = rewritten(path, text, leftOut, (phrase) => wordFor(catalogue, source, phrase));
        return contents === text ? undefined : { contents, loader: extname(path).slice(1) as Loader };
      });
    },
  };
}
