import { headings, type Heading } from '#platform/work.ts';
import type { Line } from '#archives/dossiers/lines.ts';
import type { Dossier } from '#archives/dossiers/whose.ts';

/** How a part of an archive is called: who had leave and who stayed away stand together. */
export const partWord = (heading: Heading): string => (heading === 'leave' ? '请假和缺席' : headings[heading]);

/** The lines under each heading that is not empty, in order. */
export const partsOf = (lines: readonly Line[]): [Heading, Line[]][] => [...Map.groupBy(lines, ({ heading }) => heading)];

/** The headings under which there is nothing, of those under which the subject could have something. */
export function emptyParts(lines: readonly Line[], possible: readonly Heading[]): string[] {
  const there = new Set(lines.map(({ heading }) => heading));
  return (Object.keys(headings) as Heading[]).filter((heading) => possible.includes(heading) && !there.has(heading)).map(partWord);
}

/** 2026年; of all of a term: 2022-01-10至2026-11-23. */
export const periodWords = ({ year, shown }: Pick<Dossier, 'year' | 'shown'>): string => (year ? `${year}年` : `${shown.from}至${shown.to}`);

/** 张三委员履职档案（第九届）; 白石镇政协联络委履职档案（2026年）. */
export const titleOf = (dossier: Dossier): string => (dossier.member ? `${dossier.name}委员履职档案（第${dossier.member.term}届）` : `${dossier.name}履职档案（${dossier.year}年）`);
