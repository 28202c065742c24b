/** Numbers in Chinese characters and in units of ten thousand. */

const digits = '零一二三四五六七八九';
const places = ['', '十', '百', '千'];

/** 1203 → 一千二百零三, 12000 → 一万二千, 2 → 两 before what is counted, also before 万 and 亿; `ordinary`: 二. */
export function numeralOf(value: number, ordinary = false): string {
  if (value === 0) return '零';
  if (value === 2 && !ordinary) return '两';
  const [hundredMillions, tenThousands, rest] = [Math.floor(value / 1e8), Math.floor(value / 1e4) % 1e4, value % 1e4];
  const groups = [{ n: hundredMillions, unit: '亿' }, { n: tenThousands, unit: '万' }, { n: rest, unit: '' }];
  let words = '';
  let gap = false;
  for (const { n, unit } of groups) {
    if (n === 0) gap ||= words !== '';
    else {
      words += `${words !== '' && (gap || n < 1000) ? '零' : ''}${n === 2 && unit ? '两' : belowTenThousand(n)}${unit}`;
      gap = false;
    }
  }
  return words.replace(/^一十/, '十');
}

/** 105 → 一百零五: a missing place between two others is one 零. */
function belowTenThousand(value: number): string {
  let words = '';
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) gap ||= words !== '';
    else {
      words += `${gap ? '零' : ''}${digits[digit]}${places[place]}`;
      gap = false;
    }
  }
  return words;
}

/** A whole number with so many of its digits behind the point, without zeros at the end: 12 → 1.2, 10 → 1. */
export function fromEnd(value: number, decimals: number): string {
  const text = String(value).padStart(decimals + 1, '0');
  const [whole, fraction] = [text.slice(0, -decimals), text.slice(-decimals).replace(/0+$/, '')];
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
