import { affiliationNamed, type Affiliation } from '#platform/people/affiliations.ts';
import { ethnicGroupNamed, type EthnicGroup } from '#platform/people/ethnic-groups.ts';
import { leftOut, plain, quoted, type Reader, refused, showing, understood } from '../reading.ts';

export interface ChoiceOptions {
  /** What a word outside the list does: refuses the row, or leaves the cell out with a remark (the default). */
  unknown?: 'refuse' | 'leave out';
}

/** A word as it is compared: width, case, spaces, marks and trailing punctuation do not matter. */
const bare = (text: string) => plain(text).toLowerCase().replace(/[\s“”"'‘’。.，,；;：:、]/gu, '');

/**
 * Reads one of a list of meanings by the words for it. A word that is none of the list, but contains words of exactly one meaning, is that one.
 *
 *   choice({ resolved: ['已解决', '办结'], pending: ['办理中', '未解决'] })
 */
export function choice<const K extends string>(words: Readonly<Record<K, readonly string[]>>, { unknown = 'leave out' }: ChoiceOptions = {}): Reader<K> {
  const meanings = (Object.entries(words) as [K, readonly string[]][]).flatMap(([key, list]) => list.map((word) => ({ key, word: bare(word) })));
  const examples = (Object.values(words) as (readonly string[])[]).map((list) => list[0]).filter((word) => word !== undefined);
  return showing(examples[0], (cell) => {
    const text = bare(cell.text);
    const exact = meanings.find(({ word }) => word === text);
    if (exact) return understood(exact.key);
    const within = meanings.filter(({ word }) => word.length > 1 && text.includes(word));
    const longest = within.filter(({ word }) => !within.some((other) => other.word !== word && other.word.includes(word)));
    const keys = new Set(longest.map(({ key }) => key));
    const only = keys.size === 1 ? longest[0] : undefined;
    if (only) return understood(only.key);
    const sentence = `“${quoted(cell.text)}”不在可填的内容里。可填：${examples.join('、')}。`;
    return unknown === 'refuse' ? refused(sentence) : leftOut(sentence);
  });
}

const yesWords = new Set(['是', '有', '√', '✓', '✔', '☑', '★', '☆', '●', '对', '属于', '已', 'y', 'yes', 'true', '1', 'v']);
const noWords = new Set(['否', '无', '×', '✗', '✘', '☐', '□', '○', '不是', '没有', '不', '未', 'n', 'no', 'false', '0', '-', '—', '/', '╳', 'x']);

/** Reads yes or no: 是 否 √ × 有 无 ★. An empty cell is not read; what it means is the column's matter. */
export function yesNo(): Reader<boolean> {
  return showing('是', (cell) => {
    const text = bare(cell.text);
    if (yesWords.has(text) || /^[是有]/u.test(text)) return understood(true);
    if (noWords.has(text) || /^[否无不没未]/u.test(text)) return understood(false);
    return leftOut(`“${quoted(cell.text)}”看不出是还是否。请填“是”或“否”。`);
  });
}

/** Reads sex as its code of GB/T 2261.1, 1 or 2: 男, 女, or the codes themselves. */
export function sex(): Reader<'1' | '2'> {
  return choice({ '1': ['男', '1', '男性', 'M'], '2': ['女', '2', '女性', 'F'] });
}

/** Reads one capital letter of a classification: a, Ａ, A类, （A）. */
export function letter(allowed: readonly string[] = ['A', 'B', 'C', 'D']): Reader<string> {
  return showing(allowed[0], (cell) => {
    const found = /^[^a-z]*([a-z])(?![a-z])[^a-z]*$/u.exec(plain(cell.text).toLowerCase())?.[1]?.toUpperCase();
    return found && allowed.includes(found) ? understood(found) : leftOut(`“${quoted(cell.text)}”不是办理类别。可填：${allowed.join('、')}。`);
  });
}

/** Reads an ethnic group of GB/T 3304, with or without 族, to its full name. */
export function ethnicGroup(): Reader<EthnicGroup> {
  return showing('苗族', (cell) => {
    const group = ethnicGroupNamed(cell.text);
    return group ? understood(group.name) : leftOut(`“${quoted(cell.text)}”不在 56 个民族的名称里。请填全称，如“苗族”。`);
  });
}

/** Reads a political affiliation of GB/T 4762: 党员, 中共, 民建. */
export function affiliation(): Reader<Affiliation> {
  return showing('中共党员', (cell) => {
    const found = affiliationNamed(cell.text);
    return found ? understood(found) : leftOut(`“${quoted(cell.text)}”不是政治面貌的名称。请填如“中共党员”“民盟盟员”“无党派人士”“群众”。`);
  });
}
