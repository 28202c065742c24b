/** Which days a plan, report or summary speaks of. */

export const kinds = {
  monthly: '民情信息月报', half_year: '半年工作报告', yearly_plan: '年度工作计划', yearly_summary: '年度工作总结',
} as const;

export type Kind = keyof typeof kinds;

const MONTHS: Record<Kind, number> = { monthly: 1, half_year: 6, yearly_plan: 12, yearly_summary: 12 };

export interface Period {
  from: string;
  to: string;
}

/** The period of a kind that a month (`YYYY-MM`) lies in. */
export function periodOf(kind: Kind, month: string): Period {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const first = number - 1 - ((number - 1) % MONTHS[kind]);
  const last = new Date(Date.UTC(year, first + MONTHS[kind], 0)).toISOString().slice(0, 10);
  return { from: `${year}-${String(first + 1).padStart(2, '0')}-01`, to: last };
}

export const monthOf = (day: string): string => day.slice(0, 7);

/** The month before a period begins. */
export const monthBefore = ({ from }: Period): Period => periodOf('monthly', monthOf(new Date(Date.parse(`${from}T00:00:00Z`) - 86_400_000).toISOString()));

/** The same period of the year before. */
export const yearBefore = (kind: Kind, { from }: Period): Period => periodOf(kind, `${Number(from.slice(0, 4)) - 1}${from.slice(4, 7)}`);

/**
 * The period that is due to be written on a day: the month before; this year's plan; the half-year or year that is in its last month,
 * else the one before.
 */
export function periodDue(kind: Kind, day: string): Period {
  const running = periodOf(kind, monthOf(day));
  if (kind === 'yearly_plan' || (kind !== 'monthly' && monthOf(running.to) === monthOf(day))) return running;
  const before = new Date(Date.parse(`${running.from}T00:00:00Z`) - 86_400_000).toISOString();
  return periodOf(kind, monthOf(before));
}

/** 2025年3月, 2025年上半年, 2025年. */
export function periodWords(kind: Kind, { from }: Period): string {
  const [year, month] = from.split('-').map(Number) as [number, number];
  if (kind === 'monthly') return `${year}年${month}月`;
  return kind === 'half_year' ? `${year}年${month === 1 ? '上' : '下'}半年` : `${year}年`;
}

/** 白石镇政协联络委2025年上半年工作报告, …2025年度工作总结 */
export function titleOf(committee: string, kind: Kind, period: Period): string {
  if (kind === 'half_year') return `${committee}${periodWords(kind, period)}工作报告`;
  return `${committee}${kind === 'monthly' ? periodWords(kind, period) : period.from.slice(0, 4)}${kinds[kind]}`;
}
