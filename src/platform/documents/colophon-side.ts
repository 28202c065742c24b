/** On which side the 版记 of a Word file stands: the last even one (GB/T 9704-2012, 7.4). */
import type { OfficialPaper } from './model.ts';
import { pagesOf } from './pdf.ts';
import { isPressProblem } from './pdf/press.ts';

/** At the foot of the page on which the text ends; on the back of it; or, where no room is left on a back, on the next back after a blank page. */
export type ColophonSide = 'here' | 'overleaf' | 'after_blank';

/**
 * Only the program that breaks the pages knows, and a Word file is not broken before it is opened: the press is asked, whose lines and pages are the
 * same. Without a press the 版记 stands where the text ends, and the even side is left to the person who prints.
 */
export async function colophonSide(paper: OfficialPaper): Promise<ColophonSide> {
  if (paper.layout !== 'formal' || !paper.colophon) return 'here';
  const { colophon: _, ...text } = paper;
  try {
    const further = (await pagesOf(paper)) - (await pagesOf(text));
    return further === 0 ? 'here' : further === 1 ? 'overleaf' : 'after_blank';
  } catch (problem) {
    if (isPressProblem(problem)) return 'here';
    throw problem;
  }
}
