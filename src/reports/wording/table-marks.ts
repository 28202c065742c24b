/**
 * A line of the body that asks for a table, in words of its own:
 *
 *     〔收到提案、立案 按 类别 占比〕      each number by a dimension; 占比合计100 rounds so that the column adds up
 *     〔收到提案、民生实事 比上年〕        each number beside last year's
 *     〔重点提案 清单 前20〕              the records that a number counts, by name
 *
 * Stored with lasting names, shown in the clerk's words.
 */

export interface TableAsked {
  readonly figures: readonly string[];
  readonly form: '按' | '比上年' | '清单';
  /** By which dimension. */
  readonly by?: string;
  readonly shares?: '占比' | '占比合计100';
  /** At most so many rows. */
  readonly most: number;
}

/** Rows of a table that says nothing of its length, and the most that one may ask for. */
const USUAL_ROWS = 30;
const MOST_ROWS = 100;
/** Numbers beside each other: more do not fit on a page. */
const MOST_FIGURES = 6;

/** A line that places a table: 〔五个一数据表〕. */
export const tableMark = /^〔(.{1,200})〕$/u;

const form = /^(?<figures>[\p{L}\p{N}_、]+) (?:按 ?(?<by>[\p{L}\p{N}_.]+)|(?<years>比上年)|(?<list>清单))(?: (?<shares>占比|占比合计100))?(?: 前(?<most>\d{1,3}))?$/u;

/** Undefined for a table that goes by a name of its own. */
export function readTableMark(inner: string): TableAsked | undefined {
  const found = form.exec(inner.trim())?.groups;
  if (!found) return undefined;
  return {
    figures: found['figures']!.split('、').filter(Boolean).slice(0, MOST_FIGURES),
    form: found['years'] ? '比上年' : found['list'] ? '清单' : '按',
    by: found['by'],
    shares: found['shares'] as TableAsked['shares'],
    most: Math.min(Math.max(Number(found['most'] ?? USUAL_ROWS), 1), MOST_ROWS),
  };
}

/** What can be said of a table's words: which number each means, and which dimension of that number. */
export interface TableWords {
  figure(word: string): string | undefined;
  dimension(figure: string, word: string): string | undefined;
}

/** The mark with other words for its numbers and its dimension; as it was where one of them is not known. `named` is the first number's lasting name. */
export function retold(inner: string, words: TableWords, named: (word: string) => string): string {
  const asked = readTableMark(inner);
  if (!asked) return inner;
  const figures = asked.figures.map((word) => words.figure(word) ?? word);
  const by = asked.by && (words.dimension(named(asked.figures[0]!), asked.by) ?? asked.by);
  const ends = [asked.shares, / 前\d+$/.exec(inner)?.[0].trim()].filter(Boolean);
  return [figures.join('、'), ...(by ? ['按', by] : [asked.form]), ...ends].join(' ');
}
