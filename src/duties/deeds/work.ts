import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { enteredOn, inScope, reached, workRows } from '#platform/work-rows.ts';
import { workKind, type WorkKind, type WorkScope } from '#platform/work.ts';
import { deedsDone } from '#duties/deeds/facts.ts';
import { deed, deedKinds } from '#duties/deeds/record.ts';

const rows = (subject: 'committee_id' | 'member_id') => (reading: Reading, scope: WorkScope) => workRows({
  subject: sql.ref(`r.${subject}`), id: sql`r.id`, day: sql`r.done_on`, received: enteredOn('r'), title: sql`left(r.deed, 60)`, kind: sql`r.kind`, amount: sql`r.beneficiaries`, same: sql`r.id`,
  stage: reached({
    done: sql`true`, confirmed: sql`r.confirmation in ('done', 'partly')`, verified: sql`r.state = 'verified'`, passed: sql`r.check_result = 'passed'`,
    promised: sql`r.promise_term is not null`,
  }),
}, sql`${source(reading, deed.table, 'r')} where r.county_id = ${reading.county} and ${inScope(scope, 'r.done_on', `r.${subject}`)} and ${deedsDone.where.sql('r')}`);

const deedWork = workKind({
  name: 'deed', word: '为民实事', heading: 'deed', record: deed.name,
  definition: '期间内办成并登记的民生实事，数量是服务的人数；只作承诺、撤回和不予认定的不计，几条记录说的是同一次活动的只计一条。',
  kept: { columns: ['kind', 'stage', 'amount'] },
  words: { kind: deedKinds, stage: { done: '完成', confirmed: '受益人确认', verified: '核实', passed: '抽查合格', promised: '事先承诺' } },
  rows: { committee: rows('committee_id'), member: rows('member_id') },
});

export const deedsWork: readonly WorkKind[] = [deedWork];
