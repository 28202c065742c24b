import { sql, type SqlBool } from 'kysely';
import { program } from '#platform/identity/actor.ts';
import { all, between, holdsAny, is, type Predicate } from '#platform/predicate.ts';
import { reading, type House, type Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { containing, wordsIn } from '#platform/search/matching.ts';
import { searchNewest } from '#platform/search/newest.ts';
import { today } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { unitNames } from '#duties/proposals/publishing/letters.ts';
import { publication, type Publication } from '#duties/proposals/publishing/record.ts';
import { numberOf } from '#duties/proposals/publishing/words.ts';
import type { Proposal } from '#duties/proposals/record.ts';
import { proposerKinds } from '#duties/proposals/words.ts';

/** What everybody may read, and nothing else: all public pages, feeds and data ask here. */

/** Published, and agreed to now: also when the tick was changed by an import. Read through the proposal itself, so that nothing need be kept in step. */
const isPublic: Predicate<Publication> = {
  test: ({ state }) => state === 'published', // nobody asks in memory: what a proposal says is in the database
  sql: (alias) => sql<SqlBool>`(${sql.ref(`${alias}.state`)} = 'published' and exists (
    select 1 from proposals c where c.county_id = ${sql.ref(`${alias}.county_id`)} and c.id = ${sql.ref(`${alias}.proposal_id`)} and c.public_ok))`,
};

/** Read for everybody by the program, which then shows nothing but what is public. */
export const asEverybody = <T>(house: House, county: string, work: (look: Reading) => Promise<T>): Promise<T> => reading(house, program(county), work);

export interface Wanted {
  words: string;
  term?: number;
  session?: number;
  /** In which the proposal was handed in. */
  year?: number;
  category?: string;
  /** By its name: the address of a public page knows no ids. */
  unit?: string;
  letter?: string;
}

/** The county shows who proposed, or only what kind of proposer it was: then a search does not find the name either. */
export const showsNames = async (look: Reading): Promise<boolean> => (await parameterAt(look, 'publishing.proposer', today())) === 'name';

/** Newest first: by the day of publication, and what is searched for by the day of the reply, by which the index of the search goes. */
export async function listPublic(look: Reading, wanted: Wanted, limit: number, offset = 0): Promise<Publication[]> {
  const where = await conditionOf(look, wanted);
  if (!wanted.words) return list<Publication>(look, publication, { where, order: [{ column: 'published_on', descending: true }], limit, offset });
  const shown = (await showsNames(look)) ? where : all(where, containing<Publication>({ ...publication, searchable: ['title', 'matter', 'answer'] }, wordsIn(wanted.words)));
  return (await searchNewest<Publication>(look, publication, { words: wanted.words, where: shown, wanted: offset + limit })).rows.slice(offset);
}

async function conditionOf(look: Reading, { term, session, year, category, unit, letter }: Wanted): Promise<Predicate<Publication>> {
  const unitId = unit && [...(await unitNames(look))].filter(([, name]) => name === unit).map(([id]) => id);
  const parts: (Predicate<Publication> | undefined)[] = [
    term === undefined ? undefined : is<Publication>('term', term), session === undefined ? undefined : is<Publication>('session', session),
    year === undefined ? undefined : between<Publication>('submitted_on', `${year}-01-01`, `${year}-12-31`),
    category ? is<Publication>('category', category) : undefined, letter ? is<Publication>('letter', letter) : undefined,
    unitId ? holdsAny<Publication>('unit_ids', unitId) : undefined,
  ];
  return all(is<Publication>('state', 'published'), isPublic, ...parts.filter((part) => part !== undefined));
}

/** By its public code: what stands now, or that it was taken off. Everything else was never there. */
export async function findPublic(look: Reading, code: string): Promise<Publication | 'gone' | undefined> {
  const { rows } = await sql<Publication & { shown: boolean }>`
    select r.*, ${isPublic.sql('r')} as shown from publications r where r.county_id = ${look.county} and r.code = ${code} and r.first_at is not null`.execute(look.db);
  const [row] = rows;
  return row && (row.shown ? row : 'gone');
}

/** An original that is answered with a published one, as the county shows it. */
export interface Original {
  number: string;
  title: string;
  proposer: string;
}

/** Those whose own proposers agree now, by the titles that were reviewed; one that is handled by itself again is none any more. */
export async function originalsOf(look: Reading, { id }: Publication): Promise<Original[]> {
  const names = await showsNames(look);
  const { rows } = await sql<Pick<Proposal, 'time_class' | 'proposal_no' | 'proposer_kind' | 'proposer_name' | 'title'>>`
    select r.time_class, r.proposal_no, r.proposer_kind, r.proposer_name, o.title
    from publications p cross join lateral unnest(p.original_ids, p.original_titles) with ordinality as o (id, title, place)
      join proposals r on r.county_id = p.county_id and r.id = o.id and r.public_ok and r.state = 'merged' and r.merged_root_id = p.proposal_id
    where p.county_id = ${look.county} and p.id = ${id} order by o.place`.execute(look.db);
  return rows.map((row) => ({ number: numberOf(row), title: row.title, proposer: proposerShown(row, names) }));
}

/** What can be chosen: of what is public now. */
export interface Choosable {
  sessions: { term: number; session: number }[];
  years: string[];
  categories: string[];
  units: string[];
  letters: string[];
}

/** No county has more sessions, categories or units than a list of this length shows. */
const MOST = 300;

export async function choosable(look: Reading): Promise<Choosable> {
  const { rows: [row] } = await sql<{ sessions: Choosable['sessions'] | null; years: string[] | null; categories: string[] | null; units: string[] | null; letters: string[] | null }>`
    with shown as materialized (select r.term, r.session, r.submitted_on, r.category, r.letter, r.unit_ids from publications r where r.county_id = ${look.county} and ${isPublic.sql('r')})
    select (select json_agg(s order by s.term desc, s.session desc) from (select distinct term, session from shown limit ${MOST}) s) as sessions,
      (select array_agg(year order by year desc) from (select distinct extract(year from submitted_on)::int::text as year from shown where submitted_on is not null limit ${MOST}) y) as years,
      (select array_agg(distinct category order by category) from shown where category is not null) as categories,
      (select array_agg(distinct letter order by letter) from shown where letter is not null) as letters,
      (select array_agg(distinct id) from shown, unnest(unit_ids) as id) as units`.execute(look.db);
  const names = await unitNames(look);
  const units = (row?.units ?? []).flatMap((id) => names.get(id) ?? []).toSorted((a, b) => a.localeCompare(b, 'zh')).slice(0, MOST);
  return { sessions: row?.sessions ?? [], years: row?.years ?? [], categories: (row?.categories ?? []).slice(0, MOST), letters: row?.letters ?? [], units };
}

/** When anything was published or taken off last. */
export async function lastTold(look: Reading): Promise<Date> {
  const { rows: [row] } = await sql<{ at: Date | null }>`
    select max(r.changed_at) as at from publications r where r.county_id = ${look.county} and r.state in ('published', 'withdrawn')`.execute(look.db);
  return row?.at ?? new Date(0);
}

/** Who proposed, as the county shows it. */
export const proposerShown = ({ proposer_kind, proposer_name }: Pick<Publication, 'proposer_kind' | 'proposer_name'>, names: boolean): string =>
  (names ? proposer_name : (proposerKinds[proposer_kind as 'member'] ?? ''));
