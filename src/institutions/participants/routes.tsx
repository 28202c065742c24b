import type { Child } from 'hono/jsx';
import { said } from '#platform/fields.ts';
import { derivedFacts, FieldOf } from '#platform/http/derived.tsx';
import { daysOn, referenceOn, searchOn, stateFilter, tickOn } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { holds } from '#platform/identity/actor.ts';
import { usualWords } from '#platform/languages/recognised.ts';
import { today } from '#platform/time.ts';
import { ChoiceField } from '#platform/ui/fields.tsx';
import { FieldGroup, type FormState } from '#platform/ui/form.tsx';
import { committeeChoices, sectorChoices } from '#institutions/facts.ts';
import { correctParticipant, endingParticipation, enterParticipant, type ParticipantWordsOn } from '#institutions/participants/actions.ts';
import { participant, participantFields, type Participant, type ParticipantRight, type ParticipantWords } from '#institutions/participants/record.ts';
import { personChoices, rosterOf, type RosterData } from '#institutions/people/facts.ts';

interface Around extends Surroundings {
  places: ReadonlyMap<string, string>;
  words: ParticipantWords;
  people: ReadonlyMap<string, RosterData>;
}

/** What each right is called where a participant is shown. */
const rights: Record<ParticipantRight, string> = { ledger: '登记民情台账', consultations: '应邀参加协商', topics: '提出协商议题' };

const pagesWith = (wordsOn: ParticipantWordsOn): Resource<Participant, Around> => resource<Participant, Around>({
  declared: participant,
  fields: participantFields,
  newLabel: '登记参加人员',
  async around(reading, rows) {
    const committees = await committeeChoices(reading);
    const onForm = rows.length <= 1 && holds(reading.actor, 'county_office');
    return {
      choices: { committee: committees, sector: await sectorChoices(reading), person: onForm ? await personChoices(reading) : [] },
      places: new Map(committees.map(({ value, label }) => [value, label])),
      words: await wordsOn(reading, today()),
      people: await rosterOf(reading, rows.map(({ person_id }) => person_id)),
    };
  },
  enter: enterParticipant(wordsOn),
  correct: correctParticipant(wordsOn),
  effects: { end: endingParticipation },
  known: ({ query }, { words }) => ({ since: today(), committee_id: query.get('committee'), kind: words.kinds.length === 1 ? words.kinds[0] : undefined }),
  form: ({ form, around, row }) => <ParticipantForm form={form} around={around} row={row} />,
  listing: {
    columns: [
      { key: 'name', label: '姓名', cell: (row) => row.name, onCards: 'title', fixed: true },
      { key: 'kind', label: '类别', cell: (row) => row.kind },
      { key: 'place', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '' },
      { key: 'position', label: '单位及职务', cell: (row, { people }) => people.get(row.person_id)?.position ?? '' },
      { key: 'named_by', label: '推荐（聘请）单位', cell: (row) => row.named_by ?? '' },
      { key: 'since', label: '开始日期', cell: (row) => row.since ?? '', sort: 'since', tight: true },
      { key: 'until', label: '结束日期', cell: (row) => row.until ?? '', tight: true },
      { key: 'basis', label: '依据', cell: (row) => row.basis ?? '', shown: false },
      { key: 'state', label: '状态', cell: (row) => participant.states[row.state as 'ended']?.label, tight: true },
    ],
    filters: [
      searchOn(participant, '关键词', '姓名、推荐单位'),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []),
      stateFilter(participant),
      tickOn('belongs', '吸纳进联络委', { yes: '吸纳的', no: '没有吸纳的' }),
      referenceOn('sector_id', '代表的界别', ({ choices }) => choices.sector ?? [], { more: true }),
      daysOn('since', '开始日期', { more: true }),
    ],
    defaultSort: '-since',
    empty: '还没有登记参加人员。界别群众代表、民生部门负责人、信息员等不是委员的，在这里登记，也可以从名册导入。',
  },
  lead: (row, { places }) => [row.kind, places.get(row.committee_id), row.since && `${row.since}起`].filter(Boolean).join(' · '),
  facts: (row, { choices, people, words }) => [
    ...derivedFacts(participantFields.pick({ name: true, kind: true, committee_id: true, sector_id: true }), { ...row }, choices),
    ...derivedFacts(participantFields.pick({ position: true }), { ...people.get(row.person_id) }, choices),
    ...derivedFacts(participantFields.pick({ since: true, named_by: true, basis: true, named_openly: true }), { ...row }, choices),
    ...(row.until ? [{ label: '结束日期', value: row.until }] : []),
    { label: '吸纳进联络委', value: row.belongs ? '是' : '否' },
    { label: '按方案可以', value: rightsOf(row.kind, words).join('、') || '方案没有给这一类人员办理权限' },
  ],
});

const rightsOf = (kind: string, words: ParticipantWords): string[] =>
  (Object.keys(rights) as ParticipantRight[]).filter((right) => words[right].includes(kind)).map((right) => rights[right]);

export const mountWith = (wordsOn: ParticipantWordsOn) => (site: Site): void => mountResource(site, pagesWith(wordsOn));

const PERSON_PART = ['position', 'phone'] as const;

const withPerson = (form: FormState, who: RosterData | undefined): FormState =>
  ({ ...form, values: { ...Object.fromEntries(PERSON_PART.map((name) => [name, who?.[name]])), ...form.values } });

function ParticipantForm({ form, around, row }: { form: FormState; around: Around; row?: Participant }): Child {
  const shown = row ? withPerson(form, around.people.get(row.person_id)) : form;
  const field = (name: keyof typeof participantFields.shape) => <FieldOf of={participantFields} name={name} form={shown} choices={around.choices} />;
  return (
    <>
      {Boolean(form.problems['same_person'] || form.values['same_person']) && field('same_person')}
      <FieldGroup title="人员">
        {row ? <input type="hidden" name="person_id" value={row.person_id} /> : (['person_id', 'name'] as const).map(field)}
        {PERSON_PART.map(field)}
      </FieldGroup>
      <FieldGroup title="参加联络委工作">
        {field('committee_id')}
        <KindField form={shown} words={around.words} now={row?.kind} />
        {(['sector_id', 'since', 'named_by', 'basis', 'named_openly'] as const).map(field)}
      </FieldGroup>
    </>
  );
}

/** One of the county's own words; what the record says already stays to be chosen. */
function KindField({ form, words, now }: { form: FormState; words: ParticipantWords; now?: string }): Child {
  const { label, required } = said(participantFields.shape.kind);
  const offered = [...new Set([...words.kinds, ...(now ? [now] : [])])];
  return <ChoiceField form={form} name="kind" label={label} required={required} options={offered.map((word) => ({ value: word, label: usualWords(word) }))} />;
}
