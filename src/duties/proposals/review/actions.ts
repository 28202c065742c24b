import { sql } from 'kysely';
import { program } from '#platform/identity/actor.ts';
import { all, oneOf, present } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { create, edit, take } from '#platform/records/write.ts';
import { reviewWordsOn } from '#plans/facts.ts';
import { today } from '#duties/days.ts';
import { effects } from '#duties/proposals/actions.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { proposalReview, type ProposalReview } from '#duties/proposals/review/record.ts';
import { expectNotOwn, expectSeat, type Seat } from '#duties/proposals/review/reviewers.ts';
import { verdicts, type Verdict } from '#duties/proposals/review/words.ts';

/** What is said of one or many proposals at once. */
export interface Said {
  round: number;
  verdict: Verdict;
  ground?: string;
  /** The reason, as the proposer is told it. */
  remark?: string;
  /** With which one the others are handled: one of them, or one that is filed already. */
  into_id?: string;
  /** Who said it, when the office enters it from the minutes. */
  reviewer?: string;
}

/** So many are decided on at once; a session has hundreds, one page of the board a hundred. */
export const MOST_AT_ONCE = 200;

/**
 * Writes what was said of each, all or none. In the last round the office carries it out: the verdict becomes the proposal's step.
 * @throws Problem 422 naming the proposal that stands against it
 */
export async function giveVerdicts(act: Act, ids: readonly string[], said: Said): Promise<number> {
  const seat = await expectSeat(act);
  if (seat === 'onlooker') throw new Problem(403, 'not_yours', '审查意见由县政协办公室和参加审查的委员填写，您不在其中。');
  const { rounds, committee } = await reviewWordsOn(act, today(act));
  if (said.round > rounds.length) throw invalid({ round: `本县的提案审查只有${rounds.length}轮。` });
  const complete = expectComplete(said);
  const last = said.round === rounds.length && seat === 'office';
  const rows = await toReview(act, ids);
  const reviewer = reviewerOf(act, seat, complete, last ? committee : undefined);
  for (const row of rows) await note(act, row, complete, reviewer);
  if (last) await carryOut(act, rows, complete);
  return rows.length;
}

function expectComplete(said: Said): Said {
  const missing = {
    ...(said.verdict === 'refuse' && !said.ground ? { ground: '请选择不予立案的情形。' } : {}),
    ...(['refuse', 'return'].includes(said.verdict) && !said.remark ? { remark: '请写明理由，提案人会看到。' } : {}),
    ...(said.verdict === 'merge' && !said.into_id ? { into_id: '请选择以哪一件为主。' } : {}),
  };
  if (Object.keys(missing).length > 0) throw invalid(missing);
  return said.verdict === 'refuse' ? said : { ...said, ground: undefined };
}

/**
 * Those that were handed in, in the order of their serial numbers. Reviewers do not see proposals in the lists before these are filed: the board opens
 * them, and so does this; a draft stays its author's.
 * @throws Problem 422 when one is not there.
 */
export async function handedIn(reading: Reading, ids: readonly string[]): Promise<Proposal[]> {
  const where = all(oneOf<Proposal>('id', ids), present<Proposal>('serial_no'));
  const rows = await list({ ...reading, actor: program(reading.county) }, proposal, { where, order: [{ column: 'serial_no' }], limit: MOST_AT_ONCE });
  if (rows.length < ids.length) throw new Problem(422, 'not_there', '选中的提案里有的没有找到，请刷新页面后再选。');
  return rows;
}

async function toReview(act: Act, ids: readonly string[]): Promise<Proposal[]> {
  const rows = await handedIn(act, ids);
  for (const row of rows) {
    if (row.state !== 'submitted') throw new Problem(409, 'wrong_state', `“${row.title}”现在是“${proposal.states[row.state as 'filed'].label}”，已经不在审查。请刷新页面后再选。`);
    expectNotOwn(act.actor, row);
  }
  return rows;
}

type Reviewer = Pick<ProposalReview, 'reviewer' | 'reviewer_id'>;

const reviewerOf = ({ actor }: Act, seat: Seat, { reviewer }: Said, committee: string | undefined): Reviewer => {
  const name = seat === 'office' ? (committee ?? reviewer ?? actor.name) : actor.name;
  return { reviewer: name, reviewer_id: name === actor.name ? actor.personId : null };
};

