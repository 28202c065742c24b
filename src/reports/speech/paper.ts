/** A paper made of its row alone: the same row gives the same paper, whenever it is printed. */
import { dayOf } from '#platform/time.ts';
import { basisOf } from '#reports/wording/drafting.ts';
import { laidOut, type LaidOut } from '#reports/wording/paper.ts';
import type { Frozen } from '#reports/speech/record.ts';

export function frozenPaper(row: Frozen): LaidOut {
  const wording = row.quotes.find(({ name }) => name === 'wording');
  return laidOut({
    ...row, date: row.given_on ?? dayOf(row.as_of),
    basis: basisOf({ from: row.from_on, to: row.to_on }, row.as_of, wording?.kind === 'fact' ? wording.text : ''),
  });
}
