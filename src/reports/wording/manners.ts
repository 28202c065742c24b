/** In which manners a number, a share or a judgement may be written: what the palette offers and the template accepts. */
import { notations, roundings } from '#reports/wording/numbers.ts';
import type { Quote } from '#reports/quoting/quote.ts';

/** Of one group a token takes one manner. */
type Group = 'rounding' | 'notation' | 'compared' | 'divided' | 'listed' | 'decimals' | 'bare' | 'only';

interface Manner {
  readonly name: string;
  readonly does: string;
  readonly group: Group;
}

const ofRules = (rules: Readonly<Record<string, { rule: string }>>, group: Group): Manner[] =>
  Object.entries(rules).map(([name, { rule }]) => ({ name, does: rule, group }));

/** More names than this no sentence lists. */
const MOST_NAMED = 20;

const figureManners: readonly Manner[] = [
  ...ofRules(roundings, 'rounding'), ...ofRules(notations, 'notation'),
  { name: '上年', does: '上年同期的数', group: 'compared' },
  { name: '增减', does: '与上年同期相比：增加12件、减少3件、持平', group: 'compared' },
  { name: '增幅', does: '与上年同期相比：增长12.5%、下降3.1%、持平；上年是0的不写', group: 'compared' },
  { name: '前3', does: '列出前3件的名称，多的写“等”；数字可以改，最多20', group: 'listed' },
];

/** 按类别 names the kinds of which there are most; it is offered with each number, since each is divided in its own ways. */
const KINDS = '按';
const divided: Manner = { name: KINDS, does: '写最多的几类', group: 'divided' };

const ratioManners: readonly Manner[] = [
  { name: '率', does: '只写百分数，不写分子分母和口径', group: 'bare' },
  { name: '成', does: '写成几成：近八成、七成多', group: 'bare' },
  { name: '0位', does: '百分数不留小数，四舍五入', group: 'decimals' },
  { name: '1位', does: '百分数留一位小数', group: 'decimals' },
  { name: '2位', does: '百分数留两位小数', group: 'decimals' },
];

/** What can only be said while a judgement holds stands beside this in one segment: [[{四个方案均已印发|成立}，怎么干都有章可循||{四个方案均已印发}]]. */
export const IF_PROVED = '成立';

const claimManners: readonly Manner[] = [{ name: IF_PROVED, does: '成立才写；在“[[ ]]”里，旁边的话也只在成立时写', group: 'only' }];

export const manners: Readonly<Record<Quote['kind'], readonly Manner[]>> = { figure: figureManners, ratio: ratioManners, claim: claimManners, fact: [] };

export const mannersOf = (manner: string | undefined): string[] => manner?.split('|') ?? [];

/** 前5: how many names a sentence asks for. */
export const namesAsked = (manner: string | undefined): number | undefined => {
  const asked = mannersOf(manner).map((one) => Number(/^前(\d{1,2})$/.exec(one)?.[1])).find((n) => n > 0);
  return asked && Math.min(asked, MOST_NAMED);
};

/** 按类别: by what the kinds are told that a sentence names. */
export const kindsAsked = (manner: string | undefined): string | undefined => mannersOf(manner).find(isKinds)?.slice(KINDS.length);

const isKinds = (name: string): boolean => name.startsWith(KINDS) && name.length > KINDS.length;

/** The manner with another word for what divides. */
export const retoldManner = (manner: string, word: (dimension: string) => string): string =>
  mannersOf(manner).map((one) => (isKinds(one) ? `${KINDS}${word(one.slice(KINDS.length))}` : one)).join('|');

/** Whether last year's number is asked for. */
export const comparesYears = (manner: string | undefined): boolean => mannersOf(manner).some((one) => mannerNamed('figure', one)?.group === 'compared');

const mannerNamed = (kind: Quote['kind'], name: string): Manner | undefined =>
  kind === 'figure' && isKinds(name) ? divided : manners[kind].find((one) => one.name === (/^前\d{1,2}$/.test(name) ? '前3' : name));

/** What is wrong with a manner, as the end of a sentence; undefined when it can be used. */
export function wrongManner(kind: Quote['kind'], manner: string | undefined): string | undefined {
  const asked = mannersOf(manner);
  const known = asked.map((name) => mannerNamed(kind, name));
  const unknown = asked.find((_, place) => !known[place]);
  if (unknown) return `没有“${unknown}”这种写法`;
  if (asked.some((name) => /^前\d+$/.test(name) && (Number(name.slice(1)) < 1 || Number(name.slice(1)) > MOST_NAMED))) return `最多列出前${MOST_NAMED}件`;
  const groups = known.map((one) => one!.group);
  const lone = groups.includes('divided') && groups.some((group) => group !== 'divided' && group !== 'listed');
  return lone || new Set(groups).size < groups.length ? `的“${asked.join('”和“')}”不能一起用，请只留一种` : undefined;
}
