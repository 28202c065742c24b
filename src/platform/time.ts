/** UTC is stored, Asia/Shanghai is shown. China has had no summer time since 1991, but the zone's own rules are used anyway. */
const ZONE = 'Asia/Shanghai';

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
});

function partsOf(moment: Date): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(moment).map(({ type, value }) => [type, value]));
}

const MINUTE_MS = 60_000;
/** The day of the minute asked last: every request asks for today, and days begin with whole minutes. */
let known = { minute: Number.NaN, day: '' };

/** The day in China, `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
  const minute = Math.floor(moment.getTime() / MINUTE_MS);
  if (minute !== known.minute) {
    const { year, month, day } = partsOf(moment);
    known = { minute, day: `${year}-${month}-${day}` };
  }
  return known.day;
}

/** The hour in China, 0 to 23. */
export const hourOf = (moment: Date): number => Number(partsOf(moment)['hour']);

/** The moment at which a day's work begins in China: what was known by then. */
export const morningOf = (day: string): Date => new Date(`${day}T08:00:00+08:00`);

/** As shown in lists and timelines: `2025-03-21 15:04`. */
export function shownMoment(moment: Date): string {
  const { hour, minute } = partsOf(moment);
  return `${dayOf(moment)} ${hour}:${minute}`;
}

const OFFSET_HOURS = 8;

/** As other systems read it, with the offset of China: `2025-03-21T15:04:09+08:00`. */
export const offsetMoment = (moment: Date): string => `${new Date(moment.getTime() + OFFSET_HOURS * 3_600_000).toISOString().slice(0, 19)}+08:00`;

/** As printed in documents: `2025年3月21日`. */
export function printedDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** As printed for a cut-off: `2025年3月21日15时4分`. */
export function printedMoment(moment: Date): string {
  const { hour, minute } = partsOf(moment);
  return `${printedDay(dayOf(moment))}${Number(hour)}时${Number(minute)}分`;
}

export const today = (now = new Date()): string => dayOf(now);

/** 2025年第三季度 */
export const quarterWords = (year: string | number, quarter: number): string =>
  [`${year}年第一季度`, `${year}年第二季度`, `${year}年第三季度`, `${year}年第四季度`][quarter - 1] ?? '';
