import { normal } from '#platform/search/grams.ts';

/** Which unit a proposal probably belongs to, by what was assigned before: the nearest titles vote, each with its likeness. Pure; `known.ts` keeps one of each county. */

/** One assignment of the past. */
export interface Example {
  id: string;
  title: string;
  category: string | null;
  unit: string;
}

export interface Suggestion {
  unit: string;
  /** Share of the votes, 0 to 1. */
  share: number;
  /** The past proposals that speak for it, the likest first. */
  examples: Example[];
}

export interface Suggesting {
  /** The likeliest units first; none when nothing is like it. */
  suggest(told: Pick<Example, 'title' | 'category'>, most: number, except?: string): Suggestion[];
}

/** Of so many nearest titles each votes (bench/suggesting.ts measures). */
const NEIGHBOURS = 9;
/** Less alike than this says nothing; a shared category alone still says a little. */
const ALIKE = 0.03;
/** Marks the category among the pieces: shared, it weighs like a pair of characters that is as common. */
const CATEGORY = '#';
const MOST_EXAMPLES = 3;
/** Of a few titles nobody can say what is common: they are weighed as if there were so many. */
const FEW = 200;

/** What every title of a proposal has says nothing about this one. */
const frame = /^关于|(?:工作)?的(?:提案|建议|意见建议)$/gu;

/** Pairs of neighbouring characters, and the category as one piece. */
function piecesOf({ title, category }: Pick<Example, 'title' | 'category'>): Set<string> {
  const characters = [...normal(title).replace(frame, '').replace(/[^\p{L}\p{N}]/gu, '')];
  const pairs = characters.slice(1).map((one, n) => characters[n]! + one);
  return new Set(category ? [...pairs, CATEGORY + category] : pairs);
}

export function suggestingFrom(examples: readonly Example[]): Suggesting {
  const pieces = examples.map(piecesOf);
  const holders = new Map<string, number[]>();
  pieces.forEach((set, at) => set.forEach((piece) => (holders.get(piece) ?? holders.set(piece, []).get(piece)!).push(at)));
  const weight = (piece: string): number => Math.log(1 + Math.max(examples.length, FEW) / (holders.get(piece)?.length ?? 1));
  const lengths = pieces.map((set) => Math.hypot(...[...set].map(weight)));

  function nearest(told: Set<string>, except: string | undefined): { at: number; likeness: number }[] {
    const products = new Map<number, number>();
    for (const piece of told) {
      const squared = weight(piece) ** 2;
      for (const at of holders.get(piece) ?? []) products.set(at, (products.get(at) ?? 0) + squared);
    }
    const own = Math.hypot(...[...told].map(weight));
    return [...products].filter(([at]) => examples[at]!.id !== except).map(([at, product]) => ({ at, likeness: product / (own * lengths[at]!) }))
      .filter(({ likeness }) => likeness >= ALIKE).toSorted((a, b) => b.likeness - a.likeness).slice(0, NEIGHBOURS);
  }

  return {
    suggest(told, most, except) {
      const near = nearest(piecesOf(told), except);
      const votes = Map.groupBy(near, ({ at }) => examples[at]!.unit);
      const strength = (some: readonly { likeness: number }[]): number => some.reduce((sum, { likeness }) => sum + likeness ** 2, 0);
      const all = strength(near);
      return [...votes].map(([unit, some]) => ({ unit, share: strength(some) / all, examples: some.slice(0, MOST_EXAMPLES).map(({ at }) => examples[at]!) }))
        .toSorted((a, b) => b.share - a.share).slice(0, most);
    },
  };
}
