import { sql } from 'kysely';
import { member } from '#institutions/members/record.ts';
import { post } from '#institutions/posts/record.ts';
import type { DailyWork } from '#platform/chapter.ts';
import { program, type Role } from '#platform/identity/actor.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import { keeping, type Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { morningOf } from '#platform/time.ts';
import { standingsPressing } from '#reports/obligations/facts.ts';
import { writeLetters } from '#reports/notices/facts.ts';
import type { Standing } from '#plans/obligations/facts.ts';

/** Something to be brought to a person's mind. */
interface Reminder {
  person_id: string;
  obligation: string;
  span_from: string;
  debtor_id: string;
  pressing: string;
  due_on: string;
}

/**
 * Brings to mind what presses or is late on a working day, as it was known in its morning: to those who answer for it, once when it begins to press and
 * once when it is late. All of a day are one bundle. Of a day that is made up the same is said as on the day itself, so it does not matter when, or
 * how often, this runs.
 */
export const remind = (obligations: readonly Obligation[]): DailyWork => (house, county, day) =>
  keeping(house, county, async (db) => {
    const morning: Reading = { house, db, county, actor: program(county), asOf: morningOf(day) };
    const due = await remindersOn(morning, obligations, day);
    await sql`
      insert into reminders (county_id, person_id, obligation, span_from, debtor_id, pressing, day, due_on)
      select ${county}::uuid, person_id, obligation, span_from, debtor_id, pressing, ${day}::date, due_on
      from jsonb_to_recordset(${JSON.stringify(due)}::jsonb) as one (person_id uuid, obligation text, span_from date, debtor_id uuid, pressing text, due_on date)
      on conflict do nothing`.execute(db);
    await writeLetters(db, county, day, house.clock?.() ?? new Date());
  });

async function remindersOn(morning: Reading, obligations: readonly Obligation[], day: string): Promise<Reminder[]> {
  const pressing = await standingsPressing(morning, obligations);
  if (pressing.length === 0) return [];
  const people = await answering(morning, day);
  return pressing.flatMap((standing) => people(standing).map((person_id) => ({
    person_id, obligation: standing.owing.name, span_from: standing.span.from, debtor_id: standing.debtor.id, pressing: standing.state, due_on: standing.span.due,
  })));
}

/** Who does a committee's work, and who that of the county. */
const staff: readonly Role[] = ['worker', 'director', 'deputy_director'];
const office: Role = 'county_office';

/** Who answers for a duty: those who do the committee's work, the member himself, the county office. */
async function answering(morning: Reading, day: string): Promise<(standing: Standing) => string[]> {
  const holders = await holdersOn(morning, day);
  const byCommittee = Map.groupBy(holders, ({ committee_id }) => committee_id);
  const members = await personOfMember(morning);
  return ({ owing: { owedBy }, debtor }) => {
    if (owedBy === 'member') return members.get(debtor.id) ?? [];
    const theirs = (byCommittee.get(owedBy === 'committee' ? debtor.id : null) ?? []).filter(({ role }) => (owedBy === 'committee' ? staff.includes(role) : role === office));
    return [...new Set(theirs.map(({ person_id }) => person_id))];
  };
}

/** More people than this a county's posts and register do not have. */
const MOST_PEOPLE = 20_000;

async function holdersOn(morning: Reading, day: string): Promise<{ person_id: string; committee_id: string | null; role: Role }[]> {
  const { rows } = await sql<{ person_id: string; committee_id: string | null; role: Role }>`
    select p.person_id, p.committee_id, p.role from ${source(morning, post.table, 'p')}
    where p.county_id = ${morning.county} and p.state = 'holding' and p.role = any(${[...staff, office]}::text[]) and p.person_id is not null
      and coalesce(p.since <= ${day}::date, true) and coalesce(p.until >= ${day}::date, true)
    order by p.person_id limit ${MOST_PEOPLE}`.execute(morning.db);
  return rows;
}

async function personOfMember(morning: Reading): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; person_id: string }>`
    select m.id, m.person_id from ${source(morning, member.table, 'm')}
    where m.county_id = ${morning.county} and m.state = 'current' and m.person_id is not null
    order by m.id limit ${MOST_PEOPLE}`.execute(morning.db);
  return new Map(rows.map(({ id, person_id }) => [id, [person_id]]));
}
