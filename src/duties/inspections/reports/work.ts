import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { enteredOn, inScope, workRows } from '#platform/work-rows.ts';
import { workKind, type WorkKind, type WorkScope } from '#platform/work.ts';
import { visitReport } from '#duties/inspections/reports/record.ts';
import { forms, plenarySpeech } from '#duties/inspections/reports/speeches/record.ts';
import { inspectionKinds } from '#duties/inspections/words.ts';

const ofMember = (reading: Reading) => sql`join ${source(reading, 'members', 'm')} on m.county_id = r.county_id and m.person_id = r.author_id and m.state in ('current', 'left')
  and m.joined_on <= r.issued_on and coalesce(m.left_on > r.issued_on, true)`;

const reportColumns = { id: sql`r.id`, day: sql`r.issued_on`, received: enteredOn('r'), title: sql`r.title`, kind: sql`r.kind` };
const issued = (reading: Reading, scope: WorkScope, subject: string) =>
  sql`r.county_id = ${reading.county} and ${inScope(scope, 'r.issued_on', subject)} and r.state = 'issued'`;

const reportWork = workKind({
  name: 'visit_report', word: '调研报告', heading: 'visit', record: visitReport.name,
  definition: '印发日期在期间内的调研、视察、考察报告，一次调研视察写几份的各计各的；联络委的是本委组织的，委员的是本人执笔的。',
  words: { kind: inspectionKinds, role: { author: '执笔人' } },
  rows: {
    committee: (reading, scope) => workRows({ ...reportColumns, subject: sql`r.committee_id` }, sql`${source(reading, visitReport.table, 'r')} where ${issued(reading, scope, 'r.committee_id')}`),
    member: (reading, scope) => workRows({ ...reportColumns, subject: sql`m.id`, role: sql`'author'` }, sql`${source(reading, visitReport.table, 'r')} ${ofMember(reading)} where ${issued(reading, scope, 'm.id')}`),
  },
});

const speechRows = (subject: 'committee_id' | 'member_id') => (reading: Reading, scope: WorkScope) => workRows(
  { subject: sql.ref(`r.${subject}`), id: sql`r.id`, day: sql`r.given_on`, received: enteredOn('r'), title: sql`r.title`, kind: sql`r.form` },
  sql`${source(reading, plenarySpeech.table, 'r')} where r.county_id = ${reading.county} and ${inScope(scope, 'r.given_on', `r.${subject}`)} and r.state = 'given'`,
);

const speechWork = workKind({
  name: 'plenary_speech', word: '大会发言', heading: 'meeting', record: plenarySpeech.name,
  definition: '发言日期在期间内的大会发言，口头、书面都计；没有安排的不计。联络委的是本委推荐的，委员的是本人的。',
  words: { kind: forms },
  rows: { committee: speechRows('committee_id'), member: speechRows('member_id') },
});

export const reportsWork: readonly WorkKind[] = [reportWork, speechWork];
