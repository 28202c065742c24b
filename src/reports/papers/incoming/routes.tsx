import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { committee } from '#institutions/committees/record.ts';
import { derivedFacts, FieldOf } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Choices, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { DueLight } from '#platform/ui/due.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { handlingSheet, numberWords } from '#reports/papers/incoming/paper.ts';
import { incomingFields, incomingPaper, type IncomingPaper } from '#reports/papers/incoming/record.ts';
import { correct, effects, register } from '#reports/papers/incoming/register.ts';
import { paperKinds, type PaperKind } from '#reports/papers/kinds.ts';
import { numberWords as sentNumber } from '#reports/papers/outgoing/paper.ts';
import { outgoingPaper, type OutgoingPaper } from '#reports/papers/outgoing/record.ts';

const base = `/${incomingPaper.path}`;
/** Papers of ours that may be answered or may answer: the newest that were sent. */
const OFFERED = 200;

interface Around extends Surroundings {
  near: number;
}

const incoming = resource<IncomingPaper, Around>({
  declared: incomingPaper,
  fields: incomingFields,
  newLabel: '登记收文',
  around: async (reading) => ({ choices: { committee: await committeeChoices(reading), outgoing_paper: await sentPapers(reading) }, near: await parameterAt(reading, 'light.near_days', today()) }),
  enter: register,
  correct,
  effects,
  known: (visit) => ({ received_on: today(), committee_id: ownCommittee(visit.actor), answers_id: visit.query.get('answers') ?? undefined, kind: visit.query.get('answers') ? 'reply' : undefined }),
  stepForm: ({ step, form, around }) => stepFields(step, form, around.choices),
  lead: (row, { near }) => <>{numberWords(row)} · {row.from_body} <DueLight declared={incomingPaper} row={row} near={near} /></>,
  facts: (row, { choices }) => [
    ...derivedFacts(incomingFields.omit({ title: true }), { ...row }, choices),
    ...Object.values(incomingPaper.steps).flatMap(({ input }) => (input && Object.keys(input.shape).some((name) => name !== 'due_on' && row[name as keyof IncomingPaper] !== null) ? derivedFacts(input.omit('due_on' in input.shape ? { due_on: true } : {}), { ...row }, choices) : [])),
  ],
  others: (row) => [
    { label: '收文处理单（Word）', href: `${base}/${row.id}/sheet.docx` },
    ...(row.answers_id ? [{ label: '它答复的发文', href: `/${outgoingPaper.path}/${row.answers_id}` }] : []),
  ],
  listing: {
    columns: [
      { key: 'number', label: '收文号', cell: numberWords, tight: true, fixed: true },
      { key: 'received_on', label: '收文日期', cell: (row) => row.received_on, sort: 'received_on', tight: true },
      { key: 'from_body', label: '来文单位', cell: (row) => row.from_body },
      { key: 'document_no', label: '来文字号', cell: (row) => row.document_no ?? '' },
      { key: 'title', label: '来文标题', cell: (row) => row.title, onCards: 'title' },
      { key: 'kind', label: '文种', cell: (row) => (row.kind ? paperKinds[row.kind as PaperKind] : ''), shown: false },
      { key: 'handler', label: '承办人', cell: (row) => row.handler ?? '', tight: true },
      { key: 'due_on', label: '办理时限', cell: (row, { near }) => (row.due_on && ['registered', 'proposed', 'handling'].includes(row.state) ? <DueLight declared={incomingPaper} row={row} near={near} /> : row.due_on ?? ''), plain: (row) => row.due_on, sort: 'due_on', tight: true },
      { key: 'done_on', label: '办结日期', cell: (row) => row.done_on ?? '', tight: true },
      { key: 'file_no', label: '档号', cell: (row) => row.file_no ?? '', shown: false },
      { key: 'state', label: '状态', cell: (row) => incomingPaper.states[row.state as 'registered']?.label, tight: true },
    ],
    filters: [
      searchOn(incomingPaper, '关键词', '来文标题、来文单位、来文字号'), stateFilter(incomingPaper), daysOn('received_on', '收文日期'), choiceOn('kind', '文种', paperKinds, { more: true }),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? [], { more: true }),
    ],
    defaultSort: '-received_on',
    empty: '还没有收文。点“登记收文”，录入来文单位、字号和标题，扫描件可以一起附上。',
  },
});

/** Days are today's unless somebody says otherwise. */
function stepFields(step: string, form: FormState, choices: Choices) {
  const { input } = incomingPaper.steps[step as 'finish'] as { input?: typeof incomingFields };
  if (!input) return undefined;
  const days = Object.fromEntries(Object.keys(input.shape).filter((name) => name.endsWith('_on') && name !== 'due_on').map((name) => [name, today()]));
  const known = Object.keys(form.values).length > 0 ? form : { ...form, values: days };
  return <>{Object.keys(input.shape).map((name) => <FieldOf of={input} name={name} form={known} choices={choices} />)}</>;
}

async function sentPapers(reading: Reading) {
  const rows = await list<OutgoingPaper>(reading, outgoingPaper, { where: oneOf<OutgoingPaper>('state', ['sent', 'filed']), order: [{ column: 'drafted_on', descending: true }], limit: OFFERED });
  return rows.map((row) => ({ value: row.id, label: `${sentNumber(row)}　${row.title}` }));
}

const printed = async (visit: Visit): Promise<Response> => paperAnswer(visit, await look(visit, async (reading) => {
  const row = await get<IncomingPaper>(reading, incomingPaper, visit.param('id'));
  return handlingSheet(row, row.committee_id ? (await get(reading, committee, row.committee_id)).name : visit.county.bodyName);
}));

export function mount(site: Site): void {
  site.add({ method: 'GET', path: `${base}/:id/sheet.docx`, handle: printed });
  mountResource(site, incoming);
}
