import { sql } from 'kysely';
import type { Awaited } from '#platform/awaited.ts';
import { allOf, claim, type CounterExample } from '#platform/figures/claim.ts';
import type { Scope } from '#platform/figures/count.ts';
import { figure } from '#platform/figures/figure.ts';
import { roles } from '#platform/identity/actor.ts';
import { countyOffice } from '#platform/identity/relations.ts';
import { visible } from '#platform/lifecycle/lifecycle.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { today } from '#platform/time.ts';
import { placeOn } from '#institutions/naming.ts';
import { closingDay, stood, within } from '#institutions/standing.ts';
import { byAppointment } from '#institutions/by-appointments/record.ts';
import { openHandovers } from '#institutions/party-posts/facts.ts';
import { partyPost, type PartyPost } from '#institutions/party-posts/record.ts';
import { post, type Post } from '#institutions/posts/record.ts';

const held = { from: 'since', until: 'until' } as const;

export const directors = figure<Post>({
  name: 'directors',
  label: '联络委主任',
  definition: '期末在任的联络委主任职数，代理主任也计入；一人兼两个联络委的主任计两个。',
  record: post.name,
  where: is<Post>('role', 'director'),
  span: held,
  committee: 'committee_id',
  unit: '个',
});

export const directorsDeputySecretary = claim({
  name: 'directors_deputy_secretary',
  sentence: '由乡镇（街道）党（工）委副书记兼任联络委主任',
  definition: '对期末每个已设立的联络委的在任主任（含代理），党内职务都登记为本乡镇（街道）党（工）委副书记；主任空缺的联络委，列为例外。',
  clause: 'setting_up.leaders',
  href: '/posts',
  async examine(reading, scope) {
    const rows = await holdersOf(reading, scope, 'director');
    return { examined: rows.length, counterExamples: rows.flatMap((row) => unlike(row, 'deputy_secretary', '主任', '党（工）委副书记')) };
  },
  otherwise: ({ examined, counterExamples }) => `${examined}个主任职位中，${examined - counterExamples.length}个由党（工）委副书记兼任，${counterExamples.length}个不是或空缺`,
  none: (n) => `${n}个主任职位${allOf(n)}没有由党（工）委副书记兼任`,
});

export const deputiesCommissioners = claim({
  name: 'deputies_commissioners',
  sentence: '组宣统委员兼任联络委副主任',
  definition: '对期末每个已设立的联络委的每名在任副主任，党内职务都登记为本乡镇（街道）组宣统委员；副主任空缺的联络委，列为例外。',
  clause: 'setting_up.leaders',
  href: '/posts',
  async examine(reading, scope) {
    const rows = await holdersOf(reading, scope, 'deputy_director');
    return { examined: rows.length, counterExamples: rows.flatMap((row) => unlike(row, 'commissioner', '副主任', '组宣统委员')) };
  },
  otherwise: ({ examined, counterExamples }) => `${examined}个副主任职位中，${examined - counterExamples.length}个由组宣统委员兼任，${counterExamples.length}个不是或空缺`,
  none: (n) => `${n}个副主任职位${allOf(n)}没有由组宣统委员兼任`,
});

interface Holder {
  committee: string;
  place: string;
  post: string | null;
  name: string | null;
  party_post: string | null;
  party_place: string | null;
  /** The office is of this committee's own place, whatever that was called. */
  here: boolean | null;
}

/**
 * For every committee that stood, the holders of a post in it and their Party offices; one line with nulls where nobody held it. The register
 * of Party posts knows the days; for whom it knows nothing, what the roster says of the person stands.
 */
async function holdersOf(reading: Reading, scope: Scope, role: Post['role']): Promise<Holder[]> {
  const day = closingDay(reading, scope);
  const { rows } = await sql<Holder>`
    select c.id as committee, ${placeOn(reading, 'c', day)} as place, h.id as post, h.name,
      case when o.registered then o.office else p.party_post end as party_post,
      case when o.registered then o.place else p.party_place end as party_place, o.committee_id = c.id or p.party_place = c.place as here
    from ${source(reading, 'committees', 'c')}
    left join ${source(reading, 'posts', 'h')} on h.county_id = c.county_id and h.committee_id = c.id and h.role = ${role} and ${stood('h', 'since', 'until', day)}
    left join ${source(reading, 'people', 'p')} on p.county_id = h.county_id and p.id = h.person_id
    left join lateral (
      select true as registered, case when d.held then x.office end as office, case when d.held then x.place end as place, case when d.held then x.committee_id end as committee_id
      from ${source(reading, 'party_posts', 'x')}, lateral (select ${stood('x', 'since', 'until', day)} as held) d
      where x.county_id = h.county_id and x.person_id = h.person_id order by d.held desc, x.committee_id = c.id desc, x.since desc limit 1
    ) o on true
    where c.county_id = ${reading.county} and c.state in ('established', 'abolished') and ${stood('c', 'founded_on', 'abolished_on', day)} and ${within('c.id', scope)}
    order by c.rank, c.place, h.since, h.id`.execute(reading.db);
  return rows;
}

