import { plain } from '../reading.ts';
import { arabicBefore } from './chinese-numbers.ts';

/** Year, month and day as written; null where nothing was written. Nothing is checked here: 2025年13月2日 has month 13. */
export interface WrittenDay {
  year: number | null;
  month: number | null;
  day: number | null;
  /** What the text said besides: a span of days of which this is the first, or a part of the month. */
  besides: 'span' | 'about' | null;
}

type Part = 'year' | 'month' | 'day';

/** Every way to write a day we know, tried in order after the text is simplified. */
const ways: readonly { pattern: RegExp; parts: readonly Part[] }[] = [
  { pattern: /^([1-9]\d{3})(\d{2})(\d{2})$/u, parts: ['year', 'month', 'day'] },
  { pattern: /^([1-9]\d{3})[-/.年、,\\_](\d{1,2})[-/.月、,\\_](\d{1,2})[日号]?$/u, parts: ['year', 'month', 'day'] },
  { pattern: /^([1-9]\d{3})[-/.年、,\\_](\d{1,2})月?$/u, parts: ['year', 'month'] },
  { pattern: /^([1-9]\d{3})(\d{2})$/u, parts: ['year', 'month'] },
  { pattern: /^([1-9]\d{3})年?$/u, parts: ['year'] },
  { pattern: /^(1[3-9]|[23]\d)[-/.](\d{1,2})[-/.]([1-9]\d{3})$/u, parts: ['day', 'month', 'year'] },
  { pattern: /^(\d{1,2})[-/.](\d{1,2})[-/.]([1-9]\d{3})$/u, parts: ['month', 'day', 'year'] },
  { pattern: /^(\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/u, parts: ['year', 'month', 'day'] },
  { pattern: /^(\d{2})年(\d{1,2})月?$/u, parts: ['year', 'month'] },
  { pattern: /^(\d{1,2})[-/.月](\d{1,2})[日号]?$/u, parts: ['month', 'day'] },
  { pattern: /^(\d{1,2})月$/u, parts: ['month'] },
];

/** Takes a written day apart; null when it is none. */
export function writtenDay(text: string): WrittenDay | null {
  const { simple, besides } = simplified(text);
  for (const { pattern, parts } of ways) {
    const found = pattern.exec(simple);
    if (!found) continue;
    const numberOf = (part: Part) => (parts.includes(part) ? Number(found[parts.indexOf(part) + 1]) : null);
    return { year: numberOf('year'), month: numberOf('month'), day: numberOf('day'), besides };
  }
  return null;
}

const weekday = /[（(]?(?:星期|礼拜|周)[一二三四五六日天][)）]?/gu;
const clock = /(?<=[\d日号])[\sT]*(?:上午|下午|早上|晚上|中午)?\s*\d{1,2}[:时点]\d{0,2}(?:[:分]\d{0,2})?(?:秒)?(?:\.\d+)?Z?$|(?:上午|下午|早上|晚上|中午)$/u;
const spanOfDays = /^((?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}[日号]?)[-—–~至到、,和及](?!\d{4}$).+$/u;
const spanOfMonths = /^((?:\d{4}[-/.年])?\d{1,2})月?[-—–~至到、,和及]\d{1,2}月$/u;
const partOfMonth = /(?<=月)(?:上旬|中旬|下旬|初|中|底|末|左右|前后)$/u;

function simplified(text: string): { simple: string; besides: WrittenDay['besides'] } {
  let simple = arabicBefore(plain(text).replace(weekday, '').trim()).replace(clock, '').replace(/\s+/gu, '').replace(/月份/gu, '月').replace(/年度$/u, '年');
  simple = simple.replace(/^[（("“']+|[）)"”'.。,、;；]+$/gu, '');
  if (partOfMonth.test(simple)) return { simple: simple.replace(partOfMonth, ''), besides: 'about' };
  const days = spanOfDays.exec(simple);
  if (days && !ways.some(({ pattern }) => pattern.test(simple))) return { simple: days[1]!, besides: 'span' };
  const months = spanOfMonths.exec(simple);
  if (months) return { simple: `${months[1]}月`, besides: 'span' };
  return { simple, besides: null };
}
