import { sql } from 'kysely';
import { membershipsOf } from '#platform/identity/actor.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Commendation } from '#duties/proposals/commendations/record.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** Nobody commends the own without its being said. */

type Recommended = Pick<Commendation, 'kind' | 'unit_id' | 'recommender_id' | 'recommended_by' | 'subject'>;

/** In which relation who recommends stands to it; null when in none. */
export function conflictOf(reading: Reading, row: Recommended, about: Proposal | undefined): string | null {
  if (about) {
    if (membershipsOf(reading.actor).some((id) => id === about.member_id || about.cosigner_ids.includes(id))) return '录入推荐的人是提案人或联名人';
    return row.recommended_by === about.proposer_name ? '提案人自荐' : null;
  }
  const own = row.recommender_id !== null && row.recommender_id === row.unit_id;
  if (row.kind === 'person') return own ? '推荐的是本单位的人' : null;
  return own || row.recommended_by === row.subject ? '本单位自荐' : null;
}

/** Whoever decides and has signed one of these proposals: members of the standing committee, and of the chair meeting. */
export interface Recusal {
  name: string;
  commendation_id: string;
}

const MOST = 300;

export async function recusalsFor(reading: Reading, roundId: string): Promise<Recusal[]> {
  const { rows } = await sql<Recusal>`
    select distinct m.name, c.id as commendation_id
    from commendations c join proposals p on p.county_id = c.county_id and p.id = c.proposal_id
      join members m on m.county_id = p.county_id and (m.id = p.member_id or m.id = any(p.cosigner_ids))
    where c.county_id = ${reading.county} and c.round_id = ${roundId} and c.state in ('recommended', 'shortlisted') and m.state = 'current'
      and (m.standing or exists (select from posts o where o.county_id = m.county_id and o.person_id = m.person_id and o.role = 'chair' and o.state = 'holding'))
    order by m.name limit ${MOST}`.execute(reading.db);
  return rows;
}
