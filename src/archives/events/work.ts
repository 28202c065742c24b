import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { enteredOn, inScope, workRows } from '#platform/work-rows.ts';
import { workKind, type Heading, type WorkKind, type WorkScope } from '#platform/work.ts';
import { archiveEvent } from '#archives/events/record.ts';
import { eventKinds, meetingKinds, type EventKind } from '#archives/events/words.ts';

/** How somebody on a list was there. */
const presence = { present: '参加', late: '迟到', left_early: '早退', leave: '请假', absent: '缺席' } as const;

/** Over all half-days: there throughout, or the first thing that was otherwise. */
const howThere = sql`case when not a.came then case when a.state = 'excused' or a.halves::text like '%leave%' then 'leave' else 'absent' end
  when a.halves::text like '%"late"%' then 'late' when a.halves::text like '%left_early%' then 'left_early' else 'present' end`;

const listed = (kinds: readonly EventKind[]) => (reading: Reading, scope: WorkScope) => workRows({
  subject: sql.ref('a.member_id'), id: sql.ref('e.id'), day: sql.ref('e.held_on'), received: enteredOn('e'), title: sql.ref('e.title'), kind: sql.ref('e.kind'), status: howThere,
  amount: sql`a.present_halves`,
}, sql`${source(reading, 'attendances', 'a')} join ${source(reading, archiveEvent.table, 'e')} on e.county_id = a.county_id and e.id = a.event_id
  where a.county_id = ${reading.county} and a.capacity = 'member' and a.state not in ('withdrawn', 'called_off') and e.state = 'closed' and e.kind = any(${kinds})
    and ${inScope(scope, 'e.held_on', 'a.member_id')}`);

const held = (kinds: readonly EventKind[]) => (reading: Reading, scope: WorkScope) => workRows({
  subject: sql.ref('e.committee_id'), id: sql.ref('e.id'), day: sql.ref('e.held_on'), received: enteredOn('e'), title: sql.ref('e.title'), kind: sql.ref('e.kind'), amount: sql.ref('e.came_n'),
}, sql`${source(reading, archiveEvent.table, 'e')}
  where e.county_id = ${reading.county} and e.state = 'closed' and e.kind = any(${kinds}) and ${inScope(scope, 'e.held_on', 'e.committee_id')}`);

const ofEvents = (name: string, word: string, heading: Heading, kinds: readonly EventKind[]): WorkKind => workKind({
  name, word, heading, record: archiveEvent.name,
  definition: `${kinds.map((kind) => eventKinds[kind]).join('、')}：开始日期在期间内、已经归档的。委员按名单每次记一条，请假、缺席也列出；联络委记自己组织的。没有归档的、作废的不计。`,
  words: { kind: eventKinds, status: presence },
  rows: { member: listed(kinds), committee: held(kinds) },
});

export const work: readonly WorkKind[] = [
  ofEvents('meeting', '会议', 'meeting', meetingKinds),
  ofEvents('training', '学习培训', 'training', ['training']),
  ofEvents('other_event', '其他活动', 'other', ['history', 'invited', 'other']),
];
