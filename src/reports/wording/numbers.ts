/**
 * How a number is written in a sentence. Each way of rounding and each notation is a pure function with its rule in one
 * sentence; the exact value always stands in the annex of the paper.
 */
import { fromEnd, numeralOf } from '#reports/wording/numerals.ts';

/** What is said in a number's place: the number, and the word before or after it that tells how it was rounded. */
export interface Said {
  readonly before: string;
  readonly value: number;
  readonly after: string;
}

const exactly = (value: number): Said => ({ before: '', value, after: '' });

/** The unit of the second digit: what a rounded number leaves out. */
const stepOf = (value: number): number => Math.max(10, 10 ** (String(Math.trunc(value)).length - 2));

const down = (value: number): number => Math.floor(value / stepOf(value)) * stepOf(value);
const up = (value: number): number => Math.ceil(value / stepOf(value)) * stepOf(value);

/** Rounded down to two digits, and only when it must be; below ten as it is. */
const lessThanThereIs = (value: number, { before = '', after = '' }: Partial<Said>): Said =>
  (value < 10 || down(value) === value ? exactly(value) : { before, value: down(value), after });

/** 近 is said only of what lacks less than a twentieth. */
const nearly = (value: number): Said => (value < 10 || up(value) === value || (up(value) - value) * 20 > value ? exactly(value) : { before: '近', value: up(value), after: '' });

const about = (value: number): Said => {
  const nearest = Math.round(value / stepOf(value)) * stepOf(value);
  return value < 100 || nearest === value ? exactly(value) : { before: '约', value: nearest, after: '' };
};

export interface Rounding {
  readonly rule: string;
  round(value: number): Said;
}

export const roundings: Readonly<Record<string, Rounding>> = {
  余: { rule: '只取前两位，零头舍去写“余”；正好是整数、不足十的照实写', round: (value) => lessThanThereIs(value, { after: '余' }) },
  多: { rule: '和“余”一样只往小取，写“多”', round: (value) => lessThanThereIs(value, { after: '多' }) },
  超: { rule: '只往小取，写在前面作“超”；正好是整数的照实写', round: (value) => lessThanThereIs(value, { before: '超' }) },
  近: { rule: '往大取到前两位，差得不到二十分之一才写“近”，否则照实写', round: nearly },
  约: { rule: '四舍五入到前两位，写“约”；不足一百的、正好是整数的照实写', round: about },
};

export interface Notation {
  readonly rule: string;
  write(value: number): string;
}

const TEN_THOUSAND = 10_000;

/** 12345 → 1.2万; what is less than ten thousand stays in digits. */
const inTenThousands = (value: number): string =>
  (value < TEN_THOUSAND ? String(value) : `${fromEnd(Math.round(value / (TEN_THOUSAND / 10)), 1)}万`);

export const notations: Readonly<Record<string, Notation>> = {
  万: { rule: '满一万的以万为单位，留一位小数，四舍五入', write: inTenThousands },
  汉字: { rule: '用汉字写', write: numeralOf },
};

/** A number in a manner: 余, 万, 余|汉字; without one as it is. */
export function inManner(value: number, manners: readonly string[]): string {
  const { before, value: said, after } = manners.map((name) => roundings[name]).find(Boolean)?.round(value) ?? exactly(value);
  const notation = manners.map((name) => notations[name]).find(Boolean);
  return `${before}${notation ? notation.write(said) : said}${after}`;
}

/** 余: 103 → 100余, 137 → 130余, 100 → 100. */
export const withRest = (value: number): string => inManner(value, ['余']);

/** A share in tenths: 七成, 七成多, 近八成 where at most a fiftieth is missing; what is not all is never near to all. */
export function inTenths(numerator: number, denominator: number): string {
  const tenths = Math.floor((numerator * 10) / denominator);
  if (numerator * 10 === tenths * denominator) return tenthsWord(tenths);
  const missing = (tenths + 1) * denominator - numerator * 10;
  if (missing * 5 <= denominator && tenths < 9) return `近${tenthsWord(tenths + 1)}`;
  return tenths === 0 ? '不到一成' : `${tenthsWord(tenths)}多`;
}

const tenthsWord = (tenths: number): string => (tenths === 0 ? '零' : tenths === 10 ? '全部' : `${numeralOf(tenths)}成`);
