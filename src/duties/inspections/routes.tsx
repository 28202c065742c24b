import type { Child } from 'hono/jsx';
import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { said } from '#platform/fields.ts';
import { derivedFacts, FieldOf } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, searchOn, stateFilter, tickOn, type ListFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { mountOutbox } from '#platform/http/outbox-pages.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holdsAny, is, oneOf } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, get, isId, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { LongText, type Fact } from '#platform/ui/facts.tsx';
import { choiceFilter } from '#platform/ui/filters.tsx';
import { FieldGroup, type FormState } from '#platform/ui/form.tsx';
import type { Action } from '#platform/ui/head.tsx';
import { attendancesOf, onTheList } from '#duties/attending/asking.ts';
import { daysWords } from '#duties/attending/halves.ts';
import { markedIn } from '#duties/attending/marking.ts';
import { mountMarking } from '#duties/attending/mount.ts';
import type { Attendance } from '#duties/attending/record.ts';
import { InvitedSection } from '#duties/attending/section.tsx';
import { itemFormFrom, itemsOf, type MadeItem } from '#duties/crossings/facts.ts';
import { heldWords } from '#duties/held.ts';
import { MadeItems } from '#duties/made-items.tsx';
import { correctInspection, effects, enterInspection } from '#duties/inspections/actions.ts';
import { begunWith, listsOfVisits } from '#duties/inspections/from-visit.ts';
import { stopsIn, visitNotice } from '#duties/inspections/notice.ts';
import { mountOverlap } from '#duties/inspections/overlap-page.tsx';
import { inspectionProgramme } from '#duties/inspections/programmes/record.ts';
import { inspectionTopic, type InspectionTopic } from '#duties/inspections/programmes/topics/record.ts';
import { inspection, inspectionFields, type Inspection } from '#duties/inspections/record.ts';
import { visiting } from '#duties/inspections/visiting.ts';
import { COUNTY, inspectionKinds, quarters, type InspectionKind } from '#duties/inspections/words.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  /** Of the one whose page it is: the opinion items made of it, and who is asked. */
  items: MadeItem[];
  invited: Attendance[];
  /** The topic of a programme with which a new one begins. */
  begun?: InspectionTopic;
}

/** More topics of programmes are not open at once. */
const MOST_TOPICS = 200;

async function around(reading: Reading, rows: readonly Inspection[], visit: Visit): Promise<Around> {
  const committees = await committeeChoices(reading);
  const [row] = rows.length === 1 ? rows : [];
  const topics = rows.length > 1 ? [] : await list(reading, inspectionTopic, { where: is<InspectionTopic>('state', 'approved'), order: [{ column: 'planned_on', descending: true }], limit: MOST_TOPICS });
  const begun = await find(reading, inspectionTopic, row?.topic_id ?? visit.query.get('topic') ?? '');
  const offered = begun && !topics.some(({ id }) => id === begun.id) ? [begun, ...topics] : topics;
  return {
    choices: { committee: committees, inspection_topic: offered.map(({ id, topic, planned_on }) => ({ value: id, label: `${planned_on.slice(0, 4)}年 ${topic}` })) },
    places: new Map(committees.map(({ value, label }) => [value, label])), begun,
    items: row ? await itemsOf(reading, 'inspection_id', row.id) : [], invited: row ? await attendancesOf(reading, visiting, row.id) : [],
  };
}

/** A new one begins with the topic of the programme from which it is begun: nothing is typed twice. */
function known(visit: Visit, { begun }: Around): FormState['values'] {
  if (!begun) return { committee_id: ownCommittee(visit.actor), kind: 'research', held_on: today() };
  return { topic_id: begun.id, topic: begun.topic, kind: begun.kind, source: begun.source, committee_id: begun.body_id ?? undefined, partner_ids: begun.partner_ids, outline: begun.aim, held_on: today() };
}

