import { sql } from 'kysely';
import { unitChoices } from '#institutions/facts.ts';
import { Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { amend } from '#platform/records/write.ts';
import { yetToCountersign } from '#duties/countersigning.ts';
import { happenedOn } from '#duties/days.ts';
import { schemeOn, worstOf, type Result } from '#duties/proposals/answers/letters.ts';
import type { ProposalAnswer } from '#duties/proposals/answers/record.ts';
import { replied } from '#duties/proposals/answers/replying.ts';
import { expectTalks } from '#duties/proposals/contacts/standing.ts';
import { dueFor } from '#duties/proposals/answers/next.ts';
import { handlers, holdProposal, repliers, roleOf, type HandlingRole } from '#duties/proposals/handled.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** Sending a letter, and what follows for the proposal: an assisting opinion countersigns it, the last reply that was needed replies to it. */
export async function send(act: Act, row: ProposalAnswer, { sent_on }: { sent_on?: string }): Promise<Partial<ProposalAnswer>> {
  const day = happenedOn(act, 'sent_on', sent_on);
  const parent = await holdProposal(act, row.proposal_id);
  if (roleOf(parent, row.unit_id) !== row.role || parent.round !== row.round) throw new Problem(409, 'handled_otherwise', '这件提案已经改由别的单位办，或者已进入下一次办理，这封函不能再发出。请作废。');
  await (row.role === 'assisting' ? countersign(act, parent, row) : reply(act, parent, { ...row, sent_on: day }));
  const due = await dueFor(act, parent, row.role as HandlingRole);
  return { sent_on: day, on_time: due === null ? null : day <= due, handler_ids: handlers(parent) };
}

async function countersign(act: Act, parent: Proposal, row: ProposalAnswer): Promise<void> {
  if (!proposal.steps.countersign.from.some((state) => state === parent.state) || parent.countersigned_ids.includes(row.unit_id)) return;
  await amend(act, proposal, parent, { countersigned_ids: [...parent.countersigned_ids, row.unit_id] }, { step: 'countersign', relation: 'consequence', reason: `会办意见已发出（${row.doc_no ?? ''}）` });
}

async function reply(act: Act, parent: Proposal, last: ProposalAnswer): Promise<void> {
  const waiting = yetToCountersign(parent);
  if (waiting > 0) throw new Problem(422, 'not_countersigned', `还有${waiting}个会办单位没有会签，会签之后才能答复。`);
  if (!proposal.steps.reply.from.some((state) => state === parent.state)) throw new Problem(409, 'wrong_state', `这件提案现在是“${proposal.states[parent.state as 'filed']?.label ?? parent.state}”，不在办理，不能发出答复。`);
  const sent = [...(await sentInRound(act, parent)), last];
  const waitsFor = repliers(parent).filter((id) => !sent.some((one) => one.unit_id === id));
  if (waitsFor.length > 0) return expectTalks(act, parent);
  const answer = sent.length === 1 ? alone(last) : await together(act, sent);
  await amend(act, proposal, parent, { ...(await replied(act, parent, answer)), state: proposal.steps.reply.to }, { step: 'reply', relation: 'consequence', reason: sent.map(({ doc_no }) => doc_no).filter(Boolean).join('、') });
}

/** What the other units of a separately handled proposal have sent. */
async function sentInRound(act: Act, { id, round }: Proposal): Promise<ProposalAnswer[]> {
  const { rows } = await sql<ProposalAnswer>`
    select r.* from proposal_answers r
    where r.county_id = ${act.county} and r.proposal_id = ${id} and r.round = ${round} and r.role <> 'assisting' and r.state = 'sent' order by r.sent_on, r.id`.execute(act.db);
  return rows;
}

const alone = ({ result, letter, body, sent_on, adoptions }: ProposalAnswer) => ({ result: result!, letter, reply: body!, replied_on: sent_on!, adoptions });

/** The proposal's own column has room for two letters; the letters themselves stand beside it in full. */
const ROOM = 19_000;

/** Separate replies in one: the worst result, for each suggestion the best that any unit did, each text under its unit's name. */
async function together(act: Act, sent: readonly ProposalAnswer[]) {
  const names = new Map((await unitChoices(act)).map(({ value, label }) => [value, label]));
  const result = worstOf(sent.map((one) => one.result!));
  const day = sent.map((one) => one.sent_on!).toSorted().at(-1)!;
  const text = sent.map((one) => `${names.get(one.unit_id) ?? ''}：\n${one.body}`).join('\n\n');
  return { result, letter: (await schemeOn(act, day)).get(result as Result) ?? null, reply: Array.from(text).slice(0, ROOM).join(''), replied_on: day, adoptions: bestOfEach(sent.map(({ adoptions }) => adoptions)) };
}

const fromBest: readonly string[] = ['adopted', 'partly', 'planned', 'not'];

/** By suggestion; one that every unit left to the others was not adopted. */
export function bestOfEach(all: readonly (readonly string[])[]): string[] {
  const n = Math.max(0, ...all.map(({ length }) => length));
  return Array.from({ length: n }, (_, at) => fromBest.find((word) => all.some((adoptions) => adoptions[at] === word)) ?? 'not');
}
