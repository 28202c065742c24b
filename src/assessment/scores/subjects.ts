import { sql } from 'kysely';
import { calledOn, stood } from '#institutions/facts.ts';
import { seated } from '#institutions/members/record.ts';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import type { Subject } from '#platform/work.ts';
import { committeeRoles, memberRoles, type Period } from '#assessment/schemes/facts.ts';

/** Who is assessed, as it was called at the end of the period. */
export interface AssessedSubject {
  id: string;
  name: string;
  /** As what, where indicators are asked of some only (只对). */
  roles: string[];
  committee_id?: string;
}

/** More committees, members or units than this no county assesses. */
const MOST = 2_000;

type Asked = (reading: Reading, period: Period) => Promise<AssessedSubject[]>;

/** Every committee that stood on any day of the period: what one did that was merged meanwhile counts where it was done. */
const committees: Asked = async (reading, { from, to }) => {
  const { rows } = await sql<{ id: string; name: string; place_kind: 'town'; founded: boolean; abolished: boolean }>`
    select c.id, ${calledOn(reading, 'c', to)} as name, c.place_kind, coalesce(c.founded_on >= ${from}::date, false) as founded, coalesce(c.abolished_on <= ${to}::date, false) as abolished
    from ${source(reading, 'committees', 'c')}
    where c.county_id = ${reading.county} and c.state in ('established', 'abolished')
      and coalesce(c.founded_on <= ${to}::date, true) and coalesce(c.abolished_on > ${from}::date, true) and not (c.founded_on is null and c.state = 'abolished' and c.abolished_on is null)
    order by c.rank, c.place, c.id limit ${MOST}`.execute(reading.db);
  return rows.map(({ id, name, place_kind, founded, abolished }) => ({
    id, name, committee_id: id, roles: [committeeRoles[place_kind], ...(founded ? [committeeRoles.founded] : []), ...(abolished ? [committeeRoles.abolished] : [])],
  }));
};

/** The members of the term who are in office at the end of the period. */
const members: Asked = async (reading, { to }) => {
  const { rows } = await sql<{ id: string; name: string; standing: boolean; committee_id: string | null }>`
    select m.id, m.name, m.standing, m.committee_id from ${source(reading, 'members', 'm')}
    where m.county_id = ${reading.county} and ${seated.sql('m')} and ${stood('m', 'joined_on', 'left_on', to)}
    order by m.name_key, m.name, m.id limit ${MOST}`.execute(reading.db);
  return rows.map(({ id, name, standing, committee_id }) => ({
    id, name, roles: [standing ? memberRoles.standing : memberRoles.ordinary, memberRoles.member], ...(committee_id ? { committee_id } : {}),
  }));
};

/** The units that had something to handle: whoever was asked for nothing is not assessed. */
const units: Asked = async (reading, { from, to }) => {
  const within = (alias: string, day: string) => sql`${sql.ref(`${alias}.county_id`)} = ${reading.county} and ${sql.ref(`${alias}.${day}`)} between ${from}::date and ${to}::date`;
  const handling = (table: string, alias: string, day: string, others: readonly string[]) => sql`
    select one.id from ${source(reading, table, alias)} cross join lateral unnest(array[${sql.ref(`${alias}.lead_unit_id`)}] || ${sql.join(others.map((column) => sql.ref(`${alias}.${column}`)), sql` || `)}) as one (id)
    where ${within(alias, day)}`;
  const { rows } = await sql<{ id: string; name: string }>`
    select u.id, u.name from ${source(reading, 'units', 'u')} where u.county_id = ${reading.county} and u.id in (
      ${handling('proposals', 'p', 'submitted_on', ['separate_ids', 'assisting_ids'])}
      union ${handling('referrals', 'r', 'sent_on', ['assisting_ids'])}
      union ${handling('instructions', 'i', 'handed_on', ['assisting_ids'])})
    order by u.name, u.id limit ${MOST}`.execute(reading.db);
  return rows.map(({ id, name }) => ({ id, name, roles: [] }));
};

const kinds: Readonly<Record<Subject, Asked>> = { committee: committees, member: members, unit: units };

/** Whom an assessment of these days is about, in the county's order, as of the reading's moment. */
export const subjectsOf = (reading: Reading, subject: Subject, period: Period): Promise<AssessedSubject[]> => kinds[subject](reading, period);
