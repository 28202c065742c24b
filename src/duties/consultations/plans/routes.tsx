import type { Child } from 'hono/jsx';
import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { OfficialSheet } from '#platform/documents/official.tsx';
import { AllFields } from '#platform/http/derived.tsx';
import { referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, titleIn, type Visit } from '#platform/http/visit.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, get } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { LongText, type Fact } from '#platform/ui/facts.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { Table } from '#platform/ui/table.tsx';
import { kindChoices } from '#duties/consultations/kinds.ts';
import { correctPlan, effects, enterPlan } from '#duties/consultations/plans/actions.ts';
import { requestPaper, type RequestWritten } from '#duties/consultations/plans/paper.ts';
import { consultationPlan, planFields, planScopes, type ConsultationPlan } from '#duties/consultations/plans/record.ts';
import { consultation } from '#duties/consultations/record.ts';
import { topicsOfPlan, withoutPlan } from '#duties/consultations/topics/reading.ts';
import { topic, type Topic } from '#duties/consultations/topics/record.ts';
import { plannedWords } from '#duties/consultations/words.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  kinds: Map<string, string>;
  /** Those in the plan, and the one from whose page it is begun. */
  topics: Topic[];
  begun?: Topic;
}

const path = `/${consultationPlan.path}`;

async function around(reading: Reading, rows: readonly ConsultationPlan[], visit: Visit): Promise<Around> {
  const committees = await committeeChoices(reading);
  const [only] = visit.param('id') ? rows : [];
  const begun = visit.query.get('topic') ? await find<Topic>(reading, topic, visit.query.get('topic')!) : undefined;
  const topics = only ? await topicsOfPlan(reading, only.id) : [];
  const free = only && only.state !== 'draft' ? [] : await withoutPlan(reading, only ? only.committee_id : begun ? begun.committee_id : (ownCommittee(visit.actor) ?? null));
  const kinds = await kindChoices(reading, today());
  return {
    choices: { committee: committees, consultation_topic: [...topics, ...free].map(({ id, title }) => ({ value: id, label: title })) },
    places: new Map(committees.map(({ value, label }) => [value, label])), kinds: new Map(kinds.map(({ value, label }) => [value, label])), topics, begun,
  };
}

const bodyOf = ({ committee_id }: ConsultationPlan, { places }: Around): string => (committee_id ? (places.get(committee_id) ?? '') : '县政协');

const plans = resource<ConsultationPlan, Around>({
  declared: consultationPlan,
  fields: planFields,
  newLabel: '写请示',
  enterLabel: '保存',
  around,
  known: ({ actor }, { begun, choices }) => ({
    scope: begun ? 'single' : 'year', year: Number(today().slice(0, 4)), committee_id: begun ? begun.committee_id : ownCommittee(actor),
    topic_ids: begun ? [begun.id] : (choices['consultation_topic'] ?? []).map(({ value }) => value),
  }),
  enter: enterPlan,
  correct: correctPlan,
  effects,
  form: ({ form, around: { choices, topics }, row }) => <AllFields of={planFields} form={row ? withTopics(form, topics) : form} choices={choices} />,
  listing: {
    columns: [
      { key: 'title', label: '名称', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'body', label: '谁的', cell: bodyOf },
      { key: 'scope', label: '请示什么', cell: ({ scope }) => planScopes[scope as 'year'], tight: true, shown: false },
      { key: 'year', label: '年度', cell: ({ year }) => String(year), sort: 'year', tight: true },
      { key: 'topics_n', label: '议题（个）', cell: ({ topics_n }) => topics_n, align: 'end' },
      { key: 'requested_on', label: '请示', cell: ({ requested_on }) => requested_on ?? '', tight: true },
      { key: 'reply', label: '批复', cell: ({ replied_on, reply_no }) => [replied_on, reply_no].filter(Boolean).join(' '), tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => consultationPlan.states[state as 'draft'].label, tight: true },
    ],
    filters: [searchOn(consultationPlan, '关键词', '名称、缘由、批复'), referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []), stateFilter(consultationPlan)],
    defaultSort: '-year',
    empty: '还没有协商计划。议题选定以后，写请示报党委，批复回来登记在这里。',
  },
  lead: (row, around) => `${bodyOf(row, around)} · 报${row.requested_to}`,
  facts: (row) => factsOf(row),
  sections: (row, around, visit) => (
    <>
      <Topics of={around} />
      {row.state !== 'dropped' && <OfficialSheet paper={requestPaper(writtenOf(visit, row, around))} />}
    </>
  ),
  others: (row) => (row.state === 'dropped' ? [] : [{ label: '请示（Word）', href: `${path}/${row.id}/request.docx` }]),
});

/** What is in the plan is ticked where nobody has said otherwise yet. */
const withTopics = (form: FormState, topics: readonly Topic[]): FormState => ({ ...form, values: { topic_ids: topics.map(({ id }) => id), ...form.values } });

const factsOf = (row: ConsultationPlan): Fact[] => [
  { label: '请示什么', value: planScopes[row.scope as 'year'] },
  { label: '年度', value: String(row.year) },
  { label: '报送', value: row.requested_to },
  { label: '请示', value: row.requested_on ? [row.requested_on, row.request_no].filter(Boolean).join('，') : '还没有报' },
  ...(row.replied_on ? [{ label: '批复', value: [row.replied_on, row.reply_no].filter(Boolean).join('，') }] : []),
  ...(row.reply ? [{ label: '批复内容', value: <LongText text={row.reply} />, wide: true }] : []),
];

const Topics = ({ of: { topics, kinds } }: { of: Around }): Child => topics.length > 0 && (
  <Section title="议题" count={topics.length}>
    <Table<Topic> caption="议题" rows={topics} href={({ id }) => `/${topic.path}/${id}`} columns={[
      { key: 'title', label: '议题', cell: ({ title }) => title, onCards: 'title' },
      { key: 'kind', label: '形式', cell: ({ kind }) => kinds.get(kind ?? '') ?? '', tight: true },
      { key: 'planned', label: '计划', cell: plannedWords, tight: true },
      { key: 'state', label: '现在', cell: ({ state }) => topic.states[state as 'held'].label, tight: true },
    ]} />
  </Section>
);

const writtenOf = (visit: Visit, row: ConsultationPlan, { topics, kinds }: Around): RequestWritten => ({ row, topics, kinds, brand: titleIn(visit.county, consultation), today: today() });

const printed = async (visit: Visit): Promise<Response> => paperAnswer(visit, await look(visit, async (reading) => {
  const row = await get<ConsultationPlan>(reading, consultationPlan, visit.param('id'));
  return requestPaper(writtenOf(visit, row, await around(reading, [row], visit)));
}));

export function mountPlans(site: Site): void {
  mountResource(site, plans);
  site.add({ method: 'GET', path: `${path}/:id/request.docx`, handle: printed });
}
