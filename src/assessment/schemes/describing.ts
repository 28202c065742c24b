import type { Conditions, Counting, Indicator, Rate, Scheme } from '#assessment/schemes/scheme.ts';
import { spanWords } from '#assessment/schemes/scoring/wording.ts';
import { conditionLabels } from '#assessment/schemes/words.ts';

/** How the parts of a scheme are counted, each in one Chinese sentence: what the printed scheme says and a clerk can check by hand. */
export function describe(indicator: Indicator): string {
  const { base, least, only, count, rate } = indicator;
  const way = count ? count.map(countWords).join('；') : rate ? rateWords(rate) : wayWords(indicator);
  return `${[only && `只对${only.join('、')}计分`, base !== 0 && `先给${base}分`, way, least !== 0 && `不低于${least}分`].filter(Boolean).join('；')}。`;
}

/** What a scheme says beside its indicators, each in a sentence: weights, limits, what must be done, and what the points become. */
export const describeWhole = ({ sections, cut_off, proved_only, gates, bands, awards, consequences, scaled_to, most }: Scheme): string[] => [
  ...sections.flatMap(({ name, weight, most: limit }) => [...(weight === undefined ? [] : [`“${name}”占总分${percent(weight)}%。`]), ...(limit === undefined ? [] : [`“${name}”最多${limit}分。`])]),
  ...(cut_off ? [`材料截止${cut_off.split('-').map(Number).join('月')}日，以后送到的不计。`] : []), ...(proved_only ? ['没有证明材料的不计。'] : []),
  ...gates.map((gate) => `${gate.name}：${gateWords(gate)}。`), ...bands.map((band) => `${band.name}：${bandWords(band)}。`),
  ...awards.map((award) => `${award.title}：${awardWords(award)}。`), ...consequences.map((one) => `${consequenceWords(one)}。`),
  ...(scaled_to === undefined ? [] : [`满分${most}分折算为${scaled_to}分，计入别的考核。`]),
];

/** What is not read from records. */
function wayWords({ judged, voted, outside, unknown }: Indicator): string {
  if (judged) return judgedWords(judged);
  if (voted) return `按“${voted.ballot}”的结果，全部满意得${voted.gives}分：${Object.entries(voted.worth).map(([answer, worth]) => `${answer}计${percent(worth)}%`).join('，')}`;
  return outside ? `用${outside.of}送来的成绩${outside.gives === undefined ? '' : `，最多计${outside.gives}分`}` : `没有看到：${unknown}`;
}

/** What a rule consists of, each part under its name, so that two rules can be held against each other. */
export function rulePartsOf(indicator: Indicator, { cut_off, proved_only }: Pick<Scheme, 'cut_off' | 'proved_only'>): Map<string, string> {
  const { base, least, most, only, count, rate } = indicator;
  const counted = count !== undefined || rate !== undefined;
  const parts: [name: string, words: string | undefined][] = [
    ['考核哪些人', only?.join('、') ?? '不限'],
    ['数什么', count?.map(({ of, where }) => sourceWords(of, where)).join('；') ?? (rate && `${sourceWords(rate.of, rate.where)}占${sourceWords(rate.whole, rate.whole_where)}`)],
    ['怎样给分', count ? count.map(givesWords).join('；') : rate ? rateGives(rate) : wayWords(indicator)],
    ['怎样限制', count?.map((rule) => limitsOf(rule).join('，')).join('；') || '没有'],
    ['基础分', `${base}分`], ['最少', `${least}分`], ['最多', most === undefined ? '不限' : `${most}分`],
    ['材料截止', counted ? (cut_off ?? '年底') : undefined], ['没有证明的', counted ? (proved_only ? '不计' : '也计') : undefined],
  ];
  return new Map(parts.flatMap(([name, words]) => (words === undefined ? [] : [[name, words]])));
}

const percent = (worth: number): number => Math.round(worth * 10_000) / 100;
const signed = (points: number): string => (points < 0 ? `扣${-points}分` : `${points}分`);

