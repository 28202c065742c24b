/** Small facts about Chinese text that every official paper needs: what can be printed, how wide it is, how it counts. */

/** Characters XML 1.0 cannot carry, and halves of surrogate pairs: they would make a file that Word refuses to open. */
const unprintable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/g;

/** The text without characters that no paper can show; a lone surrogate becomes U+FFFD. Line breaks and tabs remain. */
export function printable(text: string): string {
  return text.toWellFormed().replace(unprintable, '');
}

/** The text as one line: printable, with line breaks and tabs turned into single spaces. */
export function oneLine(text: string): string {
  return printable(text).replace(/[\t\r\n\u2028\u2029]+/g, ' ').trim();
}

const halfWidth = /[\u0020-\u007E\u00A0-\u00B6\u00B8-\u00FF\uFF61-\uFFDC]/;

/**
 * Width in full characters (em): Chinese characters and full-width marks count 1, Western letters and digits 0.5.
 * The middle dot U+00B7 of minority names is full width in Chinese faces.
 */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += halfWidth.test(character) ? 0.5 : 1;
  return width;
}

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 → 一, 10 → 十, 21 → 二十一, 105 → 一百零五; for numbers from 1 to 999, the numbering of headings and clauses. */
export function chineseNumeral(count: number): string {
  if (!Number.isInteger(count) || count < 1 || count > 999) throw new RangeError(`no heading number for ${count}`);
  if (count >= 100) return `${digits[Math.floor(count / 100)]}百${belowHundred(count % 100)}`;
  const tens = Math.floor(count / 10);
  const head = tens === 0 ? '' : tens === 1 ? '十' : `${digits[tens]}十`;
  return head + digits[count % 10];
}

/** After a hundred ten is 一十, and a missing ten is 零. */
const belowHundred = (rest: number): string => (rest === 0 ? '' : rest < 10 ? `零${digits[rest]}` : `${digits[Math.floor(rest / 10)]}十${digits[rest % 10]}`);

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;

/** `2025-01-03` → `2025年1月3日`: Arabic digits without leading zeros (GB/T 9704-2012, 7.3.5.4). */
export function documentDate(date: string): string {
  const parts = isoDate.exec(date);
  if (!parts) throw new RangeError(`not a date of the form YYYY-MM-DD: ${date}`);
  return `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日`;
}
