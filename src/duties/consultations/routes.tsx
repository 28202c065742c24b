import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { participantsNow } from '#institutions/participants/facts.ts';
import { AllFields, derivedFacts } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { committeesOf, holds, isOnlyParticipant, type Actor } from '#platform/identity/actor.ts';
import type { Visit } from '#platform/http/visit.ts';
import type { Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { FieldGroup, type FormState } from '#platform/ui/form.tsx';
import type { Action } from '#platform/ui/head.tsx';
import { attendancesOf } from '#duties/attending/asking.ts';
import { mountMarking } from '#duties/attending/mount.ts';
import type { Attendance } from '#duties/attending/record.ts';
import { InvitedSection } from '#duties/attending/section.tsx';
import { itemFormFrom, itemsOf, type MadeItem } from '#duties/crossings/facts.ts';
import { heldWords } from '#duties/held.ts';
import { MadeItems } from '#duties/made-items.tsx';
import { correctConsultation, enterConsultation } from '#duties/consultations/actions.ts';
import { consulting } from '#duties/consultations/consulting.ts';
import { effects } from '#duties/consultations/effects.ts';
import { kindChoices, kindOf } from '#duties/consultations/kinds.ts';
import { leadBases, leadsOf, leadTimesOn } from '#duties/consultations/leads.ts';
import { mountPapers } from '#duties/consultations/paper-routes.tsx';
import { mountPlans } from '#duties/consultations/plans/routes.tsx';
import { convenorsOf, knownOfTopic, topicsToHold, venuesOf } from '#duties/consultations/preparing.ts';
import { pointsOf, qualityOver, standingOfConsultations } from '#duties/consultations/quality.ts';
import { consultation, consultationFields, holdingFields, suggestedFields, type Consultation } from '#duties/consultations/record.ts';
import { courseFacts, QualitySection, TopicLine, type Measured } from '#duties/consultations/shown.tsx';
import { mountStanding } from '#duties/consultations/standing-page.tsx';
import type { Topic } from '#duties/consultations/topics/record.ts';
import { mountTopics } from '#duties/consultations/topics/routes.tsx';
import { venue } from '#duties/consultations/venues/record.ts';
import { mountVenues } from '#duties/consultations/venues/routes.tsx';
import { consultationKinds, heldStates, uptakes } from '#duties/consultations/words.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  /** The opinion items made of the one whose page it is. */
  items: MadeItem[];
  /** Of the one whose page it is. */
  asked: Attendance[];
  measured: Measured;
  ofTopic?: Topic;
  /** Of a new one: what is known before anybody types. */
  begun: NonNullable<FormState['values']>;
}

/** With its place, where several committees are to be chosen from. */
const labelled = (rows: readonly { id: string; name: string; committee_id: string | null }[], places: ReadonlyMap<string, string>, one: string | undefined) =>
  rows.map(({ id, name, committee_id }) => ({ value: id, label: one ? name : `${name}（${places.get(committee_id ?? '') ?? '县政协'}）` }));

async function around(reading: Reading, rows: readonly Consultation[], visit: Visit): Promise<Around> {
  const { actor } = visit;
  const committees = await committeeChoices(reading);
  const own = [...committeesOf(actor, 'worker', 'director', 'deputy_director'), ...rows.map(({ committee_id }) => committee_id)];
  const [only] = visit.param('id') ? rows : [];
  const participants = rows.length <= 1 ? await participantsNow(reading, own) : [];
  const places = new Map(committees.map(({ value, label }) => [value, label]));
  const at = only?.committee_id ?? ownCommittee(actor);
  const formed = rows.length <= 1 && !isOnlyParticipant(actor);
  const topics = formed ? await topicsToHold(reading, at, only?.topic_id ?? visit.query.get('topic')) : [];
  return {
    choices: {
      committee: committees, kind: await kindChoices(reading, only?.held_on ?? today()),
      participant: participants.map(({ person_id, name, kind }) => ({ value: person_id, label: `${name}（${kind}）` })),
      consultation_topic: labelled(topics.map((one) => ({ ...one, name: one.title })), places, at),
      venue: formed ? labelled(await venuesOf(reading, at, only?.venue_id ?? null), places, at) : [],
    },
    places,
    items: only ? await itemsOf(reading, 'consultation_id', only.id) : [],
    asked: only ? await attendancesOf(reading, consulting, only.id) : [],
    measured: only ? await measuredOf(reading, only, visit) : { leads: [], points: [], bases: [] },
    ofTopic: topics.find(({ id }) => id === only?.topic_id),
    begun: rows.length === 0 ? await begunWith(reading, visit, topics) : {},
  };
}

