import { member } from '#institutions/members/record.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import { spanFrom, spanOf, type Span } from '#platform/obligations/spans.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { create, type Circumstances, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { spansOwed, standingsOf, type Standing } from '#plans/obligations/facts.ts';
import { exemption, zeroReport, type Exemption, type ZeroReport } from '#plans/obligations/record.ts';

/** Signs that there was nothing to report in a month that is over and of which nothing was entered. */
export const signZero = (obligations: readonly Obligation[]) => async (act: Act, values: Partial<ZeroReport>, how: Circumstances): Promise<ZeroReport> => {
  const { owing, span } = spanNamed(obligations.filter((one) => one.zeroReport), values as ZeroReport);
  const standing = await standingIn(act, owing, span, values.committee_id!);
  const today = dayOf(act.at);
  if (standing.span.to >= today) throw invalid({ span_from: `${standing.span.label}还没有过完，过完再签零报告。` });
  if (standing.done > 0) throw already(`${standing.span.label}已经有${standing.done}条${standing.owing.dischargedBy.declared.title}登记，不用签零报告。`);
  if (standing.zero) throw already(`${standing.span.label}的零报告已经签过。`);
  return create<ZeroReport>(act, zeroReport, { ...values, signed_on: today, signatory: act.actor.name }, how);
};

/** The director's own words in place of those that stood there: who changes them answers for them. */
export async function rewordZero(act: Act, row: ZeroReport, values: Partial<ZeroReport>): Promise<Values<ZeroReport>> {
  const moved = (['obligation', 'committee_id', 'span_from'] as const).some((name) => (values[name] ?? row[name]) !== row[name]);
  if (moved) throw invalid({ '': '签给哪个联络委、哪一期不能改，只能改说明。签错了的，请撤回后另签。' });
  return { obligation: row.obligation, committee_id: row.committee_id, span_from: row.span_from, sentence: values.sentence ?? row.sentence, signatory: act.actor.name };
}

/** Excuses a committee, or one member, from what is owed for one span or several that follow each other. */
export const grantExemption = (obligations: readonly Obligation[]) => async (act: Act, values: Partial<Exemption>, how: Circumstances): Promise<Exemption> => {
  const { owing, span } = spanNamed(obligations.filter(({ owedBy }) => owedBy !== 'county'), values as Exemption);
  const committee_id = await whose(act, owing, values);
  const standing = await standingIn(act, owing, span, values.member_id ?? committee_id!);
  if (standing.excused) throw already(`${standing.debtor.label}${standing.span.label}已经免计。`);
  return create<Exemption>(act, exemption, { ...values, committee_id, span_until: lastDay(owing, span, values.span_until) }, how);
};

const already = (sentence: string) => new Problem(409, 'already_settled', sentence);

/** The committee concerned: the one that was chosen, or the chosen member's own. */
async function whose(act: Act, { owedBy, label }: Obligation, { committee_id, member_id }: Partial<Exemption>): Promise<string | null> {
  if (!member_id) {
    if (!committee_id) throw invalid({ committee_id: '请选免计的联络委。' });
    return committee_id;
  }
  if (owedBy !== 'member') throw invalid({ member_id: `“${label}”由联络委承担，不免个人。请只选联络委。` });
  const chosen = await find(act, member, member_id);
  if (!chosen) throw invalid({ member_id: '没有这名委员，请从列表中重新选择。' });
  if (committee_id && committee_id !== chosen.committee_id) throw invalid({ member_id: `${chosen.name}不在所选的联络委，请核对；只免这名委员的，联络委可以不选。` });
  return chosen.committee_id;
}

/** The last day of the span in which a period ends; null when it is only the one span. */
function lastDay({ rhythm, label }: Obligation, span: Span, until: string | null | undefined): string | null {
  if (!until || until === span.to) return null;
  if (until < span.to || spanOf(rhythm, until).to !== until) throw invalid({ span_until: `“${label}”按期免计，${until}不是一期的最后一天。请填某一期的最后一天，例如${span.to}。` });
  return until;
}

function spanNamed(obligations: readonly Obligation[], { obligation, span_from }: { obligation: string; span_from: string }): { owing: Obligation; span: Span } {
  const owing = obligations.find(({ name }) => name === obligation);
  if (!owing) throw invalid({ obligation: '没有这项应办事项，请从列表中重新选择。' });
  const span = spanFrom(owing.rhythm, span_from);
  if (!span) throw invalid({ span_from: `“${owing.label}”从一期的第一天算起，${span_from}不是。请填这个月、季度、半年或全年的第一天。` });
  return { owing, span };
}

/** How one committee, or one member, stands in a span; of a committee's members one who is not excused yet. */
async function standingIn(act: Act, owing: Obligation, span: Span, debtor: string): Promise<Standing> {
  const all = await standingsOf(act, owing, await spansOwed(act, owing, span), debtor);
  const standing = all.find(({ excused }) => !excused) ?? all[0];
  if (!standing) throw invalid({ [owing.owedBy === 'member' ? 'member_id' : 'committee_id']: `所选的${owing.owedBy === 'member' ? '委员' : '联络委'}在${span.label}没有“${owing.label}”的任务，请核对。` });
  return standing;
}