function unlike(row: Holder, office: string, title: string, words: string): CounterExample[] {
  if (!row.post) return [{ label: row.place, why: `没有在任${title}`, href: `/committees/${row.committee}` }];
  const label = `${row.place}${title} ${row.name}`;
  if (row.party_post !== office) return [{ label, why: `党内职务没有登记为${words}`, href: `/posts/${row.post}` }];
  if (row.party_place && !row.here) return [{ label, why: `是${row.party_place}的${words}，不是${row.place}的`, href: `/posts/${row.post}` }];
  return [];
}

interface Director {
  id: string;
  place: string;
  name: string;
  acting: boolean;
  seated: boolean;
  /** How far the by-appointment is that is to make a member of the director, for those who may see it. */
  stage: keyof typeof byAppointment.states | null;
}

const standingOf = ({ acting, stage }: Director): string =>
  `${acting ? '代理主任，' : ''}还不是县政协委员，${stage ? `增补办到“${byAppointment.states[stage].label}”` : '需要增补'}`;

export const directorsMembers = claim({
  name: 'directors_members',
  sentence: '联络委主任全部作为县政协委员安排',
  definition: '对期末每名在任的联络委主任（含代理），都有一条当时有效的县政协委员任职；还不是委员的列为例外，写明增补办到哪一步。',
  clause: 'setting_up.directors',
  href: '/posts',
  async examine(reading, scope) {
    const day = closingDay(reading, scope);
    const { rows } = await sql<Director>`
      select h.id, ${placeOn(reading, 'c', day)} as place, h.name, h.acting, b.state as stage, exists (
        select from ${source(reading, 'members', 'm')}
        where m.county_id = h.county_id and m.person_id = h.person_id and m.state in ('current', 'left') and ${stood('m', 'joined_on', 'left_on', day)}
      ) as seated
      from ${source(reading, 'posts', 'h')} join ${source(reading, 'committees', 'c')} on c.county_id = h.county_id and c.id = h.committee_id
      left join ${source(reading, 'by_appointments', 'b')} on b.county_id = h.county_id and b.person_id = h.person_id and b.state in ('nominated', 'examined', 'agreed') and ${visible(byAppointment, reading.actor).sql('b')}
      where h.county_id = ${reading.county} and h.role = 'director' and ${stood('h', 'since', 'until', day)} and ${within('h.committee_id', scope)}
      order by c.rank, c.place, h.since, h.id`.execute(reading.db);
    return {
      examined: rows.length,
      counterExamples: rows.filter(({ seated }) => !seated).map((row) => ({ label: `${row.place}主任 ${row.name}`, why: standingOf(row), href: `/posts/${row.id}` })),
    };
  },
  otherwise: ({ examined, counterExamples }) => `${examined}名联络委主任中，${examined - counterExamples.length}名是县政协委员，${counterExamples.length}名还不是`,
  none: (n) => `${n}名联络委主任${allOf(n)}还不是县政协委员`,
});

export const figures = [directors];
export const claims = [directorsDeputySecretary, deputiesCommissioners, directorsMembers];

/** The posts that every committee fills, in the order of the speech; a worker is one at least. */
const posted = ['director', 'deputy_director', 'worker'] as const;

/** A post of a committee that nobody held at the end of a day. */
export interface Vacancy {
  committee: string;
  place: string;
  role: (typeof posted)[number];
  /** 主任, 副主任, 工作人员. */
  label: string;
  /** The day on which the last holder left; null when none was ever entered. */
  since: string | null;
  /** Who held it last. */
  last: string | null;
}

const wordOf = (role: Vacancy['role']): string => roles[role].replace('联络委', '');

