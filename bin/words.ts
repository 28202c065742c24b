/**
 * `npm run words`: brings the catalogues of locales/ in step with what the program says. `npm run words -- --check [en]`
 * changes nothing and tells what is stale, empty or wrong.
 */
import { join } from 'node:path';
import { completed, faultOf, languagesOf, localesFolder, phrasesSaid, readCatalogue, writeCatalogue } from './languages/catalogue.ts';

const root = process.cwd();
const [only] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const checking = process.argv.includes('--check');

/** How much of a language is there, and what is wrong with it. */
function state(language: string): { empty: number; all: number; faults: string[] } {
  const catalogue = readCatalogue(join(localesFolder(root), language));
  const entries = [...catalogue].flatMap(([file, words]) => Object.entries(words).map(([phrase, word]) => ({ file, phrase, word })));
  const faults = entries.flatMap(({ file, phrase, word }) => {
    const fault = word ? faultOf(phrase, word) : undefined;
    return fault ? [`locales/${language}/${file}.json: ${JSON.stringify(phrase)}: ${fault}`] : [];
  });
  return { empty: entries.filter(({ word }) => !word).length, all: entries.length, faults };
}

const said = checking ? undefined : phrasesSaid(root);
for (const language of languagesOf(root).filter((one) => !only || one === only)) {
  const folder = join(localesFolder(root), language);
  if (said) writeCatalogue(folder, completed(said, readCatalogue(folder)));
  const { empty, all, faults } = state(language);
  for (const fault of faults) console.error(fault);
  console.log(`${language}: ${all} phrases, ${empty} not yet translated, ${faults.length} wrong`);
  if (checking && faults.length > 0) process.exitCode = 1;
}
