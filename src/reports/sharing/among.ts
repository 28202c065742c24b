import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { standingsUnder } from '#reports/sharing/asking.ts';
import type { Told } from '#reports/sharing/defined.ts';
import { activeSharings } from '#reports/sharing/filling.ts';
import type { SiblingStanding } from '#reports/sharing/standings.ts';

/** An own number with how the counties stand in it. */
export interface Among extends Told {
  id: string;
  superior: string;
  label: string;
  definition: string;
  unit: string;
  decimals: number | null;
  period: string;
  list: string;
  standing?: SiblingStanding;
}

type Own = Omit<Among, 'standing' | 'superior'> & { required_id: string; sharing_id: string };

const MOST = 500;

/** The last reported number of each figure, or those of one period, beside median and quartiles of the counties that share with the same superior. */
export async function amongSiblings(reading: Reading, period?: string): Promise<Among[]> {
  const told: Among[] = [];
  for (const under of await activeSharings(reading)) {
    const { rows } = await sql<Own>`
      select distinct on (f.subscription_id) f.id, f.sharing_id, q.required_id, f.label, q.definition, f.unit, f.decimals, f.period, f.value, f.numerator, f.denominator, f.list
      from shared_figures f join subscriptions q on q.county_id = f.county_id and q.id = f.subscription_id
      where f.county_id = ${reading.county} and f.sharing_id = ${under.id} and f.state = 'sent' ${period ? sql`and f.period = ${period}` : sql``}
      order by f.subscription_id, f.to_on desc limit ${MOST}`.execute(reading.db);
    const standings = new Map((await standingsUnder(reading, under, [...new Set(rows.map((one) => one.period))])).map((one) => [`${one.required_id} ${one.period}`, one]));
    told.push(...rows.map((one) => ({ ...one, superior: under.superior_name, standing: standings.get(`${one.required_id} ${one.period}`) })));
  }
  return told;
}

/** The periods in which anything was reported, the latest first. */
export async function periodsReported(reading: Reading): Promise<string[]> {
  const { rows } = await sql<{ period: string }>`
    select period from (select period, max(to_on) as last from shared_figures where county_id = ${reading.county} and state = 'sent' group by period) p order by last desc, period limit 100`.execute(reading.db);
  return rows.map(({ period }) => period);
}
