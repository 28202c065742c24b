import type { Child } from 'hono/jsx';
import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { AllFields, FieldOf } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { LongText, type Fact } from '#platform/ui/facts.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import type { Action } from '#platform/ui/head.tsx';
import type { Voice } from '#duties/crossings/facts.ts';
import { kindChoices, needsApproval } from '#duties/consultations/kinds.ts';
import { consultationPlan } from '#duties/consultations/plans/record.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { correctTopic, effects, enterTopic } from '#duties/consultations/topics/actions.ts';
import { mountPoster } from '#duties/consultations/topics/poster.tsx';
import { mountPublic } from '#duties/consultations/topics/public.tsx';
import { openBeside, voicesOfTopic } from '#duties/consultations/topics/reading.ts';
import { choosingFields, topic, topicFields, type Topic } from '#duties/consultations/topics/record.ts';
import { similarTopics } from '#duties/consultations/topics/similar.ts';
import { mountSources } from '#duties/consultations/topics/sources.tsx';
import { consultationKinds, plannedWords, topicSources } from '#duties/consultations/words.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  /** Of one alone: others about the same, its voices, the consultations on it, and whether it is asked for first. */
  similar: Topic[];
  voices: Voice[];
  consultations: Consultation[];
  asksFirst: boolean;
}

const path = `/${topic.path}`;
const MOST = 20;
const staffed = (visit: Visit): boolean => holds(visit.actor, 'county_office', 'worker', 'director', 'deputy_director');

async function around(reading: Reading, rows: readonly Topic[], visit: Visit): Promise<Around> {
  const committees = await committeeChoices(reading);
  const [only] = visit.param('id') ? rows : [];
  const beside = only ? await openBeside(reading, only) : [];
  return {
    choices: { committee: committees, kind: await kindChoices(reading, today()), consultation_topic: beside.map(({ id, title }) => ({ value: id, label: title })) },
    places: new Map(committees.map(({ value, label }) => [value, label])),
    similar: only ? await similarTopics(reading, only) : [],
    voices: only ? await voicesOfTopic(reading, only.id) : [],
    consultations: only ? await list<Consultation>(reading, consultation, { where: is<Consultation>('topic_id', only.id), order: [{ column: 'held_on' }], limit: MOST }) : [],
    asksFirst: only ? await needsApproval(reading, only.kind, today()) : false,
  };
}

const poolOf = ({ committee_id }: Topic, { places }: Around): string => (committee_id ? (places.get(committee_id) ?? '') : '县政协');
const stateOf = ({ state }: Topic): string => topic.states[state as 'held'].label;
const sourceWords = ({ source, proposer }: Topic): string => [topicSources[source as 'member'], proposer].filter(Boolean).join('：');
const kindWord = (row: Topic, { choices }: Around): string => choices['kind']?.find(({ value }) => value === row.kind)?.label ?? '';

const topics = resource<Topic, Around>({
  declared: topic,
  fields: topicFields,
  newLabel: '提一个议题',
  enterLabel: '提出',
  around,
  known: ({ actor, query }) => ({ committee_id: query.get('committee') ?? ownCommittee(actor), received_on: today() }),
  enter: enterTopic,
  correct: correctTopic,
  effects,
  form: ({ form, around, visit }) => (staffed(visit) ? <AllFields of={topicFields} form={form} choices={around.choices} /> : <BringersForm form={form} around={around} />),
  stepForm: ({ step, row, around, form }) => (step === 'choose' ? <ChoosingForm row={row} around={around} form={form} /> : undefined),
  listing: {
    columns: [
      { key: 'title', label: '议题', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'pool', label: '谁的议题', cell: poolOf },
      { key: 'source', label: '来源', cell: (row) => topicSources[row.source as 'member'], tight: true },
      { key: 'received_on', label: '提出', cell: (row) => row.received_on, sort: 'received_on', tight: true },
      { key: 'kind', label: '形式', cell: kindWord, tight: true },
      { key: 'planned', label: '计划', cell: plannedWords, tight: true },
      { key: 'reason', label: '公布的理由', cell: (row) => (row.published ? (row.public_reason ?? '') : ''), shown: false },
      { key: 'state', label: '状态', cell: stateOf, tight: true },
    ],
    filters: [
      searchOn(topic, '关键词', '议题、情况、地点'),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []),
      stateFilter(topic),
      choiceOn('source', '来源', topicSources),
      choiceOn('kind', '形式', consultationKinds, { more: true }),
      daysOn('received_on', '提出日期', { more: true }),
    ],
    defaultSort: '-received_on',
    empty: '还没有议题。群众可以扫码提，也可以从民情台账里选，委员、部门随时能提。',
  },
  lead: (row, around) => `${poolOf(row, around)} · ${sourceWords(row)} · ${row.received_on}提出`,
  facts: (row, around) => factsOf(row, around),
  sections: (row, around) => <Sections row={row} around={around} />,
  others: (row, { asksFirst }, visit) => (staffed(visit) ? nextOf(row, asksFirst) : []),
  listOthers: (visit) => [
    ...(staffed(visit) ? [{ label: '从民情里选', href: `${path}/sources` }] : []),
    ...(ownCommittee(visit.actor) ? [{ label: '征集海报', href: `/committees/${ownCommittee(visit.actor)}/topic-poster` }] : []),
    ...(holds(visit.actor, 'county_office', 'chair', 'leader', 'auditor', 'worker', 'director', 'deputy_director', 'committee_member') ? [{ label: '协商计划和请示', href: `/${consultationPlan.path}` }] : []),
    { label: '公开页', href: `/t/${visit.county.slug}` },
  ],
});

