import type { Counting, Rate, Span } from '#assessment/schemes/scheme.ts';
import { recordsIn } from '#assessment/schemes/scoring/event.ts';
import { Exact } from '#assessment/schemes/scoring/exact.ts';
import { pointsOf, type Given } from '#assessment/schemes/scoring/given.ts';

export const spanWords: Readonly<Record<Span, string>> = { week: '周', month: '月', quarter: '季度', half: '半年', year: '年' };

const many = (given: readonly Given[]): number => recordsIn(given.map(({ event }) => event));

/** The arithmetic of a line in one sentence each, as a clerk would write it beside the points. */
export const said = {
  /** 3件×5分＋1件×2分＝17分。 */
  each(given: readonly Given[], rule: Pick<Counting, 'of' | 'measure'>): string {
    const what = rule.of.join('、');
    if (given.length === 0) return `没有可计分的${what}，得0分。`;
    const alike = Map.groupBy(given, ({ points, event }) => `${points.toJSON()} ${rule.measure === 'amount' ? (event.amount ?? 1) : 1}`);
    const parts = [...alike.values()].map((same) => `${many(same)}件×${same[0]!.points}分`);
    return `${what}${many(given)}件：${parts.join('＋')}＝${pointsOf(given)}分。`;
  },

  every({ span, least, gives, further }: NonNullable<Counting['every']>, { all, met, beyond, missed }: { all: number; met: number; beyond: number; missed: readonly string[] }): string {
    const more = further === undefined ? '' : `，超出的${beyond}件每件${further}分`;
    return `${all}个${spanWords[span]}中有${met}个达到每${spanWords[span]}${least}件，每个${gives}分${more}${missed.length > 0 ? `；没有达到的：${missed.map((one) => spanName(one, span)).join('、')}` : ''}。`;
  },

  quota: ({ least, gives, short }: NonNullable<Counting['quota']>, done: number): string =>
    done >= least ? `应有${least}件，已有${done}件，得${gives}分。` : `应有${least}件，只有${done}件，${short === 'part' ? `按比例得分（${gives}分×${done}÷${least}）` : '不得分'}。`,

  notSpread: ({ span, least }: NonNullable<Counting['spread']>): string => `不是每${spanWords[span]}都有${least}件`,

  rate({ gives, target, point_below, empty }: Rate, done: number, all: number, rate: Exact): string {
    if (all === 0) return `期间没有应办的，${empty === 'all' ? `得满分${gives}分` : '不得分'}。`;
    const reached = `${all}件中${done}件，为${rate}%`;
    if (rate.compare(Exact.of(target)) >= 0) return `${reached}，达到${target}%，得${gives}分。`;
    return point_below === undefined ? `${reached}，没有达到${target}%，不得分。` : `${reached}，比${target}%低${Exact.of(target).minus(rate)}个百分点，每个扣${point_below}分。`;
  },

  bounded: (before: Exact, after: Exact, most: boolean): string => `${most ? '最多' : '最少'}${after}分（算得${before}分）。`,
};

function spanName(span: string, of: Span): string {
  const last = Number(span.split('-')[1]);
  switch (of) {
    case 'year': return `${span}年`;
    case 'half': return last === 1 ? '上半年' : '下半年';
    case 'quarter': return `第${last}季度`;
    case 'month': return `${last}月`;
    case 'week': return `${span}起的一周`;
  }
}
