import { sql } from 'kysely';
import { membershipsOf, type Actor } from '#platform/identity/actor.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** Somebody who signed, as printed; `member_id` when the roster knows them. */
export interface Rater {
  rater: string;
  member_id: string | null;
}

type Signed = Pick<Proposal, 'id' | 'member_id' | 'proposer_name' | 'cosigner_ids' | 'other_cosigners'>;

/** Everybody who signed is asked, and nobody else: those who were only invited did not sign (domain rules 2.1). */
export const ratersCount = ({ cosigner_ids, other_cosigners }: Pick<Signed, 'cosigner_ids' | 'other_cosigners'>): number => 1 + cosigner_ids.length + other_cosigners.length;

/** Who is asked, the first proposer first, by proposal. */
export async function ratersOfAll(reading: Reading, rows: readonly Signed[]): Promise<ReadonlyMap<string, Rater[]>> {
  const ids = [...new Set(rows.flatMap(({ cosigner_ids }) => cosigner_ids))];
  const { rows: members } = ids.length === 0 ? { rows: [] } : await sql<{ id: string; name: string }>`
    select id, name from members where county_id = ${reading.county} and id = any(${ids}::uuid[])`.execute(reading.db); // whoever looks: names that stand on the paper
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return new Map(rows.map((row) => [row.id, toldApart([
    { rater: row.proposer_name, member_id: row.member_id },
    ...row.cosigner_ids.map((id) => ({ rater: names.get(id) ?? '（已不在名册）', member_id: id })),
    ...row.other_cosigners.map((name) => ({ rater: name, member_id: null })),
  ])]));
}

export const ratersOf = async (reading: Reading, row: Signed): Promise<Rater[]> => (await ratersOfAll(reading, [row])).get(row.id)!;

/** Of several with one name each is told by the place of the signature. */
function toldApart(all: Rater[]): Rater[] {
  const times = Map.groupBy(all, ({ rater }) => rater);
  return all.map((one, place) => (times.get(one.rater)!.length > 1 ? { ...one, rater: `${one.rater}（第${place + 1}位签名）` } : one));
}

/** As whom the actor rates: as the signer, or for the first proposer whose paper the office has. */
export const raterActing = (actor: Actor, all: readonly Rater[]): Rater =>
  all.find(({ member_id }) => member_id !== null && membershipsOf(actor).includes(member_id)) ?? all[0]!;
