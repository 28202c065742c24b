import { boundAnswer, paperAnswer } from '#platform/http/paper-answer.ts';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { choiceOn, daysOn } from '#platform/http/listing.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { notFound } from '#platform/problems.ts';
import { get, list } from '#platform/records/read.ts';
import { oneOf } from '#platform/predicate.ts';
import { program } from '#platform/identity/actor.ts';
import { today } from '#platform/time.ts';
import { reviewWordsOn } from '#plans/facts.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { sittingOf } from '#duties/proposals/review/asking.ts';
import { board, boardPath } from '#duties/proposals/review/board.tsx';
import { decidedOf, decidedOne, noticePaper, noticesPaper } from '#duties/proposals/review/notices.ts';
import { proposalReview, reviewFields, type ProposalReview } from '#duties/proposals/review/record.ts';
import { reviewNumbers, reviewReport } from '#duties/proposals/review/report.ts';
import { expectSeat } from '#duties/proposals/review/reviewers.ts';
import { sheet } from '#duties/proposals/review/sheet.tsx';
import { giveVerdict, takeBack } from '#duties/proposals/review/verdict-routes.tsx';
import { verdicts, type Verdict } from '#duties/proposals/review/words.ts';

interface Around extends Surroundings {
  titles: ReadonlyMap<string, string>;
  rounds: string[];
}

const roundWords = ({ round }: ProposalReview, { rounds }: Around): string => rounds[round - 1] ?? `第${round}轮`;

/** What was said, one by one: for looking up and for taking back a word. It is given on the board. */
const reviews = resource<ProposalReview, Around>({
  declared: proposalReview,
  fields: reviewFields,
  newLabel: false,
  around: async (reading, rows) => {
    const seen = { ...reading, actor: program(reading.county) }; // a reviewer reads titles of proposals that are nobody's to list yet
    const about = rows.length === 0 ? [] : await list(seen, proposal, { where: oneOf<Proposal>('id', rows.flatMap(({ proposal_id, into_id }) => [proposal_id, ...(into_id ? [into_id] : [])])), limit: 2 * rows.length });
    return { choices: { proposal: about.map(({ id, title }) => ({ value: id, label: title })) }, titles: new Map(about.map(({ id, title }) => [id, title])), rounds: (await reviewWordsOn(reading, today())).rounds };
  },
  lead: (row, { titles }) => titles.get(row.proposal_id),
  others: (row) => [{ label: '看提案', href: `${boardPath}/${row.proposal_id}` }],
  listing: {
    columns: [
      { key: 'proposal', label: '提案', cell: ({ proposal_id }, { titles }) => titles.get(proposal_id) ?? '', onCards: 'title', fixed: true },
      { key: 'round', label: '轮次', cell: roundWords, tight: true },
      { key: 'reviewer', label: '审查人', cell: ({ reviewer }) => reviewer, tight: true },
      { key: 'verdict', label: '意见', cell: ({ verdict }) => verdicts[verdict as Verdict], tight: true },
      { key: 'given_on', label: '审查日期', cell: ({ given_on }) => given_on, sort: 'given_on', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => proposalReview.states[state as 'given'].label, tight: true },
    ],
    filters: [choiceOn('verdict', '意见', verdicts), daysOn('given_on', '审查日期', { more: true })],
    defaultSort: '-given_on',
    empty: '还没有审查意见。在“提案审查”里逐件填写。',
  },
});

const printed = (visit: Visit) => look(visit, async (reading) => {
  const seat = await expectSeat(reading);
  const sitting = await sittingOf(reading, visit, seat);
  const { committee } = await reviewWordsOn(reading, today());
  return { head: { session: sitting, bodyName: visit.county.bodyName, committee, date: today() }, decided: await decidedOf(reading, sitting), numbers: await reviewNumbers(reading, sitting, today()) };
});

async function notices(visit: Visit): Promise<Response> {
  const { decided, head } = await printed(visit);
  if (decided.length === 0) throw notFound('审查结果：这次会议的提案还没有审查结果');
  return boundAnswer(visit, noticesPaper(decided, head));
}

async function report(visit: Visit): Promise<Response> {
  const { numbers, head } = await printed(visit);
  return paperAnswer(visit, reviewReport(numbers, head));
}

/** Whoever sees the proposal may print what was decided of it. */
const notice = async (visit: Visit): Promise<Response> => paperAnswer(visit, await look(visit, async (reading) => {
  const row = await get(reading, proposal, visit.param('id'));
  const one = await decidedOne(reading, row.id);
  if (!one) throw notFound('审查结果：这件提案还没有审查结果');
  return noticePaper([one], { session: row, bodyName: visit.county.bodyName, committee: (await reviewWordsOn(reading, today())).committee, date: today() });
}));

const verdictBody = {
  type: 'object', required: ['id', 'act'],
  properties: { id: { type: 'array', items: { type: 'string', format: 'uuid' } }, act: { type: 'string', enum: [...Object.keys(verdicts), 'classify'] }, ground: { type: 'string' }, remark: { type: 'string' }, into_id: { type: 'string', format: 'uuid' }, reviewer: { type: 'string' }, category: { type: 'string' } },
};
const sittingInQuery = ['term', 'session', 'round', 'page'].map((name) => ({ name, in: 'query', schema: { type: 'integer' } }));

export function mount(site: Site): void {
  site.add({ method: 'GET', path: boardPath, handle: board, readsOnly: true, api: { summary: '提案审查', tag: proposal.title, query: sittingInQuery, answer: { type: 'object' } } });
  site.add({ method: 'POST', path: `${boardPath}/verdicts`, handle: giveVerdict, api: { summary: '填写审查意见', tag: proposal.title, query: sittingInQuery, body: verdictBody, answer: { type: 'object' } } });
  site.add({ method: 'POST', path: `${boardPath}/undoing`, handle: takeBack, api: { summary: '撤销刚才的审查意见', tag: proposal.title, body: { type: 'object', required: ['moment'], properties: { moment: { type: 'string', format: 'date-time' } } }, answer: { type: 'object' } } });
  site.add({ method: 'GET', path: `${boardPath}/notices.docx`, handle: notices });
  site.add({ method: 'GET', path: `${boardPath}/report.docx`, handle: report });
  site.add({ method: 'GET', path: `${boardPath}/:id`, handle: sheet, readsOnly: true });
  site.add({ method: 'GET', path: `/${proposal.path}/:id/review-notice.docx`, handle: notice });
  mountResource(site, reviews);
}
