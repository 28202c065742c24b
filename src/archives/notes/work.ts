import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { enteredOn, inScope, workRows } from '#platform/work-rows.ts';
import { workKind, type Heading, type WorkKind, type WorkScope } from '#platform/work.ts';
import { archiveNote, noteKinds, noteLevels, type NoteKind } from '#archives/notes/record.ts';

const said = (kinds: readonly NoteKind[], column: 'n.member_id' | 'n.body_id') => (reading: Reading, scope: WorkScope) => workRows({
  subject: sql.ref(column), id: sql.ref('n.id'), day: sql.ref('n.day'), received: enteredOn('n'), title: sql.ref('n.title'), kind: sql.ref('n.kind'),
  level: sql`case when n.level is null then null else array[n.level] end`,
  same: sql`coalesce(n.document_no, n.id::text)`,
}, sql`${source(reading, archiveNote.table, 'n')}
  where n.county_id = ${reading.county} and n.state = 'standing' and n.kind = any(${kinds}) and ${inScope(scope, 'n.day', column)}`);

const ofNotes = (name: string, word: string, heading: Heading, kinds: readonly NoteKind[]): WorkKind => workKind({
  name, word, heading, record: archiveNote.name,
  definition: `档案登记里的${kinds.map((kind) => noteKinds[kind]).join('、')}：文件或证书上的日期在期间内的，每人（每个联络委）每项记一条；作废的不计。`,
  words: { kind: noteKinds, level: noteLevels },
  rows: { member: said(kinds, 'n.member_id'), committee: said(kinds, 'n.body_id') },
});

export const work: readonly WorkKind[] = [
  ofNotes('honour', '表彰', 'honour', ['honour']),
  ofNotes('appraisal', '外部评价', 'appraisal', ['appraisal']),
  ofNotes('other_note', '其他登记', 'other', ['invited', 'other']),
];