/** Whoever says something else in the same round takes the first word back. */
async function note(act: Act, row: Proposal, { round, verdict, ground, remark, into_id }: Said, who: Reviewer): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from proposal_reviews
    where county_id = ${act.county} and proposal_id = ${row.id} and round = ${round} and state = 'given' and reviewer = ${who.reviewer}`.execute(act.db);
  for (const { id } of rows) await take<ProposalReview>(act, proposalReview, id, 'void', { reason: `改为“${verdicts[verdict]}”` });
  const leads = verdict === 'merge' && into_id === row.id;
  await create<ProposalReview>(act, proposalReview, {
    proposal_id: row.id, round, ...who, verdict: leads ? 'file' : verdict, ground: ground ?? null, remark: remark ?? null, into_id: leads ? null : (into_id ?? null), category: row.category, given_on: today(act),
  }, who.reviewer_id ? {} : { onBehalfOf: who.reviewer });
}

/** The lead of a group is filed first; every original is kept. */
async function carryOut(act: Act, rows: readonly Proposal[], { verdict, ground, remark, into_id }: Said): Promise<void> {
  const stepOf = (row: Proposal): [keyof typeof proposal.steps, Record<string, unknown>] => {
    switch (verdict) {
      case 'file': return ['file', {}];
      case 'merge': return into_id === row.id ? ['file', {}] : ['merge', { merged_into_id: into_id }];
      case 'convert': return ['convert', {}];
      case 'letter': return ['as_letter', {}];
      case 'return': return ['return', {}];
      case 'refuse': return ['refuse', { refusal_ground: ground }];
    }
  };
  for (const row of rows.toSorted((a, b) => Number(b.id === into_id) - Number(a.id === into_id))) {
    const [step, input] = stepOf(row);
    await take<Proposal>(act, proposal, row.id, step, { input, reason: remark, effect: effects[step] });
  }
}

/** Sorts them under one category of the county's scheme. */
export async function classify(act: Act, ids: readonly string[], category: string): Promise<number> {
  const { categories } = await reviewWordsOn(act, today(act));
  if (!categories.includes(category)) throw invalid({ category: '请从本县的分类里选一个。' });
  for (const id of ids) await edit<Proposal>(act, proposal, id, undefined, { category });
  return ids.length;
}

/**
 * Takes back everything that was said at one moment, and what was carried out with it: the merged before their lead, the numbers from
 * the last on. An act knows its moment from every other (`Act.at`).
 */
export async function undo(act: Act, moment: Date): Promise<number> {
  const { rows: said } = await sql<ProposalReview>`
    select r.* from proposal_reviews r where r.county_id = ${act.county} and r.state = 'given' and r.created_at = ${moment}::timestamptz
      and r.given_on >= ${moment}::timestamptz::date - 1 limit ${MOST_AT_ONCE}`.execute(act.db);
  if (said.length === 0) throw new Problem(409, 'nothing_to_undo', '没有可以撤销的：可能已经撤销过，或者之后又改了审查意见。');
  const seat = await expectSeat(act);
  const last = said[0]!.round === (await reviewWordsOn(act, today(act))).rounds.length && seat === 'office';
  if (last) await takeBack(act, said.map(({ proposal_id }) => proposal_id), moment);
  for (const { id } of said) await take<ProposalReview>(act, proposalReview, id, 'void', { reason: UNDONE });
  return said.length;
}

const UNDONE = '撤销刚才的操作';

async function takeBack(act: Act, ids: readonly string[], moment: Date): Promise<void> {
  const rows = await list(act, proposal, { where: oneOf<Proposal>('id', ids), order: [{ column: 'serial_no' }], limit: MOST_AT_ONCE });
  const touched = rows.find(({ changed_at }) => changed_at.getTime() !== moment.getTime());
  if (touched) throw new Problem(409, 'changed_since', `“${touched.title}”之后又办理过，不能一并撤销。请打开这一件单独处理。`);
  const inTurn = rows.toSorted((a, b) => Number(b.state === 'merged') - Number(a.state === 'merged') || (b.proposal_no ?? 0) - (a.proposal_no ?? 0));
  for (const { id, state } of inTurn) {
    const step = state === 'returned' ? 'submit' : 'reconsider';
    await take<Proposal>(act, proposal, id, step, { reason: UNDONE, effect: effects[step] });
  }
}
