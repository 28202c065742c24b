import type { Counting, Indicator, Scheme } from '#assessment/schemes/scheme.ts';
import { recordsIn } from '#assessment/schemes/scoring/event.ts';
import { Exact } from '#assessment/schemes/scoring/exact.ts';
import type { Line, Sheet } from '#assessment/schemes/scoring/score.ts';

/** What an indicator asked and gave in a year, and how it could be met without doing more. */
export interface Burden {
  address: string;
  name: string;
  /** Subjects that got points, that got all there is, and all of them. */
  earned: number;
  full: number;
  asked: number;
  /** Records that were counted, and how many of them have a proof. */
  records: number;
  proved: number;
  remarks: readonly string[];
}

/** Line by line over the sheets of all subjects of a year. */
export function burdensOf(scheme: Scheme, sheets: readonly Sheet[]): Burden[] {
  return scheme.sections.flatMap(({ indicators }, s) => indicators.map((indicator, i) => {
    const lines = sheets.flatMap(({ sections }) => sections[s]?.lines[i] ?? []).filter(({ open }) => open !== 'not_asked');
    const given = lines.flatMap((line) => line.given);
    const events = given.map(({ event }) => event);
    const counted = { address: `${s + 1}.${i + 1}`, name: indicator.name, asked: lines.length, earned: lines.filter(earns).length, full: lines.filter(isFull).length, records: recordsIn(events), proved: recordsIn(events.filter(({ proved }) => proved)) };
    return { ...counted, remarks: [...inUse(counted, indicator, lines), ...loopholes(indicator, scheme), ...inCompany(indicator, given)] };
  }));
}

const earns = ({ points }: Line): boolean => points.compare(Exact.zero) > 0;
const isFull = ({ points, most }: Line): boolean => most !== undefined && points.equals(most);

/** What the year shows of it. A deduction that nobody suffered is no fault. */
function inUse({ asked, earned, full }: Pick<Burden, 'asked' | 'earned' | 'full'>, indicator: Indicator, lines: readonly Line[]): string[] {
  if (asked === 0 || lines.every(({ open }) => open !== undefined)) return [];
  if (earned === 0 && onlyTakes(indicator)) return [];
  if (earned === 0) return ['一个都没有得过分：是做不到，还是没有这种记录？'];
  if (full === asked) return [indicator.base > 0 && lines.every(({ given }) => given.length === 0) ? '一个都没有扣过分：分不出高低。' : '全都得满分：分不出高低。'];
  return [];
}

/** A deduction: nobody can earn by it. */
const onlyTakes = ({ base, count = [] }: Indicator): boolean => base === 0 && count.length > 0 && !count.some(({ gives, every, quota }) => (every?.gives ?? quota?.gives ?? 0) > 0 || (gives !== undefined && pays(gives)));

/** Whoever lends a name to another's work has all its points, where these are not split; told where works of several were counted. */
const inCompany = ({ count = [] }: Indicator, given: Line['given']): string[] =>
  given.some(({ event, points }) => (event.people?.all ?? 1) > 1 && points.compare(Exact.zero) > 0 && count.some(({ of, shared }) => shared === 'full' && of.includes(event.source)))
    ? ['几个人合作的各得全分：挂个名就有分。'] : [];

/** How an indicator could be met by splitting or repeating what is one: seen from how it counts, whoever it concerns. */
export const loopholes = (indicator: Indicator, scheme: Pick<Scheme, 'proved_only'>): string[] => (indicator.count ?? []).flatMap((rule) => loopholesOf(rule, indicator, scheme));

function loopholesOf(rule: Counting, { most }: Indicator, { proved_only }: Pick<Scheme, 'proved_only'>): string[] {
  if (!paysForMore(rule)) return [];
  const what = rule.of.join('、');
  return [
    ...(rule.once_each ? [] : [`“${what}”同一件工作的几条记录都计：一件事多报几次就多得分。`]),
    ...(asksForQuality(rule) || proved_only ? [] : [`“${what}”登记一件就得一件的分，不看办到哪一步、有没有证明：${most === undefined ? '又不封顶，' : ''}一件事拆成几件记，分就更高。`]),
    ...(rule.measure === 'amount' && !proved_only ? [`“${what}”按填报的数量计分，没有要求证明：数量填得大，分就高。`] : []),
  ];
}

/** Whether one record more gives more. A quota or a period's base is met once. */
const paysForMore = ({ gives, every, first }: Counting): boolean =>
  (every ? every.further !== undefined && every.further > 0 : gives !== undefined && pays(gives)) && first !== 1;

const pays = (gives: NonNullable<Counting['gives']>): boolean => (typeof gives === 'number' ? gives > 0 : gives.cases.some((one) => one.gives > 0));

/** Whether each that gives points has come to a stage, a level or a result that the doer does not write down alone. */
function asksForQuality({ where, gives }: Counting): boolean {
  if (where?.stage ?? where?.level ?? where?.status) return true;
  return typeof gives === 'object' && gives.cases.filter((one) => one.gives > 0).every(({ stage, level, status }) => (stage ?? level ?? status) !== undefined);
}

/** What a subject must show in a year beside its records: findings of assessors, each with its parts, and proofs where only these count. */
export function proofsAsked(scheme: Scheme, sheets: readonly Sheet[]): { judged: number; records: number; perSubject: string } {
  const judged = scheme.sections.flatMap(({ indicators }) => indicators).reduce((sum, { judged: asked }) => sum + (asked ? (asked.parts?.all.length ?? 1) : 0), 0);
  const records = scheme.proved_only ? recordsIn(sheets.flatMap(({ sections }) => sections).flatMap(({ lines }) => lines).flatMap(({ given, passed }) => [...given.map(({ event }) => event), ...passed.filter(({ why }) => why === '没有证明材料').map(({ event }) => event)])) : 0;
  const all = Exact.of(judged * sheets.length + records);
  return { judged, records, perSubject: sheets.length === 0 ? '0' : String(all.dividedBy(Exact.of(sheets.length))) };
}
