import { sql } from 'kysely';
import { claim, type CounterExample } from '#platform/figures/claim.ts';
import type { Scope } from '#platform/figures/count.ts';
import { figure } from '#platform/figures/figure.ts';
import { roles } from '#platform/identity/actor.ts';
import { visible } from '#platform/lifecycle/lifecycle.ts';
import { all, is, oneOf, present } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { closingDay, stood, within } from '#institutions/standing.ts';
import { byAppointment } from '#institutions/by-appointments/record.ts';
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

export const nonMembersAdded = figure<Post>({
  name: 'non_members_added',
  label: '吸纳的各界代表和民生部门负责同志',
  definition: '期末在任、登记为“吸纳人员”（各界代表人士或民生相关部门负责同志）的联络委成员人数；同一人只计一次。',
  record: post.name,
  where: all(is<Post>('role', 'committee_member'), present<Post>('added_as')),
  span: held,
  committee: 'committee_id',
  counts: { distinct: 'person_id' },
  unit: '人',
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
});

interface Holder {
  committee: string;
  place: string;
  post: string | null;
  name: string | null;
  party_post: string | null;
  party_place: string | null;
}

/**
 * For every committee that stood, the holders of a post in it and their Party offices; one line with nulls where nobody held it. The register
 * of Party posts knows the days; for whom it knows nothing, what the roster says of the person stands.
 */
async function holdersOf(reading: Reading, scope: Scope, role: Post['role']): Promise<Holder[]> {
  const day = closingDay(reading, scope);
  const { rows } = await sql<Holder>`
    select c.id as committee, c.place, h.id as post, h.name,
      case when o.registered then o.office else p.party_post end as party_post, case when o.registered then o.place else p.party_place end as party_place
    from ${source(reading, 'committees', 'c')}
    left join ${source(reading, 'posts', 'h')} on h.county_id = c.county_id and h.committee_id = c.id and h.role = ${role} and ${stood('h', 'since', 'until', day)}
    left join ${source(reading, 'people', 'p')} on p.county_id = h.county_id and p.id = h.person_id
    left join lateral (
      select true as registered, case when d.held then x.office end as office, case when d.held then x.place end as place
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
  if (row.party_place && row.party_place !== row.place) return [{ label, why: `是${row.party_place}的${words}，不是${row.place}的`, href: `/posts/${row.post}` }];
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
      select h.id, c.place, h.name, h.acting, b.state as stage, exists (
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
});

export const figures = [directors, nonMembersAdded];
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

/** Of every committee that stood, the posts without a holder at the end of the day. */
export async function listVacancies(reading: Reading, scope: Scope): Promise<Vacancy[]> {
  const day = closingDay(reading, scope);
  const { rows } = await sql<Omit<Vacancy, 'label'>>`
    select c.id as committee, c.place, r.role, l.until as since, l.name as last
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
  return rows.map((row) => ({ ...row, label: roles[row.role].replace('联络委', '') }));
}

const MOST_HELD = 200;

/** Who led a committee, now and before, the newest first. */
export const leadersOf = (reading: Reading, committee: string): Promise<Post[]> =>
  list(reading, post, { where: all(is<Post>('committee_id', committee), oneOf<Post>('role', ['director', 'deputy_director'])), order: [{ column: 'since', descending: true }], limit: MOST_HELD });

/** Who acts in a post and still waits for the appointment. */
export const actingNow = (reading: Reading): Promise<Post[]> =>
  list(reading, post, { where: all(is<Post>('state', 'holding'), is<Post>('acting', true)), order: [{ column: 'since' }], limit: MOST_HELD });
