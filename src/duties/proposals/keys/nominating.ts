import { unit } from '#institutions/units/record.ts';
import { holds, unitsOf } from '#platform/identity/actor.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { create, type Circumstances } from '#platform/records/write.ts';
import { happenedOn, today } from '#duties/days.ts';
import { handlers, holdSeen, subjectOf } from '#duties/proposals/handled.ts';
import { isOld, standingSelection, yearOf } from '#duties/proposals/keys/marking.ts';
import { keySelection, type KeySelection } from '#duties/proposals/keys/record.ts';
import { isUnimplemented } from '#duties/proposals/keys/unimplemented.ts';
import { nominatorKinds } from '#duties/proposals/keys/words.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

export type Nomination = Pick<KeySelection, 'proposal_id'> & { why?: string | null; year?: number; nominator_kind?: keyof typeof nominatorKinds; nominator?: string; nominated_on?: string };

/** 推荐: by a department what it handles, by the office on behalf of anybody. */
export async function nominate(act: Act, { proposal_id, year, why, nominated_on, ...said }: Nomination, how: Circumstances): Promise<KeySelection> {
  const row = await holdSeen(act, proposal_id);
  const day = happenedOn(act, 'nominated_on', nominated_on);
  const ofYear = year ?? yearOf(today(act));
  await expectEligible(act, row);
  const standing = await standingSelection(act, row.id, ofYear);
  if (standing) throw invalid({ proposal_id: `${ofYear}年${standing.nominator}已经推荐过这一件，现在是“${keySelection.states[standing.state as 'chosen'].label}”。请在那一件上点“附议”。` });
  const who = await nominatorOf(act, said);
  return create<KeySelection>(act, keySelection, {
    ...who, proposal_id: row.id, subject: subjectOf(row), year: ofYear, old: isOld(row, ofYear), why, nominated_on: day, handler_ids: handlers(row),
  }, { ...how, onBehalfOf: how.onBehalfOf ?? (who.unit_id || who.nominator_kind === 'office' ? undefined : who.nominator) });
}

/** What is filed and not finished, or finished on paper and not in fact: replied is not closed, closed is not solved. */
async function expectEligible(act: Act, row: Proposal): Promise<void> {
  if (!proposal.steps.designate.from.some((state) => state === row.state)) {
    throw invalid({ proposal_id: `这件提案现在是“${proposal.states[row.state as 'draft'].label}”，立案之后才能推荐为重点提案。` });
  }
  if (row.state === 'closed' && !(await isUnimplemented(act, row))) throw invalid({ proposal_id: '这件提案已经办结并且落实，不用再列为重点提案。' });
}

async function nominatorOf(act: Act, { nominator_kind, nominator }: Pick<Nomination, 'nominator_kind' | 'nominator'>): Promise<Pick<KeySelection, 'nominator_kind' | 'nominator' | 'unit_id'>> {
  const [own] = unitsOf(act.actor);
  if (own) return { nominator_kind: 'unit', nominator: (await get(act, unit, own)).name, unit_id: own };
  const kind = nominator_kind ?? 'office';
  if ((kind === 'unit' || kind === 'special_committee') && !nominator) throw invalid({ nominator: '请写明是哪个部门或专委会推荐的。' });
  return { nominator_kind: kind, nominator: nominator ?? nominatorKinds[kind], unit_id: null };
}

/** A correction puts the words right; which proposal of which year it is stays. */
export async function correctNomination(_act: Act, row: KeySelection, { why, nominator, nominated_on }: Partial<Nomination>): Promise<Partial<KeySelection>> {
  return { why: why ?? row.why, nominator: row.unit_id ? row.nominator : (nominator ?? row.nominator), nominated_on: nominated_on ?? row.nominated_on, proposal_id: row.proposal_id, year: row.year, nominator_kind: row.nominator_kind };
}

/** The table has room for no more. */
const MOST_SECONDS = 30;

/** 附议: a unit for itself, the office for whoever handed it a paper. */
export async function second(act: Act, row: KeySelection, { seconder, opinion }: { seconder?: string; opinion: string }): Promise<Partial<KeySelection>> {
  const [own] = unitsOf(act.actor);
  const name = own ? (await get(act, unit, own)).name : seconder;
  if (!name) throw invalid({ seconder: '请写明是谁附议。' });
  if (own === row.unit_id && own) throw new Problem(422, 'own_nomination', '这一件就是本单位推荐的，不用附议。');
  if (row.seconds.some((one) => one.startsWith(`${name}：`))) throw invalid({ [holds(act.actor, 'county_office') ? 'seconder' : '']: `${name}已经附议过了。` });
  if (row.seconds.length >= MOST_SECONDS) throw new Problem(422, 'too_many_seconds', '附议的已经很多，不用再登记。');
  return { seconds: [...row.seconds, `${name}：${opinion}`] };
}
