import { sql } from 'kysely';
import type { Child } from 'hono/jsx';
import type { Reading } from '#platform/records/act.ts';
import type { Fact } from '#platform/ui/facts.tsx';
import { commendation, type Commendation } from '#duties/proposals/commendations/record.ts';
import { awardKinds } from '#duties/proposals/commendations/words.ts';
import type { Proposal } from '#duties/proposals/record.ts';

type Award = Pick<Commendation, 'id' | 'state' | 'kind' | 'awarded_on'>;

/** One proposal is not commended more often. */
const MOST = 10;

/** What a proposal was commended as, once that is known to everybody. */
export async function awardsOf(reading: Reading, { id }: Pick<Proposal, 'id'>): Promise<Award[]> {
  const { rows } = await sql<Award>`select id, state, kind, awarded_on from commendations where county_id = ${reading.county} and proposal_id = ${id} and state in ('published', 'revoked') order by awarded_on, id limit ${MOST}`.execute(reading.db);
  return rows;
}

const line = ({ id, state, kind, awarded_on }: Award): Child =>
  <a href={`/${commendation.path}/${id}`}>{awarded_on}评为{awardKinds[kind as 'proposal']}{state === 'revoked' && '（后来撤销）'}</a>;

export const awardFacts = (awards: readonly Award[]): Fact[] => (awards.length === 0 ? [] : [{ label: '表彰', value: <>{awards.map((one, place) => <>{place > 0 && '；'}{line(one)}</>)}</>, wide: true }]);
