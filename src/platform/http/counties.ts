import { sql } from 'kysely';
import type { House } from '#platform/records/act.ts';
import type { County } from '#platform/http/visit.ts';

const FRESH_MS = 10_000;

/** The counties of this installation, looked up again every few seconds. */
export function knownCounties(house: Pick<House, 'db'>): () => Promise<readonly County[]> {
  let known: Promise<readonly County[]> | undefined;
  let until = 0;
  return () => {
    if (!known || Date.now() > until) {
      until = Date.now() + FRESH_MS;
      known = load(house).catch((error: unknown) => {
        known = undefined;
        throw error;
      });
    }
    return known;
  };
}

async function load(house: Pick<House, 'db'>): Promise<readonly County[]> {
  const { rows } = await sql<{ county_id: string; slug: string; name: string; body_name: string; invented: boolean; second_factor: County['secondFactor'] }>`
    select county_id, slug, name, body_name, invented, second_factor from counties where ready order by founded_at, slug`.execute(house.db);
  return rows.map((row) => ({ id: row.county_id, slug: row.slug, name: row.name, bodyName: row.body_name, invented: row.invented, secondFactor: row.second_factor }));
}
