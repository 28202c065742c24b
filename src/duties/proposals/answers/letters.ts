import type { Reading } from '#platform/records/act.ts';
import { parameterAt } from '#plans/facts.ts';
import { results } from '#duties/proposals/words.ts';

/**
 * Letters of replies mean different things in different counties (domain rules 2.5: C is "later", "reference" or "planned"): the result is kept in one
 * meaning everywhere, and the letter follows from the county's scheme of the day.
 */

export type Result = keyof typeof results;

/** 「A=已解决或基本解决、部分解决；B=…」 in the clerk's words or in the names of the results; what it does not name has no letter. */
export function schemeIn(text: string): ReadonlyMap<Result, string> {
  const scheme = new Map<Result, string>();
  for (const group of text.split(/[；;\n]+/u)) {
    const found = /^\s*(?<letter>[A-Za-zＡ-Ｚａ-ｚ])\s*[=＝:：](?<named>.*)$/u.exec(group)?.groups;
    if (!found) continue;
    const letter = found['letter']!.normalize('NFKC').toUpperCase();
    for (const word of found['named']!.split(/[、，,]+/u)) {
      const result = resultCalled(word.trim());
      if (result && !scheme.has(result)) scheme.set(result, letter);
    }
  }
  return scheme;
}

const resultCalled = (word: string): Result | undefined =>
  (Object.entries(results) as [Result, string][]).find(([name, label]) => word === label || word.toUpperCase() === name)?.[0];

export const schemeOn = async (reading: Reading, day: string): Promise<ReadonlyMap<Result, string>> => schemeIn(await parameterAt(reading, 'answers.letters', day));

/** The results as a form offers them, each with the letter that the letter will bear. */
export const resultChoices = (scheme: ReadonlyMap<Result, string>) =>
  (Object.entries(results) as [Result, string][]).map(([value, label]) => ({ value, label: scheme.has(value) ? `${scheme.get(value)}　${label}` : label }));

/** From best to worst: of separate replies the worst stands for the proposal until somebody says otherwise (decision 17). */
const fromBest: readonly string[] = ['SOLVED', 'PARTLY', 'IN_PROGRESS', 'PLANNED', 'DEFERRED', 'REFERENCE', 'INFEASIBLE'] satisfies Result[];

export const worstOf = (all: readonly string[]): string => all.toSorted((a, b) => fromBest.indexOf(b) - fromBest.indexOf(a))[0]!;
