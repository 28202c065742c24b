import { attachIssued } from '#platform/documents/issuing.ts';
import { mayCreate } from '#platform/lifecycle/lifecycle.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { create, refuse, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { sessionNow } from '#duties/proposals/statistics/facts.ts';
import { typedBody } from '#reports/wording/body.ts';
import { firstBody, numbersOf, titleOf } from '#reports/proposal-reports/drafting.ts';
import { write } from '#reports/proposal-reports/paper.ts';
import { proposalReport, spanOf, type Kind, type ProposalReport } from '#reports/proposal-reports/record.ts';

type Spanned = Pick<ProposalReport, 'term' | 'session' | 'from_on' | 'to_on'>;

type Entered = { kind: Kind; title?: string; body?: string } & Partial<Spanned>;

/** Drafts a report from the records; what was typed along with it stands in place of the drafted words. */
export async function draft(act: Act, entered: Entered, how: Circumstances): Promise<ProposalReport> {
  refuse(mayCreate(proposalReport, act.actor, { state: proposalReport.initial } as ProposalReport));
  const spanned = await spannedBy(act, entered);
  const numbers = await numbersOf(act, spanOf(spanned));
  const body = entered.body ? typedBody(entered.body, numbers) : firstBody(entered.kind, numbers);
  return create<ProposalReport>(act, proposalReport, { kind: entered.kind, ...spanned, title: entered.title ?? titleOf(entered.kind, spanOf(spanned)), body, ...numbers }, how);
}

/**
 * One session or one period; without either the session that is under way.
 * @throws Problem 422 for a half of one, or for both.
 */
async function spannedBy(act: Act, { term, session, from_on: from, to_on: to }: Partial<Spanned>): Promise<Spanned> {
  if (!term && !session && !from && !to) return { ...(await sessionNow(act)), from_on: null, to_on: null };
  if (term && session && !from && !to) return { term, session, from_on: null, to_on: null };
  if (!term && !session && from && to) {
    if (from > to) throw invalid({ to_on: '截止日期在起始日期之前，请核对。' });
    return { term: null, session: null, from_on: from, to_on: to };
  }
  throw invalid({ term: '请填届和次，写一次会议的提案；或者只填起止日期，写一段时间的提案。两样选一样，填齐。' });
}

/** Corrects the sentences; of which proposals it tells is not changed any more. */
export async function correct(_act: Act, row: ProposalReport, values: Partial<Entered>): Promise<Values<ProposalReport>> {
  const { kind, term, session, from_on, to_on } = row;
  return { kind, term, session, from_on, to_on, title: values.title ?? row.title, body: values.body ? typedBody(values.body, row) : row.body };
}

const redraw: Effect<ProposalReport> = async (act, row) => {
  const { quotes, tables, ...numbers } = await numbersOf(act, spanOf(row));
  return { ...numbers, quotes: JSON.stringify(quotes), tables: JSON.stringify(tables) } as unknown as Values<ProposalReport>;
};

/** What was finished is kept as the file that it was: later versions of the program may lay out papers in another way. */
const finish: Effect<ProposalReport> = async (act, row) => {
  const finished = { finished_on: dayOf(act.at) };
  await attachIssued(act, proposalReport, row.id, { title: row.title, paper: write({ ...row, ...finished }).paper });
  return finished;
};

export const effects = { redraw, finish };
