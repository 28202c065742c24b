import type { Cell } from '../cell.ts';
import { check, info, plain, quoted, type Reader, type Reading, type ReadingContext, refused, type Remark, showing, understood } from '../reading.ts';
import { dayOfSerial } from '../serial.ts';
import { type WrittenDay, writtenDay } from './written-day.ts';

/** A day as far as it is known: with precision `month` the day is the first of that month, with `year` the first of January. */
export interface KnownDay {
  /** YYYY-MM-DD. */
  day: string;
  precision: 'day' | 'month' | 'year';
}

export interface DayOptions {
  /** `refuse` (the default) when the thing has happened; `allow` for plans and deadlines. */
  future?: 'refuse' | 'allow';
  /** Earliest believable day, YYYY-MM-DD; an earlier one is remarked upon. */
  earliest?: string;
}

/** Reads a day in any of the ways offices write it. A month or a year alone is kept as such, never completed. */
export function day({ future = 'refuse', earliest = '1900-01-01' }: DayOptions = {}): Reader<KnownDay> {
  return showing('2025-03-21', (cell, context) => {
    const reading = readDay(cell, context);
    if (!reading.value) return reading;
    if (future === 'refuse' && reading.value.day > context.today) {
      return refused(`“${quoted(cell.text)}”在今天（${context.today}）之后。请核对年份和月份。`);
    }
    if (reading.value.day < earliest) return { ...reading, remarks: [...reading.remarks, check(`“${quoted(cell.text)}”早于 ${earliest}，请核对年份。`)] };
    return reading;
  });
}

function readDay(cell: Cell, context: ReadingContext): Reading<KnownDay> {
  if (cell.date) return understood(known(...partsOf(cell.text)));
  const number = cell.number ?? (/^\d{5}$/u.test(plain(cell.text)) ? Number(plain(cell.text)) : null);
  return (number === null ? null : readNumber(number, cell.text, context)) ?? readText(cell.text, context);
}

/** The numbers Excel takes for days after 1954 and before 2119: a date whose format got lost. */
const lostDateFormat = (number: number) => Number.isInteger(number) && number > 20_000 && number < 80_000;

/** What only a bare number can mean; null when it reads like text (20250321, 2025.3). */
function readNumber(number: number, written: string, context: ReadingContext): Reading<KnownDay> | null {
  const lost = lostDateFormat(number) && dayOfSerial(number);
  if (lost) return understood({ day: lost, precision: 'day' }, info(`“${quoted(written)}”是表格内部的日期序号，按 ${lost} 录入。`));
  if (number > 1900 && number < 2100 && /\.1$/u.test(String(number))) {
    const year = Math.floor(number);
    return refused(`“${quoted(written)}”可能是 ${year}年1月，也可能是 ${year}年10月（表格会去掉数字末尾的 0）。请写成 ${year}-01 或 ${year}-10。`);
  }
  if (Number.isInteger(number) && number >= 1 && number <= 12 && /月/u.test(context.header)) return readText(`${number}月`, context);
  return null;
}

function readText(written: string, context: ReadingContext): Reading<KnownDay> {
  const parts = writtenDay(written);
  if (!parts) return refused(`“${quoted(written)}”看不出是哪一天。请写成 2025-03-21 这样的日期；只知道月份时写成 2025年3月。`);
  const year = yearOf(parts, context);
  if (year === null) return { value: null, remarks: [{ level: 'refuse', sentence: `“${quoted(written)}”没有写年份，表头和文件名里也没有。请在导入页面选定年份，或写成 2025年3月。`, asks: 'year' }] };
  const impossible = impossibility(year, parts);
  if (impossible) return refused(`“${quoted(written)}”不是真实的日期：${impossible}。请核对后改正。`);
  return understood(known(year, parts.month, parts.day), ...remarksOn(parts, year, written));
}

/** 25年 is 2025 unless that is still to come, then 1925. */
function yearOf({ year }: WrittenDay, context: ReadingContext): number | null {
  if (year === null) return context.year;
  if (year >= 100) return year;
  return 2000 + year <= Number(context.today.slice(0, 4)) ? 2000 + year : 1900 + year;
}

function impossibility(year: number, { month, day: dayOfMonth }: WrittenDay): string | null {
  if (year < 1800 || year > 2999) return `没有“${year}年”这样的年份`;
  if (month !== null && (month < 1 || month > 12)) return `没有${month}月`;
  if (month !== null && dayOfMonth !== null && (dayOfMonth < 1 || dayOfMonth > new Date(Date.UTC(year, month, 0)).getUTCDate())) return `${year}年${month}月没有${dayOfMonth}日`;
  return null;
}

function remarksOn(parts: WrittenDay, year: number, written: string): Remark[] {
  const remarks: Remark[] = [];
  if (parts.year === null || parts.year < 100) remarks.push(info(`“${quoted(written)}”按 ${year} 年录入。`));
  if (parts.besides === 'span') remarks.push(check(`“${quoted(written)}”是一段时间，按开始的一天录入，请核对。`));
  if (parts.besides === 'about') remarks.push(info(`“${quoted(written)}”没有写明日子，只录入月份。`));
  return remarks;
}

function known(year: number, month: number | null, dayOfMonth: number | null): KnownDay {
  const two = (number: number | null) => String(number ?? 1).padStart(2, '0');
  return { day: `${year}-${two(month)}-${two(dayOfMonth)}`, precision: dayOfMonth !== null ? 'day' : month !== null ? 'month' : 'year' };
}

/** Parts of YYYY-MM-DD or YYYY-MM. */
function partsOf(text: string): [number, number | null, number | null] {
  const [year, month, dayOfMonth] = text.split('-').map(Number);
  return [year ?? 0, month ?? null, dayOfMonth ?? null];
}

/** How a known day is shown: 2025-03-21, 2025年3月, 2025年. */
export function showKnownDay({ day: value, precision }: KnownDay): string {
  const [year, month] = partsOf(value);
  return precision === 'day' ? value : precision === 'month' ? `${year}年${month}月` : `${year}年`;
}
