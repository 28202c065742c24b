import { chineseNumeral } from '#platform/documents/text.ts';
import { chineseNumber } from '#platform/importing/readers/chinese-numbers.ts';
import type { Clause } from '#plans/clauses.ts';

/** A printed number in its parts: 第六条, （二）, 三. */
interface Printed {
  before: string;
  count: number;
  after: string;
  arabic: boolean;
}

const COUNT = '[零〇一二三四五六七八九十百]{1,7}|\\d{1,3}';
const NUMBER = new RegExp(`^(?<before>第|[（(])?(?<count>${COUNT})(?<after>[编章节条]|[）)])?$`, 'u');

function printed(number: string): Printed | undefined {
  const found = NUMBER.exec(number.trim())?.groups;
  if (!found) return undefined;
  const count = chineseNumber(found['count']!) ?? Number(found['count']);
  return { before: found['before'] ?? '', count, after: found['after'] ?? '', arabic: /\d/.test(found['count']!) };
}

const asPrinted = ({ before, count, after, arabic }: Printed): string => `${before}${arabic ? count : chineseNumeral(count)}${after}`;

/** Pieces counted in one row: 第N条 runs through a plan, 第N节 and （N） begin anew in each chapter. */
const rowOf = ({ before, after, arabic }: Printed): string => `${before}…${after}${arabic}`;
const BEGINS_ANEW = /…[节）)]/u;

/** The numbers as they would be when counted in order; a piece without a number, or with one that counts nothing, keeps what it has. */
function counted(clauses: readonly Clause[]): string[] {
  const reached = new Map<string, number>();
  return clauses.map(({ level, number }) => {
    const its = printed(number);
    if (level === 'chapter') for (const row of reached.keys()) if (BEGINS_ANEW.test(row)) reached.delete(row);
    if (!its) return number;
    const count = (reached.get(rowOf(its)) ?? 0) + 1;
    reached.set(rowOf(its), count);
    return asPrinted({ ...its, count });
  });
}

export interface Renumbered {
  clauses: Clause[];
  /** Numbers that moved: 第九条 → 第八条. */
  moved: ReadonlyMap<string, string>;
  /** References in the words of other clauses that went along, and those whose clause is gone. */
  followed: number;
  lost: number;
}

/**
 * A draft's text after a piece was put in, taken out or moved: its numbers count on, and where its words name one of its own clauses
 * they go along. Rows of numbers that were not in order before are left as the county prints them.
 */
export function renumbered(before: readonly Clause[], after: readonly Clause[]): Renumbered {
  const orderly = rowsInOrder(before);
  const numbers = counted(after);
  const inOrder = after.map((clause, place) => {
    const its = printed(clause.number);
    return its && orderly.has(rowOf(its)) ? { ...clause, number: numbers[place]! } : clause;
  });
  const moved = new Map(after.flatMap((clause, place): [string, string][] => (before.includes(clause) && clause.number !== inOrder[place]!.number ? [[clause.number, inOrder[place]!.number]] : [])));
  const gone = new Set(before.filter((clause) => !after.includes(clause) && orderly.has(rowOf(printed(clause.number) ?? NONE))).map(({ number }) => number));
  const told = { followed: 0, lost: 0 };
  const clauses = inOrder.map((clause, place) => (before.includes(after[place]!) ? { ...clause, text: following(clause.text, moved, gone, told) } : clause));
  return { clauses, moved, ...told };
}

const NONE: Printed = { before: '', count: 0, after: 'none', arabic: false };

/** The rows that count without a gap; a row that nothing stands in yet is in order. */
function rowsInOrder(clauses: readonly Clause[]): { has(row: string): boolean } {
  const numbers = counted(clauses);
  const faulty = new Set(clauses.flatMap(({ number }, place) => {
    const its = printed(number);
    return its && numbers[place] !== number.trim() ? [rowOf(its)] : [];
  }));
  return { has: (row) => !faulty.has(row) };
}

/** What names a clause in running words; after 》 it is a clause of another paper. */
const REFERENCE = new RegExp(`》(?:第(?:${COUNT})[编章节条款项]|[、和及至])+|第(?:${COUNT})[编章节条]`, 'gu');

function following(text: string, moved: ReadonlyMap<string, string>, gone: ReadonlySet<string>, told: { followed: number; lost: number }): string {
  return text.replace(REFERENCE, (named) => {
    const now = moved.get(named);
    if (now !== undefined) told.followed += 1;
    else if (gone.has(named)) told.lost += 1;
    return now ?? (gone.has(named) ? `【原${named}已删除，请改写】` : named);
  });
}

/** The number that a piece put in after this place begins with: the next of the clause before it. */
export function nextNumber(clauses: readonly Clause[], after: number): string {
  const last = clauses.slice(0, after).findLast(({ level, number }) => level === 'clause' && printed(number));
  const its = last && printed(last.number);
  return its ? asPrinted({ ...its, count: its.count + 1 }) : '';
}

/** What a page says of it afterwards; nothing where no number moved. */
export function renumberedWords({ moved, followed, lost }: Renumbered): string {
  const [first] = moved;
  if (!first && lost === 0) return '';
  return [
    first && `后面的序号已随之改动（${first.join(' → ')}${moved.size > 1 ? `，共${moved.size}处` : ''}）。`,
    followed > 0 && `条文里写到这些序号的${followed}处也已改。`,
    lost > 0 && `条文里有${lost}处写到已删除的条款，已用【】标出，请改写。`,
  ].filter(Boolean).join('');
}
