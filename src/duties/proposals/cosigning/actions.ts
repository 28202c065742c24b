import { membershipsOf } from '#platform/identity/actor.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { parameterAt } from '#plans/facts.ts';
import { stillAhead, today } from '#duties/days.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** Inviting members to co-sign, signing, and what becomes of invitations that nobody answered (domain rules 2.1, S42, S43). */

const DAY_MS = 86_400_000;

const after = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Who is still asked, and by which day they sign: the day that the writer set, else as many days from now as the plan gives. */
export async function asking(act: Act, invited: string[], said: { typed?: string | null; before?: string | null }): Promise<Pick<Proposal, 'invited_ids' | 'cosign_by'>> {
  if (invited.length === 0) return { invited_ids: [], cosign_by: said.before ?? null };
  const day = said.typed ?? said.before ?? after(today(act), await parameterAt(act, 'proposals.cosign_days', today(act)));
  return { invited_ids: invited, cosign_by: day === said.before ? day : stillAhead(act, 'cosign_by', day) };
}

/** Whether an invitation can still be answered with a signature on this day. */
export const maySign = ({ cosign_by }: Pick<Proposal, 'cosign_by'>, day: string): boolean => cosign_by === null || day <= cosign_by;

export async function cosign(act: Act, row: Proposal): Promise<Partial<Proposal>> {
  if (!maySign(row, today(act))) throw new Problem(422, 'too_late', `联名签名到${row.cosign_by}为止，已经过了。要参加联名的，请第一提案人改签名截止日期，再请您一次。`);
  return {
    cosigner_ids: [...row.cosigner_ids, act.actor.memberId!],
    invited_ids: without(row.invited_ids, membershipsOf(act.actor)),
    proposer_kind: row.proposer_kind === 'member' ? 'joint' : row.proposer_kind,
  };
}

export async function decline(act: Act, row: Proposal): Promise<Partial<Proposal>> {
  return { invited_ids: without(row.invited_ids, membershipsOf(act.actor)) };
}

/** The writer takes an invitation back before it is signed. */
export async function uninvite(_act: Act, row: Proposal, { uninvited_ids }: { uninvited_ids: string[] }): Promise<Partial<Proposal>> {
  if (uninvited_ids.length === 0) throw invalid({ uninvited_ids: '请选要撤回对谁的邀请。' });
  if (uninvited_ids.some((id) => !row.invited_ids.includes(id))) throw invalid({ uninvited_ids: '其中有人没有受邀，或者已经签了名。请刷新页面再选。' });
  return { invited_ids: without(row.invited_ids, uninvited_ids) };
}

/** Whoever has not signed when the proposal is submitted does not count; until the day that was set, they may still sign. */
export const unsignedFallOut = (row: Proposal, day: string): Partial<Proposal> =>
  (row.invited_ids.length > 0 && (row.cosign_by === null || day > row.cosign_by) ? { invited_ids: [] } : {});

const without = (ids: readonly string[], gone: readonly string[]): string[] => ids.filter((id) => !gone.includes(id));
