import type { ListFilter } from '#platform/http/listing.tsx';
import type { Choices } from '#platform/http/resource.tsx';
import { choice } from '#platform/importing/readers/choice.ts';
import type { RowResolver } from '#platform/importing/resolving.ts';
import { usualWords } from '#platform/languages/recognised.ts';
import { is } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { choiceFilter, type Option } from '#platform/ui/filters.tsx';
import { parameterAt } from '#plans/facts.ts';
import { kindNamedIn, kindWordIn, MOST_LETTERS, type UsualKinds } from '#duties/own-kinds.ts';

/** Of what there are kinds, and where the plan names them. */
export interface OwnKinds {
  parameter: 'deeds.kinds' | 'stations.kinds';
  usual: UsualKinds;
}

/** The kinds that the plan names on a day, each under what it is kept. */
export async function kindsInForce(reading: Reading, { parameter, usual }: OwnKinds, day: string): Promise<Option[]> {
  const words = (await parameterAt(reading, parameter, day)).split('、').map((word) => word.trim()).filter((word) => word !== '' && word.length <= MOST_LETTERS);
  return [...new Set(words.map(usualWords))].map((word) => ({ value: kindNamedIn(usual, word), label: word }));
}

/** The same for a form that corrects a record: what stands there may stay, whatever a later plan names. */
export async function kindsToChoose(reading: Reading, own: OwnKinds, day: string, standing?: string): Promise<Option[]> {
  const known = await kindsInForce(reading, own, day);
  return !standing || known.some(({ value }) => value === standing) ? known : [...known, { value: standing, label: kindWordIn(own.usual, standing) }];
}

/**
 * What is kept for a kind that was chosen or typed.
 * @throws Problem 422 at the field for a kind that the plan does not name
 */
export async function expectKindIn(reading: Reading, own: OwnKinds, field: string, typed: string, day: string, standing?: string): Promise<string> {
  const kind = kindNamedIn(own.usual, usualWords(typed));
  const known = await kindsInForce(reading, own, day);
  if (kind === standing || known.some(({ value }) => value === kind)) return kind;
  throw invalid({ [field]: `本县方案没有“${typed.slice(0, MOST_LETTERS)}”这一类。请从这些里面选：${known.map(({ label }) => label).join('、')}。` });
}

/** A list's filter by kind: a word of an earlier plan finds its records too. */
export const kindOn = <Row, Around extends { choices: Choices }>(column: keyof Row & string, label: string): ListFilter<Row, Around> => ({
  names: [column],
  draw: ({ choices }) => choiceFilter(column, label, choices[column] ?? [], { more: true }),
  where: (value) => (value(column) ? is(column, value(column)!.slice(0, MOST_LETTERS)) : undefined),
});

/** Reads the kind in a row of a ledger: the plan's words, the usual ones and what else these are called. A word that is none of them is left out with a remark. */
export function kindReader(own: OwnKinds, inForce: readonly Option[], shorter: Readonly<Record<string, readonly string[]>>): (written: string | null, row: RowResolver<'kind'>) => string | null {
  const known = { ...Object.fromEntries(inForce.map(({ value, label }) => [value, [label]])), ...Object.fromEntries(Object.entries(own.usual).map(([name, word]) => [name, [word, ...(shorter[name] ?? [])]])) };
  const read = choice(known);
  return (written, row) => {
    if (written === null) return null;
    const { value, remarks } = read({ text: written } as Parameters<typeof read>[0], { today: '', year: null, header: '' });
    for (const { level, sentence } of remarks) row.remark('kind', level, sentence);
    return value;
  };
}
