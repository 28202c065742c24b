import { createHash } from 'node:crypto';

/** How the sample is drawn, in words for those who want to draw it again. */
export const METHOD = '每个联络委的编号接在种子后面算 SHA-256，从小到大取前几个。';

/** The same seed and committees give the same sample, whoever draws it and in whatever order they are listed. */
export const sampleOf = (committees: readonly string[], size: number, seed: string): string[] =>
  committees.map((id) => ({ id, lot: lotOf(seed, id) })).toSorted((a, b) => (a.lot < b.lot ? -1 : 1)).slice(0, size).map(({ id }) => id);

const lotOf = (seed: string, id: string): string => createHash('sha256').update(`${seed}${id}`).digest('hex');
