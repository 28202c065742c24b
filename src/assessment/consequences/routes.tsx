import { assessment } from '#assessment/rounds/record.ts';
import { sheetChoice } from '#assessment/rounds/facts.ts';
import { assessmentSheet, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { said } from '#platform/fields.ts';
import { page } from '#platform/http/answers.tsx';
import { derivedFacts, FieldOf } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { OfficialSheet } from '#platform/documents/official.tsx';
import type { OfficialPaper } from '#platform/documents/model.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { LongText, type Fact } from '#platform/ui/facts.tsx';
import { LongTextField } from '#platform/ui/fields.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { correct, effects, propose, standsOn } from '#assessment/consequences/actions.ts';
import { mountBoard, overseesConsequences } from '#assessment/consequences/board.tsx';
import { beginningOf, consequencePaper, kindWord, titleOf } from '#assessment/consequences/papers.ts';
import { bandsBefore, factsOf, linesFor } from '#assessment/consequences/read.ts';
import { consequence, consequenceFields, draftFields, issuingFields, talkFields, type Consequence } from '#assessment/consequences/record.ts';
import { mountTargets } from '#assessment/consequences/targets.tsx';
import { kinds, type Kind } from '#assessment/consequences/words.ts';

interface Around extends Surroundings {
  /** How its text begins. */
  beginning: string;
  /** The result was restated, and it stands on nothing any more. */
  isGroundless: boolean;
}

const opened = ['proposed', 'drafted'];

async function around(reading: Reading, rows: readonly Consequence[], visit: Visit): Promise<Around> {
  const ids = [...rows.map(({ sheet_id }) => sheet_id), visit.query.get('sheet') ?? ''];
  const [one] = rows;
  const drafting = rows.length === 1 && opened.includes(one!.state) && overseesConsequences(visit);
  return {
    choices: { assessment_sheet: await sheetChoice(reading, ids) },
    isGroundless: rows.length === 1 && overseesConsequences(visit) && !standsOn(await get<AssessmentSheet>(reading, assessmentSheet, one!.sheet_id), one!.grounds),
    beginning: drafting ? beginningOf(await factsOf(reading, one!), await linesFor(reading, one!), await bandsBefore(reading, one!)) : '',
  };
}

/** To whom such a paper goes when nothing else is said. */
const usual: Readonly<Record<Kind, string>> = { recommendation: '县委、县委组织部', praise: '各乡镇（街道）政协联络委', criticism: '各乡镇（街道）政协联络委', deduction: '县目标绩效管理部门', talk: '' };

const DraftForm = ({ row, form, beginning }: { row: Consequence; form: FormState; beginning: string }) => {
  const begun: FormState = { ...form, values: { addressee: row.addressee ?? usual[row.kind as Kind], words: row.words ?? beginning, points: row.points, ...form.values } };
  const asked = Object.keys(draftFields.shape).filter((name) => (name === 'points' ? row.kind === 'deduction' : name !== 'addressee' || row.kind !== 'talk'));
  return <>{asked.map((name) => (name === 'words' ? <Words form={begun} /> : <FieldOf of={draftFields} name={name} form={begun} choices={{}} />))}</>;
};

const Words = ({ form }: { form: FormState }) => {
  const { label, hint, max } = said(draftFields.shape.words);
  return <LongTextField form={form} name="words" label={label} hint={hint} required rows={14} maxlength={max} />;
};

const addressOf = ({ id }: Consequence, what: string): string => `/${consequence.path}/${id}/${what}`;

const consequences = resource<Consequence, Around>({
  declared: consequence,
  fields: consequenceFields,
  newLabel: '登记结果运用',
  around,
  enter: propose,
  correct,
  effects,
  known: ({ query }) => ({ sheet_id: query.get('sheet') ?? undefined, kind: query.get('kind') ?? undefined, grounds: query.get('grounds') ?? undefined }),
  stepForm({ step, row, around: { beginning }, form }) {
    return step === 'draft' ? <DraftForm row={row} form={form} beginning={beginning} /> : undefined;
  },
  listing: {
    columns: [
      { key: 'name', label: '对象', cell: ({ name }) => name, onCards: 'title', fixed: true },
      { key: 'year', label: '年度', cell: ({ year }) => String(year), tight: true },
      { key: 'kind', label: '怎样运用', cell: kindWord, tight: true },
      { key: 'grounds', label: '依据', cell: ({ grounds }) => grounds },
      { key: 'object_by', label: '异议期限', cell: ({ object_by }) => object_by ?? '', tight: true },
      { key: 'document_no', label: '文号', cell: ({ document_no }) => document_no ?? '' },
      { key: 'issued_on', label: '办理日期', cell: ({ issued_on }) => issued_on ?? '', sort: 'issued_on', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => consequence.states[state as 'drafted'].label, tight: true },
    ],
    filters: [searchOn(consequence, '关键词', '对象、文号'), choiceOn('kind', '怎样运用', kinds), stateFilter(consequence), daysOn('issued_on', '办理日期', { more: true })],
    defaultSort: '-issued_on',
    empty: '还没有结果运用。考核经主席会议审定以后，在“结果运用”页按办法逐件确定。',
  },
  listOthers: (visit) => (overseesConsequences(visit) ? [{ label: '按办法确定', href: '/consequences/board' }, { label: '目标考核折算表', href: '/consequences/targets' }] : []),
  lead: (row) => `${row.year}年度 · ${kindWord(row)}`,
  facts: (row, { choices }) => factsTold(row, choices),
  sections: ({ state, grounds }, { isGroundless }) => isGroundless && ['drafted', 'told', 'issued'].includes(state) && (
    <Remark>考核结果后来更正过，现在没有“{grounds}”这一项。{state === 'issued' ? '已经办理的，请撤回。' : '请点“不运用”。'}</Remark>
  ),
  others: (row, _around, visit) => [
    ...(row.words ? [{ label: '看文书', href: addressOf(row, 'paper') }] : []),
    ...(overseesConsequences(visit) ? [{ label: '考核表', href: `/assessment-sheets/${row.sheet_id}` }, { label: '本次考核的结果运用', href: `/consequences/board?assessment=${row.assessment_id}` }] : [{ label: assessment.title, href: `/${assessment.path}` }]),
  ],
});

const factsTold = (row: Consequence, choices: Surroundings['choices']): Fact[] => [
  { label: '对象', value: row.name }, { label: '怎样运用', value: kindWord(row) }, { label: '依据', value: row.grounds, wide: true },
  ...(row.whom ? [{ label: '涉及的同志', value: row.whom }] : []),
  ...(row.words ? derivedFacts(draftFields, { addressee: row.addressee, words: row.words }, choices) : []),
  ...(row.points === null ? [] : [{ label: '扣减分值', value: `${Number(row.points)}分` }]),
  ...(row.told_on ? [{ label: '告知日期', value: row.told_on }, { label: '可提出异议到', value: row.object_by }] : []),
  ...(row.objection ? [{ label: `异议（${row.objected_on}）`, value: <LongText text={row.objection} />, wide: true }] : []),
  ...(row.answer ? [{ label: `答复（${row.answered_on}）`, value: <LongText text={row.answer} />, wide: true }] : []),
  ...(row.talked_on ? derivedFacts(talkFields, { ...row }, choices) : row.issued_on ? derivedFacts(issuingFields, { ...row }, choices) : []),
];

async function paperOf(visit: Visit): Promise<{ row: Consequence; paper: OfficialPaper }> {
  return look(visit, async (seen) => {
    const row = await get<Consequence>(seen, consequence, visit.param('id'));
    if (!row.words) throw new Problem(409, 'not_drafted', '文书还没有起草。');
    return { row, paper: consequencePaper(await factsOf(seen, row), visit.county.bodyName, today()) };
  });
}

const paperPage = async (visit: Visit): Promise<Response> => {
  const { row, paper } = await paperOf(visit);
  return page(visit, (
    <Desk frame={frameOf(visit)} title={titleOf(row)} width="narrow">
      <Head title={kindWord(row)} lead={row.document_no ?? consequence.states[row.state as 'drafted'].label} back={{ label: consequence.title, href: `/${consequence.path}/${row.id}` }} main={{ label: '下载 Word', href: addressOf(row, 'paper.docx'), icon: 'exporting' }} />
      <OfficialSheet paper={paper} />
    </Desk>
  ));
};

export const mount = (site: Site): void => {
  mountBoard(site);
  mountTargets(site);
  site.add({ method: 'GET', path: `/${consequence.path}/:id/paper`, handle: paperPage });
  site.add({ method: 'GET', path: `/${consequence.path}/:id/paper.docx`, handle: async (visit) => paperAnswer(visit, (await paperOf(visit)).paper) });
  mountResource(site, consequences);
};
