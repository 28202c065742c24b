import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { create, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { today } from '#duties/days.ts';
import { visitReport, type VisitReport } from '#duties/inspections/reports/record.ts';
import { reportRemark, type ReportRemark } from '#duties/inspections/reports/remarks/record.ts';

export type Remarked = Pick<ReportRemark, 'report_id' | 'section' | 'words'> & { paragraph?: string | null; author_name?: string };

/** Remarks on a report that is still being worked on. */
export async function remark(act: Act, { author_name, ...said }: Remarked, how: Circumstances): Promise<ReportRemark> {
  const report = await find<VisitReport>(act, visitReport, said.report_id);
  if (!report) throw invalid({ report_id: '没有找到这份报告，或者不在您的查看范围内。' });
  if (!visitReport.states[report.state as 'draft'].open) throw invalid({ report_id: `这份报告${visitReport.states[report.state as 'draft'].label}，不再提修改意见。` });
  const other = author_name && author_name !== act.actor.name ? author_name : undefined;
  const { title, committee_id, body_ids, member_ids } = report;
  return create<ReportRemark>(act, reportRemark, {
    ...said, title, committee_id, body_ids, member_ids, author_id: other ? null : act.actor.personId, author_name: other ?? act.actor.name, remarked_on: today(act),
  }, { ...how, onBehalfOf: how.onBehalfOf ?? other });
}

/** On which report it is, and who said it, stays. */
export async function correctRemark(_act: Act, row: ReportRemark, { author_name, ...said }: Partial<Remarked>): Promise<Values<ReportRemark>> {
  return { ...said, report_id: row.report_id, author_name: author_name ?? row.author_name };
}

export const effects: Partial<Record<keyof typeof reportRemark.steps, Effect<ReportRemark>>> = {
  answer: async (act, _row, said: { taken: string; answer: string }) => ({ ...said, answered_on: today(act) }),
};