const organiserOf = ({ committee_id }: Inspection, { places }: Around): string => (committee_id ? (places.get(committee_id) ?? '') : COUNTY);
const kindOf = ({ kind }: Inspection): string => inspectionKinds[kind as InspectionKind] ?? kind;
const partnersOf = ({ partner_ids }: Inspection, { places }: Around): string => partner_ids.map((id) => places.get(id) ?? '').join('、');
const when = (row: Inspection): string => (row.precision === 'day' ? daysWords({ from: row.held_on, until: row.until_on, fromHalf: row.from_half, untilHalf: row.until_half }) : heldWords(row));
const quarterOf = ({ held_on }: Inspection): string => quarters[Math.ceil(Number(held_on.slice(5, 7)) / 3) as 1];

/** Those that count for a committee, whoever organises them. */
const bodyFilter: ListFilter<Inspection, Around> = {
  names: ['committee_id'],
  draw: ({ choices }) => choiceFilter('committee_id', '联络委', choices['committee'] ?? []),
  where: (value) => {
    const chosen = value('committee_id');
    if (!chosen) return undefined;
    if (!isId(chosen)) throw new Problem(400, 'bad_filter', '筛选条件“联络委”的值读不懂，请重新选择。');
    return holdsAny<Inspection>('body_ids', [chosen]);
  },
};

const formGroups: readonly [title: string, fields: readonly (keyof typeof inspectionFields.shape)[]][] = [
  ['什么活动', ['topic', 'kind', 'topic_id', 'source', 'destination', 'outline']],
  ['谁组织', ['committee_id', 'partner_ids', 'joint', 'contact']],
  ['时间和行程', ['held_on', 'from_half', 'until_on', 'until_half', 'place', 'itinerary', 'transport']],
  ['请谁参加', ['attend', 'places', 'reply_by']],
  ['开展以后填写', ['attendance', 'report', 'findings']],
];

const factFields = inspectionFields.pick({ source: true, destination: true, place: true, contact: true, transport: true, reply_by: true, attendance: true, report: true, outline: true, findings: true });

function facts(row: Inspection, { choices, places, begun }: Around): Fact[] {
  const given = derivedFacts(factFields, { ...row }, choices).filter(({ label, value }) => value !== '' || label === said(inspectionFields.shape.attendance).label);
  return [
    { label: '类别', value: kindOf(row) },
    { label: '时间', value: when(row) },
    { label: '组织单位', value: organiserOf(row, { places } as Around) },
    ...(row.partner_ids.length > 0 ? [{ label: '一起开展的联络委', value: partnersOf(row, { places } as Around) }] : []),
    ...(row.joint ? [{ label: '配合县政协联动', value: '是' }] : []),
    ...(begun ? [{ label: '计划里的题目', value: <a href={`/${inspectionTopic.path}/${begun.id}`}>{begun.topic}</a> }] : []),
    ...given,
    ...(row.itinerary ? [{ label: '行程', value: <Itinerary text={row.itinerary} />, wide: true }] : []),
    ...(row.notified_on ? [{ label: '通知', value: [row.notified_on, row.notice_no].filter(Boolean).join('，') }] : []),
    ...(row.marked_on ? [{ label: '登记出席', value: row.marked_on }] : []),
    ...(row.closed_on ? [{ label: '归档', value: row.closed_on }] : []),
  ];
}

const Itinerary = ({ text }: { text: string }): Child => {
  const stops = stopsIn(text);
  return stops.every(({ when: at }) => at === '') ? <LongText text={text} /> : <ol class="links">{stops.map(({ when: at, where, what }) => <li><strong>{at}</strong>　{where}　<span class="quiet">{what}</span></li>)}</ol>;
};

function others(row: Inspection, { actor }: Visit): Action[] {
  const item = row.state === 'planned' || row.state === 'cancelled' ? undefined : itemFormFrom(actor, 'inspection_id', row);
  return [...(row.state === 'cancelled' ? [] : [{ label: '通知（Word）', href: `/${inspection.path}/${row.id}/notice.docx` }]), ...begunWith(row, actor), ...(item ? [item] : [])];
}

