import { chineseNumeral } from '#platform/documents/text.ts';
import { emptyClause, type Clause } from '#plans/clauses.ts';
import type { ParameterKey } from '#plans/parameters.ts';

/** A plan in our own words, ready to be read through, adapted and adopted. */
export interface Example {
  title: string;
  /** What it settles, for whoever chooses it. */
  about: string;
  clauses: readonly Clause[];
}

/** An article: its words, what it answers to in the program, and the values that it sets. */
export interface Article {
  says: string;
  key?: string;
  sets?: Partial<Record<ParameterKey, string>>;
}

/** Chapters with their articles, numbered through as plans are. */
export function chapters(all: Readonly<Record<string, readonly Article[]>>): Clause[] {
  let article = 0;
  return Object.entries(all).flatMap(([heading, articles], place) => [
    { ...emptyClause, level: 'chapter' as const, number: `第${chineseNumeral(place + 1)}章`, heading },
    ...articles.map(({ says, key = null, sets = {} }) => ({ ...emptyClause, number: `第${chineseNumeral((article += 1))}条`, text: says, key, parameters: sets as Record<string, string> })),
  ]);
}
