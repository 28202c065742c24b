import type { Reading } from '#platform/records/act.ts';
import { wordsOf } from '#platform/work-rows.ts';
import { headings, type Subject, type WorkKind, type WorkWords } from '#platform/work.ts';
import type { Conditions, Indicator, Scheme } from '#assessment/schemes/scheme.ts';
import type { Complaint } from '#assessment/schemes/text.ts';
import { conditionLabels, rolesOf, subjectWords } from '#assessment/schemes/words.ts';

/** A source that schemes can count, with the county's own words of today. */
export interface Source {
  word: string;
  definition: string;
  heading: string;
  subjects: readonly Subject[];
  words: WorkWords;
}

export async function sourcesNow(reading: Reading, works: readonly WorkKind[]): Promise<Source[]> {
  const found: Source[] = [];
  for (const kind of works) {
    const { word, definition, heading, rows } = kind;
    found.push({ word, definition, heading: headings[heading], subjects: Object.keys(rows) as Subject[], words: await wordsOf(reading, kind) });
  }
  return found;
}

/** Words of a scheme that no record of this county can have: nothing would ever be counted. No fault of the text, for a scheme may be older than its records. */
export function unknownWords({ scheme, lineOf }: { scheme: Scheme; lineOf: (path: readonly PropertyKey[]) => number }, sources: readonly Source[]): Complaint[] {
  const told = new Map<string, Complaint>();
  const known = new Map(sources.map((one) => [one.word, one]));
  for (const { of, conditions, path } of asked(scheme)) {
    const line = lineOf(path);
    const sentences = [...of.flatMap((word) => aboutSource(known.get(word), word, scheme.subject)), ...conditions.flatMap((one) => aboutConditions(of.flatMap((word) => known.get(word) ?? []), one))];
    for (const sentence of sentences) told.set(`${line} ${sentence}`, { line, sentence });
  }
  for (const { line, sentence } of unknownRoles(scheme, lineOf)) told.set(`${line} ${sentence}`, { line, sentence });
  return [...told.values()];
}

/** Whom an indicator asks (只对) by a word that nobody is: it would be asked of nobody. */
const unknownRoles = ({ sections, subject }: Scheme, lineOf: (path: readonly PropertyKey[]) => number): Complaint[] => sections.flatMap(({ indicators }, s) => indicators.flatMap(({ only = [] }, i) =>
  only.filter((role) => !rolesOf[subject].includes(role)).map((role) => ({ line: lineOf(['sections', s, 'indicators', i, 'only']), sentence: `没有“${role}”这种身份，这一项对谁也不计分${rolesOf[subject].length > 0 ? `；有的是${rolesOf[subject].map((one) => `“${one}”`).join('、')}` : ''}。` }))));

interface Asked {
  of: readonly string[];
  conditions: readonly Conditions[];
  path: readonly PropertyKey[];
}

/** Every place of a scheme that reads records. */
const asked = ({ sections, gates }: Scheme): Asked[] => [
  ...sections.flatMap(({ indicators }, s) => indicators.flatMap((one, i) => askedBy(one, ['sections', s, 'indicators', i]))),
  ...gates.map(({ of, where }, place) => ({ of, conditions: where ? [where] : [], path: ['gates', place] })),
];

function askedBy({ count = [], rate }: Indicator, path: readonly PropertyKey[]): Asked[] {
  return [
    ...count.map(({ of, where, gives }, place) => ({ of, conditions: [...(where ? [where] : []), ...(typeof gives === 'object' ? gives.cases : [])], path: [...path, 'count', place] })),
    ...(rate ? [{ of: rate.of, conditions: rate.where ? [rate.where] : [], path: [...path, 'rate'] }, { of: rate.whole, conditions: rate.whole_where ? [rate.whole_where] : [], path: [...path, 'rate'] }] : []),
  ];
}

function aboutSource(source: Source | undefined, word: string, subject: Subject): string[] {
  if (!source) return [`没有“${word}”这种记录，一件也数不到。`];
  return source.subjects.includes(subject) ? [] : [`“${word}”不记在${subjectWords[subject]}名下，一件也数不到。`];
}

/** A word is unknown when every one of the sources tells its words, and none of them has it. */
function aboutConditions(sources: readonly Source[], conditions: Conditions): string[] {
  if (sources.length === 0) return [];
  return Object.entries(conditionLabels).flatMap(([name, label]) => {
    const lists = sources.map(({ words }) => words[name as keyof WorkWords]);
    if (lists.includes(undefined)) return [];
    const known = new Set(lists.flatMap((list) => Object.values(list ?? {})));
    return (conditions[name as keyof Conditions] ?? []).filter((word) => !known.has(word)).map((word) => `“${sources.map((one) => one.word).join('、')}”没有“${word}”这个${label}，有的是${[...known].map((one) => `“${one}”`).join('、')}。`);
  });
}