async function measuredOf(reading: Reading, row: Consultation, { county }: Visit): Promise<Measured> {
  if (!MEASURED.includes(row.state)) return { leads: [], points: [], bases: [] };
  const times = (await leadTimesOn(reading, today()))[kindOf(row.kind)];
  return { leads: leadsOf(row, times, county.workDays, today()), points: pointsOf(row, (await qualityOver(reading))(row)), bases: await leadBases(reading, row) };
}

const MEASURED = ['planned', 'convened', ...heldStates];

async function begunWith(reading: Reading, { actor, query }: Visit, topics: readonly Topic[]): Promise<FormState['values']> {
  const committee = ownCommittee(actor);
  const chosen = topics.find(({ id }) => id === query.get('topic'));
  return { kind: 'grassroots', ...(committee ? await convenorsOf(reading, committee) : {}), ...(chosen ? knownOfTopic(chosen) : {}) };
}

/** What is not asked of everybody: most small consultations need none of it. */
const besides = consultationFields.pick({ attendant_ids: true, preparation: true, agenda: true, approved_on: true, approval_no: true });
const before = consultationFields.omit({ attendant_ids: true, preparation: true, agenda: true, approved_on: true, approval_no: true, residents: true, agreed: true, advice: true, uptake: true });
/** Nothing to choose from is not asked. */
const offered = ({ choices }: Around) => before.omit({ ...(choices['consultation_topic']?.length ? {} : { topic_id: true }), ...(choices['venue']?.length ? {} : { venue_id: true }) });
const afterwards = consultationFields.pick({ residents: true, agreed: true, advice: true, uptake: true });

/** What holds nothing is not drawn, but for what every consultation has, and once it was held, for what came of it. */
const ALWAYS = ['committee_id', 'topic', 'held_on', 'place'];
const ONCE_HELD = ['residents', 'agreed', 'uptake'];
const filled = (row: Consultation): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([name, value]) => ALWAYS.includes(name) || (ONCE_HELD.includes(name) && heldStates.includes(row.state)) || (name !== 'topic_id' && value !== null && !(Array.isArray(value) && value.length === 0))));

