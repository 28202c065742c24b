/** 主要集中在道路、饮水等方面: which kinds a sentence may name of those that it tells of. Pure. */

/** How many there are of each kind, the most first; what has no kind is only in the whole. */
export interface Kinds {
  /** By what they are told: 类别. */
  readonly label: string;
  readonly parts: readonly { readonly words: string; readonly n: number }[];
  /** What a majority is measured against. */
  readonly whole: number;
}

/** Named when nobody says how many. */
const USUAL = 3;

/** Kinds that are as frequent as the last one are named along, so many at most; of more of them none is named. */
const MOST_TIED = 2;

/** 其他 is no kind of anything. */
const isKind = ({ words }: { words: string }): boolean => !/^其[他它]/u.test(words);

/**
 * The kinds of which there are most, as the words between 主要集中在 and 方面. Nothing where that would not be true: named are only kinds that
 * occurred more than once, never one of several that are alike and not the others, and only when together they are more than half of all.
 */
export function mostOf({ parts, whole }: Kinds, most = USUAL): string {
  const often = parts.filter((part) => isKind(part) && part.n > 1);
  const named = withoutHalfOfATie(often, most);
  const sum = named.reduce((all, { n }) => all + n, 0);
  if (sum * 2 <= whole) return '';
  return `${named.map(({ words }) => words).join('、')}${named.length > 1 && parts.length > named.length ? '等' : ''}`;
}

function withoutHalfOfATie(often: Kinds['parts'], most: number): Kinds['parts'] {
  const last = often[most - 1]?.n;
  if (last === undefined || often[most]?.n !== last) return often.slice(0, most);
  const along = often.filter(({ n }) => n >= last);
  return along.length <= most + MOST_TIED ? along : often.filter(({ n }) => n > last);
}

/** All of them with their numbers, as the annex and the list of changes tell them. */
export const kindsTold = ({ label, parts }: Kinds): string => `按${label}：${parts.map(({ words, n }) => `${words}${n}`).join('、')}`;
