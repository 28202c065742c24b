import type { Child } from 'hono/jsx';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { derivedFacts } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { mayCreate } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { is } from '#platform/predicate.ts';
import { find, get, list } from '#platform/records/read.ts';
import { dayOf, today } from '#platform/time.ts';
import { Badge } from '#platform/ui/badge.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Table } from '#platform/ui/table.tsx';
import { addTopic, correctProgramme, correctTopic, effects, openProgramme, topicsOf } from '#duties/inspections/programmes/actions.ts';
import { isCarriedOut, visitsOf } from '#duties/inspections/programmes/carried.ts';
import { programmePaper } from '#duties/inspections/programmes/paper.ts';
import { inspectionProgramme, programmeFields, spanWords, type InspectionProgramme } from '#duties/inspections/programmes/record.ts';
import { inspectionTopic, topicFields, type InspectionTopic } from '#duties/inspections/programmes/topics/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { COUNTY, inspectionKinds, quarters, topicSources } from '#duties/inspections/words.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  topics: InspectionTopic[];
  visits: Map<string, Inspection[]>;
}

const whose = ({ committee_id }: InspectionProgramme, { places }: Pick<Around, 'places'>): string => (committee_id ? (places.get(committee_id) ?? '') : COUNTY);
const bodyOf = ({ body_id, partner_ids }: InspectionTopic, { places }: Pick<Around, 'places'>): string =>
  [body_id ? (places.get(body_id) ?? '') : COUNTY, ...partner_ids.map((id) => places.get(id) ?? '')].join('、');

async function placesIn(reading: Reading): Promise<Pick<Around, 'choices' | 'places'>> {
  const committees = await committeeChoices(reading);
  return { choices: { committee: committees }, places: new Map(committees.map(({ value, label }) => [value, label])) };
}

const programmes = resource<InspectionProgramme, Around>({
  declared: inspectionProgramme,
  fields: programmeFields,
  newLabel: '写一份计划',
  enterLabel: '开始写',
  async around(reading, rows) {
    const [row] = rows.length === 1 ? rows : [];
    const topics = row ? await topicsOf(reading, row.id) : [];
    return { ...(await placesIn(reading)), topics, visits: await visitsOf(reading, topics.map(({ id }) => id)) };
  },
  known: ({ actor }) => ({ committee_id: ownCommittee(actor), year: Number(today().slice(0, 4)) }),
  enter: openProgramme,
  correct: correctProgramme,
  effects,
  listing: {
    columns: [
      { key: 'span', label: '计划', cell: (row) => `${spanWords(row)}调研视察计划`, onCards: 'title', fixed: true },
      { key: 'committee', label: '哪里的', cell: whose },
      { key: 'from_day', label: '从', cell: ({ from_day }) => from_day, sort: 'from_day', tight: true, shown: false },
      { key: 'approved_on', label: '批准', cell: ({ approved_on, document_no }) => [approved_on, document_no].filter(Boolean).join('，') },
      { key: 'state', label: '状态', cell: ({ state }) => inspectionProgramme.states[state as 'draft'].label, tight: true },
    ],
    filters: [referenceOn('committee_id', '联络委', ({ choices }) => choices['committee'] ?? []), stateFilter(inspectionProgramme), daysOn('from_day', '年度', { more: true })],
    defaultSort: '-from_day',
    empty: '还没有调研视察计划。年初写一份，列上题目，批准以后从计划里直接开始每次活动。',
  },
  lead: (row, around) => [whose(row, around), carriedWords(around)].filter(Boolean).join(' · '),
  facts: (row, around) => [
    { label: '哪里的计划', value: whose(row, around) },
    { label: '期间', value: spanWords(row) },
    { label: '报批', value: row.submitted_on },
    { label: '批准', value: [row.approved_on, row.document_no].filter(Boolean).join('，') },
    ...derivedFacts(programmeFields.pick({ aims: true }), { ...row }, around.choices),
  ],
  others: (row) => (row.state === 'void' ? [] : [{ label: '计划（Word）', href: `/${inspectionProgramme.path}/${row.id}/programme.docx` }]),
  sections: (row, around, visit) => <Topics row={row} around={around} visit={visit} />,
});

/** 6个题目，已开展4个，还有2个没有开展. */
function carriedWords({ topics, visits }: Around): string {
  const done = topics.filter(({ id }) => isCarriedOut(visits.get(id))).length;
  return topics.length === 0 ? '' : `${topics.length}个题目，已开展${done}个，还有${topics.length - done}个没有开展`;
}

function Topics({ row, around, visit }: { row: InspectionProgramme; around: Around; visit: Visit }): Child {
  const writes = row.state === 'draft' && !mayCreate(inspectionTopic, visit.actor, { committee_id: row.committee_id } as InspectionTopic);
  return (
    <Section title="题目" count={around.topics.length} action={writes && <a class="btn btn-quiet" href={`/${inspectionTopic.path}/new?programme=${row.id}`}>添加题目</a>}>
      {around.topics.length === 0 ? <p class="quiet">还没有题目。</p> : (
        <Table<InspectionTopic>
          caption="计划里的题目" rows={around.topics} href={({ id }) => `/${inspectionTopic.path}/${id}`}
          columns={[
            { key: 'topic', label: '题目', cell: ({ topic }) => topic, onCards: 'title' },
            { key: 'kind', label: '类别', cell: ({ kind }) => inspectionKinds[kind as 'research'], tight: true },
            { key: 'quarter', label: '季度', cell: ({ quarter }) => quarters[quarter as 1], tight: true },
            { key: 'body', label: '负责和参加', cell: (topic) => bodyOf(topic, around) },
            { key: 'source', label: '来源', cell: ({ source }) => topicSources[source as 'own'] },
            { key: 'carried', label: '开展情况', cell: (topic) => <Carried topic={topic} visits={around.visits.get(topic.id) ?? []} visit={visit} />, tight: true },
          ]}
        />
      )}
    </Section>
  );
}

