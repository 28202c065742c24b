import { sql } from 'kysely';
import { unit, type Unit } from '#institutions/units/record.ts';
import { all, is } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { create, type Circumstances, type Effect } from '#platform/records/write.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { stillAhead, today } from '#duties/days.ts';
import { bodyOf, lackingIn } from '#duties/proposals/answers/composing.ts';
import { schemeOn, type Result } from '#duties/proposals/answers/letters.ts';
import { numbered } from '#duties/proposals/answers/numbering.ts';
import { proposalAnswer, type ProposalAnswer } from '#duties/proposals/answers/record.ts';
import { send } from '#duties/proposals/answers/sending.ts';
import { concerned, holdProposal, holdSeen, unitWriting, type HandlingRole } from '#duties/proposals/handled.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** Begins what a unit writes in this round, or goes on with what it has begun. Whom to call is known from its last letter. */
export async function beginAnswer(act: Act, { proposal_id, unit_id }: { proposal_id: string; unit_id?: string }, how: Circumstances): Promise<ProposalAnswer> {
  const row = await holdSeen(act, proposal_id);
  const { unitId, role } = unitWriting(act, row, unit_id);
  const begun = await answerOf(act, row, unitId);
  if (begun) return begun;
  expectInHand(row, role);
  const [last] = await list<ProposalAnswer>(act, proposalAnswer, { where: is<ProposalAnswer>('unit_id', unitId), limit: 1 });
  const { contact_name = null, contact_phone = null, openness = null } = last ?? {};
  return create<ProposalAnswer>(act, proposalAnswer, {
    proposal_id: row.id, unit_id: unitId, role, round: row.round, year: Number(today(act).slice(0, 4)), contact_name, contact_phone, openness, ...(await concerned(act, row)),
  }, how);
}

/** What the unit writes or wrote in the present round. */
export async function answerOf(reading: Reading, { id, round }: Pick<Proposal, 'id' | 'round'>, unitId: string): Promise<ProposalAnswer | undefined> {
  const { rows } = await sql<ProposalAnswer>`
    select r.* from proposal_answers r
    where r.county_id = ${reading.county} and r.proposal_id = ${id} and r.unit_id = ${unitId} and r.round = ${round} and r.state <> 'void'`.execute(reading.db);
  return rows[0];
}

function expectInHand({ state }: Proposal, role: HandlingRole): void {
  const from = role === 'lead' ? proposal.steps.reply.from : proposal.steps.countersign.from; // others begin while the lead unit has not yet signed for it
  if (from.some((one) => one === state)) return;
  if (state === 'assigned') throw new Problem(409, 'not_accepted', '这件提案还没有签收，请先签收，再拟写答复。');
  throw new Problem(409, 'wrong_state', `这件提案现在是“${proposal.states[state as 'filed']?.label ?? state}”，不在办理，不能拟写答复。`);
}

/** The unit still handles what it began to write on; else what it wrote is nobody's answer. */
async function stillHandled(act: Act, row: ProposalAnswer): Promise<Proposal> {
  const parent = await holdProposal(act, row.proposal_id);
  const { role } = unitWriting(act, parent, row.unit_id);
  if (role !== row.role || parent.round !== row.round) throw new Problem(409, 'handled_otherwise', '这件提案已经改由别的单位办，或者已进入下一次办理。请把这一稿作废，需要时重新拟写。');
  return parent;
}

/** Turns what was typed into columns: as many answers as there are suggestions. */
export async function correctAnswer(act: Act, row: ProposalAnswer, typed: Partial<ProposalAnswer>): Promise<Partial<ProposalAnswer>> {
  const parent = await holdProposal(act, row.proposal_id);
  const n = Math.max(parent.suggestions.length, 1);
  const cut = (values: readonly string[] | undefined, kept: readonly string[]) => Array.from({ length: n }, (_, at) => (values ?? kept)[at] ?? '');
  const adoptions = row.role === 'assisting' || parent.suggestions.length === 0 ? [] : cut(typed.adoptions, row.adoptions);
  if (row.role !== 'separate' && adoptions.includes('other')) throw invalid({ adoptions: '只有分办的提案，才可以选“由其他单位答复”。' });
  expectPromiseWhole(typed);
  if (typed.promised_on) stillAhead(act, 'promised_on', typed.promised_on);
  return { ...typed, answers: cut(typed.answers, row.answers).map((text) => text.trim()), adoptions: adoptions.filter(Boolean).length === 0 ? [] : adoptions };
}

