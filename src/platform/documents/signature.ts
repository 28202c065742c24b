/** Where the organ's name and the date stand at the end of a paper (GB/T 9704-2012, 7.3.5). */
import { widthOf } from './text.ts';

/** Distances from the right edge of the text block, in characters of the body. */
export interface SignaturePlaces {
  readonly organ: number;
  readonly date: number;
}

/**
 * With a seal: the date four characters from the right, the name centred over it; a very long name ends at the edge.
 * Without: the name two from the right and the date beginning two after the name's beginning; a date too long for that
 * stands two from the right itself and pushes the name.
 */
export function signaturePlaces(organ: string, date: string, sealed: boolean): SignaturePlaces {
  const organWidth = widthOf(organ);
  const dateWidth = widthOf(date);
  if (sealed) {
    const organRight = Math.max(0, 4 + (dateWidth - organWidth) / 2);
    return { organ: organRight, date: organRight + (organWidth - dateWidth) / 2 };
  }
  const dateRight = organWidth - dateWidth;
  return dateRight >= 2 ? { organ: 2, date: dateRight } : { organ: 4 + dateWidth - organWidth, date: 2 };
}
