import { choiceOn, daysOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { committeeChoices } from '#institutions/facts.ts';
import { halfWords, type Half, type HalfOfDay } from '#duties/attending/halves.ts';
import { attendance, attendanceFields, type Attendance } from '#duties/attending/record.ts';
import { effects } from '#duties/attending/replying.ts';
import { capacities, presences, type Capacity, type Presence } from '#duties/attending/words.ts';

interface Around extends Surroundings {
  places: ReadonlyMap<string, string>;
}

const organiserOf = ({ committee_id }: Attendance, { places }: Around): string => (committee_id ? (places.get(committee_id) ?? '') : '县政协');
const activityOf = ({ inspection_id, consultation_id, event_id }: Attendance): string =>
  (inspection_id ? `/inspections/${inspection_id}` : consultation_id ? `/consultations/${consultation_id}` : `/archive-events/${event_id}`);

/** 3月1日上午参加；3月1日下午请假. */
const presenceWords = ({ halves }: Attendance): string =>
  Object.entries(halves as Record<Half, Presence>).toSorted(([a], [b]) => a.localeCompare(b)).map(([half, presence]) => `${half.slice(5, 10)}${halfWords[half.slice(10) as HalfOfDay]}${presences[presence]}`).join('；');

const attendances = resource<Attendance, Around>({
  declared: attendance,
  fields: attendanceFields,
  newLabel: false,
  async around(reading) {
    const committees = await committeeChoices(reading);
    return { choices: { committee: committees }, places: new Map(committees.map(({ value, label }) => [value, label])) };
  },
  effects,
  listing: {
    columns: [
      { key: 'held_on', label: '时间', cell: ({ held_on }) => held_on, sort: 'held_on', tight: true },
      { key: 'subject', label: '活动', cell: ({ subject }) => subject, onCards: 'title', fixed: true },
      { key: 'organiser', label: '组织单位', cell: organiserOf },
      { key: 'invitee', label: '应邀人', cell: ({ invitee }) => invitee, tight: true },
      { key: 'capacity', label: '身份', cell: ({ capacity }) => capacities[capacity as Capacity], tight: true },
      { key: 'state', label: '答复', cell: ({ state }) => attendance.states[state as 'invited'].label, tight: true },
      { key: 'presence', label: '出席', cell: presenceWords },
    ],
    filters: [stateFilter(attendance), choiceOn('capacity', '身份', capacities), daysOn('held_on', '时间')],
    defaultSort: '-held_on',
    empty: '还没有活动邀请。有调研视察、协商活动请您参加时，会列在这里。',
  },
  lead: (row, around) => `${row.held_on} · ${organiserOf(row, around)}组织`,
  facts: (row, around) => [
    { label: '活动', value: <a href={activityOf(row)}>{row.subject}</a>, wide: true },
    { label: '组织单位', value: organiserOf(row, around) },
    { label: '时间', value: row.held_on },
    { label: '请在几时前答复', value: row.reply_by },
    { label: '应邀人', value: row.invitee },
    { label: '身份', value: capacities[row.capacity as Capacity] },
    { label: '答复日期', value: row.replied_on },
    { label: '原因', value: row.why, wide: true },
    { label: '批假', value: [row.decided_by, row.decided_on].filter(Boolean).join(' ') },
    { label: '出席情况', value: presenceWords(row), wide: true },
    { label: '归档日期', value: row.closed_on },
  ],
});

export const mount = (site: Site): void => mountResource(site, attendances);
