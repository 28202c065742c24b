/** Headers that name a part of the year: 3月, 一季度, 上半年, 合计. */
import type { Rhythm } from '#platform/obligations/obligation.ts';
import { monthsOf, spanOf } from '#platform/obligations/spans.ts';

export interface Days {
  from: string;
  to: string;
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const numberOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) : numerals.indexOf(text) + 1);

/**
 * The days that a header names in the year in which a period ends; the whole period for 合计, 全年. Undefined: it names none, or they begin after the
 * period. They end with the period where that ends sooner.
 */
export function daysNamed(header: string, { from, to }: Days): Days | undefined {
  const words = header.replace(/[\s（）()]/gu, '');
  if (/^(?:全年|合计|累计|总计|年度)$/u.test(words)) return { from, to };
  const named = partNamed(words);
  if (!named) return undefined;
  const first = String((named.nth - 1) * monthsOf(named.rhythm) + 1).padStart(2, '0');
  const span = spanOf(named.rhythm, `${to.slice(0, 4)}-${first}-01`);
  return span.from > to ? undefined : { from: span.from, to: span.to < to ? span.to : to };
}

/** Whether a header names a part of the year at all. */
export const namesDays = (header: string): boolean => daysNamed(header, { from: '2000-01-01', to: '2000-12-31' }) !== undefined;

function partNamed(words: string): { rhythm: Rhythm; nth: number } | undefined {
  const [, month] = /^(\d{1,2}|十[一二]|[一二三四五六七八九十])月份?$/u.exec(words) ?? [];
  if (month) return numberOf(month) >= 1 && numberOf(month) <= 12 ? { rhythm: 'month', nth: numberOf(month) } : undefined;
  const [, quarter] = /^第?([1-4一二三四])季度$/u.exec(words) ?? [];
  if (quarter) return { rhythm: 'quarter', nth: numberOf(quarter) };
  const half = ['上半年', '下半年'].indexOf(words);
  return half >= 0 ? { rhythm: 'half', nth: half + 1 } : undefined;
}
