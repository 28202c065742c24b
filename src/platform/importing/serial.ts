const dayMilliseconds = 86_400_000;
const epoch = Date.UTC(1899, 11, 30);
/** Days between the 1900 and the 1904 date systems. */
const days1904 = 1462;

/**
 * The calendar day of a spreadsheet's serial number, YYYY-MM-DD, or null when it has none.
 * Day 60 of the 1900 system is 29 February 1900, which never was; serials before it are one day off.
 */
export function dayOfSerial(serial: number, date1904 = false): string | null {
  const whole = Math.floor(serial) + (date1904 ? days1904 : 0);
  if (!Number.isFinite(whole) || whole < 1 || whole === 60 || whole > 2_958_465) return null;
  const days = whole < 60 ? whole + 1 : whole;
  return new Date(epoch + days * dayMilliseconds).toISOString().slice(0, 10);
}

/** The serial number (1900 system) of a day after February 1900. */
export function serialOfDay(day: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - epoch) / dayMilliseconds);
}

/** What a number format says of dates: whether it is one, and whether it shows a day. Quoted text, colours and escapes do not count. */
export function dateFormat(format: string): 'day' | 'month' | null {
  const codes = format.split(';')[0]!.replace(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*./giu, '').toLowerCase();
  if (/general|常规|@/u.test(codes)) return null;
  if (/[de]/u.test(codes.replace(/e[+-]/gu, '')) && /d/u.test(codes)) return 'day';
  if (/y/u.test(codes) && /m/u.test(codes)) return 'month';
  return /y/u.test(codes) ? 'month' : null;
}
