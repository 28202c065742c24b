import { isDay } from '#platform/fields.ts';
import { invalid } from '#platform/problems.ts';
import type { YearOfWork } from '#platform/working-days.ts';

/** 1月28日（农历除夕、周二）, 2027年1月1日, or only 8日 after a 至. */
const DAY = /(?:(?<year>\d{4})\s*年\s*)?(?:(?<month>\d{1,2})\s*月\s*)?(?<date>\d{1,2})\s*日/gu;
const REMARK = /（[^（）]*）|\([^()]*\)/gu;
/** No holiday is longer; what seems longer was read wrongly. */
const LONGEST = 16;
/** A notice names six or seven holidays of some thirty days; one that names hardly any was not pasted whole. */
const FEWEST = 5;

/**
 * The holidays and make-up working days of a year, read from the text of the notice: a sentence with 放假 names a day or a range,
 * one with 上班 names the weekends that are worked.
 * @throws Problem 422 with a sentence that names what could not be read
 */
export function readNotice(year: number, notice: string): YearOfWork {
  const off = new Set<string>();
  const worked = new Set<string>();
  for (const sentence of notice.replace(REMARK, '').split(/[。；;\n]/u)) {
    if (sentence.includes('上班')) for (const day of namedDays(year, sentence)) worked.add(day);
    else if (sentence.includes('放假')) for (const day of range(year, sentence)) off.add(day);
  }
  if (off.size < FEWEST) throw wrong('没有读出放假的日期。请把通知正文整段贴进来，例如“一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。”');
  const both = [...worked].find((day) => off.has(day));
  if (both) throw wrong(`${both}又放假又上班，请核对通知正文。`);
  const weekday = [...worked].find((day) => ![0, 6].includes(new Date(day).getUTCDay()));
  if (weekday) throw wrong(`${weekday}不是周末，本来就上班；请核对年份是不是${year}年。`);
  return { year, off: [...off].toSorted(), worked: [...worked].toSorted() };
}

const wrong = (sentence: string) => invalid({ notice: sentence });

function namedDays(year: number, sentence: string): string[] {
  let month: string | undefined;
  return [...sentence.matchAll(DAY)].map(({ 0: words, groups }) => {
    month = groups?.['month'] ?? month;
    const day = `${groups?.['year'] ?? year}-${month?.padStart(2, '0')}-${groups!['date']!.padStart(2, '0')}`;
    if (!isDay(day)) throw wrong(`“${words}”不是${year}年的日期，请核对。`);
    if (!day.startsWith(`${year}-`)) throw wrong(`“${words}”不在${year}年内：每年的安排分开登记，跨年的放假写到各自的年份里。`);
    return day;
  });
}

function range(year: number, sentence: string): string[] {
  const named = namedDays(year, sentence);
  if (!/[至到—～~-]/u.test(sentence) || named.length < 2) return named;
  const days: string[] = [];
  for (let at = Date.parse(named[0]!); at <= Date.parse(named[1]!) && days.length <= LONGEST; at += 86_400_000) days.push(new Date(at).toISOString().slice(0, 10));
  if (days.length === 0 || days.length > LONGEST) throw wrong(`“${sentence.trim().slice(0, 40)}”的起止日期不对，请核对。`);
  return days;
}
