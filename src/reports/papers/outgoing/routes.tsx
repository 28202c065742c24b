import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { pdfIssued } from '#platform/documents/issuing.ts';
import { OfficialSheet } from '#platform/documents/official.tsx';
import { withSecondHead, type OfficialPaper } from '#platform/documents/model.ts';
import { derivedFacts, FieldOf } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, nameIn, type Handler, type Visit } from '#platform/http/visit.ts';
import { is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import type { Fact } from '#platform/ui/facts.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { Table } from '#platform/ui/table.tsx';
import { parameterAt } from '#plans/facts.ts';
import { issuedAnswer } from '#reports/issued.ts';
import { incomingPaper, type IncomingPaper } from '#reports/papers/incoming/record.ts';
import { channels, paperKinds, type PaperKind } from '#reports/papers/kinds.ts';
import { actionsWith } from '#reports/papers/outgoing/actions.ts';
import { draftSheet, numberWords, outgoingPaperOf, type PaperWritten } from '#reports/papers/outgoing/paper.ts';
import { writtenFor, type Issuing } from '#reports/papers/outgoing/printing.ts';
import { outgoingFields, outgoingPaper, type OutgoingPaper } from '#reports/papers/outgoing/record.ts';

interface Around extends Surroundings {
  /** The paper itself, and what came in answer to it; of a single one. */
  paper: OfficialPaper | undefined;
  answers: readonly IncomingPaper[];
  /** 机关代字 by which the next number is proposed. */
  codes: { county: string; committee: string };
}

/** Of each kind of material, the newest are offered. */
const OFFERED = 20;
const ANSWERS = 20;
const base = `/${outgoingPaper.path}`;

const outgoing = (issuing: Issuing) => {
  const { enter, correct, effects } = actionsWith(issuing);
  return resource<OutgoingPaper, Around>({
    declared: outgoingPaper,
    fields: outgoingFields,
    newLabel: '拟稿',
    enterLabel: '保存草稿',
    around: (reading, rows, visit) => surroundings(reading, rows, visit, issuing),
    enter, correct, effects,
    known: (visit) => ({ committee_id: ownCommittee(visit.actor), source_id: visit.query.get('of') ?? undefined, kind: visit.query.get('kind') ?? undefined }),
    stepForm: ({ step, row, form, around }) => stepFields(step, row, form, around),
    lead: (row) => [paperKinds[row.kind as PaperKind], row.document_no ? '' : numberWords(row)].filter(Boolean).join(' · '),
    facts: (row, { choices }) => [
      ...derivedFacts(outgoingFields.omit({ body: true, title: true }), { ...row }, choices).filter(isWritten),
      ...(Object.keys(outgoingPaper.steps) as (keyof typeof outgoingPaper.steps)[]).flatMap((step) => stepFacts(step, row, choices)),
    ],
    sections: (_row, { paper, answers }) => (
      <>
        {answers.length > 0 && <Answers answers={answers} />}
        {paper && <Section title="文件样子"><OfficialSheet paper={paper} /></Section>}
      </>
    ),
    others: (row) => [
      { label: '文件（Word）', href: `${base}/${row.id}/paper.docx` }, { label: '发文稿纸（Word）', href: `${base}/${row.id}/sheet.docx` },
      ...(['sent', 'filed'].includes(row.state) ? [{ label: '登记来文答复', href: `/${incomingPaper.path}/new?answers=${row.id}` }] : []),
    ],
    listing: {
      columns: [
        { key: 'document_no', label: '发文字号', cell: numberWords, tight: true, fixed: true },
        { key: 'title', label: '标题', cell: (row) => row.title, onCards: 'title' },
        { key: 'kind', label: '文种', cell: (row) => paperKinds[row.kind as PaperKind], tight: true },
        { key: 'addressee', label: '主送机关', cell: (row) => row.addressee ?? '' },
        { key: 'drafted_by', label: '拟稿人', cell: (row) => row.drafted_by ?? '', shown: false },
        { key: 'signatory', label: '签发人', cell: (row) => row.signatory ?? '', tight: true },
        { key: 'signed_on', label: '签发日期', cell: (row) => row.signed_on ?? '', tight: true },
        { key: 'copies', label: '份数', cell: (row) => row.copies ?? '', align: 'end', shown: false },
        { key: 'sent_how', label: '送出方式', cell: (row) => (row.sent_how ? channels[row.sent_how as keyof typeof channels] : ''), shown: false },
        { key: 'sent_on', label: '印发日期', cell: (row) => row.sent_on ?? '', sort: 'sent_on', tight: true },
        { key: 'file_no', label: '档号', cell: (row) => row.file_no ?? '', shown: false },
        { key: 'drafted_on', label: '拟稿日期', cell: (row) => row.drafted_on, sort: 'drafted_on', tight: true, shown: false },
        { key: 'state', label: '状态', cell: (row) => outgoingPaper.states[row.state as 'draft']?.label, tight: true },
      ],
      filters: [
        searchOn(outgoingPaper, '关键词', '标题、发文字号、主送机关'), choiceOn('kind', '文种', paperKinds), stateFilter(outgoingPaper), daysOn('sent_on', '印发日期'),
        referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? [], { more: true }),
      ],
      defaultSort: '-drafted_on',
      empty: '还没有发文。点“拟稿”起草一份；请示、纪要、述职等系统里已有的材料，可以直接选来排成文件。',
    },
  });
};

