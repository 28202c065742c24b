import { sql } from 'kysely';
import { parameterAt } from '#plans/facts.ts';
import { program } from '#platform/identity/actor.ts';
import { keeping, reading, type House, type Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';

/** How the counties of a superior stand together in one required figure and period. */
export interface SiblingStanding {
  required_id: string;
  period: string;
  n: number;
  q1: number;
  median: number;
  q3: number;
  named: { name: string; value: number | null; numerator: number | null; denominator: number | null }[];
}

/**
 * Reckons anew what the counties may read of each other: median and quartiles, the names only of those that agreed, and of too few counties
 * nothing at all. Bookkeeping of the superior, done after a number was sent and once a day; done a second time it changes nothing.
 */
export async function publishStandings(house: House, superior: string, period?: string): Promise<void> {
  const least = await reading(house, program(superior), (look) => parameterAt(look, 'sharing.least_counties', today()));
  await keeping(house, superior, async (db) => {
    const here = sql`r.county_id = ${superior} ${period ? sql`and r.period = ${period}` : sql``}`;
    await sql`delete from sibling_standings r where ${here}`.execute(db);
    // Numbers of another definition than the one that is asked for are not compared; a share of nothing has no place in the middle.
    await sql`
      with alike as (
        select r.required_id, r.period, s.name, s.names_shown, q.small, r.value, r.numerator, r.denominator, coalesce(r.value, 100.0 * r.numerator / nullif(r.denominator, 0))::float8 as told
        from rolled_figures r
        join shared_counties s on s.county_id = r.county_id and s.subject_id = r.subject_id and s.ended_on is null
        join required_figures q on q.county_id = r.county_id and q.id = r.required_id and q.state = 'published' and q.digest = r.digest
        where ${here})
      insert into sibling_standings (county_id, required_id, period, n, q1, median, q3, named)
      select ${superior}, required_id, period, count(told), percentile_cont(0.25) within group (order by told), percentile_cont(0.5) within group (order by told), percentile_cont(0.75) within group (order by told),
        coalesce(jsonb_agg(jsonb_build_object('name', name, 'value', value, 'numerator', numerator, 'denominator', denominator) order by name)
          filter (where names_shown and not exists (select from unnest(array[value, numerator, denominator]) as one where one between 1 and small - 1)), '[]')
      from alike group by required_id, period having count(told) >= ${least}`.execute(db);
  });
}

/** The standings of a superior on this installation, as one of its counties (or itself) may read them. */
export async function standingsOf(look: Pick<Reading, 'db'>, superior: string, periods: readonly string[]): Promise<SiblingStanding[]> {
  if (periods.length === 0) return [];
  const { rows } = await sql<SiblingStanding>`
    select required_id, period, n, q1, median, q3, named from sibling_standings
    where county_id = ${superior} and period = any(${[...periods]}::text[]) order by period, required_id limit 2000`.execute(look.db);
  return rows;
}
