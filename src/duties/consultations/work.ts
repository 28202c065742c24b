import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { dayOf } from '#platform/time.ts';
import { enteredOn, inScope, reached, workRows } from '#platform/work-rows.ts';
import { workKind, type WorkKind, type WorkScope } from '#platform/work.ts';
import { creditedTo } from '#duties/attending/facts.ts';
import { consultationsHeld } from '#duties/consultations/facts.ts';
import { kindChoices } from '#duties/consultations/kinds.ts';
import { goodOnes } from '#duties/consultations/quality.ts';
import { consultation } from '#duties/consultations/record.ts';
import { resultsWork } from '#duties/consultations/results/work.ts';

const columns = async (reading: Reading, { from, to, columns: asked }: WorkScope) => ({
  id: sql`r.id`, title: sql`r.topic`, kind: sql`coalesce(r.kind, 'grassroots')`, same: sql`r.id`,
  stage: reached({
    held: sql`true`, listed: sql`r.results_listed_at is not null`, reported: sql`r.state in ('reported', 'closed')`, filed: sql`r.filed_at is not null`, done: sql`r.uptake = 'done'`,
  }),
  ...(asked?.includes('status') === false ? {} : { status: sql`case when r.id = any(${await goodOnes(reading, { from, to })}::uuid[]) then 'good' else 'short' end` }),
});

const consultationWork = workKind({
  name: 'consultation', word: '协商活动', heading: 'consultation', record: consultation.name,
  definition: '期间内已召开的协商活动，计划未召开和已取消的不计；“合乎质量”按召开那天方案的要求；委员的是归档以后名单上登记到会的。',
  words: async (reading) => ({
    kind: Object.fromEntries((await kindChoices(reading, dayOf(reading.asOf ?? new Date()))).map(({ value, label }) => [value, label])),
    stage: { held: '召开', listed: '有成果清单', reported: '报送', filed: '备案', done: '落实' }, status: { good: '合乎质量', short: '没有达到质量要求' }, role: { member: '参加委员' },
  }),
  kept: { columns: ['kind', 'stage'] },
  rows: {
    committee: async (reading, scope) => workRows(
      { ...(await columns(reading, scope)), subject: sql`r.committee_id`, day: sql`r.held_on`, received: enteredOn('r') },
      sql`${source(reading, consultation.table, 'r')} where r.county_id = ${reading.county} and ${inScope(scope, 'r.held_on', 'r.committee_id')} and ${consultationsHeld.where.sql('r')}`,
    ),
    member: async (reading, scope) => workRows(
      { ...(await columns(reading, scope)), subject: sql`a.member_id`, day: sql`a.held_on`, received: enteredOn('a'), role: sql`'member'`, amount: sql`a.present_halves` },
      sql`${creditedTo(reading, 'a')} join ${source(reading, consultation.table, 'r')} on r.county_id = a.county_id and r.id = a.consultation_id
        where a.county_id = ${reading.county} and a.came and ${inScope(scope, 'a.held_on', 'a.member_id')} and ${consultationsHeld.where.sql('r')}`,
    ),
  },
});

export const consultationsWork: readonly WorkKind[] = [consultationWork, ...resultsWork];