/** A member or a unit says what, where and to whom; the rest is known. */
const BringersForm = ({ form, around }: { form: FormState; around: Around }): Child => (
  <>
    <p class="hint">选没选上、为什么，在这里能看到，也会公布。</p>
    <AllFields of={topicFields.pick({ committee_id: true, title: true, told: true, place: true })} form={form} choices={around.choices} />
  </>
);

/** What is known of it already stands in the form. */
function ChoosingForm({ row, around, form }: { row: Topic; around: Around; form: FormState }): Child {
  const begun: FormState = { ...form, values: { title: row.title, kind: row.kind ?? 'grassroots', planned_year: today().slice(0, 4), planned_half: today().slice(5, 7) <= '06' ? '1' : '2', ...form.values } };
  return <>{Object.keys(choosingFields.shape).map((name) => <FieldOf of={choosingFields} name={name} form={begun} choices={around.choices} />)}</>;
}

/** Where it goes on: to the request, or, where none is needed, to the consultation itself. */
function nextOf({ id, state, plan_id }: Topic, asksFirst: boolean): Action[] {
  const begin = { label: '安排协商', href: `/${consultation.path}/new?topic=${id}` };
  const ask = { label: '写请示', href: `/${consultationPlan.path}/new?topic=${id}` };
  if (state === 'approved') return [begin];
  if (state === 'chosen') return asksFirst && !plan_id ? [begin, ask] : [begin];
  return state === 'collected' ? [{ label: '选来源民情', href: `${path}/${id}/sources` }] : [];
}

const factsOf = (row: Topic, around: Around): Fact[] => [
  { label: '谁的议题', value: poolOf(row, around) },
  { label: '来源', value: sourceWords(row) },
  ...(row.place ? [{ label: '在哪里', value: row.place }] : []),
  ...(row.kind ? [{ label: '形式', value: kindWord(row, around) }, { label: '计划', value: plannedWords(row) }] : []),
  ...(row.decided_on ? [{ label: '定下的日期', value: row.decided_on }, { label: '公布的理由', value: row.public_reason, wide: true }] : []),
  ...(row.approved_on ? [{ label: '党委批准', value: [row.approved_on, row.approval_no].filter(Boolean).join('，') }] : []),
  ...(row.held_on ? [{ label: '协商日期', value: row.held_on }] : []),
  ...(row.told ? [{ label: '具体情况', value: <LongText text={row.told} />, wide: true }] : []),
];

const Sections = ({ row, around: { similar, voices, consultations } }: { row: Topic; around: Around }): Child => (
  <>
    {row.plan_id && <Section title="请示"><p><a href={`/${consultationPlan.path}/${row.plan_id}`}>看所在的协商计划和请示</a></p></Section>}
    {consultations.length > 0 && <Section title="就它开的协商" count={consultations.length}><ul class="links">{consultations.map((one) => <li><a href={`/${consultation.path}/${one.id}`}>{one.topic}</a>　{one.held_on}，{consultation.states[one.state as 'held'].label}</li>)}</ul></Section>}
    {voices.length > 0 && <Section title="来自这些民情" count={voices.length}><ul class="links">{voices.map(({ matter, href, received_on }) => <li><a href={href}>{matter}</a>　{received_on}</li>)}</ul></Section>}
    {similar.length > 0 && <Section title="说的可能是同一件事" count={similar.length}><ul class="links">{similar.map((one) => <li><a href={`${path}/${one.id}`}>{one.title}</a>　{stateOf(one)}</li>)}</ul></Section>}
  </>
);

export function mountTopics(site: Site): void {
  mountPublic(site);
  mountPoster(site);
  mountSources(site);
  mountResource(site, topics);
}
