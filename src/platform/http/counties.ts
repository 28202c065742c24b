import { sql } from 'kysely';
import type { OwnNames, Slice } from '#platform/chapter.ts';
import { program } from '#platform/identity/actor.ts';
import { reading, type House } from '#platform/records/act.ts';
import type { County } from '#platform/http/visit.ts';

const FRESH_MS = 10_000;

/** The counties of this installation with their own names for things, looked up again every few seconds. */
export function knownCounties(house: House, slices: readonly Slice[] = []): () => Promise<readonly County[]> {
  const names: OwnNames = Object.assign({}, ...slices.map((slice) => slice.names));
  let known: Promise<readonly County[]> | undefined;
  let until = 0;
  return () => {
    if (!known || Date.now() > until) {
      until = Date.now() + FRESH_MS;
      known = load(house, names).catch((error: unknown) => {
        known = undefined;
        throw error;
      });
    }
    return known;
  };
}

async function load(house: House, names: OwnNames): Promise<readonly County[]> {
  const { rows } = await sql<{ county_id: string; slug: string; name: string; body_name: string; invented: boolean; second_factor: County['secondFactor'] }>`
    select county_id, slug, name, body_name, invented, second_factor from counties where ready order by founded_at, slug`.execute(house.db);
  const counties: County[] = [];
  for (const row of rows) {
    const called = await calledIn(house, row.county_id, names);
    counties.push({ id: row.county_id, slug: row.slug, name: row.name, bodyName: row.body_name, invented: row.invented, secondFactor: row.second_factor, called });
  }
  return counties;
}

/** Row-level security shows a county's parameters only within that county, so each is asked for itself. */
async function calledIn(house: House, county: string, names: OwnNames): Promise<County['called']> {
  const called: Record<string, string> = {};
  if (Object.keys(names).length === 0) return called;
  await reading(house, program(county), async (look) => {
    for (const [record, nameOf] of Object.entries(names)) called[record] = await nameOf(look);
  });
  return called;
}
