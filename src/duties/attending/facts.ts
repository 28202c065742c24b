import { sql, type RawBuilder } from 'kysely';
import type { Awaited } from '#platform/awaited.ts';
import { figure, type Figure } from '#platform/figures/figure.ts';
import { relation } from '#platform/identity/relations.ts';
import { all, between, is, not, oneOf, present, when } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { dayOf, today } from '#platform/time.ts';
import { answersTo } from '#duties/attending/answers.tsx';
import { attendance, type Attendance } from '#duties/attending/record.ts';
import { invitee, selvesOf } from '#duties/attending/relations.ts';

/** Credit is given when the activity is closed, by the organiser's list (domain rules 4: 履职关闭后计分). */
const credited = all(present<Attendance>('closed_on'), is<Attendance>('capacity', 'member'), oneOf<Attendance>('state', ['invited', 'coming', 'leave_asked', 'excused', 'declined']));
/** Those credits as rows `alias`, to be used right after `from`, with the county and the days asked for afterwards. */
export const creditedTo = (reading: Reading, alias: string): RawBuilder<unknown> => sql`(
  select c.* from ${source(reading, attendance.table, 'c')} where c.county_id = ${reading.county} and ${credited.sql('c')}) as ${sql.ref(alias)}`;

const there = all(credited, is<Attendance>('came', true));

/** What the lists of closed activities of one kind come to, for members: counted for the committee to which each belongs. */
export function attendanceFigures(column: 'inspection_id' | 'consultation_id', kind: string): Figure<Attendance>[] {
  const prefix = column === 'inspection_id' ? 'inspections' : 'consultations';
  const base = { record: attendance.name, day: 'held_on', committee: 'body_id' } as const;
  const of = (where: typeof credited) => all(present<Attendance>(column), where);
  return [
    figure<Attendance>({ ...base, name: `${prefix}_attendances`, label: `委员参加${kind}`, definition: `期间内开展、已经归档的${kind}中，按组织者名单登记到会（含迟到、早退）的委员人次；没有归档的不计。`, where: of(there), unit: '人次' }),
    figure<Attendance>({ ...base, name: `${prefix}_attendants`, label: `参加过${kind}的委员`, definition: `期间内开展、已经归档的${kind}中，到会过的委员人数；同一委员参加多次只计一人。`, where: of(there), counts: { distinct: 'member_id' }, unit: '人' }),
    figure<Attendance>({ ...base, name: `${prefix}_leaves`, label: `${kind}请假`, definition: `期间内开展、已经归档的${kind}中，请假获准、没有到会的委员人次。`, where: of(all(credited, is<Attendance>('came', false), is<Attendance>('state', 'excused'))), unit: '人次' }),
    figure<Attendance>({ ...base, name: `${prefix}_absences`, label: `${kind}缺席`, definition: `期间内开展、已经归档的${kind}中，没有准假也没有到会的委员人次。`, where: of(all(credited, is<Attendance>('came', false), not(is<Attendance>('state', 'excused')))), unit: '人次' }),
  ];
}

const MOST = 50;
const whoever = relation('asked', '应邀参加的人', (actor) => when(selvesOf(actor).length > 0));

const datedLabel = ({ subject, held_on }: Attendance): string => `${held_on} ${subject}`;

/** The person's own invitations that nobody answered; both answers where they are named. */
const invitations: Awaited = {
  title: '活动邀请', what: '答复', href: `/${attendance.path}`, whose: whoever,
  find: async (reading) => {
    const rows = await list(reading, attendance, { where: all(invitee.of(reading.actor), is<Attendance>('state', 'invited'), not(present<Attendance>('marked_on')), between<Attendance>('held_on', today(), undefined)), order: [{ column: 'held_on' }], limit: MOST });
    return rows.map((row) => ({
      label: `${datedLabel(row)}${row.reply_by ? `（${row.reply_by}前答复）` : ''}`, href: `/${attendance.path}/${row.id}`, since: dayOf(row.changed_at),
      atOnce: { declared: attendance, row, offers: answersTo(reading.actor, row).filter(({ step }) => step === 'accept') },
    }));
  },
};

/** What does not take place is told until its day is over. */
const calledOff: Awaited = {
  title: '活动取消', what: '不用去了', href: `/${attendance.path}?state=called_off`, whose: whoever,
  find: async (reading) => {
    const rows = await list(reading, attendance, { where: all(invitee.of(reading.actor), is<Attendance>('state', 'called_off'), between<Attendance>('held_on', today(), undefined)), order: [{ column: 'held_on' }], limit: MOST });
    return rows.map((row) => ({ label: datedLabel(row), href: `/${attendance.path}/${row.id}`, since: dayOf(row.changed_at) }));
  },
};

export const attendingAwaited: readonly Awaited[] = [invitations, calledOff];