/** 阶段为立案、身份为第一提案人或联名人. */
export const conditionWords = (conditions: Conditions = {}): string =>
  Object.entries(conditionLabels).flatMap(([name, label]) => {
    const words = conditions[name as keyof Conditions];
    return words ? [`${label}为${words.join('或')}`] : [];
  }).join('、');

const sourceWords = (of: readonly string[], where?: Conditions): string => {
  const conditions = conditionWords(where);
  return `${of.join('、')}${conditions ? `（${conditions}）` : ''}`;
};

const sharing: Readonly<Record<Counting['shared'], string>> = { full: '', first: '几人合作的只计第一人', half_to_first: '几人合作的，第一人得一半，其余的人均分另一半', equally: '几人合作的均分' };

const countWords = (rule: Counting): string => [`${sourceWords(rule.of, rule.where)}${givesWords(rule)}`, ...limitsOf(rule)].join('，');

function limitsOf({ once_each, first, from, spread, shared }: Counting): string[] {
  const limits = [
    from && `从第${from}件起计`, first && `只计得分最高的${first}件`, spread && `要每${spanWords[spread.span]}都有${spread.least}件，否则不得分`,
    sharing[shared], !once_each && '同一件工作的几条记录都计',
  ];
  return limits.filter((words) => typeof words === 'string' && words !== '') as string[];
}

function givesWords({ gives, every, quota, measure }: Counting): string {
  if (every) return `每${spanWords[every.span]}至少${every.least}件得${every.gives}分${every.further === undefined ? '' : `，同一${spanWords[every.span]}里超出的每件加${every.further}分`}，没有达到的${spanWords[every.span]}不得分`;
  if (quota) return `满${quota.least}件得${quota.gives}分，不足的${quota.short === 'part' ? '按比例得分' : '不得分'}`;
  const each = measure === 'amount' ? '按数量计，每个' : '每件';
  if (typeof gives === 'number') return `${each}${signed(gives)}`;
  const cases = gives!.cases.map(({ gives: points, ...conditions }) => `${conditionWords(conditions) || '不论情形'}的${signed(points)}`);
  return `${each}：${cases.join('，')}${cases.length < 2 ? '' : gives!.together === 'add' ? '；同时符合的相加' : '；同时符合的取最高'}`;
}

const rateWords = (rule: Rate): string => `${sourceWords(rule.of, rule.where)}占${sourceWords(rule.whole, rule.whole_where)}的比率，${rateGives(rule)}`;

function rateGives({ gives, target, point_below, empty }: Rate): string {
  const below = point_below === undefined ? '达不到的不得分' : `每低1个百分点扣${point_below}分`;
  return `达到${target}%得${gives}分，${below}；没有应办的${empty === 'all' ? '得满分' : '不得分'}`;
}

function judgedWords({ choices, between, parts }: NonNullable<Indicator['judged']>): string {
  if (choices) return `由考核组评定：${Object.entries(choices).map(([choice, points]) => `${choice}${signed(points)}`).join('，')}`;
  if (between) return `由考核组在${between[0]}至${between[1]}分内评定，写明理由`;
  return `${parts!.all.join('、')}齐全得${parts!.gives}分，每缺一项扣${parts!.lost_each}分`;
}

/** 一年一件提案或社情民意：没有做到的定为不称职. */
export const gateWords = ({ of, where, least, span, otherwise }: Scheme['gates'][number]): string =>
  `${span ? `每${spanWords[span]}` : '期间内'}至少有${least}件${sourceWords(of, where)}，没有做到的，不论分数，定为“${otherwise}”`;

export const bandWords = ({ least }: Scheme['bands'][number]): string => (least === undefined ? '其余的' : `${least}分及以上`);

export const awardWords = ({ top, bottom, share, ties, years }: Scheme['awards'][number]): string =>
  `${top ? `前${top}名` : bottom ? `后${bottom}名` : `前${share}%`}${ties ? '，并列的都算' : '，并列到线外的都不算'}${years > 1 ? `，每${years}年一次` : ''}`;

export const consequenceWords = ({ band, below, years, follows }: Scheme['consequences'][number]): string =>
  `${years > 1 ? `连续${years}年` : ''}${band ? `等次为“${band}”` : `低于${below}分`}的：${follows}`;
