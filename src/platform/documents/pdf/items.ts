/**
 * What the press sets, from top to bottom: an official paper taken apart into lines that know their face and their place.
 * Plain data: whatever people wrote reaches the press as text of these items and never as its source.
 */
import type { Face } from '../measures.ts';
import type { SecondHead, TableColumn } from '../model.ts';
import { oneLine } from '../text.ts';

/** A stretch of text in one look. */
export interface SetRun {
  readonly text: string;
  readonly face?: Face;
  /** Points; the body's 3号 when absent. */
  readonly size?: number;
  readonly strong?: boolean;
  readonly red?: boolean;
}

/** A paragraph; distances in characters of the body, `before` in lines of it. */
export interface SetText {
  readonly is: 'text';
  readonly runs: readonly SetRun[];
  readonly align?: 'left' | 'center' | 'right' | 'justify';
  readonly first?: number;
  readonly left?: number;
  readonly right?: number;
  readonly hanging?: number;
  readonly before?: number;
  /** Stays on one page with what follows. */
  readonly keep?: boolean;
  /** A heading of this level, for the reader's navigation. */
  readonly level?: number;
  /** Width of a character where the line is not of the body's size, in points. */
  readonly unit?: number;
}

export type Item =
  | SetText
  | { readonly is: 'title'; readonly lines: readonly string[]; readonly before: number }
  /** 份号, 紧急程度: at the upper left, one under another. */
  | { readonly is: 'corner'; readonly lines: readonly SetRun[] }
  /** 发文机关标志 */
  | { readonly is: 'mark'; readonly text: string; readonly points: number; readonly second?: SecondHead }
  | { readonly is: 'masthead'; readonly text: string; readonly points: number; readonly apart: number }
  /** What stands left, in the middle and right over the red line. */
  | { readonly is: 'headline'; readonly left: readonly SetRun[]; readonly middle: readonly SetRun[]; readonly right: readonly SetRun[]; readonly before: number; readonly weight: number }
  | { readonly is: 'letterhead'; readonly text: string; readonly points: number; readonly left: string; readonly right: string; readonly second?: SecondHead }
  | { readonly is: 'table'; readonly columns: readonly Pick<TableColumn, 'share' | 'align'>[]; readonly header: readonly string[]; readonly form: boolean; readonly rows: readonly (readonly string[])[] }
  /** 版记 of a brief: lines with two sides. */
  | { readonly is: 'foot'; readonly rows: readonly (readonly [left: string, right: string])[] }
  /** 版记: on the last even side, at the foot. */
  | { readonly is: 'colophon'; readonly rows: readonly (readonly [left: string, right: string])[] }
  /** What follows stands at the foot of the page. */
  | { readonly is: 'sink' }
  | { readonly is: 'signature'; readonly organ: string; readonly date: string; readonly sealed: boolean }
  | { readonly is: 'page' };

/** One paper with pages of its own. */
export interface Section {
  readonly wide: boolean;
  /** The first page bears no number. */
  readonly firstUnnumbered: boolean;
  readonly items: readonly Item[];
}

export const run = (text: string, look: Omit<SetRun, 'text'> = {}): SetRun => ({ text: oneLine(text), ...look });

/** A line of one text, flush left unless placed otherwise. */
export const line = (text: string, look: Omit<SetRun, 'text'> = {}, place: Omit<SetText, 'is' | 'runs'> = {}): SetText => ({ is: 'text', runs: [run(text, look)], ...place });

export const blank: SetText = { is: 'text', runs: [] };