/** Of every committee that stood, the posts without a holder at the end of the day. */
export async function listVacancies(reading: Reading, scope: Scope): Promise<Vacancy[]> {
  const day = closingDay(reading, scope);
  const { rows } = await sql<Omit<Vacancy, 'label'>>`
    select c.id as committee, ${placeOn(reading, 'c', day)} as place, r.role, l.until as since, l.name as last
    from ${source(reading, 'committees', 'c')} cross join unnest(${[...posted]}::text[]) with ordinality as r (role, rank)
    left join lateral (
      select h.until, h.name from ${source(reading, 'posts', 'h')}
      where h.county_id = c.county_id and h.committee_id = c.id and h.role = r.role and h.until <= ${day}::date order by h.until desc limit 1
    ) l on true
    where c.county_id = ${reading.county} and c.state in ('established', 'abolished') and ${stood('c', 'founded_on', 'abolished_on', day)} and ${within('c.id', scope)}
      and not exists (
        select from ${source(reading, 'posts', 'h')}
        where h.county_id = c.county_id and h.committee_id = c.id and h.role = r.role and ${stood('h', 'since', 'until', day)}
      )
    order by c.rank, c.place, c.id, r.rank`.execute(reading.db);
  return rows.map((row) => ({ ...row, label: wordOf(row.role) }));
}

const MOST_HELD = 200;

/** A vacancy with the change of the Party office that it came from, where there was one. */
export interface OpenVacancy extends Vacancy {
  handover?: PartyPost;
}

/**
 * What is vacant today and has to be filled: the one rule for the page, the first page and the tasks. Every required post that nobody holds, however it
 * was left, and every Party office that changed hands whose committee post nobody has taken since. It is gone as soon as somebody holds the post.
 */
export async function openVacancies(reading: Reading): Promise<OpenVacancy[]> {
  const vacancies = await listVacancies(reading, { to: today() });
  const handovers = await openHandovers(reading);
  const found: OpenVacancy[] = vacancies.map((one) => ({ ...one, handover: handovers.find((row) => row.committee_id === one.committee && row.bound_role === one.role) }));
  const named = new Set(found.map(({ handover }) => handover?.id));
  const holders = await holdersAt(reading, handovers.map(({ committee_id }) => committee_id));
  return [...found, ...handovers.filter((row) => !named.has(row.id) && !isTaken(row, holders)).map(asVacancy)];
}

const holdersAt = (reading: Reading, committees: readonly string[]): Promise<Post[]> =>
  list(reading, post, { where: all(is<Post>('state', 'holding'), oneOf<Post>('committee_id', committees), oneOf<Post>('role', ['director', 'deputy_director'])), limit: MOST_HELD });

/** Somebody took the post since the office changed hands, or the one who is to have it has it. A committee may have several deputies. */
const isTaken = ({ committee_id, bound_role, person_id, state, since, until }: PartyPost, holders: readonly Post[]): boolean =>
  holders.some((held) => held.committee_id === committee_id && held.role === bound_role
    && ((state === 'awaiting' && held.person_id === person_id) || (held.since ?? '') >= (until ?? since ?? '9999')));

const asVacancy = (handover: PartyPost): OpenVacancy => {
  const role = (handover.bound_role ?? 'deputy_director') as Vacancy['role'];
  const { committee_id: committee, place, since, until, state, name } = handover;
  return { committee, place, role, label: wordOf(role), since: until ?? since, last: state === 'vacant' ? name : null, handover };
};

/** The task that each of them is, for the county office: it appoints, and enters who was appointed. */
export const vacanciesAwaited: Awaited = {
  title: '联络委职务空缺',
  what: '补上',
  href: '/posts/vacancies',
  whose: countyOffice,
  find: async (reading) => (await openVacancies(reading)).map((one) => ({ label: vacancyWords(one), href: closingOf(one), since: one.since })),
};

const vacancyWords = ({ place, label, last, handover }: OpenVacancy): string =>
  handover ? partyPost.nameOf(handover) : `${place}联络委${label}空缺：${last ? `${last}已卸任，继任未定` : '还没有登记过任职'}`;

/** The successor in the Party post is appointed where one is known; otherwise a post is entered. */
export const closingOf = ({ handover, committee, role }: OpenVacancy): string =>
  handover ? `/party-posts/${handover.id}` : `/posts/new?${new URLSearchParams({ role, committee })}`;

/** Who led a committee, now and before, the newest first. */
export const leadersOf = (reading: Reading, committee: string): Promise<Post[]> =>
  list(reading, post, { where: all(is<Post>('committee_id', committee), oneOf<Post>('role', ['director', 'deputy_director'])), order: [{ column: 'since', descending: true }], limit: MOST_HELD });

/** Who acts in a post and still waits for the appointment. */
export const actingNow = (reading: Reading): Promise<Post[]> =>
  list(reading, post, { where: all(is<Post>('state', 'holding'), is<Post>('acting', true)), order: [{ column: 'since' }], limit: MOST_HELD });