/** Which visit came of it; where none did, the way to begin one. */
function Carried({ topic, visits, visit }: { topic: InspectionTopic; visits: readonly Inspection[]; visit: Visit }): Child {
  if (visits.length > 0) return <>{visits.map((one) => <a href={`/${inspection.path}/${one.id}`}>{one.held_on} {inspection.states[one.state as 'held'].label}</a>)}</>;
  const begins = topic.state === 'approved' && !mayCreate(inspection, visit.actor, { committee_id: topic.body_id } as Inspection);
  return begins ? <a class="btn btn-quiet" href={`/${inspection.path}/new?topic=${topic.id}`}>开始活动</a> : <Badge tone="draft">还没有开展</Badge>;
}

const topics = resource<InspectionTopic, Around>({
  declared: inspectionTopic,
  fields: topicFields,
  newLabel: '添加题目',
  enterLabel: '添加',
  againLabel: '添加，接着写下一个',
  async around(reading, rows, visit) {
    const [row] = rows.length === 1 ? rows : [];
    const { choices, places } = await placesIn(reading);
    const named = await find(reading, inspectionProgramme, row?.programme_id ?? visit.query.get('programme') ?? '');
    const drafts = rows.length > 0 ? [] : await list(reading, inspectionProgramme, { where: is<InspectionProgramme>('state', 'draft'), order: [{ column: 'from_day', descending: true }], limit: MOST_DRAFTS });
    const offered = named && !drafts.some(({ id }) => id === named.id) ? [named, ...drafts] : drafts;
    return {
      choices: { ...choices, inspection_programme: offered.map((one) => ({ value: one.id, label: `${whose(one, { places })} ${spanWords(one)}` })) },
      places, topics: [], visits: row ? await visitsOf(reading, [row.id]) : new Map(),
    };
  },
  known: ({ query }, { choices }) => ({ programme_id: query.get('programme') ?? choices['inspection_programme']?.[0]?.value, kind: 'research', source: 'own', quarter: String(Math.ceil(Number(today().slice(5, 7)) / 3)) }),
  enter: addTopic,
  correct: correctTopic,
  listing: {
    columns: [
      { key: 'topic', label: '题目', cell: ({ topic }) => topic, onCards: 'title', fixed: true },
      { key: 'kind', label: '类别', cell: ({ kind }) => inspectionKinds[kind as 'research'], tight: true },
      { key: 'planned_on', label: '计划', cell: ({ planned_on, quarter }) => `${planned_on.slice(0, 4)}年${quarters[quarter as 1]}`, sort: 'planned_on', tight: true },
      { key: 'body', label: '负责和参加', cell: bodyOf },
      { key: 'source', label: '来源', cell: ({ source }) => topicSources[source as 'own'] },
      { key: 'state', label: '状态', cell: ({ state }) => inspectionTopic.states[state as 'draft'].label, tight: true },
    ],
    filters: [searchOn(inspectionTopic, '关键词', '题目、要弄清的事'), referenceOn('body_id', '负责的联络委', ({ choices }) => choices['committee'] ?? []), choiceOn('kind', '类别', inspectionKinds), stateFilter(inspectionTopic), daysOn('planned_on', '计划时间', { more: true })],
    defaultSort: '-planned_on',
    empty: '还没有题目。题目在调研视察计划的页面上添加。',
  },
  lead: (row, around) => `${bodyOf(row, around)} · ${row.planned_on.slice(0, 4)}年${quarters[row.quarter as 1]}`,
  facts: (row, { choices, visits, places }) => [
    { label: '计划', value: <a href={`/${inspectionProgramme.path}/${row.programme_id}`}>{choices['inspection_programme']?.find(({ value }) => value === row.programme_id)?.label ?? '调研视察计划'}</a> },
    { label: '类别', value: inspectionKinds[row.kind as 'research'] },
    { label: '题目来源', value: topicSources[row.source as 'own'] },
    { label: '负责和参加', value: bodyOf(row, { places }) },
    ...derivedFacts(topicFields.pick({ aim: true }), { ...row }, choices),
    ...[...visits.values()].flat().map((one) => ({ label: '开展情况', value: <a href={`/${inspection.path}/${one.id}`}>{one.held_on} {inspection.states[one.state as 'held'].label}</a> })),
  ],
  others: (row, { visits }, { actor }) => (row.state === 'approved' && visits.size === 0 && !mayCreate(inspection, actor, { committee_id: row.body_id } as Inspection) ? [{ label: '开始活动', href: `/${inspection.path}/new?topic=${row.id}` }] : []),
});

/** More programmes are not being written by one office. */
const MOST_DRAFTS = 60;

/** Whoever sees the programme may print it. */
const printed = async (visit: Visit): Promise<Response> => paperAnswer(visit, await look(visit, async (reading) => {
  const row = await get(reading, inspectionProgramme, visit.param('id'));
  const { places } = await placesIn(reading);
  const own = row.committee_id ? await find<Committee>(reading, committee, row.committee_id) : undefined;
  const date = row.approved_on ?? row.submitted_on ?? dayOf(row.changed_at);
  return programmePaper(row, await topicsOf(reading, row.id), { organ: own?.name ?? visit.county.bodyName, date, nameOf: (id) => (id ? `${places.get(id) ?? ''}联络委` : COUNTY) });
}));

export function mount(site: Site): void {
  site.add({ method: 'GET', path: `/${inspectionProgramme.path}/:id/programme.docx`, handle: printed });
  mountResource(site, programmes);
  mountResource(site, topics);
}
