import { sql } from 'kysely';
import { within } from '#institutions/facts.ts';
import type { Item } from '#plans/haves/checklists/record.ts';
import type { Span } from '#plans/haves/standing.ts';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';

interface Found extends Span {
  committee: string;
  item: string;
}

/**
 * All that ever showed the items, by committee and item (`committee item`): posts, proofs and the two registers, as the reading knows them. The only place that
 * says which records prove which kind of item.
 */
export async function spansOf(reading: Reading, items: readonly Item[], committee?: string): Promise<ReadonlyMap<string, Span[]>> {
  const kinds = items.map(({ id, kind, months }) => ({ id, kind, months }));
  const { rows } = await sql<Found>`
    with items as materialized (select * from jsonb_to_recordset(${JSON.stringify(kinds)}::jsonb) as i (id uuid, kind text, months integer))
    ${held(reading, committee)} union all ${shown(reading, committee)} union all ${equipped(reading, committee)} union all ${funded(reading, committee)}
    order by "from" nulls first`.execute(reading.db);
  return Map.groupBy(rows, (row) => `${row.committee} ${row.item}`);
}

/** A worker or director in office. */
const held = (reading: Reading, committee?: string) => sql`
  select h.committee_id as committee, i.id as item, h.since as "from", h.until,
    case h.role when 'worker' then ${'工作人员'}::text else ${'主任'}::text end || h.name as words, ${'卸任'}::text as ending, '/posts/' || h.id as href
  from items i join ${source(reading, 'posts', 'h')} on h.role = i.kind
  where i.kind in ('worker', 'director') and h.county_id = ${reading.county} and h.committee_id is not null
    and (h.until is null or h.since is null or h.until > h.since) and ${within('h.committee_id', { committee })}`;

/** A proof of its own: it ends when withdrawn, on the day it names, or after the months of the item, whichever comes first. */
const shown = (reading: Reading, committee?: string) => sql`
  select p.committee_id, p.item_id, p.since, e.until, p.words,
    case when p.withdrawn_on is not null and p.withdrawn_on = e.until then ${'撤下'}::text else ${'到期'}::text end, '/have-proofs/' || p.id
  from items i join ${source(reading, 'have_proofs', 'p')} on p.item_id = i.id
  cross join lateral (select least(p.withdrawn_on, p.ends_on, (p.since + make_interval(months => i.months))::date) as until) e
  where i.kind in ('place', 'documents') and p.county_id = ${reading.county}
    and (e.until is null or e.until > p.since) and ${within('p.committee_id', { committee })}`;

const equipped = (reading: Reading, committee?: string) => sql`
  select q.committee_id, i.id, q.since, q.disposed_on, q.name || '×' || q.number, ${'报废或调出'}::text, '/equipment/' || q.id
  from items i cross join ${source(reading, 'equipment', 'q')}
  where i.kind = 'equipment' and q.county_id = ${reading.county}
    and (q.disposed_on is null or q.disposed_on > q.since) and ${within('q.committee_id', { committee })}`;

/** Funds stand for their calendar year. */
const funded = (reading: Reading, committee?: string) => sql`
  select f.committee_id, i.id, make_date(f.year, 1, 1), make_date(f.year + 1, 1, 1), format(${'%s年经费%s元'}::text, f.year, f.amount), ${'年度届满'}::text, '/funds/' || f.id
  from items i cross join ${source(reading, 'funds', 'f')}
  where i.kind = 'funds' and f.county_id = ${reading.county} and ${within('f.committee_id', { committee })}`;
