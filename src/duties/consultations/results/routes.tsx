import { OfficialSheet } from '#platform/documents/official.tsx';
import { page } from '#platform/http/answers.tsx';
import { AllFields } from '#platform/http/derived.tsx';
import { daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import type { PaperSource } from '#platform/documents/source.ts';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, titleIn, type Handler, type Visit } from '#platform/http/visit.ts';
import { standing } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, get } from '#platform/records/read.ts';
import { printedDay, today } from '#platform/time.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { DueLight } from '#platform/ui/due.tsx';
import { LongText, type Fact } from '#platform/ui/facts.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { committeeChoices, unitChoices } from '#institutions/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { floorAddress } from '#duties/consultations/floor/addresses.ts';
import { meetingChoices } from '#duties/consultations/floor/choices.ts';
import { objection } from '#duties/consultations/floor/objections/record.ts';
import { writers } from '#duties/consultations/floor/relations.ts';
import { beginList, correctList, effects, filingWords, knownOf } from '#duties/consultations/results/actions.ts';
import { judgementsOf } from '#duties/consultations/results/evaluations/actions.ts';
import { evaluation, verdicts } from '#duties/consultations/results/evaluations/record.ts';
import { minutesPaper } from '#duties/consultations/results/minutes.ts';
import { minutesFacts } from '#duties/consultations/results/reading.ts';
import { lateFiling } from '#duties/consultations/results/late.ts';
import { confirmedFields, resultFields, resultList, type ResultList } from '#duties/consultations/results/record.ts';
import { tasksOf } from '#duties/consultations/results/tasks/actions.ts';
import { resultTask, type ResultTask } from '#duties/consultations/results/tasks/record.ts';
import { standingWords } from '#duties/consultations/results/told.ts';

interface Around extends Surroundings {
  places: ReadonlyMap<string, string>;
  units: ReadonlyMap<string, string>;
  near: number;
  tasks: ResultTask[];
  judged: Awaited<ReturnType<typeof judgementsOf>>;
  /** Of the one that is begun: what is known of it. */
  known: Partial<ResultList>;
}

const nobody = { satisfied: 0, basically: 0, dissatisfied: 0 };

async function around(reading: Reading, rows: readonly ResultList[], { query }: Visit): Promise<Around> {
  const [only] = rows.length === 1 ? rows : [];
  const meant = only?.consultation_id ?? query.get('consultation_id') ?? undefined;
  const begun = !only && meant ? await find<Consultation>(reading, consultation, meant) : undefined;
  const [committees, units] = [await committeeChoices(reading), await unitChoices(reading)];
  return {
    choices: { consultation: await meetingChoices(reading, meant), committee: committees },
    places: new Map(committees.map(({ value, label }) => [value, label])), units: new Map(units.map(({ value, label }) => [value, label])),
    near: await parameterAt(reading, 'light.near_days', today()), tasks: only ? await tasksOf(reading, only.id) : [],
    judged: only ? await judgementsOf(reading, only.consultation_id) : nobody, known: begun ? await knownOf(reading, begun) : {},
  };
}

/** 8人，其中满意6人…；发出12份 */
const judgedWords = ({ evaluated_n, asked_n }: ResultList, judged: Around['judged']): string => (evaluated_n === 0
  ? (asked_n > 0 ? `已请${asked_n}人评价，还没有人评价` : '还没有请参加的人评价')
  : `请${asked_n}人评价，${evaluated_n}人评了：${Object.entries(verdicts).map(([value, label]) => `${label}${judged[value as 'satisfied']}人`).join('，')}`);

