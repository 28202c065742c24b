import type { Obligation } from '#platform/obligations/obligation.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { create, type Circumstances } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { spansOwed, standingsOf, type Standing } from '#plans/obligations/facts.ts';
import { exemption, zeroReport, type Exemption, type ZeroReport } from '#plans/obligations/record.ts';
import { spanFrom } from '#platform/obligations/spans.ts';

interface Named {
  obligation: string;
  committee_id: string;
  span_from: string;
}

/** Signs that there was nothing to report in a month that is over and of which nothing was entered. */
export const signZero = (obligations: readonly Obligation[]) => async (act: Act, values: Partial<ZeroReport>, how: Circumstances): Promise<ZeroReport> => {
  const standing = await standingNamed(act, obligations.filter((one) => one.zeroReport), values as Named);
  const today = dayOf(act.at);
  if (standing.span.to >= today) throw invalid({ span_from: `${standing.span.label}还没有过完，过完再签零报告。` });
  if (standing.done > 0) throw already(`${standing.span.label}已经有${standing.done}条${standing.owing.dischargedBy.declared.title}登记，不用签零报告。`);
  if (standing.zero) throw already(`${standing.span.label}的零报告已经签过。`);
  return create<ZeroReport>(act, zeroReport, { ...values, signed_on: today }, how);
};

/** Excuses a committee from what it owes for one span. */
export const grantExemption = (obligations: readonly Obligation[]) => async (act: Act, values: Partial<Exemption>, how: Circumstances): Promise<Exemption> => {
  const standing = await standingNamed(act, obligations.filter(({ owedBy }) => owedBy !== 'county'), values as Named);
  if (standing.excused) throw already(`${standing.debtor.label}${standing.span.label}已经免计。`);
  return create<Exemption>(act, exemption, values, how);
};

const already = (sentence: string) => new Problem(409, 'already_settled', sentence);

async function standingNamed(act: Act, obligations: readonly Obligation[], { obligation, committee_id, span_from }: Named): Promise<Standing> {
  const owing = obligations.find(({ name }) => name === obligation);
  if (!owing) throw invalid({ obligation: '没有这项应办事项，请从列表中重新选择。' });
  const span = spanFrom(owing.rhythm, span_from);
  if (!span) throw invalid({ span_from: `“${owing.label}”从一期的第一天算起，${span_from}不是。请填这个月、季度、半年或全年的第一天。` });
  const [standing] = await standingsOf(act, owing, await spansOwed(act, owing, span), committee_id);
  if (!standing) throw invalid({ committee_id: `这个联络委在${span.label}没有“${owing.label}”的任务，请核对。` });
  return standing;
}
