/** One point of a series: where, how many, and where its records are listed. */
export interface Point {
  label: string;
  value: number;
  href?: string;
}

/** What every chart is told. */
export interface Drawn {
  title: string;
  /** The unit of the values, e.g. 条. */
  unit: string;
  points: readonly Point[];
  /** Open the table of the same numbers from the start. */
  tableOpen?: boolean;
}

/** The measures of a drawing, in units of its view box: about a pixel each on a desk. */
export interface Sheet {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** One chart on its own, and one of several beside each other (small multiples). */
export const whole: Sheet = { width: 600, height: 220, left: 44, right: 12, top: 26, bottom: 30 };
export const small: Sheet = { width: 300, height: 120, left: 10, right: 10, top: 26, bottom: 24 };

/** The value at the top of the scale: a round number at or above the largest, at least 4 so that gridlines are whole. */
export function ceiling(points: readonly Pick<Point, 'value'>[]): number {
  const largest = Math.max(4, ...points.map(({ value }) => value));
  const power = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 2, 4, 6, 8, 10].find((factor) => factor * power >= largest) ?? 10;
  return step * power;
}

export const tenth = (value: number): number => Math.round(value * 10) / 10;

export const shown = (value: number): string => value.toLocaleString('zh-CN');

export const floorOf = ({ height, bottom }: Sheet): number => height - bottom;

/** Where the point of a place stands, from left to right. */
export const across = ({ width, left, right }: Sheet, of: number, place: number): number => tenth(left + ((width - left - right) / of) * (place + 0.5));

/** How high a value stands. */
export const levelOf = (sheet: Sheet, value: number, top: number): number => tenth(floorOf(sheet) - ((floorOf(sheet) - sheet.top) * value) / top);

/** More values than this would run into each other. */
const EACH = 12;

/** The places whose values are written at the points: all of a few; of many, and in a small drawing, the last and the highest. */
export function toldPlaces(sheet: Sheet, points: readonly Point[]): ReadonlySet<number> {
  if (sheet === whole && points.length <= EACH) return new Set(points.keys());
  const highest = points.reduce((best, { value }, place) => (value > points[best]!.value ? place : best), 0);
  const last = points.length - 1;
  return new Set(last - highest > 1 || last === highest ? [highest, last] : [last]);
}

/** How wide a word is written, in units of the view box, where type is largest beside the drawing (a telephone). */
export const widthOf = (words: string): number => [...words].reduce((sum, sign) => sum + (sign <= '~' ? 11 : 20), 0);

const longestOf = (points: readonly Point[]): number => Math.max(0, ...points.map(({ label }) => widthOf(label)));

/** Whether every name has room below its point. */
export const fitsBelow = ({ width, left, right }: Sheet, points: readonly Point[]): boolean => (longestOf(points) + 3) * points.length <= width - left - right;

/** Every so many names are written below the points, so that none runs into the next; the last one always. */
export function namedPlaces({ width, left, right }: Sheet, points: readonly Point[]): ReadonlySet<number> {
  const room = Math.max(1, Math.floor((width - left - right) / (longestOf(points) + 3)));
  const every = Math.ceil(points.length / room);
  return new Set([...points.keys()].filter((place) => (points.length - 1 - place) % every === 0));
}

/** Bars that lie, because their names would run into each other below upright ones: names on the left, numbers behind the bars. */
export const lying = (points: readonly Point[]): Sheet & { row: number } => ({ width: 600, height: points.length * 32 + 4, left: Math.min(260, longestOf(points) + 10), right: 70, top: 2, bottom: 2, row: 32 });

/** The numbers in one sentence, for whoever hears the page. */
export const summary = (points: readonly Point[], unit: string): string => points.map(({ label, value }) => `${label} ${shown(value)}${unit}`).join('，');
