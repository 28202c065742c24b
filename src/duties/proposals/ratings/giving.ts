import { sql } from 'kysely';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { amend, create } from '#platform/records/write.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { today } from '#duties/days.ts';
import { subjectOf } from '#duties/proposals/handled.ts';
import type { Said } from '#duties/proposals/ratings/fields.ts';
import { expectIndependent, flagsOf, keepTrace } from '#duties/proposals/ratings/independence.ts';
import { overallOf, worstOf, type Overall } from '#duties/proposals/ratings/overall.ts';
import { ratersCount, ratersOf, type Rater } from '#duties/proposals/ratings/raters.ts';
import { proposalRating, type ProposalRating } from '#duties/proposals/ratings/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { dissatisfied } from '#duties/proposals/relations.ts';

/** The one place where a rating is written, whichever way it came, and where it is said what all of them mean for the proposal. */

export interface Given {
  way: 'self' | 'message' | 'paper';
  linkId?: string;
  ratedOn?: string;
  onBehalfOf?: string;
}

/** Writes what one signer says of the reply. Answers what changes on the proposal that the person signed. */
export async function give(act: Act, row: Proposal, who: Rater, said: Said, { way, linkId, ratedOn, onBehalfOf }: Given): Promise<Partial<Proposal>> {
  if (dissatisfied.test(said as Partial<Proposal> as Proposal) && !said.rating_opinion) throw invalid({ rating_opinion: '不满意时请写明原因，承办单位好重新办理。' });
  const handled = await handledWith(act, row);
  expectIndependent(act.actor, ...handled);
  const { round } = rootOf(handled, row);
  if ((await ratingsOf(act, [row.id], round)).some(({ rater }) => rater === who.rater)) throw new Problem(409, 'rated', `${who.rater}已经评价过这次答复了，一次答复每人评价一次。`);
  const from = way === 'paper' ? undefined : act.actor.from;
  const { rating_opinion: opinion, ...scores } = said;
  const rating = await create<ProposalRating>(act, proposalRating, {
    ...scores, ...who, opinion: opinion ?? null, way, round, proposal_id: row.id, subject: subjectOf(row), link_id: linkId ?? null,
    rated_on: ratedOn ?? today(act), flags: await flagsOf(act, handled, from),
  }, { onBehalfOf });
  await keepTrace(act, rating, from);
  return settled(act, row, handled);
}

/** What is handled together: the proposal that was handled and the originals merged into it, held for this act. */
export async function handledWith(act: Act, row: Proposal): Promise<Proposal[]> {
  const root = row.state === 'merged' ? (row.merged_root_id ?? row.id) : row.id;
  const { rows } = await sql<Proposal>`
    select * from proposals where county_id = ${act.county} and (id = ${root} or id = ${row.id} or (merged_root_id = ${root} and state = 'merged')) order by id for update`.execute(act.db);
  return rows;
}

const rootOf = (handled: readonly Proposal[], row: Proposal): Proposal => handled.find(({ id }) => id === (row.state === 'merged' ? row.merged_root_id : row.id)) ?? row;

/** Those that count, of one round. */
export async function ratingsOf(act: Pick<Act, 'county' | 'db'>, ids: readonly string[], round: number): Promise<ProposalRating[]> {
  const { rows } = await sql<ProposalRating>`
    select * from proposal_ratings where county_id = ${act.county} and proposal_id = any(${[...ids]}::uuid[]) and round = ${round} and state <> 'void' order by id`.execute(act.db);
  return rows;
}

export interface Settling {
  /** The time for rating is over, whoever has not spoken. */
  ended?: true;
  /** The rating that is voided: it no longer counts, and is asked for again. */
  reopenedBy?: string;
}

const unsaid: Overall = { rating_work: null, rating_result: null, rating_opinion: null };

/**
 * What the ratings of this round say of everything that is handled together. Until all have spoken or the time is over nothing but how many have is
 * shown, so that no unit can ask those who are left. Writes it to all but the given proposal, and answers what changes on that one.
 */
export async function settled(act: Act, row: Proposal, handled: readonly Proposal[], how: Settling = {}): Promise<Partial<Proposal>> {
  const root = rootOf(handled, row);
  const counting = (await ratingsOf(act, handled.map(({ id }) => id), root.round)).filter(({ id }) => id !== how.reopenedBy);
  const given = Map.groupBy(counting, ({ proposal_id }) => proposal_id);
  const rated = (one: Proposal): number => given.get(one.id)?.length ?? 0;
  const isOver = !how.reopenedBy && (how.ended === true || ['rated', 'closed'].includes(root.state) || handled.every((one) => rated(one) >= ratersCount(one)));
  const rule = await parameterAt(act, 'rating.rule', today(act));
  const changes = new Map<string, Partial<Proposal>>();
  for (const one of handled) {
    const own = given.get(one.id) ?? [];
    const said = isOver ? overallOf(rule, (await ratersOf(act, one))[0]!.rater, own) : own.length > 0 || how.reopenedBy ? unsaid : undefined;
    changes.set(one.id, { raters_n: ratersCount(one), rated_n: own.length, rated_ids: own.flatMap(({ member_id: id }) => (id ? [id] : [])), ...said });
  }
  if (['replied', 'rated'].includes(root.state)) Object.assign(changes.get(root.id)!, await standing(act, root, handled.map((one) => ({ ...one, ...changes.get(one.id) })), isOver, how));
  for (const one of handled.filter(({ id }) => id !== row.id)) await carry(act, one, changes.get(one.id)!);
  return changes.get(row.id)!;
}

/** Where the proposal that was handled stands then. Merged handling is rated as badly as the worst of its originals. */
async function standing(act: Act, root: Proposal, all: readonly Proposal[], isOver: boolean, { reopenedBy }: Settling): Promise<Partial<Proposal>> {
  if (!isOver) return { state: 'replied', ...(reopenedBy ? { rate_by: await rateBy(act), closing_rule: null } : {}) };
  return { ...worstOf(all), state: 'rated', closing_rule: root.closing_rule ?? (await parameterAt(act, 'closing.rule', today(act))) };
}

/** By when those who signed are asked to rate: from the day on which they can read the reply. */
export const rateBy = async (act: Act): Promise<string> =>
  workingDayAfter(await workCalendarOf(act), today(act), await parameterAt(act, 'rating.days', today(act)));

async function carry(act: Act, one: Proposal, values: Partial<Proposal>): Promise<void> {
  const isNew = Object.entries(values).some(([column, value]) => JSON.stringify(one[column as keyof Proposal]) !== JSON.stringify(value));
  if (isNew) await amend(act, proposal, one, values, { step: 'rate', relation: 'consequence', reason: '随一并办理的提案的评价' });
}
