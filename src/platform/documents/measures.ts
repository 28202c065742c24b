/**
 * The measures of GB/T 9704-2012 in twips (twentieths of a point), as found to give 22 lines of 28 characters in Word,
 * WPS and LibreOffice. 28 characters of 16 pt are wider than the 156 mm block, and 22 lines of 29 pt higher than its
 * 225 mm, so characters are drawn together by a quarter point and lines are 28.9 pt.
 */

const twipsPerMillimetre = 1440 / 25.4;
export const millimetres = (count: number): number => Math.round(count * twipsPerMillimetre);

/** A4 */
export const page = { width: millimetres(210), height: millimetres(297) };

/** 天头 37 mm, 订口 28 mm; the text block of 156 × 225 mm leaves 26 mm and 35 mm. */
export const margin = { top: millimetres(37), left: millimetres(28), bottom: millimetres(35), right: millimetres(26) };

export const block = { width: page.width - margin.left - margin.right, height: page.height - margin.top - margin.bottom };

/** Type sizes in points: 2号, 3号, 4号, and 小四 for tables. */
export const size = { two: 22, three: 16, four: 14, table: 12 } as const;

/** Line height of the body. */
export const line = 578;
/** Line height of a title of several lines, of table cells and of the 版记. */
export const titleLine = 660;
export const tableLine = 360;
export const colophonHeight = 480;

/** Tracking of every character in twips. */
export const tracking = -5;

/** Width of a body character including its tracking. */
export const character = size.three * 20 + tracking;

/** Full characters of the title face in one line, with one to spare: where a machine has other fonts, its digits are wider. */
export const titleCapacity = Math.floor(block.width / (size.two * 20)) - 1;

/** The dashes of the page number stand 7 mm below the text block, a little over the middle of its line; Word measures from the sheet's lower edge to the footer's. */
export const footer = margin.bottom - millimetres(7) - size.four * 12;

/** The organ mark's upper edge is 35 mm below the block's. */
export const markDrop = millimetres(35);
/** The red line is 4 mm under the letters of the number: this far under its line, in points, because letters end over the lower edge of their line by more or less of it in different faces. */
export const redLineSpace = 9;

/** The faces the standard names; offices have them installed. */
export const face = { song: '方正小标宋简体', fang: '仿宋_GB2312', hei: '黑体', kai: '楷体_GB2312', number: '宋体' } as const;
export type Face = keyof typeof face;
