import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { enteredOn, inScope, reached, workRows } from '#platform/work-rows.ts';
import { workKind, type WorkKind, type WorkScope } from '#platform/work.ts';
import { dispatch } from '#duties/stations/dispatches/record.ts';
import { dispatchesSent, shiftsHeld } from '#duties/stations/facts.ts';
import { station } from '#duties/stations/record.ts';
import { dutyShift } from '#duties/stations/shifts/record.ts';

/** A line says at which station, and when: hours alone tell nobody anything. */
const shiftColumns = {
  id: sql`r.id`, day: sql`r.day`, received: enteredOn('r'), title: sql`s.name || ${'值班（'}::text || to_char(r.day, ${'FMMM"月"FMDD"日"'}) || r.starts || '—' || r.ends || ${'）'}::text`, amount: sql`r.visitors`, people_all: sql`greatest(cardinality(r.member_ids), 1)`,
};

const shifts = (reading: Reading) => sql`${source(reading, dutyShift.table, 'r')} join ${source(reading, station.table, 's')} on s.county_id = r.county_id and s.id = r.station_id`;

const shiftWork = workKind({
  name: 'duty_shift', word: '服务站值班', heading: 'station', record: dutyShift.name,
  definition: '日期在期间内、已经登记值了班的班次，数量是接待的人次；没有人到的、取消的、还没有登记的不计。几位委员一起值班的，各有一条。',
  rows: {
    committee: (reading, scope) => workRows({ ...shiftColumns, subject: sql`r.committee_id`, people_place: sql`1` },
      sql`${shifts(reading)} where r.county_id = ${reading.county} and ${inScope(scope, 'r.day', 'r.committee_id')} and ${shiftsHeld.where.sql('r')}`),
    member: (reading, scope) => workRows({ ...shiftColumns, subject: sql`m.id`, people_place: sql`m.n` }, sql`${shifts(reading)}
      cross join lateral unnest(r.member_ids) with ordinality as m (id, n) where r.county_id = ${reading.county} and ${inScope(scope, 'r.day', 'm.id')} and ${shiftsHeld.where.sql('r')}`),
  },
});

const dispatchRows = (subject: 'committee_id' | 'member_id' | 'unit_id') => (reading: Reading, scope: WorkScope) => workRows({
  subject: sql.ref(`r.${subject}`), id: sql`r.id`, day: sql`r.sent_on`, received: enteredOn('r'), title: sql`left(r.matter, 40)`, same: sql`r.deed_id`,
  stage: reached({ sent: sql`true`, accepted: sql`r.state in ('accepted', 'done')`, done: sql`r.state = 'done'` }),
  status: sql`case when r.state not in ('accepted', 'done') then null when r.in_time then 'in_time' else 'late' end`,
}, sql`${source(reading, dispatch.table, 'r')} where r.county_id = ${reading.county} and ${inScope(scope, 'r.sent_on', `r.${subject}`)} and ${dispatchesSent.where.sql('r')}`);

const dispatchWork = workKind({
  name: 'dispatch', word: '派单服务', heading: 'station', record: dispatch.name,
  definition: '派单日期在期间内的派单，一件点单派给几位各有一条，收回的不计；办好以后登记的民生实事和这一条算同一件工作。',
  words: { stage: { sent: '派单', accepted: '接单', done: '办好' }, status: { in_time: '按时接单', late: '逾期接单' } },
  rows: { committee: dispatchRows('committee_id'), member: dispatchRows('member_id'), unit: dispatchRows('unit_id') },
});

export const stationsWork: readonly WorkKind[] = [shiftWork, dispatchWork];