export const inspections = resource<Inspection, Around>({
  declared: inspection,
  fields: inspectionFields,
  outbox: `/${inspection.path}/drafts`,
  around,
  known,
  enter: enterInspection,
  correct: correctInspection,
  effects,
  gathered: { mark: markedIn },
  form: ({ form, around: { choices } }) => (
    <>{formGroups.map(([title, names]) => <FieldGroup title={title}>{names.map((name) => <FieldOf of={inspectionFields} name={name} form={form} choices={choices} />)}</FieldGroup>)}</>
  ),
  stepForm: ({ step, row }) => (step === 'mark' ? <p class="hint">没有请假的都算参加。有迟到、早退、缺席的，到<a href={`/${inspection.path}/${row.id}/attendance`}>名单和出席情况</a>逐人改。</p> : undefined),
  listing: {
    columns: [
      { key: 'topic', label: '主题', cell: (row) => row.topic, onCards: 'title', fixed: true },
      { key: 'place', label: '联络委', cell: (row, known_) => organiserOf(row, known_) + (row.partner_ids.length > 0 ? `等${row.body_ids.length}个` : ''), plain: (row, known_) => [organiserOf(row, known_), partnersOf(row, known_)].filter(Boolean).join('、') },
      { key: 'kind', label: '类别', cell: kindOf, tight: true },
      { key: 'quarter', label: '季度', cell: quarterOf, shown: false },
      { key: 'held_on', label: '时间', cell: when, sort: 'held_on', tight: true },
      { key: 'venue', label: '地点', cell: (row) => row.place ?? '', shown: false },
      { key: 'joint', label: '联动', cell: (row) => (row.joint ? '是' : ''), tight: true },
      { key: 'attendance', label: '参加（人次）', cell: (row) => row.attendance ?? '', align: 'end' },
      { key: 'report', label: '报告', cell: (row) => (row.report ? '有' : ''), tight: true },
      { key: 'findings', label: '发现的问题和建议', cell: (row) => row.findings ?? '', shown: false },
      { key: 'state', label: '状态', cell: (row) => inspection.states[row.state as 'held']?.label, tight: true },
    ],
    filters: [
      searchOn(inspection, '关键词', '主题、地点、问题'),
      bodyFilter,
      daysOn('held_on', '时间'),
      stateFilter(inspection),
      choiceOn('kind', '类别', inspectionKinds, { more: true }),
      tickOn('joint', '联动', { yes: '联动的', no: '不是联动的' }),
    ],
    defaultSort: '-held_on',
    empty: '还没有调研视察记录。开展一次就登记一次，从表格导入也可以。',
  },
  listOthers: () => [{ label: inspectionProgramme.title, href: `/${inspectionProgramme.path}` }, ...listsOfVisits, { label: '联动重复', href: '/inspections/overlap' }],
  facts,
  others: (row, _around, visit) => others(row, visit),
  sections: (row, { items, invited }, visit) => (
    <>
      <InvitedSection activity={visiting} row={row} rows={invited} visit={visit} />
      <MadeItems title="由此编写的社情民意信息" items={items} />
    </>
  ),
  lead: (row, known_) => [organiserOf(row, known_), partnersOf(row, known_), when(row)].filter(Boolean).join(' · '),
});

/** Whoever sees the visit may print its notice. */
const notice = async (visit: Visit): Promise<Response> => paperAnswer(visit, await look(visit, async (reading) => {
  const row = await get(reading, inspection, visit.param('id'));
  const bodies = await list<Committee>(reading, committee, { where: oneOf<Committee>('id', row.body_ids), order: [{ column: 'rank' }], limit: row.body_ids.length });
  const rows = (await attendancesOf(reading, visiting, row.id)).filter(onTheList);
  return visitNotice(row, rows, { organ: bodies.find(({ id }) => id === row.committee_id)?.name ?? `${visit.county.bodyName}办公室`, date: row.notified_on ?? today(), bodies: bodies.map(({ name }) => name) });
}));

export function mount(site: Site): void {
  mountOverlap(site);
  site.add({ method: 'GET', path: `/${inspection.path}/:id/notice.docx`, handle: notice });
  mountMarking(site, visiting);
  mountOutbox(site, { declared: inspection, fields: inspectionFields, noted: ['topic', 'place', 'findings'], day: 'held_on' });
  mountResource(site, inspections);
}
