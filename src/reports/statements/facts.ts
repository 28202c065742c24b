import { figure } from '#platform/figures/figure.ts';
import { obligation } from '#platform/obligations/obligation.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import type { Kind } from '#reports/statements/periods.ts';
import { statement, type Statement } from '#reports/statements/record.ts';

/** On its way or arrived; what came back is owed again. */
const delivered = oneOf<Statement>('state', ['submitted', 'accepted']);

const counts = { record: statement.name, day: 'submitted_on', committee: 'committee_id', unit: '份' } as const;

export const statementsSubmitted = figure<Statement>({
  ...counts,
  name: 'statements_submitted',
  label: '报送计划、报告和总结',
  definition: '签发报送日期在期间内的年度计划、民情月报、半年报告和年度总结份数；退回后还没有重报的和作废的不计。',
  where: delivered,
});

export const statementsAccepted = figure<Statement>({
  ...counts,
  name: 'statements_accepted',
  label: '通过的计划、报告和总结',
  definition: '签发报送日期在期间内、县政协办公室已经通过的年度计划、民情月报、半年报告和年度总结份数。',
  where: is<Statement>('state', 'accepted'),
});

const owed = (name: string, label: string, kind: Kind, rhythm: 'half' | 'year', due: { daysInto: string } | { workingDaysAfter: string }) =>
  obligation<Statement>({
    name, label, rhythm, due, clause: 'duty.report', owedBy: 'committee',
    dischargedBy: { declared: statement, where: all(is<Statement>('kind', kind), delivered), day: 'to_on', deliveredOn: 'submitted_on' },
    warn: 'light.near_days', late: 'obligation.late_days',
  });

/** The month's ledger is owed as such (duty.monthly): the monthly report is only a way to hand it in, and nobody owes it twice. */
export const obligations = [
  owed('plan_yearly', '年初制定年度工作计划', 'yearly_plan', 'year', { daysInto: 'statement.plan_days' }),
  owed('report_half_yearly', '每半年书面报告（述职）', 'half_year', 'half', { workingDaysAfter: 'statement.report_days' }),
  owed('summary_yearly', '年终书面总结', 'yearly_summary', 'year', { workingDaysAfter: 'statement.report_days' }),
];

export const figures = [statementsSubmitted, statementsAccepted];
