import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { committee } from '#institutions/committees/record.ts';
import { json, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { committeesOf, holds } from '#platform/identity/actor.ts';
import { all, is, not, oneOf } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import { transact, type Reading } from '#platform/records/act.ts';
import { find, get, isId, list } from '#platform/records/read.ts';
import { shownMoment, today } from '#platform/time.ts';
import { headline, ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { ACCEPTED_AT_ONCE, acceptAll, correct, draft, effects } from '#reports/statements/actions.ts';
import { changedSince, type Changed } from '#reports/quoting/changed.tsx';
import { numbersOf } from '#reports/statements/drafting.ts';
import { DraftNow, ReturnForm, StatementForm, StatementSections, type Due } from '#reports/statements/pages.tsx';
import { printed, write } from '#reports/statements/paper.ts';
import { kinds, monthOf, periodDue, type Kind } from '#reports/statements/periods.ts';
import { periodOfRow, statement, statementFields, type Statement } from '#reports/statements/record.ts';

interface Around extends Surroundings {
  places: ReadonlyMap<string, string>;
  due: readonly Due[];
  changed: readonly Changed[];
  matters: readonly { id: string; title: string }[];
}

const statements = resource<Statement, Around>({
  declared: statement,
  fields: statementFields,
  newLabel: '起草',
  enterLabel: '按记录起草',
  async around(reading, rows, visit) {
    const committees = await committeeChoices(reading);
    const [only] = visit.param('id') ? rows : [];
    return {
      choices: { committee: committees },
      places: new Map(committees.map(({ value, label }) => [value, label])),
      due: only ? [] : await dueFor(reading),
      changed: only ? await laterChanges(reading, only) : [],
      matters: only ? await mattersOf(reading, only.matters) : [],
    };
  },
  known: (visit) => ({ committee_id: ownCommittee(visit.actor), kind: 'monthly', month: monthOf(periodDue('monthly', today()).from) }),
  enter: draft,
  correct,
  effects,
  form: ({ form, around, row }) => <StatementForm form={form} choices={around.choices} row={row} />,
  stepForm: ({ step, row, form }) => (step === 'return' ? <ReturnForm row={row} form={form} /> : undefined),
  lead: (row, { places }) => [places.get(row.committee_id), kinds[row.kind], periodOfRow(row)].join(' · '),
  facts: (row) => [
    { label: '种类', value: kinds[row.kind] },
    { label: '期间', value: `${row.from_on} 至 ${row.to_on}` },
    { label: '数字截至', value: shownMoment(row.as_of) },
    { label: '报送日期', value: row.submitted_on },
    { label: '通过日期', value: row.accepted_on },
    ...(row.zero ? [{ label: '零报告', value: '本月没有收到新的群众反映' }] : []),
  ],
  sections: (row, { changed, matters }) => <StatementSections row={row} changed={changed} matters={matters} />,
  others: (row) => [{ label: '下载 Word 文件', href: `/${statement.path}/${row.id}/paper.docx`, icon: 'exporting' }],
  batch: ({ actor }) => (holds(actor, 'county_office') ? { action: `/${statement.path}/acceptances`, acts: [{ name: 'accept', label: '一并通过' }] } : undefined),
  above: (visit, { due }) => <DraftNow frame={frameOf(visit)} due={due} />,
  listing: {
    columns: [
      { key: 'title', label: '标题', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'place', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '' },
      { key: 'kind', label: '种类', cell: (row) => kinds[row.kind], tight: true },
      { key: 'to_on', label: '期间', cell: periodOfRow, sort: 'to_on', tight: true },
      { key: 'submitted_on', label: '报送日期', cell: (row) => row.submitted_on ?? '', tight: true },
      { key: 'zero', label: '零报告', cell: (row) => (row.zero ? '是' : ''), tight: true },
      { key: 'state', label: '状态', cell: (row) => statement.states[row.state as 'draft']?.label, tight: true },
    ],
    filters: [
      searchOn(statement, '关键词', '标题、正文'),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []),
      choiceOn('kind', '种类', kinds),
      stateFilter(statement),
      daysOn('to_on', '期间截止', { more: true }),
      daysOn('submitted_on', '报送日期', { more: true }),
    ],
    defaultSort: '-to_on',
    empty: '还没有计划、报告和总结。点“起草”，系统按记录写好初稿。',
  },
});

/** What the person's own committees owe now and have not begun; of a period in which one was founded it owes nothing yet. */
async function dueFor(reading: Reading): Promise<Due[]> {
  const own = committeesOf(reading.actor, 'worker', 'director', 'deputy_director');
  const due: Due[] = [];
  for (const id of new Set(own)) {
    const place = await find(reading, committee, id);
    if (place?.state !== 'established') continue;
    for (const kind of Object.keys(kinds) as Kind[]) {
      const period = periodDue(kind, today());
      if (place.founded_on && place.founded_on > period.from) continue;
      const there = await list(reading, statement, { where: all(is<Statement>('committee_id', id), is<Statement>('kind', kind), is<Statement>('from_on', period.from), not(is<Statement>('state', 'void'))), limit: 1 });
      if (there.length === 0) due.push({ committee: { id, name: place.name }, kind, period });
    }
  }
  return due;
}

async function laterChanges(reading: Reading, row: Statement): Promise<Changed[]> {
  if (row.state === 'void') return [];
  const place = await get(reading, committee, row.committee_id);
  const { quotes } = await numbersOf(reading, { committee: place, kind: row.kind, period: { from: row.from_on, to: row.to_on } });
  return changedSince(printed(row), quotes);
}

/** Only those that the person may see. */
async function mattersOf(reading: Reading, ids: readonly string[]): Promise<{ id: string; title: string }[]> {
  if (ids.length === 0) return [];
  const rows = await list(reading, ledgerEntry, { where: oneOf<LedgerEntry>('id', ids), limit: ids.length });
  return rows.map(({ id, matter }) => ({ id, title: headline(matter) }));
}

/** Made of the row alone: the same row gives the same bytes. */
async function file(visit: Visit): Promise<Response> {
  const row = await look(visit, (reading) => get(reading, statement, visit.param('id')));
  return paperAnswer(visit, write(row).paper);
}

/** Those that were ticked, accepted in one act. */
async function acceptSeveral(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const ids = [...new Set([body.form?.getAll('id') ?? body.json?.['ids'] ?? []].flat())].filter((id): id is string => typeof id === 'string' && isId(id));
  if (ids.length === 0) throw new Problem(422, 'nothing_chosen', '还没有勾选报告。请返回列表，在标题前打勾后再点一次。');
  if (ids.length > ACCEPTED_AT_ONCE) throw new Problem(422, 'too_many', `一次最多通过${ACCEPTED_AT_ONCE}份，您选了${ids.length}份，请分几次。`);
  const accepted = await transact(visit.house, visit.actor, requestId(visit, body), (act) => acceptAll(act, ids));
  if (visit.json) return json(visit, { items: accepted });
  return seeOther(visit, `/${statement.path}?state=submitted`, { tone: 'good', sentence: `已通过${accepted.length}份。` });
}

export function mount(site: Site): void {
  site.add({ method: 'POST', path: `/${statement.path}/acceptances`, handle: acceptSeveral, api: { summary: '一并通过几份', tag: statement.title, body: { type: 'object', required: ['ids'], properties: { ids: { type: 'array', maxItems: ACCEPTED_AT_ONCE, items: { type: 'string', format: 'uuid' } } } } } });
  site.add({ method: 'GET', path: `/${statement.path}/:id/paper.docx`, handle: file });
  mountResource(site, statements);
}
