import { sql } from 'kysely';
import { holds, unitsOf } from '#platform/identity/actor.ts';
import { notFound, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { find, isId } from '#platform/records/read.ts';
import { mergedUnder } from '#duties/proposals/merging.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** What the rooms of handling ask of the proposal behind a talk or an answer. */

/** The proposal, held for this act, whatever the person may see of it: the room has already said who may act. */
export async function holdProposal(act: Act, id: string): Promise<Proposal> {
  const { rows } = await sql<Proposal>`select r.* from proposals r where r.county_id = ${act.county} and r.id = ${id} for update`.execute(act.db);
  if (!rows[0]) throw notFound(`这件${proposal.title}`);
  return rows[0];
}

/** The same for somebody who names it: what one may not see is not found. */
export async function holdSeen(act: Act, id: string): Promise<Proposal> {
  if (!isId(id) || !(await find(act, proposal, id))) throw notFound(`这件${proposal.title}`);
  return holdProposal(act, id);
}

export const repliers = ({ lead_unit_id, separate_ids }: Pick<Proposal, 'lead_unit_id' | 'separate_ids'>): string[] => [...(lead_unit_id ? [lead_unit_id] : []), ...separate_ids];
export const handlers = (row: Pick<Proposal, 'lead_unit_id' | 'separate_ids' | 'assisting_ids'>): string[] => [...new Set([...repliers(row), ...row.assisting_ids])];

export type HandlingRole = 'lead' | 'separate' | 'assisting';

/** As what a unit handles the proposal: of 分办 each unit replies for itself (domain rules 2.3, S61). */
export function roleOf(row: Pick<Proposal, 'lead_unit_id' | 'separate_ids' | 'assisting_ids' | 'mode'>, unitId: string): HandlingRole | undefined {
  if (row.separate_ids.includes(unitId)) return 'separate';
  if (row.lead_unit_id === unitId) return row.separate_ids.length > 0 ? 'separate' : 'lead';
  return row.assisting_ids.includes(unitId) ? 'assisting' : undefined;
}

/**
 * For which unit somebody writes: the own one, or the one that the office names whose paper it enters.
 * @throws Problem when the unit does not handle the proposal.
 */
export function unitWriting(act: Reading, row: Proposal, named: string | null | undefined): { unitId: string; role: HandlingRole } {
  const own = handlers(row).filter((id) => unitsOf(act.actor).includes(id));
  if (named && !own.includes(named) && !holds(act.actor, 'county_office', 'maintainer')) throw new Problem(403, 'not_yours', '只能以您自己单位的名义填写。');
  const unitId = named ?? own[0] ?? (holds(act.actor, 'county_office') ? row.lead_unit_id : undefined);
  const role = unitId ? roleOf(row, unitId) : undefined;
  if (!unitId || !role) throw new Problem(422, 'not_handling', '这个单位不承办这件提案，请核对提案和单位。', { fields: { unit_id: '这个单位不承办这件提案。' } });
  return { unitId, role };
}

const TITLE = 300;

/** Number and title, as lists and letters call it. */
export const subjectOf = ({ proposal_no, title }: Pick<Proposal, 'proposal_no' | 'title'>): string => `${proposal_no === null ? '' : `第${proposal_no}号 `}${title}`.slice(0, TITLE);

/** For whom a talk or an answer is, and who handles with whom: written into it, so that its relations ask it alone. */
export async function concerned(reading: Reading, row: Proposal): Promise<{ subject: string; member_id: string | null; signer_ids: string[]; handler_ids: string[] }> {
  const merged = await mergedUnder(reading, row.id);
  const signers = [...row.cosigner_ids, ...merged.flatMap(({ member_id, cosigner_ids }) => [...(member_id ? [member_id] : []), ...cosigner_ids])];
  return { subject: subjectOf(row), member_id: row.member_id, signer_ids: [...new Set(signers)].filter((id) => id !== row.member_id), handler_ids: handlers(row) };
}
