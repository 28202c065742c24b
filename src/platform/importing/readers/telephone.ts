import { check, leftOut, plain, quoted, type Reader, refused, showing, understood } from '../reading.ts';

const mobile = /^1[3-9]\d{9}$/u;
const landline = /^(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?$/u;

/** Telephone numbers of a text: mobile as 11 digits, landline with a hyphen after the area code. Spaces and hyphens inside are taken out. */
function numbersIn(text: string): string[] {
  return plain(text)
    .replace(/^(?:电话|手机|tel)[:：]?/iu, '')
    .split(/[、,，;；/\\|\n]+|\s{2,}|(?<=\d{11})\s+/u)
    .map((part) => part.replace(/[\s.·_()（）—–-]/gu, '').replace(/^(?:\+?0{0,2}86)(?=1[3-9]\d{9}$)/u, ''))
    .filter((part) => part !== '');
}

function wellFormed(number: string): string | null {
  if (mobile.test(number)) return number;
  if (!landline.test(number)) return null;
  return number.replace(/^(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})$/u, '$1-$2');
}

export interface TelephoneOptions {
  /** `refuse` where the number is needed to reach the person; by default a wrong one is left out and remarked upon. */
  wrong?: 'refuse' | 'leave out';
}

/** Reads a telephone number, mobile or landline. Of several the first is taken. */
export function telephone({ wrong = 'leave out' }: TelephoneOptions = {}): Reader<string> {
  return showing('13800000000', (cell) => {
    const numbers = numbersIn(cell.text);
    const good = numbers.map(wellFormed).find((number) => number !== null);
    if (!good) return (wrong === 'refuse' ? refused : leftOut)(complaint(numbers[0] ?? '', cell.text));
    return numbers.length > 1 ? understood(good, check(`这一格有 ${numbers.length} 个号码，只录入 ${good}，请核对。`)) : understood(good);
  });
}

function complaint(digits: string, written: string): string {
  const shown = `“${quoted(written)}”`;
  if (!/^\d+$/u.test(digits)) return `${shown}不是电话号码。请只填数字，如 13812345678。`;
  if (/^1/u.test(digits) && digits.length !== 11) return `${shown}是 ${digits.length} 位，手机号应为 11 位，请补正。`;
  return `${shown}不是有效的电话号码，请核对。固定电话请带区号，如 0851-8234567。`;
}

/** A telephone number at the end (or the start) of a text that begins (or goes on) with something else: 吴文斌18735653611. */
export function splitTelephone(text: string): { rest: string; number: string | null } {
  const simple = text.replace(/[０-９－（）＋]/gu, (letter) => letter.normalize('NFKC'));
  const found = /(?:电话|手机|联系电话|tel)?[:：]?\s*[（(]?((?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}|0\d{2,3}[- ]?\d{7,8}|(?<!\d)[2-9]\d{6,7}(?!\d)|\d{7,12})[）)]?/iu.exec(simple);
  if (!found) return { rest: text, number: null };
  const rest = (simple.slice(0, found.index) + simple.slice(found.index + found[0].length)).replace(/^[\s,，、;；/:：]+|[\s,，、;；/:：]+$/gu, '');
  return { rest, number: found[1]! };
}
