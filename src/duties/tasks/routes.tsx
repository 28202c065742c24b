import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { AllFields, derivedFacts } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Choices, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { mayCreate } from '#platform/lifecycle/lifecycle.ts';
import { find } from '#platform/records/read.ts';
import { DueLight } from '#platform/ui/due.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { parameterAt } from '#plans/facts.ts';
import { today } from '#platform/time.ts';
import { correcting, extending, handDown, reporting, returning } from '#duties/tasks/actions.ts';
import { handers, handingFields, task, taskFields, type Task } from '#duties/tasks/record.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  near: number;
  /** The one that is handed down anew, where one comes from it. */
  again?: Task;
}

const tasks = resource<Task, Around>({
  declared: task,
  fields: handingFields,
  newLabel: '交办一件事',
  async around(reading, _rows, visit) {
    const committees = await committeeChoices(reading);
    const again = visit.query.get('again');
    return {
      again: again ? await find(reading, task, again) : undefined, choices: { committee: committees }, places: new Map(committees.map(({ value, label }) => [value, label])), near: await parameterAt(reading, 'light.near_days', today()) };
  },
  known(visit, { again }) {
    const own = ownCommittee(visit.actor);
    if (again) return { handed_by: again.handed_by, committee_ids: again.committee_id, title: again.title, content: again.content ?? '', document_no: again.document_no ?? '', handed_on: today() };
    return { handed_by: own ? 'township' : 'county', committee_ids: own, handed_on: today() };
  },
  enter: handDown,
  correct: correcting,
  form: ({ form, around, row }) => row && <Correcting form={form} choices={around.choices} row={row} />,
  others: (row, _around, visit) => (row.state === 'cancelled' && !mayCreate(task, visit.actor, row) ? [{ label: '重新交办', href: `/${task.path}/new?again=${row.id}` }] : []),
  effects: { report: reporting, return: returning, extend: extending },
  listing: {
    columns: [
      { key: 'title', label: '事项', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'place', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '' },
      { key: 'handed_by', label: '交办单位', cell: (row) => handers[row.handed_by as 'county'] },
      { key: 'handed_on', label: '交办日期', cell: (row) => row.handed_on, sort: 'handed_on', tight: true },
      { key: 'due_on', label: '办结期限', cell: (row, { near }) => <span class="due">{row.due_on} <DueLight declared={task} row={row} near={near} /></span>, plain: (row) => row.due_on, sort: 'due_on', tight: true },
      { key: 'state', label: '状态', cell: (row) => task.states[row.state as 'handed']?.label, tight: true },
    ],
    filters: [
      searchOn(task, '关键词', '事项、要求、结果'),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []),
      stateFilter(task),
      choiceOn('handed_by', '交办单位', handers),
      daysOn('handed_on', '交办日期', { more: true }),
    ],
    defaultSort: '-handed_on',
    empty: '还没有交办事项。县政协或党（工）委交办的事，在这里登记、签收、报结果。',
  },
  facts: (row, { choices, places }) => [
    { label: '交办单位', value: handers[row.handed_by as 'county'] },
    { label: '承办联络委', value: places.get(row.committee_id) ?? '' },
    { label: '交办日期', value: row.handed_on },
    ...derivedFacts(taskFields, { ...row }, choices),
    ...(row.result ? [{ label: '办理结果', value: row.result, wide: true }, { label: '报结果日期', value: `${row.reported_on ?? '退回再办中'}${row.on_time === false ? '（超过期限）' : ''}` }] : []),
  ],
  lead: (row, { places, near }) => <>{places.get(row.committee_id) ?? ''} · {row.due_on}前办结 <DueLight declared={task} row={row} near={near} /></>,
});

/** Whom it went to and when stays as it was handed down. */
function Correcting({ form, choices, row }: { form: FormState; choices: Choices; row: Task }) {
  return (
    <>
      <input type="hidden" name="handed_by" value={row.handed_by} />
      <input type="hidden" name="committee_ids" value={row.committee_id} />
      <input type="hidden" name="handed_on" value={row.handed_on} />
      <p class="hint">同一次交给几个联络委的，一处改了，处处都改；有一个签收了就不能再改。</p>
      <AllFields of={taskFields} form={form} choices={choices} />
    </>
  );
}

export const mount = (site: Site): void => mountResource(site, tasks);