const consultations = resource<Consultation, Around>({
  declared: consultation,
  helped: { parts: ['advice'] },
  fields: consultationFields,
  around,
  known: ({ actor }, { begun }) => ({ committee_id: ownCommittee(actor) ?? committeesOf(actor, 'participant')[0], held_on: today(), ...(isOnlyParticipant(actor) ? {} : begun) }),
  enter: enterConsultation,
  correct: correctConsultation,
  effects,
  form: ({ form, around, visit, row }) => {
    if (isOnlyParticipant(visit.actor)) return <><p class="hint">您提的议题由联络委决定是否列入计划，结果在这里能看到。时间填您希望的日子。</p><AllFields of={suggestedFields} form={form} choices={around.choices} /></>;
    return (
      <>
        <AllFields of={offered(around)} form={form} choices={around.choices} />
        <details class="entry-more" open={row !== undefined || Object.keys(besides.shape).some((name) => form.problems[name])}>
          <summary>参加人员、会前走访、议程和批准</summary>
          <AllFields of={besides} form={form} choices={around.choices} />
        </details>
        {row && <FieldGroup title="开了以后"><AllFields of={afterwards} form={form} choices={around.choices} /></FieldGroup>}
      </>
    );
  },
  stepForm: ({ step, row, around, form }) => (step === 'hold' ? <AllFields of={holdingFields} form={{ ...form, values: { held_on: row.held_on < today() ? row.held_on : today(), ...form.values } }} choices={around.choices} /> : undefined),
  facts: (row, { choices }) => [...derivedFacts(consultationFields, filled(row), choices), ...courseFacts(row)],
  listing: {
    columns: [
      { key: 'topic', label: '议题', cell: (row) => row.topic, onCards: 'title', fixed: true },
      { key: 'place', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '' },
      { key: 'held_on', label: '时间', cell: heldWords, sort: 'held_on', tight: true },
      { key: 'venue', label: '地点', cell: (row) => row.place ?? '' },
      { key: 'kind', label: '形式', cell: (row, { choices }) => choices['kind']?.find(({ value }) => value === row.kind)?.label ?? '', tight: true, shown: false },
      { key: 'residents', label: '参加群众（人）', cell: (row) => row.residents ?? '', align: 'end' },
      { key: 'agreed', label: '共识（条）', cell: (row) => row.agreed ?? '', align: 'end' },
      { key: 'uptake', label: '落实情况', cell: (row) => uptakes[row.uptake as keyof typeof uptakes] ?? '', tight: true },
      { key: 'state', label: '状态', cell: (row) => consultation.states[row.state as 'held']?.label, tight: true },
    ],
    filters: [
      searchOn(consultation, '关键词', '议题、地点、意见'),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []),
      daysOn('held_on', '时间'),
      stateFilter(consultation),
      choiceOn('kind', '形式', consultationKinds, { more: true }),
      choiceOn('uptake', '落实情况', uptakes, { more: true }),
    ],
    defaultSort: '-held_on',
    empty: '还没有协商活动记录。召开一次就登记一次，从表格导入也可以。',
  },
  others: (row, _around, { actor }) => [
    ...(row.state === 'held' ? [itemFormFrom(actor, 'consultation_id', row)].filter((link) => link !== undefined) : []),
    ...(staffed(actor) && ['planned', 'convened', 'held'].includes(row.state) ? papersOf(row) : []),
  ],
  listOthers: ({ actor }) => (isOnlyParticipant(actor) || !seesStanding(actor) ? [] : [{ label: '协商场所', href: `/${venue.path}` }, { label: '质量和时限', href: `/${standingOfConsultations.path}` }]),
  sections: (row, { items, asked, measured, ofTopic }, visit) => (
    <>
      <InvitedSection activity={consulting} row={row} rows={asked} visit={visit} />
      {ofTopic && !isOnlyParticipant(visit.actor) && <TopicLine topic={ofTopic} />}
      {seesStanding(visit.actor) && <QualitySection row={row} measured={measured} />}
      <MadeItems title="由此编写的社情民意信息" items={items} />
    </>
  ),
  lead: (row, { places }) => `${places.get(row.committee_id) ?? ''} · ${heldWords(row)}${row.time_words ? ` ${row.time_words}` : ''}`,
});

const staffed = (actor: Actor): boolean => holds(actor, 'county_office', 'worker', 'director', 'deputy_director');
/** What is short of the rule is for those who keep it and those who watch over it, not for whoever is asked. */
const seesStanding = (actor: Actor): boolean => staffed(actor) || holds(actor, 'chair', 'leader', 'auditor');

const papersOf = ({ id, state }: Consultation): Action[] => [
  ...(state === 'held' ? [] : [{ label: '通知（Word）', href: `/${consultation.path}/${id}/notices.docx` }, { label: '议题公示', href: `/${consultation.path}/${id}/wall-sheet` }]),
  { label: '签名表（Word）', href: `/${consultation.path}/${id}/sign-sheet.docx` }, { label: '席卡', href: `/${consultation.path}/${id}/name-cards` },
];

export function mount(site: Site): void {
  mountStanding(site);
  mountPapers(site);
  mountMarking(site, consulting);
  mountTopics(site);
  mountPlans(site);
  mountVenues(site);
  mountResource(site, consultations);
}
