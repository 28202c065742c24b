import { unit } from '#institutions/units/record.ts';
import { program, unitsOf } from '#platform/identity/actor.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import { find, get, list } from '#platform/records/read.ts';
import { create, lock, type Circumstances } from '#platform/records/write.ts';
import { today } from '#duties/days.ts';
import { expectThere } from '#duties/expecting.ts';
import { conflictOf } from '#duties/proposals/commendations/conflicts.ts';
import { commendation, type Commendation } from '#duties/proposals/commendations/record.ts';
import { commendationRound, type CommendationRound } from '#duties/proposals/commendations/rounds/record.ts';
import { awardKinds, type AwardKind } from '#duties/proposals/commendations/words.ts';
import { subjectOf } from '#duties/proposals/handled.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

export interface Recommendation {
  round_id: string;
  kind: AwardKind;
  proposal_id?: string | null;
  unit_id?: string | null;
  person_name?: string | null;
  recommended_by?: string;
  why?: string | null;
}

/** 推荐: by a unit, or by the office for whoever handed it a paper. */
export async function recommend(act: Act, typed: Recommendation, how: Circumstances): Promise<Commendation> {
  const round = await lock<CommendationRound>(act, commendationRound, typed.round_id);
  if (round.state !== 'open') throw invalid({ round_id: `“${round.title}”现在是“${commendationRound.states[round.state as 'decided'].label}”，不再接受推荐。` });
  const about = typed.kind === 'proposal' ? await aboutProposal(act, round, typed.proposal_id) : undefined;
  const what = about ? { proposal_id: about.id, unit_id: null, person_name: null, subject: subjectOf(about), collective: about.member_id === null } : await aboutUnit(act, typed);
  await expectOnce(act, typed, what.subject);
  const [own] = unitsOf(act.actor);
  const recommended_by = own ? (await get(act, unit, own)).name : (typed.recommended_by ?? '县政协办公室');
  const row = { ...what, round_id: round.id, kind: typed.kind, recommender_id: own ?? null, recommended_by, why: typed.why ?? null, recommended_on: today(act) };
  return create<Commendation>(act, commendation, { ...row, conflict: conflictOf(act, row, about) }, { ...how, onBehalfOf: how.onBehalfOf ?? (own ? undefined : typed.recommended_by) });
}

async function aboutProposal(act: Act, { from_on, until_on }: CommendationRound, id: string | null | undefined): Promise<Proposal> {
  const row = id ? await find(act, proposal, id) : undefined;
  if (!row) throw invalid({ proposal_id: '请选择推荐哪一件提案。' });
  if (row.disposition !== 'filed') throw invalid({ proposal_id: '只有立案的提案才能评优秀提案；并案的，推荐并入的那一件。' });
  if (row.submitted_on! < from_on || row.submitted_on! > until_on) throw invalid({ proposal_id: `这件提案是${row.submitted_on}提出的，这次只评${from_on}到${until_on}提出的。` });
  return row;
}

async function aboutUnit(act: Act, { kind, unit_id, person_name }: Recommendation): Promise<Pick<Commendation, 'proposal_id' | 'unit_id' | 'person_name' | 'subject' | 'collective'>> {
  const found = await expectThere(act, unit, 'unit_id', unit_id);
  if (!found) throw invalid({ unit_id: kind === 'unit' ? '请选择推荐哪一个单位。' : '请选择这个人所在的单位。' });
  if (kind === 'unit') return { proposal_id: null, unit_id: found.id, person_name: null, subject: found.name, collective: false };
  if (!person_name) throw invalid({ person_name: '请填写推荐的人的姓名。' });
  return { proposal_id: null, unit_id: found.id, person_name, subject: `${person_name}（${found.name}）`, collective: false };
}

async function expectOnce(act: Act, { round_id, kind }: Recommendation, subject: string): Promise<void> {
  const standing = all(is<Commendation>('round_id', round_id), is<Commendation>('kind', kind), is<Commendation>('subject', subject), oneOf<Commendation>('state', ['recommended', 'shortlisted', 'awarded']));
  // Whoever else recommended it: a unit does not see that one, but may know that it is on the list.
  const found = await list({ ...act, actor: program(act.county) }, commendation, { where: standing, limit: 1 });
  if (found.length > 0) throw new Problem(422, 'recommended_before', `“${subject}”已经推荐过${awardKinds[kind]}，不用再推荐。`);
}

/** A correction puts the reasons right; what is recommended stays. */
export async function correctRecommendation(_act: Act, row: Commendation, { why, recommended_by }: Partial<Recommendation>): Promise<Partial<Commendation>> {
  const { round_id, kind, proposal_id, unit_id, person_name } = row;
  return { round_id, kind, proposal_id, unit_id, person_name, why: why ?? row.why, recommended_by: row.recommender_id ? row.recommended_by : (recommended_by ?? row.recommended_by) };
}
