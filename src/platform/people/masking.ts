/** A name as those may read it who need not know the person: the first character, and not how many follow. */
export const maskedName = (name: string): string => {
  const [first, ...others] = name;
  return others.length === 0 ? '*' : `${first}*`;
};

/** A telephone number of which only enough stands to tell it from others: 138****1234; of a short one the last two digits. */
export function maskedPhone(phone: string): string {
  const digits = phone.replace(/\D/gu, '');
  return digits.length < 11 ? `****${digits.slice(-2)}` : `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}

export const personalKinds = { name: '姓名', phone: '电话号码', identity: '身份证号', house: '门牌号' } as const;

export interface PersonalWords {
  kind: keyof typeof personalKinds;
  start: number;
  end: number;
}

/** A twentieth of these surnames is that of four in five people; the rest are found by what stands before a name. */
const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤欧阳';

/** What stands before a name where somebody is named. */
const naming = '村民|群众|居民|户主|业主|老人|邻居|我叫|我是|本人|姓名|联系人|反映人|当事人|经办人';

/**
 * What is looked for. Digits may be full-width or parted by a space or dash; the text is compared with half-width digits, which changes no place in it.
 * A county number such as 12345 is none.
 */
const patterns: readonly [PersonalWords['kind'], RegExp][] = [
  ['identity', /(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])/gu],
  ['phone', /(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/gu],
  ['phone', /(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)/gu],
  ['house', /(?:\d{1,4}|[一二三四五六七八九十百]{1,4})(?:号楼|栋|幢|单元|室)/gu],
  ['house', /(?<=[村组路街巷寨屯里弄区])\d{1,4}(?:-\d{1,4})?号/gu],
  ['name', new RegExp(`(?<=(?:${naming})[：: ]?)[${surnames}](?!某)\\p{Script=Han}{1,2}?(?=[，。；、：,;: （(）)]|$|家|户|的|说|反映|等|和|与|住|在|向|称|因|被|电话|手机|身份证|现年|今年)`, 'gmu')],
];

/** Where a text may name somebody: what is known of this person, and what looks like it. In the order of the text, none inside another. */
export function personalIn(text: string, known: readonly (string | null)[] = []): PersonalWords[] {
  const plain = text.replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const found = [...known.flatMap((words) => (words && words.length >= 2 ? occurrences(plain, words) : [])), ...patterns.flatMap(([kind, pattern]) =>
    [...plain.matchAll(pattern)].map((match): PersonalWords => ({ kind, start: match.index, end: match.index + match[0].length })))];
  const inOrder = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  return inOrder.filter(({ start }, n) => inOrder.slice(0, n).every((before) => before.end <= start));
}

function occurrences(text: string, words: string): PersonalWords[] {
  const kind = /\d/u.test(words) ? 'phone' : 'name';
  const found: PersonalWords[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) found.push({ kind, start: at, end: at + words.length });
  return found;
}

/** The text with each of them replaced by what it was. */
export const withoutPersonal = (text: string, known: readonly (string | null)[] = []): string => leavingOut(text, personalIn(text, known));

/** The text without telephone and identity numbers, whoever's they are. */
export const withoutNumbers = (text: string): string => leavingOut(text, personalIn(text).filter(({ kind }) => kind === 'phone' || kind === 'identity'));

/** The text without what is known of this person, and with everything else. */
export const withoutKnown = (text: string, known: readonly (string | null)[]): string =>
  leavingOut(text, personalIn(text, known).filter(({ start, end }) => known.some((words) => words !== null && sameWords(words, text.slice(start, end)))));

/** Numbers are the same however they are parted. */
const sameWords = (a: string, b: string): boolean => a === b || (/\d/u.test(a) && a.replace(/\D/gu, '') === b.normalize('NFKC').replace(/\D/gu, ''));

function leavingOut(text: string, found: readonly PersonalWords[]): string {
  let rest = 0;
  const parts = found.map(({ kind, start, end }) => {
    const before = text.slice(rest, start);
    rest = end;
    return `${before}${kind === 'name' ? `${text.slice(start, end)[0]}某` : `〔${personalKinds[kind]}略〕`}`;
  });
  return parts.join('') + text.slice(rest);
}
