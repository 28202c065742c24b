import { sql } from 'kysely';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { all, is, not, oneOf } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import type { MembersWork } from '#platform/chapter.ts';
import type { ListFilter } from '#platform/http/listing.tsx';
import { choiceFilter, type Option } from '#platform/ui/filters.tsx';
import { member, type Member } from '#institutions/members/record.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { term, type Term } from '#institutions/terms/record.ts';

/** More members, posts or open matters than this a county does not have; lists need an end. */
export const MOST = 5_000;

/** The term that is being prepared, if one is. */
export const preparedTerm = async (reading: Reading): Promise<Term | undefined> => (await list<Term>(reading, term, { where: is<Term>('state', 'preparing'), limit: 1 }))[0];

/** One matter that a leaving member has open. */
export interface OpenMatter {
  declared: Lifecycle;
  row: Recorded;
  from: Member;
}

/** Terms to filter by, the newest first: those on the register, and those that only members name. */
export async function termChoices(reading: Reading): Promise<Option[]> {
  const rows = await list<Term>(reading, term, { order: [{ column: 'number', descending: true }], limit: 99 });
  const numbers = new Set([...rows.map(({ number }) => number), ...(await headsOfTerms(reading)).keys()]);
  return [...numbers].toSorted((a, b) => b - a).map((number) => ({ value: String(number), label: `第${number}届` }));
}

/** One term of a list whose records name theirs by number. */
export const termFilter = <Row extends { term: number }, Around>(options: (around: Around) => Option[]): ListFilter<Row, Around> => ({
  names: ['term'],
  draw: (around) => choiceFilter('term', '届', options(around)),
  where: (value) => {
    const chosen = value('term');
    if (!chosen) return undefined;
    if (!/^\d{1,2}$/.test(chosen)) throw new Problem(400, 'bad_filter', '筛选条件“届”的值读不懂，请重新选择。');
    return is<Row>('term', Number(chosen));
  },
});

/** Members of a term who are in office or, of one in preparation, nominated; in the order of lists. */
export const rosterOfTerm = (reading: Reading, number: number, state: 'nominated' | 'current' | 'left'): Promise<Member[]> =>
  list(reading, member, { where: all(is<Member>('state', state), is<Member>('term', number)), order: [{ column: 'name_key' }, { column: 'name' }], limit: MOST });

/** What would happen, or happens, when a prepared term takes over. */
export interface ChangeOver {
  old: Term | undefined;
  staying: Member[];
  fresh: Member[];
  leaving: Member[];
  /** Those who stay, in another sector than before. */
  moved: { now: Member; before: Member }[];
  matters: OpenMatter[];
  /** Ordinary committee memberships that go with the seat: renewed for those who stay, ended for those who leave. */
  posts: Post[];
}

/** Compares the register of the current term with that of the prepared one, by person. The preview and the act read the same. */
export async function changeOver(reading: Reading, next: Term, works: readonly MembersWork[]): Promise<ChangeOver> {
  const [old] = await list<Term>(reading, term, { where: is<Term>('state', 'current'), limit: 1 });
  const before = await list<Member>(reading, member, { where: all(is<Member>('state', 'current'), not(is<Member>('term', next.number))), order: [{ column: 'name_key' }, { column: 'name' }], limit: MOST });
  const nominated = await rosterOfTerm(reading, next.number, 'nominated');
  const [were, are] = [new Set(before.map(({ person_id }) => person_id)), new Set(nominated.map(({ person_id }) => person_id))];
  const leaving = before.filter(({ person_id }) => !are.has(person_id));
  const beforeOf = new Map(before.map((one) => [one.person_id, one]));
  return {
    old, leaving,
    moved: nominated.map((now) => ({ now, before: beforeOf.get(now.person_id)! })).filter((one) => one.before && one.now.sector_id !== one.before.sector_id),
    staying: nominated.filter(({ person_id }) => were.has(person_id)),
    fresh: nominated.filter(({ person_id }) => !were.has(person_id)),
    matters: await openMatters(reading, leaving, works),
    posts: await seatPosts(reading, before),
  };
}

async function openMatters(reading: Reading, leaving: readonly Member[], works: readonly MembersWork[]): Promise<OpenMatter[]> {
  const byId = new Map(leaving.map((one) => [one.id, one]));
  const matters: OpenMatter[] = [];
  for (const { declared, member: column, states = openStates(declared) } of works) {
    const theirs = all(oneOf<Recorded>('state', states), oneOf<Recorded & Record<string, string>>(column, [...byId.keys()]));
    for (const row of await list(reading, declared, { where: theirs, limit: MOST })) matters.push({ declared, row, from: byId.get((row as Recorded & Record<string, string>)[column]!)! });
  }
  return matters;
}

const openStates = ({ states }: Lifecycle): string[] => Object.entries(states).filter(([, { open }]) => open).map(([name]) => name);

/** Posts that a member holds in a committee as a member, not added from outside. */
const seatPosts = (reading: Reading, members: readonly Member[]): Promise<Post[]> =>
  list(reading, post, { where: all(is<Post>('state', 'holding'), is<Post>('role', 'committee_member'), oneOf<Post>('person_id', members.map(({ person_id }) => person_id))), limit: MOST });

/** How many members of each state a term has. */
export async function headsOfTerms(reading: Reading): Promise<Map<number, Record<string, number>>> {
  const { rows } = await sql<{ term: number; state: string; n: number }>`
    select m.term, m.state, count(*)::int as n from ${source(reading, 'members', 'm')} where m.county_id = ${reading.county} group by m.term, m.state`.execute(reading.db);
  const heads = new Map<number, Record<string, number>>();
  for (const row of rows) heads.set(row.term, { ...heads.get(row.term), [row.state]: row.n });
  return heads;
}
