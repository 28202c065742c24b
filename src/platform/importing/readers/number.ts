import { check, info, leftOut, plain, quoted, type Reader, type Reading, showing, understood } from '../reading.ts';
import { chineseNumber } from './chinese-numbers.ts';

export interface CountOptions {
  max?: number;
  /** Field that learns that the number was given as 约 or 余. */
  approximate?: string;
}

const counted = /^(约|近|大约|共|计|共计|合计|累计|超过|超)*(\d+(?:\.\d+)?)(万)?(余|多|来|\+)?(?:[人个件户次条名场只份张位项起元亩公里台套部把组辆架本支块幅间]|人次|余人|户次|家|处|所|篇)*(左右|以上|余|多)?$/u;

/** Reads a whole number of people, households or things: 34, ３４人, 约120余户, 1,200人次, 十二人. */
export function count({ max = 10_000_000, approximate }: CountOptions = {}): Reader<number> {
  return showing('36', (cell) => {
    if (cell.number !== undefined && cell.number >= 0 && Number.isInteger(cell.number)) return within(cell.number, cell.text, max);
    const text = plain(cell.text).replace(/(?<=\d),(?=\d{3})/gu, '').replace(/\s/gu, '').replace(/^[一二三四五六七八九十百两〇零]+/u, (written) => String(chineseNumber(written) ?? written));
    const found = counted.exec(text);
    const number = found ? Number(found[2]) * (found[3] ? 10_000 : 1) : null;
    if (!found || number === null || !Number.isInteger(number)) return leftOut(`“${quoted(cell.text)}”不是整数。请只填数字，如 36。`);
    const about = /[约近超]/u.test(found[1] ?? '') || Boolean(found[4] ?? found[5]);
    const reading = within(number, cell.text, max);
    if (!about || reading.value === null) return reading;
    return { ...understood(number, info(`“${quoted(cell.text)}”是约数，按 ${number} 录入。`)), ...(approximate ? { also: { [approximate]: true } } : {}) };
  });
}

function within(number: number, written: string, max: number): Reading<number> {
  return number > max ? leftOut(`“${quoted(written)}”大得不合理，请核对。`) : understood(number);
}

/** Reads a running number or reference as the number it names: 第12号, 12号, 9-012 keep their last digits. */
export function serialNumber(): Reader<number> {
  return showing('12', (cell) => {
    const text = plain(cell.text).replace(/\s/gu, '');
    const digits = /^(?:第|no\.?|编号)?[^\d]*?(\d{1,9})[号件期]?$/iu.exec(text)?.[1] ?? /(\d{1,9})[号件期]?$/u.exec(text)?.[1];
    return digits ? understood(Number(digits)) : leftOut(`“${quoted(cell.text)}”里没有编号。请填数字，如 12。`);
  });
}

/** Reads a quarter: 一季度, 第4季度, Q3, 3. */
export function quarter(): Reader<1 | 2 | 3 | 4> {
  return showing('一季度', (cell) => {
    const text = plain(cell.text);
    const digit = /([1-4一二三四])\s*季/u.exec(text)?.[1] ?? /q\s*([1-4])/iu.exec(text)?.[1] ?? /^第?\s*([1-4一二三四])$/u.exec(text)?.[1];
    const number = digit ? (chineseNumber(digit) ?? Number(digit)) : null;
    return number === null ? leftOut(`“${quoted(cell.text)}”看不出是第几季度。请填如“一季度”。`) : understood(number as 1 | 2 | 3 | 4);
  });
}

/** Reads a half of the year: 上半年, 下半年. */
export function half(): Reader<1 | 2> {
  return showing('上半年', (cell) => {
    const text = plain(cell.text);
    if (/上半|前半|^(?:h?1|一)$/iu.test(text)) return understood(1);
    if (/下半|后半|^(?:h?2|二)$/iu.test(text)) return understood(2);
    return leftOut(`“${quoted(cell.text)}”看不出是上半年还是下半年。请填“上半年”或“下半年”。`);
  });
}

/** Reads a year: 2025, 2025年度. */
export function year(): Reader<number> {
  return showing('2025', (cell, context) => {
    const found = /(?<!\d)((?:19|20)\d{2})(?!\d)/u.exec(plain(cell.text))?.[1];
    if (!found) return leftOut(`“${quoted(cell.text)}”看不出是哪一年。请填如“2025”。`);
    return Number(found) > Number(context.today.slice(0, 4)) + 1 ? understood(Number(found), check(`“${found}”年还没有到，请核对。`)) : understood(Number(found));
  });
}
