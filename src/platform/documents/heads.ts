/** Sizes of what stands in the head of a paper: each as large as its row allows, alike in the Word file and the PDF. */
import { block, size } from './measures.ts';
import { oneLine, widthOf } from './text.ts';

/** Points and horizontal scale of the organ mark; a long name is set smaller so that it stays on one line. */
export const mark = { points: 48, scale: 66 };
/** The same of the organ's name on a letter. */
export const letterHead = { points: 36, scale: 80 };
/** Points of a brief's masthead; its letters stand apart, because it is short. */
export const mastheadLook = { points: 52, apart: 0.35 };

const blockPoints = block.width / 20;

const fitted = (text: string, { points, scale }: { points: number; scale: number }) =>
  ({ text, points: Math.min(points, Math.floor(blockPoints / widthOf(text) / (scale / 100))) });

export const organMark = (text: string) => fitted(text, mark);
export const letterMark = (text: string) => fitted(text, letterHead);

export const masthead = (text: string) => ({
  text,
  points: Math.min(mastheadLook.points, Math.floor(blockPoints / (widthOf(text) * (1 + mastheadLook.apart)))),
  apart: mastheadLook.apart,
});

/** Where nobody is named yet there is room to sign by hand. */
const toSign = '　　　　';

/** 签发人: two names on a row (7.2.6). */
export function signatoryRows(names: readonly string[]): string[] {
  const written = names.map(oneLine).filter(Boolean);
  if (written.length === 0) return [toSign];
  return Array.from({ length: Math.ceil(written.length / 2) }, (_, row) => written.slice(row * 2, row * 2 + 2).join('　'));
}

/** Points of the second language beside or over the mark. */
export const secondHeadPoints = size.two;