/** Most papers need few of the many things that a sheet can say: what is not written is not shown. */
const isWritten = ({ value }: Fact): boolean => value !== null && value !== undefined && value !== '';

/** Days are today's and the number is the next of the usual series, unless somebody says otherwise; a reserved number is not asked again. */
function stepFields(step: string, row: OutgoingPaper, form: FormState, { codes }: Around) {
  const { input } = outgoingPaper.steps[step as 'sign'] as { input?: typeof outgoingFields };
  if (!input) return undefined;
  if (step === 'number' && row.serial) return <p class="quiet">用预留的{numberWords(row)}。</p>;
  const days = Object.fromEntries(Object.keys(input.shape).filter((name) => name.endsWith('_on')).map((name) => [name, today()]));
  const code = `${row.committee_id ? codes.committee : codes.county}${row.kind === 'letter' ? '函' : ''}`;
  const known = Object.keys(form.values).length > 0 ? form : { ...form, values: { ...days, code, year: Number(today().slice(0, 4)) } };
  return <>{Object.keys(input.shape).map((name) => <FieldOf of={input} name={name} form={known} choices={{}} />)}</>;
}

/** What a step left behind. */
function stepFacts(step: keyof typeof outgoingPaper.steps, row: OutgoingPaper, choices: Around['choices']) {
  const { input } = outgoingPaper.steps[step] as { input?: Parameters<typeof derivedFacts>[0] };
  if (!input || step === 'number' || step === 'reserve') return [];
  return Object.keys(input.shape).some((name) => row[name as keyof OutgoingPaper] !== null) ? derivedFacts(input, { ...row }, choices).filter(isWritten) : [];
}

async function surroundings(reading: Reading, rows: readonly OutgoingPaper[], visit: Visit, issuing: Issuing): Promise<Around> {
  const only = visit.param('id') && rows.length === 1 ? rows[0] : undefined;
  const [county, committee] = await Promise.all([parameterAt(reading, 'papers.code', today()), parameterAt(reading, 'papers.committee_code', today())]);
  return {
    choices: { committee: await committeeChoices(reading), paper_source: await offered(reading, issuing, visit) },
    paper: only && withSecondHead(outgoingPaperOf(await writtenFor(reading, issuing, only)), visit.county),
    answers: only ? await list(reading, incomingPaper, { where: is<IncomingPaper>('answers_id', only.id), limit: ANSWERS }) : [],
    codes: { county, committee },
  };
}

/** The newest materials of which the person may see and which make a paper. */
async function offered(reading: Reading, { sources }: Issuing, visit: Visit): Promise<{ value: string; label: string }[]> {
  const found = [];
  for (const { declared, label } of sources) {
    const rows = await list(reading, declared, { limit: OFFERED });
    found.push(...rows.map((row) => ({ value: row.id, label: `${label}：${nameIn(visit.county, declared, row)}` })));
  }
  return found;
}

const Answers = ({ answers }: { answers: readonly IncomingPaper[] }) => (
  <Section title="来文答复" count={answers.length}>
    <Table<IncomingPaper>
      caption="来文答复" rows={[...answers]} href={({ id }) => `/${incomingPaper.path}/${id}`}
      columns={[
        { key: 'title', label: '来文', cell: ({ title }) => title, onCards: 'title' },
        { key: 'from_body', label: '来文单位', cell: ({ from_body }) => from_body },
        { key: 'document_no', label: '来文字号', cell: ({ document_no }) => document_no ?? '' },
        { key: 'received_on', label: '收文日期', cell: ({ received_on }) => received_on, tight: true },
      ]}
    />
  </Section>
);

/** Whoever sees the register prints the paper. */
const printed = (issuing: Issuing, write: (written: PaperWritten) => OfficialPaper): Handler => async (visit) => paperAnswer(visit, await look(visit, async (reading) =>
  write(await writtenFor(reading, issuing, await get(reading, outgoingPaper, visit.param('id'))))));

/** As it stands until it is sent; then the very file that was sent. */
const paperItself = (issuing: Issuing): Handler => async (visit) => {
  const ending = visit.path.endsWith('.pdf') ? 'pdf' : 'docx';
  const [title, kept] = await look(visit, async (reading) => {
    const row = await get(reading, outgoingPaper, visit.param('id'));
    return [row.title, ending === 'pdf' ? await pdfIssued(reading, outgoingPaper, row.id, row.sha256) : row.sha256] as const;
  });
  return (await issuedAnswer(visit, kept, title, ending)) ?? printed(issuing, outgoingPaperOf)(visit);
};

export const mountWith = (issuing: Issuing) => (site: Site): void => {
  site.add({ method: 'GET', path: `${base}/:id/paper.docx`, handle: paperItself(issuing) });
  site.add({ method: 'GET', path: `${base}/:id/sheet.docx`, handle: printed(issuing, draftSheet) });
  mountResource(site, outgoing(issuing));
};
