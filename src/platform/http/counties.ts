import { sql } from 'kysely';
import type { OwnNames, Slice } from '#platform/chapter.ts';
import { program } from '#platform/identity/actor.ts';
import { reading, type House } from '#platform/records/act.ts';
import type { County } from '#platform/http/visit.ts';
import { workCalendar } from '#platform/working-days.ts';

const FRESH_MS = 10_000;

/** The counties of this installation with their own names for things and their working days, looked up again every few seconds. */
export function knownCounties(house: House, slices: readonly Slice[] = []): () => Promise<readonly County[]> {
  let known: Promise<readonly County[]> | undefined;
  let until = 0;
  return () => {
    if (!known || Date.now() > until) {
      until = Date.now() + FRESH_MS;
      known = load(house, slices).catch((error: unknown) => {
        known = undefined;
        throw error;
      });
    }
    return known;
  };
}

async function load(house: House, slices: readonly Slice[]): Promise<readonly County[]> {
  const { rows } = await sql<{ county_id: string; slug: string; name: string; body_name: string; invented: boolean; second_factor: County['secondFactor']; level: County['level'] }>`
    select county_id, slug, name, body_name, invented, second_factor, level from counties where ready order by founded_at, slug`.execute(house.db);
  const counties: County[] = [];
  for (const row of rows) {
    const own = await ownOf(house, row.county_id, slices);
    counties.push({ id: row.county_id, slug: row.slug, name: row.name, bodyName: row.body_name, invented: row.invented, secondFactor: row.second_factor, level: row.level, ...own });
  }
  return counties;
}

/** Row-level security shows a county's parameters only within that county, so each is asked for itself. */
async function ownOf(house: House, county: string, slices: readonly Slice[]): Promise<Pick<County, 'called' | 'workDays' | 'secondHead'>> {
  const names = Object.entries(Object.assign({}, ...slices.map((slice) => slice.names)) as OwnNames);
  const workDays = slices.find((slice) => slice.workDays)?.workDays;
  const secondHead = slices.find((slice) => slice.secondHead)?.secondHead;
  const own: Pick<County, 'called' | 'workDays' | 'secondHead'> & { called: Record<string, string> } = { called: {}, workDays: workCalendar([]) };
  if (names.length === 0 && !workDays && !secondHead) return own;
  await reading(house, program(county), async (look) => {
    for (const [record, nameOf] of names) own.called[record] = await nameOf(look);
    if (workDays) own.workDays = await workDays(look);
    if (secondHead) own.secondHead = await secondHead(look);
  });
  return own;
}
