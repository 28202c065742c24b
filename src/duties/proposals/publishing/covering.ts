import { personalIn, personalKinds, withoutPersonal } from '#platform/people/masking.ts';
import { secretMark, secretSentence } from '#platform/secret-marks.ts';

/**
 * What a text that goes out to everybody must not say: by which somebody can be reached or known for certain, however it is written. What only
 * may be somebody's name or house is marked for those who review.
 */

/** Between digits, as people part them. */
const APART = '[ \\t.·_—–-]{0,2}';

const patterns: readonly [string, RegExp][] = [
  ['电话号码', new RegExp(`(?<!\\d)1[3-9]\\d(?:${APART}\\d){8}(?!\\d)`, 'gu')],
  ['电话号码', new RegExp(`(?<!\\d)[(（]?0\\d{2,3}[)）]?${APART}[2-9]\\d{6,7}(?!\\d)`, 'gu')],
  ['电话号码', /[一二三四五六七八九〇零○]{11,}/gu],
  ['身份证号', new RegExp(`(?<![0-9A-Za-z])[1-9]\\d{5}${APART}(?:19|20)\\d{2}${APART}(?:0[1-9]|1[0-2])${APART}(?:0[1-9]|[12]\\d|3[01])${APART}\\d{3}${APART}[0-9Xx](?![0-9A-Za-z])`, 'gu')],
  ['身份证号', /(?<![0-9A-Za-z])[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![0-9A-Za-z])/gu], // fifteen digits, before 1999
  ['邮箱', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu],
  ['联系方式', /(?<=(?:电话|手机|座机|传真|微信|扣扣|QQ|qq)(?:号码?|是|为)?[:： ]{0,2})[A-Za-z0-9][\w.+-]{5,}/gu],
];

interface Place {
  what: string;
  start: number;
  end: number;
}

/** Full-width signs as half-width ones, each in its place. */
const halfWidth = (text: string): string => text.replace(/[！-～]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

/** Where a text holds a number or address of somebody, or one of these words, however their characters are parted; none inside another. */
function certainIn(text: string, known: readonly string[]): Place[] {
  const plain = halfWidth(text);
  const numbers = patterns.flatMap(([what, pattern]) => [...plain.matchAll(pattern)].map((match): Place => ({ what, start: match.index, end: match.index + match[0].length })));
  const people = personalIn(text).filter(({ kind }) => kind === 'phone' || kind === 'identity').map(({ kind, start, end }): Place => ({ what: personalKinds[kind], start, end }));
  const words = known.filter((one) => one.length >= 2).flatMap((one) => [...plain.matchAll(apart(one))].map((match): Place => ({ what: /\d/u.test(one) ? '电话号码' : '姓名', start: match.index, end: match.index + match[0].length })));
  const inOrder = [...numbers, ...people, ...words].toSorted((a, b) => a.start - b.start || b.end - a.end);
  return inOrder.filter(({ start }, n) => inOrder.slice(0, n).every((before) => before.end <= start));
}

const apart = (words: string): RegExp =>
  new RegExp([...halfWidth(words).replace(/[\s-]/gu, '')].map((sign) => sign.replace(/[\\^$.*+?()[\]{}|]/gu, String.raw`\$&`)).join(String.raw`[\s·.-]{0,2}`), 'gu');

/** The text as it begins: without what is certain, and with what may be a private person's name or house covered. */
export function covered(text: string, known: readonly string[]): string {
  let rest = 0;
  const parts = certainIn(text, known).map(({ what, start, end }) => {
    const before = text.slice(rest, start);
    rest = end;
    return `${before}${what === '姓名' ? `${text.slice(start, end)[0]}某` : `〔${what}略〕`}`;
  });
  return withoutPersonal(parts.join('') + text.slice(rest));
}

const NEAR = 8;

/** What is wrong with a text, in a sentence that says where; undefined when nothing is. */
export function faultIn(text: string, known: readonly string[]): string | undefined {
  const secret = secretMark(text);
  if (secret) return secretSentence(secret);
  const [found] = certainIn(text, known);
  if (!found) return undefined;
  const before = text.slice(Math.max(0, found.start - NEAR), found.start).replace(/\s+/gu, '');
  return `${before ? `“${before}”后面` : '开头'}有${found.what}，公开的内容里不能有，请改掉再保存。`;
}