function expectPromiseWhole({ promise, promised_on }: Partial<ProposalAnswer>): void {
  if (promised_on && !promise) throw invalid({ promise: '写了日期，请同时写明承诺办成什么。' });
}

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof proposalAnswer.steps, Effect<ProposalAnswer>>> = {
  async show(act, row) {
    const parent = await stillHandled(act, row);
    expectWhole(row, parent);
    return { ...(await concerned(act, parent)), letter: await letterOf(act, row.result), shown_on: today(act), draft_view: null, draft_opinion: null };
  },
  agree: async () => ({ draft_view: 'agree' }),
  reserve: async (_act, _row, { draft_opinion }: { draft_opinion: string }) => ({ draft_view: 'reserve', draft_opinion }),
  disagree: async (_act, _row, { draft_opinion }: { draft_opinion: string }) => ({ draft_view: 'disagree', draft_opinion }),
  redraft: async () => ({}),
  sign,
  recast: async (act, row, { result }: { result: string }) => {
    if (result === row.result) throw invalid({ result: '改定的结果与单位写的相同。不用改的，请点“审核通过”。' });
    return { result, letter: await letterOf(act, result), letter_was: row.letter_was ?? row.letter };
  },
  check: async (act) => ({ checked_on: today(act) }),
  return: async () => ({}),
  send,
};

/** From here on the paper is made of the row alone. A letter that nobody checks waits for nothing but its sending. */
async function sign(act: Act, row: ProposalAnswer, { signer, doc_code, number }: { signer: string; doc_code?: string; number?: number }): Promise<Partial<ProposalAnswer>> {
  const parent = await stillHandled(act, row);
  expectWhole(row, parent);
  if (row.role !== 'assisting') await expectShown(act, row);
  const body = bodyOf(row, parent);
  const paper = { signer, body, ...(await concerned(act, parent)), ...(await numbered(act, row, { doc_code, number })) };
  const unchecked = row.role === 'assisting' || (await parameterAt(act, 'answers.check', today(act))) === 'free';
  if (unchecked) return { ...paper, state: 'checked', letter: await letterOf(act, row.result) };
  return { ...paper, state: 'signed', letter: await letterOf(act, row.result), supervisor_id: await supervisorOf(act, row) };
}

function expectWhole(row: ProposalAnswer, parent: Proposal): void {
  const lacking = lackingIn(row, parent);
  if (lacking) throw new Problem(422, 'not_whole', lacking);
}

/** The first proposer has seen it and said something, or had the days of the plan to do so (domain rules 2.5, S68). */
async function expectShown(act: Act, row: ProposalAnswer): Promise<void> {
  if (row.draft_view || (await parameterAt(act, 'answers.draft', today(act))) === 'free') return;
  if (!row.shown_on) throw new Problem(422, 'not_shown', '这一稿还没有送提案人看。请先点“送提案人看稿”。', { clause: 'duty.yearly' });
  const last = workingDayAfter(await workCalendarOf(act), row.shown_on, await parameterAt(act, 'answers.draft_days', row.shown_on));
  if (today(act) <= last) throw new Problem(422, 'still_shown', `提案人还没有表态，可以看到${last}；过了这天没有表态，就可以签发。提案人口头或书面说了意见的，请县政协办公室代为登记。`, { clause: 'duty.yearly' });
}

const letterOf = async (act: Act, result: string | null): Promise<string | null> => (result ? ((await schemeOn(act, today(act))).get(result as Result) ?? null) : null);

const supervised = { party: 'answers.supervisor_party', government: 'answers.supervisor_government' } as const;
const NOBODY = '无';

/** The supervision unit of the side, where the plan names one; no unit checks itself. */
async function supervisorOf(act: Act, { unit_id }: ProposalAnswer): Promise<string | null> {
  const side = (await find(act, unit, unit_id))?.side;
  const key = supervised[side as keyof typeof supervised];
  if (!key) return null;
  const name = await parameterAt(act, key, today(act));
  if (name === NOBODY) return null;
  const [found] = await list<Unit>(act, unit, { where: all(is<Unit>('name', name), is<Unit>('state', 'active')), limit: 1 });
  return found && found.id !== unit_id ? found.id : null;
}
