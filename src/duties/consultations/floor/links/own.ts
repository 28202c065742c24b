import { sql } from 'kysely';
import type { Awaited } from '#platform/awaited.ts';
import { relation } from '#platform/identity/relations.ts';
import { when } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { isId } from '#platform/records/read.ts';
import { selvesOf } from '#duties/attending/relations.ts';
import type { Link } from '#duties/consultations/floor/links/links.ts';
import { consultation } from '#duties/consultations/record.ts';

/** Links of those who have an account: they find them on their own page and need no code. What is kept of what they say is the same. */

export const OWN_LINKS = 'consultation-links';

/** The link that somebody signed in means, and under which ids they were asked. */
export interface Own {
  link: string;
  selves: readonly string[];
}

interface Waiting extends Link {
  label: string;
}

/** More do not wait for one person. */
const MOST = 50;

/** The links made for those who were asked under these ids. A name that two bear at one consultation is nobody's: they use their codes. */
const madeFor = (reading: Reading, selves: readonly string[]) => sql`
  attendances a join consultation_links l on l.county_id = a.county_id and l.consultation_id = a.consultation_id and l.holder = a.invitee
  left join consultation_votes v on v.county_id = l.county_id and v.id = l.vote_id
  where a.county_id = ${reading.county} and (a.member_id = any(${[...selves]}::uuid[]) or a.person_id = any(${[...selves]}::uuid[])) and a.state not in ('withdrawn', 'called_off')
    and not exists (select from attendances o where o.county_id = a.county_id and o.consultation_id = a.consultation_id and o.invitee = a.invitee and o.id <> a.id)`;

export async function ownLink(look: Reading, { link, selves }: Own): Promise<Link | undefined> {
  if (!isId(link)) return undefined; // as an address may say
  const { rows } = await sql<Link>`select l.* from ${madeFor(look, selves)} and l.id = ${link}`.execute(look.db);
  return rows[0];
}

/** Those that may still be used: a vote that is open, results that are asked about. */
async function unused(reading: Reading): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select l.*, coalesce(v.question, a.subject) as label from ${madeFor(reading, selvesOf(reading.actor))} and not l.used
      and case when l.vote_id is null then exists (
        select from consultation_results r where r.county_id = l.county_id and r.consultation_id = l.consultation_id and r.state not in ('draft', 'closed', 'void')) else v.state = 'open' end
    order by l.made_on, l.id limit ${MOST}`.execute(reading.db);
  return rows;
}

const asked = relation('asked', '应邀参加的人', (actor) => when(selvesOf(actor).length > 0));

const waiting = (title: string, what: string, of: (link: Link) => boolean): Awaited => ({
  title, what, href: `/${consultation.path}`, whose: asked,
  find: async (reading) => (await unused(reading)).filter(of).map(({ id, label, made_on }) => ({ label, href: `/${OWN_LINKS}/${id}`, since: made_on })),
});

export const ownLinksAwaited: readonly Awaited[] = [
  waiting('协商表决', '请您投票', ({ vote_id }) => vote_id !== null),
  waiting('协商成果', '请您评价', ({ vote_id }) => vote_id === null),
];
