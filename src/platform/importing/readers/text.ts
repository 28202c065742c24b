import { check, leftOut, quoted, type Reader, refused, understood } from '../reading.ts';

export interface TextOptions {
  max: number;
  min?: number;
  /** Keep line breaks; by default they become spaces. */
  lines?: boolean;
}

/** What people put into a cell to say that there is nothing. */
const nothing = /^(?:[-—–/\\、.。]+|无|暂无|没有|空|n\/a|null|none)$/iu;

/**
 * Reads free text as it stands: outer spaces taken off, line breaks kept when asked. A text that begins with = + - @ stays a text.
 * A text that is too long is refused, never cut.
 */
export function text({ max, min = 0, lines = false }: TextOptions): Reader<string> {
  return (cell) => {
    if (cell.error) return leftOut(`这一格是公式错误（${quoted(cell.text)}），没有内容可录。`);
    const value = tidy(cell.text, lines);
    const length = Array.from(value).length;
    if (length > max) return refused(`这一格有 ${length} 个字，最多 ${max} 个字。请缩短后再导入。`);
    if (length < min) return refused(`“${quoted(value)}”太短，至少 ${min} 个字，请写清楚。`);
    return /^[=+@]|^-(?=[\p{Letter}(])/u.test(value) ? understood(value, check('这一格以“=”等符号开头，像公式。没有计算，原样作为文字录入，请核对。')) : understood(value);
  };
}

function tidy(written: string, lines: boolean): string {
  const clean = written.toWellFormed().replace(/[\u0000-\u0008\u000B-\u001F\u007F]/gu, '');
  const trimmed = clean.split('\n').map((line) => line.trimEnd()).join('\n').trim();
  return lines ? trimmed : trimmed.replace(/\s*\n\s*/gu, ' ');
}

/** Reads a text that names a record (a committee, a unit, a sector): one line, without inner spaces between Hanzi; 无 and — are nothing. */
export function naming({ max = 100 }: { max?: number } = {}): Reader<string> {
  return (cell) => {
    const value = tidy(cell.text, false).replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
    if (nothing.test(value)) return { value: null, remarks: [] };
    return value.length > max ? refused(`“${quoted(value)}”超过 ${max} 个字。请只填名称。`) : understood(value);
  };
}

/** Reads several names of records, cut at 、 ， ; and line breaks. */
export function namings({ max = 100 }: { max?: number } = {}): Reader<readonly string[]> {
  return (cell) => {
    const names = tidy(cell.text, true).split(/[、，,;；\n]+/u).map((name) => name.trim()).filter((name) => name !== '' && !nothing.test(name));
    const long = names.find((name) => name.length > max);
    if (long) return refused(`“${quoted(long)}”超过 ${max} 个字。几个名称请用顿号隔开。`);
    return { value: names.length > 0 ? [...new Set(names)] : null, remarks: [] };
  };
}
