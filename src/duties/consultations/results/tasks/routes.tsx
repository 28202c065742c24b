import { AllFields } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { visible } from '#platform/lifecycle/lifecycle.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { DueLight } from '#platform/ui/due.tsx';
import { LongText } from '#platform/ui/facts.tsx';
import { unitChoices } from '#institutions/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { resultList, type ResultList } from '#duties/consultations/results/record.ts';
import { correctTask, effects, listTask } from '#duties/consultations/results/tasks/actions.ts';
import { adoptedFields, declinedFields, decisions, resultTask, taskFields, type ResultTask } from '#duties/consultations/results/tasks/record.ts';
import { standingWords } from '#duties/consultations/results/told.ts';

interface Around extends Surroundings {
  units: ReadonlyMap<string, string>;
  near: number;
  list?: ResultList;
}

/** More lists are not being put together at once. */
const MOST = 200;

async function around(reading: Reading, rows: readonly ResultTask[], { query }: Visit): Promise<Around> {
  const units = await unitChoices(reading);
  const meant = rows.length === 1 ? rows[0]!.result_id : (query.get('result_id') ?? undefined);
  const named = meant ? await find<ResultList>(reading, resultList, meant) : undefined;
  const unsent = rows.length > 1 ? [] : await list<ResultList>(reading, resultList, { where: oneOf<ResultList>('state', ['draft', 'confirmed']), order: [{ column: 'held_on', descending: true }], limit: MOST });
  const offered = named && !unsent.some(({ id }) => id === named.id) ? [named, ...unsent] : unsent;
  return {
    choices: { unit: units, consultation_result: offered.map(({ id, held_on, subject }) => ({ value: id, label: `${held_on} ${subject}` })) },
    units: new Map(units.map(({ value, label }) => [value, label])), near: await parameterAt(reading, 'light.near_days', today()), list: named,
  };
}

const Due = ({ row, near }: { row: ResultTask; near: number }) => (row.due_on ? <span class="due">{row.due_on} <DueLight declared={resultTask} row={row} near={near} /></span> : <span class="quiet">没有期限</span>);

const whoIs = ({ unit_id, body }: ResultTask, { units }: Around): string => units.get(unit_id ?? '') ?? body ?? '';

const tasks = resource<ResultTask, Around>({
  declared: resultTask,
  fields: taskFields,
  newLabel: '添一项',
  enterLabel: '添上',
  againLabel: '添上，接着添下一项',
  again: ({ result_id }) => ({ result_id }),
  around,
  known: ({ query }) => ({ result_id: query.get('result_id') ?? undefined }),
  enter: listTask,
  correct: correctTask,
  effects,
  stepForm({ step, around: { choices, list: of }, form }) {
    if (step !== 'adopt' && step !== 'decline') return undefined;
    const known = Object.keys(form.values).length > 0 ? form : { ...form, values: { decided_by: of?.decider ?? undefined } };
    return <AllFields of={step === 'adopt' ? adoptedFields : declinedFields} form={known} choices={choices} />;
  },
  listing: {
    columns: [
      { key: 'task', label: '建议办什么', cell: ({ task }) => task, onCards: 'title', fixed: true },
      { key: 'subject', label: '议题', cell: ({ subject }) => subject },
      { key: 'who', label: '建议谁办', cell: whoIs },
      { key: 'due_on', label: '期限', cell: (row, { near }) => <Due row={row} near={near} />, plain: ({ due_on }) => due_on, sort: 'due_on', tight: true },
      { key: 'decision', label: '决定', cell: ({ decision }) => (decision ? decisions[decision as 'adopted'] : ''), tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => resultTask.states[state as 'listed']?.label ?? state, tight: true },
    ],
    filters: [
      searchOn(resultTask, '关键词', '事项、议题、办理结果'), referenceOn('unit_id', '建议谁办', ({ choices }) => choices['unit'] ?? []), stateFilter(resultTask), choiceOn('decision', '决定', decisions, { more: true }),
      daysOn('listed_on', '列出日期', { more: true }),
    ],
    defaultSort: '-listed_on',
    empty: '还没有事项。协商达成的共识整理成清单，报送以后由党委、政府或村级组织决定。',
  },
  lead: (row, known) => [whoIs(row, known), row.subject].filter(Boolean).join(' · '),
  facts: (row, known) => [
    { label: '建议办什么', value: <LongText text={row.task} />, wide: true },
    { label: '建议谁办', value: whoIs(row, known) },
    { label: '期限', value: <Due row={row} near={known.near} /> },
    ...(row.measure ? [{ label: '怎样办', value: row.measure, wide: true }] : []),
    { label: '现在', value: standingWords(row) },
    ...(row.decided_on ? [{ label: '决定', value: `${row.decided_on}，${row.decided_by}：${decisions[row.decision as 'adopted']}` }] : []),
    ...(row.decision_words ? [{ label: '理由和要求', value: <LongText text={row.decision_words} />, wide: true }] : []),
    ...(row.follow_note ? [{ label: `最近跟进（${row.followed_on}）`, value: <LongText text={row.follow_note} />, wide: true }] : []),
    ...(row.report ? [{ label: `办理结果${row.reported_on ? `（${row.reported_on}报）` : ''}`, value: <LongText text={row.report} />, wide: true }] : []),
    ...(row.judged_on ? [{ label: '确认落实', value: row.judged_on }] : []),
  ],
  others: (row, { list: of }, { actor }) => (of && visible(resultList, actor).test(of) ? [{ label: resultList.title, href: `/${resultList.path}/${row.result_id}` }] : []),
});

export const mount = (site: Site): void => mountResource(site, tasks);
