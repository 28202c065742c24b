import type { Reading } from '#platform/records/act.ts';

/** The words that the county's setting-up plan has for forms of body and for ways of setting one up. */
export interface CountyWords {
  forms: readonly string[];
  modes: readonly string[];
}

/** What the plan in force calls them; asked of the plans' chapter. */
export type WordsOfPlan = (reading: Reading) => Promise<CountyWords>;

/** The form of body that a name tells by its ending: 白石镇政协工委 is a 工委. */
export const formToldBy = (name: string, words: CountyWords | undefined): string | undefined =>
  words?.forms.filter((form) => name.endsWith(form)).toSorted((a, b) => b.length - a.length)[0];