const facts = (row: ResultList, { judged, near }: Around, { county }: Visit): Fact[] => [
  { label: titleIn(county, consultation), value: <a href={`/${consultation.path}/${row.consultation_id}`}>{row.subject}</a>, wide: true },
  { label: '召集人', value: row.convenor },
  { label: '记录人', value: row.recorder },
  { label: '出席', value: row.present ? <LongText text={row.present} /> : null, wide: true },
  ...(row.absent ? [{ label: '请假', value: <LongText text={row.absent} />, wide: true }] : []),
  row.confirmed_on ? { label: '纪要确认', value: `${row.confirmed_on}，${row.confirmed_by}${row.minutes_by && row.confirmed_on > row.minutes_by ? `（应在${row.minutes_by}前，晚了）` : ''}` } : { label: '纪要最迟', value: <span class="due">{row.minutes_by} <DueLight declared={resultList} row={row} near={near} /></span> },
  ...(row.sent_on ? [{ label: '报送', value: `${row.sent_on}，报${row.decider}，由他们决定` }] : []),
  { label: '备案', value: filedWords(row) },
  ...(row.objections_open > 0 ? [{ label: '不同意见', value: <a href={`/${objection.path}?consultation_id=${row.consultation_id}&state=open`}>{row.objections_open}条等着答复</a> }] : []),
  ...(row.follow_on && row.state !== 'closed' ? [{ label: '下次回头看', value: row.follow_on }] : []),
  ...(row.followed_on ? [{ label: '上次回头看', value: row.followed_on }] : []),
  { label: '参加的人怎样评价', value: judgedWords(row, judged), wide: true },
];

function filedWords(row: ResultList): string {
  const late = row.filed_on && row.file_by && row.filed_on > row.file_by ? `（应在${row.file_by}前，晚了）` : '';
  if (row.filing_no) return `${filingWords(row)}，${row.acknowledged_on}收存，${row.filed_on}报${late}`;
  return row.filed_on ? `${row.filed_on}已报，等县政协收存${late}` : `${row.file_by ?? ''}前报县政协`;
}

const lists = resource<ResultList, Around>({
  declared: resultList,
  fields: resultFields,
  newLabel: '整理纪要和成果清单',
  enterLabel: '开始整理',
  around,
  known: ({ query, actor }, { known }) => ({ consultation_id: query.get('consultation_id') ?? undefined, recorder: actor.name, convenor: known.convenor ?? undefined, present: known.present ?? undefined, absent: known.absent ?? undefined }),
  enter: beginList,
  correct: correctList,
  effects,
  form: ({ form, around: { choices } }) => <AllFields of={resultFields} form={form} choices={choices} />,
  stepForm({ step, row, around: { choices }, form }) {
    if (step !== 'confirm') return undefined;
    const known = Object.keys(form.values).length > 0 ? form : { ...form, values: { confirmed_by: row.convenor ?? undefined } };
    return <AllFields of={confirmedFields} form={known} choices={choices} />;
  },
  listing: {
    columns: [
      { key: 'subject', label: '议题', cell: ({ subject }) => subject, onCards: 'title', fixed: true },
      { key: 'place', label: '联络委', cell: ({ committee_id }, { places }) => places.get(committee_id ?? '') ?? '' },
      { key: 'held_on', label: '协商时间', cell: ({ held_on }) => held_on, sort: 'held_on', tight: true },
      { key: 'tasks', label: '没有办完/共', cell: ({ tasks_open, tasks_n }) => `${tasks_open}/${tasks_n}`, tight: true },
      { key: 'objections', label: '不同意见待答复', cell: ({ objections_open }) => objections_open || '', align: 'end' },
      { key: 'judged', label: '评价/请评价', cell: ({ evaluated_n, asked_n }) => (asked_n > 0 ? `${evaluated_n}/${asked_n}` : ''), tight: true },
      { key: 'file_by', label: '报备期限', cell: ({ file_by, filed_on }) => `${file_by ?? ''}${file_by && filed_on && filed_on > file_by ? `（${filed_on}报）` : ''}`, tight: true, shown: false },
      { key: 'filing', label: '备案', cell: (row) => filingWords(row) ?? '', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => resultList.states[state as 'draft']?.label ?? state, tight: true },
    ],
    filters: [searchOn(resultList, '关键词', '议题、召集人、报送对象'), referenceOn('committee_id', '联络委', ({ choices }) => choices['committee'] ?? []), stateFilter(resultList), lateFiling(), daysOn('held_on', '协商时间', { more: true })],
    defaultSort: '-held_on',
    empty: '还没有协商成果清单。登记已召开以后，在协商活动的“会场”页面开始整理，纪要同时就有了。',
  },
  lead: ({ held_on, committee_id }, { places }) => [places.get(committee_id ?? ''), held_on].filter(Boolean).join(' · '),
  facts,
  sections: (row, { tasks, units }, visit) => <Tasks row={row} tasks={tasks} units={units} adds={writes(row, visit) && ['draft', 'confirmed'].includes(row.state)} />,
  others: (row, _around, visit) => [
    { label: '会场', href: floorAddress(row.consultation_id) },
    { label: '纪要', href: `/${resultList.path}/${row.id}/minutes` },
    ...(writes(row, visit) && ['confirmed', 'sent', 'filed', 'acknowledged'].includes(row.state)
      ? [{ label: '发评价链接', href: `/${resultList.path}/${row.id}/slips` }, { label: '录入纸质评价', href: `/${evaluation.path}/new?consultation_id=${row.consultation_id}` }] : []),
  ],
});

