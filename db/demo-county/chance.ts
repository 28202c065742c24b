/** Chance that is the same everywhere for the same seed (mulberry32), so that the invented county can be made again. */
export interface Chance {
  /** A whole number from 0 to n - 1. */
  below(n: number): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  one<T>(choices: readonly T[]): T;
  /** `n` different ones. */
  some<T>(choices: readonly T[], n: number): T[];
  yes(probability: number): boolean;
  shuffled<T>(items: readonly T[]): T[];
}

export function chances(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number) => Math.floor(next() * n);
  const shuffled = <T>(items: readonly T[]) =>
    items.map((item) => ({ item, at: next() })).toSorted((a, b) => a.at - b.at).map(({ item }) => item);
  return {
    below,
    between: (from, to) => from + below(to - from + 1),
    one: (choices) => choices[below(choices.length)]!,
    some: (choices, n) => shuffled(choices).slice(0, n),
    yes: (probability) => next() < probability,
    shuffled,
  };
}
