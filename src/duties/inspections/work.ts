import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { enteredOn, inScope, reached, workRows } from '#platform/work-rows.ts';
import { workKind, type WorkKind, type WorkScope } from '#platform/work.ts';
import { creditedTo } from '#duties/attending/facts.ts';
import { inspectionsHeld } from '#duties/inspections/facts.ts';
import { inspection } from '#duties/inspections/record.ts';
import { recommendationWork } from '#duties/inspections/recommendations/work.ts';
import { reportsWork } from '#duties/inspections/reports/work.ts';
import { inspectionKinds } from '#duties/inspections/words.ts';

/** `body_ids` begins with the organiser; what the county's body organises, committees only join. */
const ofCounty = sql`(r.committee_id is null)::int`;

/** A visit of several committees is one record: each of them counts it once, as organiser or as taking part. */
const inspectionWork = workKind({
  name: 'inspection', word: '调研视察', heading: 'visit', record: inspection.name,
  definition: '期间内已开展的调研、视察、考察；计划未开展和已取消的不计。几个联络委一起开展的是一条，参加的各计一次；委员的是归档以后名单上登记到会的。',
  kept: { columns: ['kind', 'stage', 'role', 'people_all', 'people_place'] },
  words: { kind: inspectionKinds, stage: { held: '开展', closed: '归档', joint: '联动', reported: '形成报告' }, role: { organiser: '组织', partner: '参加', member: '参加委员' } },
  rows: {
    committee: (reading, scope) => workRows({
      subject: sql`b.id`, id: sql`r.id`, day: sql`r.held_on`, received: enteredOn('r'), title: sql`r.topic`, kind: sql`r.kind`, stage: stagesOf,
      role: sql`case when r.committee_id = b.id then 'organiser' else 'partner' end`, people_all: sql`cardinality(r.body_ids) + ${ofCounty}`, people_place: sql`b.place + ${ofCounty}`,
    }, sql`${source(reading, inspection.table, 'r')} cross join lateral unnest(r.body_ids) with ordinality as b (id, place)
      where r.county_id = ${reading.county} and ${inScope(scope, 'r.held_on', 'b.id')} and ${inspectionsHeld.where.sql('r')}`),
    member: (reading, scope) => attendedRows(reading, scope),
  },
});

const stagesOf = reached({ held: sql`true`, closed: sql`r.state = 'closed'`, joint: sql`r.joint or cardinality(r.body_ids) > 1`, reported: sql`r.report` });

const attendedRows = (reading: Reading, scope: WorkScope) => workRows({
  subject: sql`a.member_id`, id: sql`r.id`, day: sql`a.held_on`, received: enteredOn('a'), title: sql`r.topic`, kind: sql`r.kind`, role: sql`'member'`, stage: stagesOf,
  amount: sql`a.present_halves`, same: sql`r.id`,
}, sql`${creditedTo(reading, 'a')} join ${source(reading, inspection.table, 'r')} on r.county_id = a.county_id and r.id = a.inspection_id
  where a.county_id = ${reading.county} and a.came and ${inScope(scope, 'a.held_on', 'a.member_id')} and ${inspectionsHeld.where.sql('r')}`);

export const inspectionsWork: readonly WorkKind[] = [inspectionWork, ...reportsWork, recommendationWork];
