import { holds } from '#platform/identity/actor.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { amend, type Circumstances, type Effect } from '#platform/records/write.ts';
import { happenedOn } from '#duties/days.ts';
import { holdProposal, holdSeen } from '#duties/proposals/handled.ts';
import { endRating } from '#duties/proposals/ratings/asking.ts';
import type { Said } from '#duties/proposals/ratings/fields.ts';
import { give, handledWith, ratingsOf, settled } from '#duties/proposals/ratings/giving.ts';
import { expectIndependent } from '#duties/proposals/ratings/independence.ts';
import { raterActing, ratersOf, type Rater } from '#duties/proposals/ratings/raters.ts';
import type { ProposalRating, proposalRating } from '#duties/proposals/ratings/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** On the proposal's own page: as one who signed, or for the first proposer whose paper the office has. */
const rate: Effect<Proposal> = async (act, row, said: Said) => {
  const who = raterActing(act.actor, await ratersOf(act, row));
  const own = who.member_id !== null && [act.actor.memberId, ...(act.actor.formerIds ?? [])].includes(who.member_id);
  return give(act, row, who, said, own ? { way: 'self' } : { way: 'paper', onBehalfOf: who.rater });
};

/** What the proposal's own steps change. */
export const ratingSteps = { rate, rate_merged: rate, end_rating: endRating } satisfies Partial<Record<string, Effect<Proposal>>>;

/** A paper that somebody filled in and signed, as the office enters it; also one that comes when the time is over. */
export async function enterPaper(act: Act, { proposal_id, rater, rated_on, ...said }: Said & { proposal_id: string; rater?: string; rated_on?: string }, how: Circumstances): Promise<ProposalRating> {
  if (!holds(act.actor, 'county_office', 'maintainer')) throw new Problem(403, 'not_yours', '纸质评价由县政协办公室录入。您自己的评价，请在提案页点“评价答复”。');
  const row = await holdSeen(act, proposal_id);
  expectIndependent(act.actor, row);
  const { waiting, round } = await expectOpen(act, row);
  const who = chosen(waiting, rater);
  const columns = await give(act, row, who, said, { way: 'paper', ratedOn: happenedOn(act, 'rated_on', rated_on), onBehalfOf: who.rater });
  await amend(act, proposal, row, columns, { ...how, onBehalfOf: who.rater, step: row.state === 'merged' ? 'rate_merged' : 'rate', relation: 'county_office' });
  return (await ratingsOf(act, [row.id], round)).find((one) => one.rater === who.rater)!;
}

/** Who has not rated the reply of the round that is being asked about. */
export async function expectOpen(act: Act, row: Proposal): Promise<{ waiting: Rater[]; round: number }> {
  const handled = await handledWith(act, row);
  const root = handled.find(({ id }) => id === row.merged_root_id) ?? row;
  if (!['replied', 'rated'].includes(root.state)) throw new Problem(409, 'not_asked', `“${row.title}”现在是“${proposal.states[root.state as 'draft'].label}”，已答复、还没有办结的才能录入评价。`);
  const given = await ratingsOf(act, [row.id], root.round);
  return { round: root.round, waiting: (await ratersOf(act, row)).filter(({ rater }) => !given.some((one) => one.rater === rater)) };
}

function chosen(waiting: readonly Rater[], named: string | undefined): Rater {
  if (waiting.length === 0) throw invalid({ rater: '这件提案签名的人都已经评价过了。' });
  const found = named === undefined && waiting.length === 1 ? waiting[0] : waiting.find(({ rater }) => rater === named);
  if (!found) throw invalid({ rater: `${named ? `没有叫“${named}”的签名人，或者已经评价过了` : '请写明是谁的评价'}。还没有评价的有：${waiting.map(({ rater }) => rater).join('、')}。` });
  return found;
}

/** Who judges a rating does not work for the unit that it judges, and does so before the proposal is closed. */
const held = async (act: Act, rating: ProposalRating): Promise<Proposal> => {
  const row = await holdProposal(act, rating.proposal_id);
  expectIndependent(act.actor, ...(await handledWith(act, row)));
  return row;
};

/** What steps of a rating change besides the state. */
export const effects: Partial<Record<keyof typeof proposalRating.steps, Effect<ProposalRating>>> = {
  check: async (act, rating) => void (await held(act, rating)),
  async void(act, rating) {
    const row = await held(act, rating);
    const handled = await handledWith(act, row);
    const root = handled.find(({ id }) => id === row.merged_root_id) ?? row;
    if (!['replied', 'rated'].includes(root.state) || root.round !== rating.round) throw new Problem(409, 'too_late', '这件提案已经办结或重新办理了，当时的评价不能再作废。');
    await amend(act, proposal, row, await settled(act, row, handled, { reopenedBy: rating.id }), { step: 'rate', relation: 'consequence', reason: '一份评价作废，请本人重新评价' });
  },
};
