import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { AllFields, derivedFacts } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { holds } from '#platform/identity/actor.ts';
import { today } from '#platform/time.ts';
import { attendancesOf } from '#duties/attending/asking.ts';
import { daysWords } from '#duties/attending/halves.ts';
import { markedIn } from '#duties/attending/marking.ts';
import { mountMarking } from '#duties/attending/mount.ts';
import type { Attendance } from '#duties/attending/record.ts';
import { InvitedSection } from '#duties/attending/section.tsx';
import { correctEvent, effects, enterEvent } from '#archives/events/actions.ts';
import { meeting } from '#archives/events/meeting.ts';
import { archiveEvent, enteringFields, eventFields, type ArchiveEvent } from '#archives/events/record.ts';
import { eventKinds, type EventKind } from '#archives/events/words.ts';

interface Around extends Surroundings {
  places: ReadonlyMap<string, string>;
  invited: Attendance[];
}

const organiserOf = ({ committee_id }: ArchiveEvent, { places }: Around): string => (committee_id ? (places.get(committee_id) ?? '') : '县政协');
const when = (row: ArchiveEvent): string => daysWords({ from: row.held_on, until: row.until_on, fromHalf: row.from_half, untilHalf: row.until_half });

const events = resource<ArchiveEvent, Around>({
  declared: archiveEvent,
  fields: enteringFields,
  newLabel: '登记会议活动',
  async around(reading, rows, visit) {
    const committees = await committeeChoices(reading);
    const [only] = visit.param('id') ? rows : [];
    return {
      choices: { committee: committees }, places: new Map(committees.map(({ value, label }) => [value, label])),
      invited: only ? await attendancesOf(reading, meeting, only.id) : [],
    };
  },
  known: ({ actor }) => (holds(actor, 'county_office') ? { kind: 'plenary', who: 'all', held_on: today() } : { kind: 'training', who: 'own', committee_id: ownCommittee(actor), held_on: today() }),
  enter: enterEvent,
  correct: correctEvent,
  effects,
  gathered: { mark: markedIn },
  form: ({ form, around: { choices }, row }) => <AllFields of={row ? eventFields : enteringFields} form={form} choices={choices} />,
  stepForm: ({ step, row }) => (step === 'mark' ? <p class="hint">没有请假的都算参加。有迟到、早退、请假、缺席的，到<a href={`/${archiveEvent.path}/${row.id}/attendance`}>名单和出席情况</a>逐人改。</p> : undefined),
  listing: {
    columns: [
      { key: 'title', label: '会议或活动', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'kind', label: '类别', cell: ({ kind }) => eventKinds[kind as EventKind], tight: true },
      { key: 'organiser', label: '组织单位', cell: organiserOf },
      { key: 'held_on', label: '时间', cell: when, sort: 'held_on', tight: true },
      { key: 'came', label: '到会（人）', cell: ({ marked_on, came_n }) => (marked_on ? came_n : ''), align: 'end' },
      { key: 'state', label: '状态', cell: ({ state }) => archiveEvent.states[state as 'entered'].label, tight: true },
    ],
    filters: [
      searchOn(archiveEvent, '关键词', '名称、地点、内容'), choiceOn('kind', '类别', eventKinds),
      referenceOn('committee_id', '组织的联络委', ({ choices }) => choices['committee'] ?? []), stateFilter(archiveEvent), daysOn('held_on', '时间', { more: true }),
    ],
    defaultSort: '-held_on',
    empty: '还没有会议活动。各项履职工作里没有登记的会议、学习培训，由组织的一方在这里登记一次，参加的人的档案里就都有了。',
  },
  facts: (row, around) => [
    { label: '类别', value: eventKinds[row.kind as EventKind] },
    { label: '组织单位', value: organiserOf(row, around) },
    { label: '时间', value: when(row) },
    ...derivedFacts(eventFields.pick({ place: true, content: true }), { ...row }, around.choices),
    ...(row.marked_on ? [{ label: '应到、实到', value: `${row.asked_n}人、${row.came_n}人` }] : []),
    ...(row.closed_on ? [{ label: '归档日期', value: row.closed_on }] : []),
  ],
  sections: (row, { invited }, visit) => <InvitedSection activity={meeting} row={row} rows={invited} visit={visit} />,
  lead: (row, around) => [eventKinds[row.kind as EventKind], organiserOf(row, around), when(row)].filter(Boolean).join(' · '),
});

export function mount(site: Site): void {
  mountMarking(site, meeting);
  mountResource(site, events);
}
