import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { alikeTo, CANDIDATES } from '#platform/search/alike.ts';
import type { Helped } from '#platform/writing-help/helped.tsx';
import type { Example } from '#platform/writing-help/suggestion.ts';

/** Less than this in common is about something else. */
const ALIKE = 0.25;
const MOST = 5;
/** So much of each is shown to the model. */
const WORDS = 200;

export type Found = Example & { words: string };

/** Records of this kind that the writer may see and that are about the same, by the index of the search. Those that are kept in the house are named to nobody else. */
export async function examplesOf<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, helped: Helped<Row>, text: string, except: string | undefined): Promise<{ found: Found[]; shown: Found[] }> {
  const alike = await alikeTo(reading, declared.name, text);
  const ids = (alike?.candidates ?? []).filter((id) => id !== except);
  if (!alike || ids.length === 0) return { found: [], shown: [] };
  const rows = await list<Row>(reading, declared, { where: oneOf<Row>('id', ids), limit: 2 * CANDIDATES, order: [{ column: 'id' }] });
  const near = rows.map((row) => ({ row, words: wordsOf(declared, row) })).map((one) => ({ ...one, share: alike.share(one.words) }))
    .filter(({ share }) => share >= ALIKE).toSorted((a, b) => b.share - a.share).slice(0, MOST);
  const shown: Found[] = [];
  const found: Found[] = [];
  for (const { row, words, share } of near) {
    const one: Found = { title: declared.nameOf(row), href: `/${declared.path}/${row.id}`, why: `有${Math.round(share * 100)}%的用语相同`, by: 'rules', words: words.slice(0, WORDS) };
    found.push(one);
    if (!(await helped.keeps?.(reading, row))) shown.push(one);
  }
  return { found, shown };
}

const wordsOf = <Row extends Recorded>({ searchable = [], confidential = [] }: Lifecycle<Row>, row: Row): string =>
  searchable.filter((column) => !confidential.includes(column)).map((column) => row[column] ?? '').join(' ');
