import type { Suggestion } from '#platform/writing-help/suggestion.ts';

/**
 * The program's own proof-reader: a few rules that are right nearly always, from GB/T 15834-2011 (punctuation) and GB/T 15835-2011 (numerals), and words that
 * are often mistyped. Each only proposes.
 */

interface Rule {
  found: RegExp;
  /** What should stand there; nothing where this one is right as it is. */
  becomes(match: RegExpExecArray): string | undefined;
  why: string;
}

const HAN = '\\p{Script=Han}';
const wide: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！', '.': '。' };
const digits = '〇零一二三四五六七八九';
const digitOf = (sign: string): string => (sign === '○' || sign === '０' ? '0' : String(sign === '〇' ? 0 : digits.indexOf(sign) - 1));

/** Words that input methods and habit put in the place of others: only those that mean nothing where they stand. */
const mistyped: Readonly<Record<string, string>> = {
  按装: '安装', 布署: '部署', 既使: '即使', 帐单: '账单', 帐目: '账目', 登陆系统: '登录系统', 侯车: '候车', 反应问题: '反映问题', 反应情况: '反映情况', 渡假: '度假', 松驰: '松弛', 脉博: '脉搏',
  迫不急待: '迫不及待', 走头无路: '走投无路', 一愁莫展: '一筹莫展', 再接再励: '再接再厉', 按步就班: '按部就班', 名符其实: '名副其实', 不径而走: '不胫而走', 峻工: '竣工', 截止目前: '截至目前', 幅射: '辐射', 气慨: '气概',
  粗旷: '粗犷', 震憾: '震撼', 精减机构: '精简机构', 黄梁美梦: '黄粱美梦', 挖墙角: '挖墙脚', 一如继往: '一如既往', 自立更生: '自力更生', 因地治宜: '因地制宜', 通迅: '通讯', 座落: '坐落', 重迭: '重叠', 安祥: '安详', 针贬: '针砭',
};

const rules: readonly Rule[] = [
  { found: new RegExp(`(?<=[${HAN}”》）])([,;:?!])(?=[${HAN}“《（\\s]|$)`, 'gmu'), becomes: ([sign]) => wide[sign], why: '汉字之间用全角标点（GB/T 15834）' },
  { found: new RegExp(`(?<=[${HAN}”》）])\\.(?=\\s|$)`, 'gmu'), becomes: () => '。', why: '句末用句号（GB/T 15834）' },
  { found: new RegExp(`(?<=${HAN}) +(?=${HAN})`, 'gu'), becomes: () => '', why: '汉字之间不留空格' },
  { found: /([，。；：、])\1+/gu, becomes: ([whole, sign]) => (sign === '。' && whole.length >= 3 ? '……' : sign), why: '标点重复（GB/T 15834）' },
  { found: new RegExp(`(?<=${HAN})(?:\\.{3,}|…(?!…)(?<!……))`, 'gu'), becomes: () => '……', why: '省略号占两个字的位置（GB/T 15834）' },
  { found: /，。|。，|、，|、。|；。/gu, becomes: ([both]) => (both.includes('。') ? '。' : '，'), why: '两个标点连用，留一个（GB/T 15834）' },
  { found: /(?<=[》”])、(?=[《“])/gu, becomes: () => '', why: '书名号、引号并列，中间通常不用顿号（GB/T 15834，4.5.3.5）' },
  { found: /[０-９]+/gu, becomes: ([whole]) => whole.replace(/[０-９]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)), why: '阿拉伯数字用半角（GB/T 15835）' },
  { found: /[二一][〇零○一二三四五六七八九]{3}(?=年)/gu, becomes: ([year]) => [...year].map((sign) => (sign === '零' ? '0' : digitOf(sign))).join(''), why: '公历年份用阿拉伯数字（GB/T 15835）' },
  { found: /(?<![\d.-])\d+(?:\.\d+)?[-—–]\d+(?:\.\d+)?(?=[个名人户件次条天年月日亩元米里吨]|公里|万|亿)/gu, becomes: ([span]) => span.replace(/[-—–]/u, '～'), why: '数值范围用“～”（GB/T 15835）' },
  { found: /(?<![\d.])(\d+(?:\.\d+)?)[-～~—](\d+(?:\.\d+)?)[%％]/gu, becomes: ([, from, to]) => `${from}%～${to}%`, why: '百分数范围，前一个百分号不省（GB/T 15835）' },
  { found: new RegExp('([一二三四五六七八九])、([二三四五六七八九])(?=[个名人户件次条天年])', 'gu'), becomes: ([, a, b]) => ('一二三四五六七八九'.indexOf(b!) - '一二三四五六七八九'.indexOf(a!) === 1 ? `${a}${b}` : undefined), why: '相邻两数连用表示概数，中间不用顿号（GB/T 15835）' },
  { found: /(?:大约|约|近|将近)(\d+)(余|多)?([个名人户件次条天年])左右/gu, becomes: ([whole]) => whole.replace('左右', ''), why: '“约”和“左右”说的是一个意思，留一个' },
  { found: /的的(?!确)/gu, becomes: () => '的', why: '多了一个“的”' },
  { found: new RegExp(Object.keys(mistyped).join('|'), 'gu'), becomes: ([word]) => mistyped[word], why: '像是别字' },
  { found: /截止(?=\d{4}年|\d{1,2}月|今年|目前|去年)/gu, becomes: () => '截至', why: '后面有时间的用“截至”' },
];

/** A longer text is proof-read in parts by its writer. */
export const MOST = 60;

/** In the order of the text; where two rules would change the same words the first of them stands. */
export function proofread(text: string): Suggestion[] {
  const found = rules.flatMap(({ found: pattern, becomes, why }) => [...text.matchAll(pattern)].flatMap((match): Suggestion[] => {
    const better = becomes(match);
    return better === undefined || better === match[0] ? [] : [{ start: match.index, old: match[0], new: better, why, by: 'rules' }];
  }));
  return apart(found).slice(0, MOST);
}

/** None lies in another. */
export function apart(suggestions: readonly Suggestion[]): Suggestion[] {
  const kept: Suggestion[] = [];
  for (const one of suggestions.toSorted((a, b) => a.start - b.start)) {
    const before = kept.at(-1);
    if (!before || before.start + before.old.length <= one.start) kept.push(one);
  }
  return kept;
}
