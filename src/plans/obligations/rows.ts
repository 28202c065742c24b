import { sql, type RawBuilder } from 'kysely';
import { committee } from '#institutions/committees/record.ts';
import { placeOn } from '#institutions/facts.ts';
import { member } from '#institutions/members/record.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import { monthsOf } from '#platform/obligations/spans.ts';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { exemption, zeroReport } from '#plans/obligations/record.ts';

/** The rows that a standing is made of, for each `span` and `debtor` of the query around them. */

/** Who owes it in a span; `only` one committee with its members, or one member. */
export function debtorsOf(reading: Reading, { owedBy }: Obligation, only: string | undefined): RawBuilder<unknown> {
  switch (owedBy) {
    case 'county': return sql`select ${reading.county}::uuid as id, ${'全县'}::text as label, null::uuid as committee, 0 as place_in_order`;
    case 'committee': return sql`
      select r.id, ${placeOn(reading, 'r', sql`span."to"`)} as label, r.id as committee, r.rank as place_in_order from ${source(reading, committee.table, 'r')}
      where ${among(reading, committee)} and r.state <> 'proposed'
        and coalesce(r.founded_on, '-infinity') <= span."from" and coalesce(r.abolished_on, 'infinity') > span."to"
        ${only ? sql`and r.id = ${only}` : sql``}`;
    case 'member': return sql`
      select r.id, r.name as label, r.committee_id as committee, 0 as place_in_order from ${source(reading, member.table, 'r')}
      where ${among(reading, member)} and r.state = 'current' and coalesce(r.joined_on, '-infinity') <= span."to"
        ${only ? sql`and (r.committee_id = ${only} or r.id = ${only})` : sql``}`;
  }
}

/** As many as are required and no more are looked at, in the order of their days. */
export function discharging(reading: Reading, { owedBy, dischargedBy }: Obligation): RawBuilder<unknown> {
  const { declared, where, day, deliveredOn = day, owner = `${owedBy}_id`, owners } = dischargedBy;
  const owned = owners ? sql`and d.${sql.ref(owners)} @> array[debtor.id]` : sql`and d.${sql.ref(owner)} = debtor.id`;
  return sql`
    select count(*)::int as n, (array_agg(met.one order by met.one ->> 'day' desc))[1] as last from (
      select jsonb_build_object('id', d.id, 'day', d.${sql.ref(day)}, 'delivered', d.${sql.ref(deliveredOn)}) as one
      from ${source(reading, declared.table, 'd')}
      where d.county_id = ${reading.county} ${owedBy === 'county' ? sql`` : owned}
        and d.${sql.ref(day)} between span."from" and span."to" and ${where.sql('d')}
      order by d.${sql.ref(day)} limit span.required
    ) as met`;
}

export const signedZero = (reading: Reading, { name }: Obligation): RawBuilder<unknown> => sql`
  select jsonb_build_object('id', z.id, 'sentence', z.sentence, 'signatory', z.signatory, 'day', z.signed_on) as one from ${source(reading, zeroReport.table, 'z')}
  where z.county_id = ${reading.county} and z.committee_id = debtor.committee and z.obligation = ${name} and z.span_from = span."from" and z.state = 'signed' limit 1`;

/** That the debtor is excused from a span: with the whole committee, or as one member. */
export const granted = (reading: Reading, owing: Obligation): RawBuilder<unknown> => sql`
  select jsonb_build_object('id', e.id, 'why', e.why) as one from ${source(reading, exemption.table, 'e')}
  where ${excusing(reading, owing, { id: sql`debtor.id`, committee: sql`debtor.committee`, from: sql`span."from"`, to: sql`span."to"` })} limit 1`;

/** Whom and which days an exemption `e` is to cover. */
export interface Covered {
  id: RawBuilder<unknown>;
  committee: RawBuilder<unknown>;
  from: RawBuilder<unknown>;
  to: RawBuilder<unknown>;
}

/** Holds for exemptions `e` from the duty that cover these days from the first to the last. */
export const excusing = (reading: Reading, { name, owedBy, rhythm }: Obligation, { id, committee: body, from, to }: Covered): RawBuilder<boolean> => sql`
  e.county_id = ${reading.county} and e.obligation = ${name} and e.state = 'granted'
  and ${owedBy === 'member' ? sql`(e.member_id = ${id} or (e.member_id is null and e.committee_id = ${body}))` : sql`e.committee_id = ${body}`}
  and e.span_from <= ${from} and coalesce(e.span_until, (e.span_from + make_interval(months => ${monthsOf(rhythm)}))::date - 1) >= ${to}`;
