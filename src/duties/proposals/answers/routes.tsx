import { FieldOf } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource } from '#platform/http/resource.tsx';
import { perform } from '#platform/http/resource-acts.tsx';
import type { Site } from '#platform/http/site.tsx';
import { json, seeOther } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { look, type Visit } from '#platform/http/visit.ts';
import { notFound } from '#platform/problems.ts';
import { get, isId } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { beginAnswer, correctAnswer, effects } from '#duties/proposals/answers/actions.ts';
import { aroundAnswers, type Around } from '#duties/proposals/answers/around.ts';
import { AnswerForm, gatheredAnswers } from '#duties/proposals/answers/form.tsx';
import { letterPaper } from '#duties/proposals/answers/paper.ts';
import { answerFields, proposalAnswer, type ProposalAnswer } from '#duties/proposals/answers/record.ts';
import { answerFacts, answerSections, roleWords, stateWords } from '#duties/proposals/answers/sections.tsx';
import { answerRoles } from '#duties/proposals/answers/words.ts';
import { proposal } from '#duties/proposals/record.ts';
import { results } from '#duties/proposals/words.ts';

const answers = resource<ProposalAnswer, Around>({
  declared: proposalAnswer,
  helped: { parts: ['body'] },
  fields: answerFields,
  newLabel: false, // begun from the proposal that it answers
  around: aroundAnswers,
  correct: correctAnswer,
  gathered: { edit: gatheredAnswers },
  effects,
  form: AnswerForm,
  stepForm: ({ step, row, around, form }) => {
    if (step !== 'sign' || !proposalAnswer.steps.sign.input) return undefined;
    const known = Object.keys(form.values).length > 0 ? form : { ...form, values: { doc_code: around.related?.docCode, signer: row.signer, number: row.number } };
    return Object.keys(proposalAnswer.steps.sign.input.shape).map((name) => <FieldOf of={proposalAnswer.steps.sign.input!} name={name} form={known} choices={{}} />);
  },
  listing: {
    columns: [
      { key: 'subject', label: '提案', cell: ({ subject }) => subject, onCards: 'title', fixed: true },
      { key: 'role', label: '种类', cell: roleWords, tight: true },
      { key: 'unit', label: '单位', cell: ({ unit_id }, { units }) => units.get(unit_id) ?? '' },
      { key: 'doc_no', label: '发文字号', cell: ({ doc_no }) => doc_no ?? '', tight: true },
      { key: 'letter', label: '类别', cell: ({ letter }) => letter ?? '', tight: true },
      { key: 'result', label: '办理结果', cell: ({ result }) => (result ? results[result as 'SOLVED'] : ''), shown: false },
      { key: 'sent_on', label: '发出', cell: ({ sent_on }) => sent_on ?? '', sort: 'sent_on', tight: true },
      { key: 'state', label: '状态', cell: stateWords, tight: true },
    ],
    filters: [
      searchOn(proposalAnswer, '关键词', '提案、答复内容'),
      referenceOn('unit_id', '单位', ({ choices }) => choices['unit'] ?? []),
      stateFilter(proposalAnswer),
      choiceOn('role', '种类', answerRoles, { more: true }),
      choiceOn('result', '办理结果', results, { more: true }),
      daysOn('sent_on', '发出日期', { more: true }),
    ],
    defaultSort: '-sent_on',
    empty: '还没有答复函。承办单位在提案的页面上点“拟写答复”，就从那里开始。',
  },
  lead: (row, { units }) => [units.get(row.unit_id), row.doc_no, row.letter ? `${row.letter}类` : ''].filter(Boolean).join(' · '),
  facts: answerFacts,
  sections: answerSections,
  others: (row) => [
    { label: '提案', href: `/${proposal.path}/${row.proposal_id}` },
    { label: ['drafting', 'shown'].includes(row.state) ? '征求意见稿（Word）' : '答复函（Word）', href: `/${proposalAnswer.path}/${row.id}/letter.docx` },
  ],
});

/** Begins what the person's unit writes on the proposal, or opens what it has begun. */
async function begin(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const unitId = body.text('unit_id');
  if (unitId !== undefined && !isId(unitId)) throw notFound('这个单位');
  const row = await perform(visit, body, proposalAnswer, (act, how) => beginAnswer(act, { proposal_id: visit.param('id'), unit_id: unitId }, how));
  if (visit.json) return json(visit, row, 201);
  return seeOther(visit, row.state === 'drafting' ? `/${proposalAnswer.path}/${row.id}/edit` : `/${proposalAnswer.path}/${row.id}`);
}

/** Every addressee's copy in one file; whoever sees the answer may print it. */
const printed = async (visit: Visit): Promise<Response> => paperAnswer(visit, await look(visit, async (reading) => {
  const row = await get(reading, proposalAnswer, visit.param('id'));
  const { units, related } = await aroundAnswers(reading, [row]);
  if (!related?.parent) throw notFound(`这件${proposal.title}`);
  return letterPaper({ row, units, ...related, parent: related.parent, bodyName: visit.county.bodyName, day: today() });
}));

export function mount(site: Site): void {
  site.add({ method: 'GET', path: `/${proposalAnswer.path}/:id/letter.docx`, handle: printed });
  site.add({
    method: 'POST', path: `/${proposal.path}/:id/answers`, handle: begin,
    api: { summary: '拟写答复、会办意见', tag: proposalAnswer.title, status: 201, body: { type: 'object', properties: { request_id: { type: 'string' }, unit_id: { type: 'string', format: 'uuid', description: '县政协办公室代哪个承办单位录入' } } } },
  });
  mountResource(site, answers);
}
