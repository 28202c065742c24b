import { derivedFacts } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { holds } from '#platform/identity/actor.ts';
import { isPrivy } from '#platform/lifecycle/lifecycle.ts';
import { today } from '#platform/time.ts';
import { DueLight } from '#platform/ui/due.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { person } from '#institutions/people/record.ts';
import { parameterAt } from '#plans/facts.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { askAsPerson, effects } from '#reports/privacy/requests/asking.ts';
import { mountPublic } from '#reports/privacy/requests/public-routes.tsx';
import { kinds, outcomes, personalRequest, requestFields, type PersonalRequest } from '#reports/privacy/requests/record.ts';

interface Around extends Surroundings {
  near: number;
  days: number;
}

const whatOf = ({ entry_id, person_id }: PersonalRequest): string => (entry_id ? `/${ledgerEntry.path}/${entry_id}` : `/${person.path}/${person_id}`);

const requests = resource<PersonalRequest, Around>({
  declared: personalRequest,
  fields: requestFields,
  newLabel: '提出申请',
  enterLabel: '提出申请',
  around: async (reading) => ({ choices: {}, near: await parameterAt(reading, 'light.near_days', today()), days: await parameterAt(reading, 'privacy.answer_days', today()) }),
  enter: askAsPerson,
  effects,
  listing: {
    columns: [
      { key: 'name', label: '谁的', cell: ({ name }) => name, onCards: 'title', fixed: true },
      { key: 'kind', label: '要求', cell: ({ kind }) => kinds[kind as keyof typeof kinds], tight: true },
      { key: 'asked_on', label: '申请日期', cell: ({ asked_on }) => asked_on, sort: 'asked_on', tight: true },
      { key: 'due_on', label: '期限', cell: (row, { near }) => <span class="due">{row.due_on} <DueLight declared={personalRequest} row={row} near={near} /></span>, plain: ({ due_on }) => due_on, sort: 'due_on', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => personalRequest.states[state as 'asked'].label, tight: true },
      { key: 'outcome', label: '处理', cell: ({ outcome }) => outcome && outcomes[outcome as keyof typeof outcomes], tight: true },
    ],
    filters: [stateFilter(personalRequest), choiceOn('kind', '要求', kinds), daysOn('asked_on', '申请日期')],
    defaultSort: '-asked_on',
    empty: '没有更正、删除申请。自己的信息哪里不对、要求删除的，在这里提出；群众凭回执号在查进展的页面上提出。',
  },
  above: ({ actor }, { days }) => (
    <Remark tone="info">{days}个工作日内答复，期限是办法参数。{holds(actor, 'county_office') && '删除在这里办，先核实是不是本人；依法要继续保留的，写明保留什么、到什么时候。'}</Remark>
  ),
  lead: (row, { near }) => <>{row.asked_on}申请 <DueLight declared={personalRequest} row={row} near={near} /></>,
  facts: (row, { choices }, { actor }) => [
    { label: '谁的', value: row.name },
    ...derivedFacts(requestFields, { kind: row.kind, said: isPrivy(personalRequest, actor, row) ? (row.said ?? '（已随个人信息清除）') : '（只给经办的人看）' }, choices),
    { label: '申请日期', value: row.asked_on },
    { label: row.state === 'kept' ? '到期删除' : '答复期限', value: row.due_on },
    { label: '处理', value: row.outcome && outcomes[row.outcome as keyof typeof outcomes] },
    { label: '答复和理由', value: row.answer, wide: true },
    { label: '当时删除了', value: row.deleted, wide: true },
    { label: '依法继续保留', value: row.kept && `${row.kept}${row.kept_until ? `（到${row.kept_until}）` : ''}`, wide: true },
    { label: '答复', value: row.answered_on && `${row.answered_by} ${row.answered_on}` },
  ],
  others: (row, _around, { actor }) => (isPrivy(personalRequest, actor, row) ? [{ label: row.entry_id ? '这一条民情' : '人员信息', href: whatOf(row) }] : []),
});

export function mountRequests(site: Site): void {
  mountResource(site, requests);
  mountPublic(site);
}