const writes = (row: ResultList, { actor }: Visit): boolean => standing(writers<ResultList>(), actor, row) !== undefined;

interface TasksProps {
  row: ResultList;
  tasks: ResultTask[];
  units: ReadonlyMap<string, string>;
  adds: boolean;
}

const Tasks = ({ row, tasks, units, adds }: TasksProps) => (
  <Section title="成果清单" count={tasks.length} action={adds && <a class="btn btn-quiet" href={`/${resultTask.path}/new?result_id=${row.id}`}>添一项</a>}>
    <Table<ResultTask>
      caption="成果清单" rows={tasks} href={({ id }) => `/${resultTask.path}/${id}`}
      columns={[
        { key: 'task', label: '建议办什么', cell: ({ task }) => task, onCards: 'title' },
        { key: 'who', label: '建议谁办', cell: ({ unit_id, body }) => units.get(unit_id ?? '') ?? body ?? '' },
        { key: 'due_on', label: '期限', cell: ({ due_on }) => due_on ?? '', tight: true },
        { key: 'state', label: '状态', cell: standingWords, tight: true },
      ]}
    />
  </Section>
);

const minutesOf = async (visit: Visit, reading: Reading) => {
  const row = await get<ResultList>(reading, resultList, visit.param('id'));
  return { row, paper: minutesPaper(await minutesFacts(reading, row, titleIn(visit.county, consultation), visit.county.bodyName)) };
};

const showMinutes: Handler = (visit) => look(visit, async (reading) => {
  const { row, paper } = await minutesOf(visit, reading);
  return page(visit, (
    <Desk frame={frameOf(visit)} title={paper.title}>
      <Head
        title="纪要" back={{ label: resultList.title, href: `/${resultList.path}/${row.id}` }} main={{ label: '下载 Word', href: `/${resultList.path}/${row.id}/minutes.docx`, icon: 'exporting' }}
        lead={row.confirmed_on ? `${printedDay(row.confirmed_on)}${row.confirmed_by}确认` : `还没有确认，最迟${printedDay(row.minutes_by ?? row.held_on)}。由会场的记录自动排好，改了记录，这里跟着变。`}
      />
      <OfficialSheet paper={paper} />
    </Desk>
  ));
});

export const minutesSource: PaperSource = {
  declared: resultList, label: '协商纪要',
  paperOf: async (reading, id, { bodyName, called }) => minutesPaper(await minutesFacts(reading, await get<ResultList>(reading, resultList, id), titleIn({ called }, consultation), bodyName)),
};

const downloadMinutes: Handler = (visit) => look(visit, async (reading) => paperAnswer(visit, (await minutesOf(visit, reading)).paper));

export function mount(site: Site): void {
  site.add({ method: 'GET', path: `/${resultList.path}/:id/minutes`, handle: showMinutes });
  site.add({ method: 'GET', path: `/${resultList.path}/:id/minutes.docx`, handle: downloadMinutes });
  mountResource(site, lists);
}
