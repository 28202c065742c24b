import { sql } from 'kysely';
import { spansOwed } from '#plans/obligations/facts.ts';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { inScope, timelyWords, workRows } from '#platform/work-rows.ts';
import { workKind, type WorkKind, type WorkScope } from '#platform/work.ts';
import { obligations, statementsSubmitted } from '#reports/statements/facts.ts';
import { statement } from '#reports/statements/record.ts';

const owedKinds = ['yearly_plan', 'half_year', 'yearly_summary'] as const;

/** By which day each report of the period is owed; the month's is owed as the ledger is. */
async function dueDays(reading: Reading, { from, to }: WorkScope): Promise<string> {
  const whole = { from: `${from.slice(0, 4)}-01-01`, to: `${to.slice(0, 4)}-12-31` };
  const due = await Promise.all(obligations.map(async (owing, n) => (await spansOwed(reading, owing, whole)).map((span) => ({ kind: owedKinds[n], to_on: span.to, due: span.due }))));
  return JSON.stringify(due.flat());
}

/** By the period that it speaks of: what is written of December comes in January. */
const statementWork = workKind({
  name: 'statement', word: '报告和述职', heading: 'report', record: statement.name,
  definition: '所属期间在期间内、已经签发报送的年度计划、民情月报、半年报告（述职）和年度总结，退回后还没有重报的和作废的不计；按报送的日期看是否按时。',
  words: { kind: { monthly: '月报', half_year: '半年报告', yearly_plan: '年度计划', yearly_summary: '年度总结' }, stage: { submitted: '报送', accepted: '通过' }, status: timelyWords },
  rows: {
    committee: async (reading, scope) => workRows({
      subject: sql`r.committee_id`, id: sql`r.id`, day: sql`r.to_on`, received: sql`r.submitted_on`, title: sql`r.title`, kind: sql`r.kind`,
      stage: sql`case when r.state = 'accepted' then array['submitted', 'accepted'] else array['submitted'] end`,
      status: sql`case when d.due is null then null when r.submitted_on <= d.due then 'in_time' else 'late' end`,
    }, sql`${source(reading, statement.table, 'r')} left join jsonb_to_recordset(${await dueDays(reading, scope)}::jsonb) as d (kind text, to_on date, due date) on d.kind = r.kind and d.to_on = r.to_on
      where r.county_id = ${reading.county} and ${inScope(scope, 'r.to_on', 'r.committee_id')} and ${statementsSubmitted.where.sql('r')}`),
  },
});

export const statementsWork: readonly WorkKind[] = [statementWork];
