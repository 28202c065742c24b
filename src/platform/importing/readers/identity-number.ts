import { leftOut, plain, quoted, type Reader, type Reading, understood } from '../reading.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The eighteenth character of a citizen identity number (GB 11643-1999). */
export function checkCharacter(first17: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return '10X98765432'[sum % 11]!;
}

/**
 * Reads a citizen identity number, 18 digits, or 15 of before 1999 which are made 18. A wrong one is left out of the row, never guessed:
 * Excel keeps 15 digits of a number, the rest is lost for good.
 */
export function identityNumber(): Reader<string> {
  return (cell) => {
    if (cell.number !== undefined && cell.number >= 1e15) return lostDigits(cell.text);
    const text = plain(cell.text).toUpperCase().replace(/[\s'’`-]/gu, '');
    if (/^\d(?:\.\d+)?E\+?1[4-7]$/u.test(text)) return lostDigits(cell.text);
    if (/^\d{15}$/u.test(text)) return older(text);
    if (!/^\d{17}[\dX]$/u.test(text)) return leftOut(`身份证号“${quoted(cell.text)}”是 ${Array.from(text).length} 位，应为 18 位。请核对原件后补填，其余内容照常录入。`);
    return judged(text, cell.text);
  };
}

function lostDigits(written: string): Reading<never> {
  return leftOut(`身份证号“${quoted(written)}”按数字保存，表格只保留前 15 位，后几位已经丢失，无法恢复。请把这一格设为文本，照原件重新填写；其余内容照常录入。`);
}

/** The number of 15 digits lacks the century (19) and the check character. */
function older(text: string): Reading<string> {
  const first17 = `${text.slice(0, 6)}19${text.slice(6)}`;
  return judged(first17 + checkCharacter(first17), text);
}

function judged(number: string, written: string): Reading<string> {
  if (!realDay(number.slice(6, 14))) return leftOut(`身份证号“${quoted(written)}”里的出生日期不存在。请核对原件后补填，其余内容照常录入。`);
  if (number.slice(17) !== checkCharacter(number.slice(0, 17))) {
    const lost = /(?:000|00|0)$/u.test(number) ? '，可能曾按数字保存而丢了末几位' : '';
    return leftOut(`身份证号“${quoted(written)}”的校验位不对${lost}。请核对原件后补填，其余内容照常录入。`);
  }
  return understood(number);
}

function realDay(digits: string): boolean {
  const iso = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso);
}
