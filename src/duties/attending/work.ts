import { sql } from 'kysely';
import { enteredOn, inScope, workRows } from '#platform/work-rows.ts';
import { workKind, type WorkKind } from '#platform/work.ts';
import { creditedTo } from '#duties/attending/facts.ts';
import { attendance } from '#duties/attending/record.ts';
import { presences } from '#duties/attending/words.ts';

const has = (presence: string) => sql`exists (select from jsonb_each_text(r.halves) as half where half.value = ${presence})`;

/** Whoever came late or left early in one half-day was there, and the list says so. */
const status = sql`case when r.came then case when ${has('late')} then 'late' when ${has('left_early')} then 'left_early' else 'present' end
  when r.state = 'excused' then 'leave' else 'absent' end`;

const attendanceWork = workKind({
  name: 'attendance', word: '活动出席', heading: 'visit', record: attendance.name,
  definition: '期间内开展、已经归档的调研视察和协商中，按组织者名单登记的委员到会、请假和缺席，一次活动一条，数量是到会的半天数；没有归档的不计。',
  words: { kind: { inspection: '调研视察', consultation: '协商活动' }, status: { ...presences, present: '出席' } },
  rows: {
    member: (reading, scope) => workRows({
      subject: sql`r.member_id`, id: sql`r.id`, day: sql`r.held_on`, received: enteredOn('r'), title: sql`r.subject`, status, amount: sql`r.present_halves`,
      kind: sql`case when r.inspection_id is not null then 'inspection' else 'consultation' end`, same: sql`coalesce(r.inspection_id, r.consultation_id)`,
    }, sql`${creditedTo(reading, 'r')} where r.county_id = ${reading.county} and r.event_id is null and ${inScope(scope, 'r.held_on', 'r.member_id')}`),
  },
});

export const attendingWork: readonly WorkKind[] = [attendanceWork];
