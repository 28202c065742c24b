import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import type { Event } from '#assessment/schemes/facts.ts';

/** A picture that proves a record. */
interface Proof {
  record: string;
  id: string;
  mark: string;
}

/** Of 64 places so few may differ: the same picture cut, shrunk or saved again. */
const DIFFERING = 5;
/** Pictures of one who is assessed; more are not compared with each other. */
const MOST = 2_000;

/** Groups of records to which pictures are attached that look alike. */
export async function picturesTwice(reading: Reading, events: readonly Pick<Event, 'record' | 'id'>[]): Promise<Pick<Proof, 'record' | 'id'>[][]> {
  const proofs = await proofsOf(reading, events);
  const leaders: { high: number; low: number; of: Proof[] }[] = [];
  for (const proof of proofs) {
    const [high, low] = [Number.parseInt(proof.mark.slice(0, 8), 16), Number.parseInt(proof.mark.slice(8), 16)];
    const like = leaders.find((one) => bitsIn(one.high ^ high) + bitsIn(one.low ^ low) <= DIFFERING);
    if (like) like.of.push(proof);
    else leaders.push({ high, low, of: [proof] });
  }
  return leaders.map(({ of }) => [...new Map(of.map(({ record, id }) => [`${record} ${id}`, { record, id }])).values()]).filter((group) => group.length > 1);
}

async function proofsOf({ db, county, asOf }: Reading, events: readonly Pick<Event, 'record' | 'id'>[]): Promise<Proof[]> {
  const asked = JSON.stringify(events.map(({ record, id }) => ({ record, id })));
  const { rows } = await sql<Proof>`
    select a.record, a.record_id as id, m.mark from jsonb_to_recordset(${asked}::jsonb) as e (record text, id uuid)
    join attachments a on a.county_id = ${county} and a.record = e.record and a.record_id = e.id and ${asOf ? sql`a.added_at <= ${asOf} and coalesce(a.withdrawn_at > ${asOf}, true)` : sql`a.withdrawn_at is null`}
    join picture_marks m on m.county_id = a.county_id and m.hash = a.hash and m.mark is not null
    order by a.id limit ${MOST}`.execute(db);
  return rows;
}

/** How many bits of a whole number of 32 are set. */
function bitsIn(number: number): number {
  let left = number >>> 0;
  let bits = 0;
  for (; left; left &= left - 1) bits += 1;
  return bits;
}
