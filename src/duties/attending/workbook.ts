import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import { derivedAnswer } from '#platform/http/downloads.ts';
import type { ListColumn } from '#platform/http/listing.tsx';
import { look, nameIn, type Visit } from '#platform/http/visit.ts';
import { get } from '#platform/records/read.ts';
import type { Activity } from '#duties/attending/activity.ts';
import { attendancesOf, onTheList } from '#duties/attending/asking.ts';
import { halfWord, halvesOf, type Half } from '#duties/attending/halves.ts';
import { attendance, type Attendance } from '#duties/attending/record.ts';
import { capacities, presences, type Capacity, type Presence } from '#duties/attending/words.ts';

/** The list as a workbook, in the order of rosters (forms activity_attend: 签到表，姓氏笔画序): before the activity to be ticked on paper, after it as it was marked. */
export const attendanceWorkbook = <Row extends Recorded>(activity: Activity<Row>) => (visit: Visit): Promise<Response> => look(visit, async (reading) => {
  const row = await get<Row>(reading, activity.declared, visit.param('id'));
  const occasion = activity.occasion(row);
  const presence = ({ halves }: Attendance, half: Half): string => {
    const value = (halves as Partial<Record<Half, Presence>>)[half];
    return value ? presences[value] : '';
  };
  const columns: ListColumn<Attendance, undefined>[] = [
    { key: 'invitee', label: '姓名（单位）', cell: ({ invitee }) => invitee },
    { key: 'capacity', label: '身份', cell: ({ capacity }) => capacities[capacity as Capacity] },
    { key: 'state', label: '答复', cell: ({ state }) => attendance.states[state as 'invited'].label },
    { key: 'why', label: '请假原因', cell: ({ why }) => why ?? '' },
    { key: 'decided', label: '批假', cell: ({ decided_by, decided_on }) => [decided_by, decided_on].filter(Boolean).join(' ') },
    ...halvesOf(occasion).map((half) => ({ key: half, label: halfWord(half, occasion), cell: (one: Attendance) => presence(one, half) })),
  ];
  const rows = (await attendancesOf(reading, activity, row.id)).filter(onTheList);
  return derivedAnswer(visit, 'xlsx', { title: `${nameIn(visit.county, activity.declared, row)}名单`, columns, rows });
});
