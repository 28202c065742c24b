import { usualPolicy, type Policy } from '#platform/identity/account-policy.ts';

/**
 * Which passwords are refused, and with which sentence. Length and guessability count; kinds of characters and forced
 * changes do not (OWASP ASVS 5.0, 6.2.1–6.2.11), unless the county is assessed by them (profile `dengbao`).
 */
export interface PasswordRules {
  shortest: number;
  /** So many kinds of characters at least. */
  kinds?: number;
}

const usualRules: PasswordRules = { shortest: usualPolicy['password.length'] };

export const rulesOf = (policy: Policy): PasswordRules => ({ shortest: policy['password.length'], ...(policy['password.profile'] === 'dengbao' && { kinds: policy['password.kinds'] }) });

/** Nobody needs more, and the work of hashing stays bounded. */
export const LONGEST_PASSWORD = 128;
/** So many characters must be left when everything that a guesser tries first is taken away. */
const UNGUESSABLE = 6;
const DIFFERENT = 5;

/** What people around a county office choose first. Longer passwords made of these, of years and runs are refused too. */
const COMMON = `
  password passwd passw admin administrator root guest test user login welcome letmein iloveyou master monkey dragon hello
  sunshine princess football baseball basketball volleyball superman batman shadow michael jordan ashley liverpool chelsea
  manchester chocolate butterfly california australia elizabeth alexander computer internet windows system office default
  changeme secret samsung huawei xiaomi whatever freedom trustno1 starwars charlie jennifer killer pokemon
  woaini wodemima mima denglu nihao zhongguo beijing guizhou xianfu xianzheng zhengfu zhengxie lianluowei lianluo lianxinqiao
  weiyuan gongzuo bangongshi bangong xitong guanliyuan guanli woai laopo laogong baobei xingfu pingan jiankang facai
  hongqi dangyuan gongchandang renmin fuwu shehui shouji dianhua shengri
  密码 管理员 政协 联络委 连心桥 委员 提案 办公室 我爱你 我爱 中国 人民 你好 平安 幸福 健康 发财
`.trim().split(/\s+/);

const ROWS = ['01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz', '1qaz2wsx3edc4rfv5tgb6yhn7ujm', 'q1w2e3r4t5y6u7i8o9p0', '1q2w3e4r5t6y7u8i9o0p', '147258369', '5201314'];
/** Typed from left to right or back. */
const RUNS = ROWS.flatMap((row) => [row, [...row].reverse().join('')]);
const SHORTEST_RUN = 3;

/**
 * @param context words that belong to the person or the county: log-in name, name, county, conference
 * @returns a polite sentence, or undefined when the password will do
 */
export function weakness(password: string, context: readonly string[], { shortest, kinds = 1 }: PasswordRules = usualRules): string | undefined {
  const text = password.normalize('NFKC').toLowerCase();
  const length = [...text].length;
  if (length < shortest) return `密码至少要${shortest}个字，现在是${length}个。可以用一句只有您知道的短句，中文也行。`;
  if (length > LONGEST_PASSWORD) return `密码最多${LONGEST_PASSWORD}个字，请缩短一些。`;
  if (kindsIn(password) < kinds) return `本县要求密码里至少有${kinds}种字符（大写字母、小写字母、数字、符号、汉字），现在是${kindsIn(password)}种。`;
  if (/^\d+$/.test(text)) return '密码全是数字，像电话或生日，容易被猜到。请加上几个汉字或字母。';
  if (new Set(text).size < DIFFERENT) return '密码里重复的字太多，容易被猜到。请换一个。';
  const named = context.map((word) => word.normalize('NFKC').toLowerCase().trim()).filter((word) => [...word].length >= 2);
  const left = [...unguessable(text, named)].length;
  if (left < UNGUESSABLE) return '密码里多是常用词、年份、连号，或者姓名、县名，容易被猜到。请加上几个只有您想得到的字。';
  return undefined;
}

const kindsOfCharacters = [/\p{Lu}/u, /\p{Ll}/u, /\p{N}/u, /[\p{P}\p{S}]/u, /\p{Lo}/u];
const kindsIn = (password: string): number => kindsOfCharacters.filter((kind) => kind.test(password.normalize('NFKC'))).length;

/** p@ssw0rd is read as password. */
const SPELLINGS: Record<string, string> = { '@': 'a', '4': 'a', '3': 'e', '0': 'o', '$': 's', '!': 'i' };

/** The letters that digits and signs stand for, where they stand between letters. */
function unspelled(text: string): string {
  return text.replace(/(?<=[a-z])[@430$!]+(?=[a-z])/g, (signs) => [...signs].map((sign) => SPELLINGS[sign] ?? sign).join(''));
}

/** What is left when words, years, runs on the keyboard, repetitions and marks are taken away. */
function unguessable(text: string, named: readonly string[]): string {
  const bare = withoutWords(unspelled(withoutWords(text, named)), [...named, ...COMMON])
    .replace(/(19|20)\d{2}(0[1-9]|1[0-2])?/g, '')
    .replace(/(.)\1{2,}/gu, '')
    .replace(/(.{2,}?)\1+/gu, '$1');
  return withoutRuns(bare).replace(/[\s\p{P}\p{S}]/gu, '');
}

/** The longest words go first, so that no half of one is left. */
const withoutWords = (text: string, words: readonly string[]): string =>
  [...words].sort((a, b) => b.length - a.length).reduce((left, word) => left.replaceAll(word, ''), text);

function withoutRuns(text: string): string {
  let left = '';
  for (let place = 0; place < text.length; ) {
    const run = Math.max(...RUNS.map((keys) => runAt(text, place, keys)));
    if (run >= SHORTEST_RUN) place += run;
    else left += text[place++];
  }
  return left;
}

/** How many characters from here on follow each other on this row of keys. */
function runAt(text: string, place: number, keys: string): number {
  let length = 0;
  while (place + length < text.length && keys.includes(text.slice(place, place + length + 1))) length += 1;
  return length;
}
