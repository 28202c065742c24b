import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { shownMoment } from '#platform/time.ts';
import type { Override } from '#reports/quoting/quote.ts';

/** A county has a few dozen claims; the newest wording of each is used. */
const most = 200;

/** The wordings that stand for reports whose period ends on this day, by claim. */
export async function overridesFor(reading: Reading, to: string): Promise<Map<string, Override>> {
  const { rows } = await sql<{ claim: string; wording: string; grounds: string; by: string | null; created_at: Date }>`
    select distinct on (o.claim) o.claim, o.wording, o.grounds, p.name as by, o.created_at
    from ${source(reading, 'claim_overrides', 'o')}
    left join ${source(reading, 'people', 'p')} on p.county_id = o.county_id and p.id = o.person_id
    where o.county_id = ${reading.county} and o.state = 'standing' and ${to}::date between o.from_on and o.until_on
    order by o.claim, o.created_at desc, o.id desc limit ${most}`.execute(reading.db);
  return new Map(rows.map(({ claim, wording, grounds, by, created_at }) => [claim, { wording, reason: grounds, by: by ?? '县政协办公室', at: shownMoment(created_at) }]));
}
