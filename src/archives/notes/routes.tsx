import { committeeChoices, committeesNow, memberChoices, ownCommittee } from '#institutions/facts.ts';
import { AllFields, derivedFacts } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { holds } from '#platform/identity/actor.ts';
import { NamePicker } from '#platform/ui/name-picker.tsx';
import { correctNote, enterNotes } from '#archives/notes/actions.ts';
import { archiveNote, enteringFields, noteFields, noteKinds, noteLevels, type ArchiveNote } from '#archives/notes/record.ts';

interface Around extends Surroundings {
  places: ReadonlyMap<string, string>;
}

const levelOf = ({ level }: ArchiveNote): string => (level ? noteLevels[level as 'county'] : '');
const recorderOf = ({ committee_id }: ArchiveNote, { places }: Around): string => (committee_id ? (places.get(committee_id) ?? '') : '县政协办公室');

const notes = resource<ArchiveNote, Around>({
  declared: archiveNote,
  fields: enteringFields,
  newLabel: '登记一项',
  async around(reading) {
    const own = holds(reading.actor, 'county_office') ? undefined : ownCommittee(reading.actor);
    const committees = await committeeChoices(reading);
    const now = (await committeesNow(reading)).filter(({ id }) => !own || id === own).map(({ id, place }) => ({ value: id, label: place }));
    return { choices: { member: await memberChoices(reading), committee: now }, places: new Map(committees.map(({ value, label }) => [value, label])) };
  },
  known: () => ({ kind: 'honour' }),
  enter: enterNotes,
  correct: correctNote,
  form: ({ form, around: { choices }, row }) => (
    <>
      <AllFields of={noteFields} form={form} choices={choices} />
      {!row && (
        <>
          <NamePicker form={form} name="member_ids" label="委员" options={choices['member'] ?? []} />
          <NamePicker form={form} name="body_ids" label="联络委（表彰、评价的是联络委的，在这里选）" options={choices['committee'] ?? []} />
        </>
      )}
    </>
  ),
  listing: {
    columns: [
      { key: 'title', label: '事项', cell: ({ title }) => title, onCards: 'title', fixed: true },
      { key: 'name', label: '委员或联络委', cell: ({ name }) => name },
      { key: 'kind', label: '类别', cell: ({ kind }) => noteKinds[kind as 'honour'], tight: true },
      { key: 'level', label: '级别', cell: levelOf, tight: true },
      { key: 'given_by', label: '单位', cell: ({ given_by }) => given_by ?? '' },
      { key: 'day', label: '日期', cell: ({ day }) => day, sort: 'day', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => archiveNote.states[state as 'standing'].label, tight: true, shown: false },
    ],
    filters: [searchOn(archiveNote, '关键词', '事项、姓名、内容'), choiceOn('kind', '类别', noteKinds), choiceOn('level', '级别', noteLevels), daysOn('day', '日期', { more: true }), stateFilter(archiveNote)],
    defaultSort: '-day',
    empty: '还没有登记。表彰、外部评价、应邀参加的活动，各项履职工作里没有的，在这里登记，证书和文件作附件。',
  },
  facts: (row, around) => [
    { label: row.subject === 'member' ? '委员' : '联络委', value: <a href={row.member_id ? `/archives/members/${row.member_id}` : `/archives/committees/${row.body_id}`}>{row.name}</a> },
    ...derivedFacts(noteFields, { ...row }, around.choices),
    { label: '登记单位', value: recorderOf(row, around) },
  ],
  lead: (row) => [row.name, noteKinds[row.kind as 'honour'], levelOf(row), row.day].filter(Boolean).join(' · '),
});

export const mount = (site: Site): void => mountResource(site, notes);
