import { OfficialSheet } from '#platform/documents/official.tsx';
import { daysOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { get } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { correctPlenary, effects, registerPlenary } from '#duties/proposals/plenaries/actions.ts';
import { callFacts, callPaper, type CallFacts } from '#duties/proposals/plenaries/paper.ts';
import { plenary, plenaryFields, type Plenary } from '#duties/proposals/plenaries/record.ts';
import { sessionTitle } from '#duties/proposals/plenaries/words.ts';

interface Around extends Surroundings {
  /** Of one alone: what its call says. */
  call?: CallFacts;
}

const plenaries = resource<Plenary, Around>({
  declared: plenary,
  fields: plenaryFields,
  newLabel: '登记一次会议',
  around: async (reading, rows) => ({ choices: {}, call: rows.length === 1 ? await callFacts(reading, rows[0]!.called_on ?? today()) : undefined }),
  enter: registerPlenary,
  correct: correctPlenary,
  effects,
  listing: {
    columns: [
      { key: 'session', label: '会议', cell: sessionTitle, onCards: 'title', fixed: true },
      { key: 'opens_on', label: '会期', cell: (row) => `${row.opens_on} 至 ${row.closes_on}`, plain: (row) => row.opens_on, sort: 'opens_on', tight: true },
      { key: 'called_on', label: '征集通知', cell: (row) => row.called_on ?? '', tight: true },
      { key: 'deadline_on', label: '大会提案截止', cell: (row) => row.deadline_on, tight: true },
      { key: 'state', label: '状态', cell: (row) => plenary.states[row.state as 'planned'].label, tight: true },
    ],
    filters: [stateFilter(plenary), daysOn('opens_on', '开幕日期', { more: true })],
    defaultSort: '-opens_on',
    empty: '还没有登记全体会议。登记之后，提案是大会提案还是平时提案、算哪一次会议，由系统按提交日期来定。',
  },
  lead: (row) => `${row.opens_on}至${row.closes_on}，大会提案${row.deadline_on}截止`,
  facts: (row) => [
    { label: '届次', value: sessionTitle(row) },
    { label: '会期', value: `${row.opens_on} 至 ${row.closes_on}` },
    { label: '征集通知', value: row.called_on ?? '还没有发' },
    { label: '大会提案截止', value: row.deadline_on },
    ...(row.assigned_on ? [{ label: '交办会', value: `${row.assigned_on}${row.assigned_at ? `，${row.assigned_at}` : ''}` }] : []),
  ],
  sections: (row, { call }, visit) => call && row.state !== 'void' && <OfficialSheet paper={callPaper(row, call, visit.county.bodyName)} />,
  others: (row) => (row.state === 'void' ? [] : [{ label: '征集通知（Word）', href: `/${plenary.path}/${row.id}/call.docx` }]),
});

const printedCall = async (visit: Visit): Promise<Response> => paperAnswer(visit, await look(visit, async (reading) => {
  const row = await get(reading, plenary, visit.param('id'));
  return callPaper(row, await callFacts(reading, row.called_on ?? today()), visit.county.bodyName);
}));

export function mount(site: Site): void {
  mountResource(site, plenaries);
  site.add({ method: 'GET', path: `/${plenary.path}/:id/call.docx`, handle: printedCall });
}
