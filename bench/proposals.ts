import { hash, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { slices } from '#county.ts';
import { connectDatabase } from '#platform/database/connect.ts';
import { folderStore } from '#platform/files/store.ts';
import { program } from '#platform/identity/actor.ts';
import { transact } from '#platform/records/act.ts';
import { openHouse } from '#platform/records/house.ts';
import { createMany } from '#platform/records/write.ts';
import { wantedGrams } from '#platform/search/grams.ts';
import { unit } from '#institutions/units/record.ts';
import { proposal } from '#duties/proposals/record.ts';
import type { Child } from './children.ts';
import { connected, fillSearch, type Content, type FilledCounty } from './fill.ts';
import { chance, searched, vocabulary, word } from './rows.ts';
import { weigh } from './weights.ts';

/** A county that has kept its proposals for a century, with a session of a thousand to be reviewed and another to be assigned. */
export const PROPOSALS = 100_000;
const A_SESSION = 1_000;
/** The last two sessions: the one wait for review, the other for their units. */
const reviewed = { term: 20, session: 5 };
const assigned = { term: 20, session: 4 };
const SESSIONS_OF_A_TERM = 5;
const UNITS = 60;
const BATCH = 2_000;
const TIMES = 9;

const titleOf = (random: () => number): string => `关于${Array.from({ length: 6 }, () => word(random)).join('')}的提案`;
const textOf = (random: () => number, words: number): string => Array.from({ length: words }, () => word(random)).join('');

/** Sessions from the first on, one after another, each of a thousand. */
function rowOf(random: () => number, n: number, units: readonly string[]): object {
  const place = Math.floor(n / A_SESSION);
  const term = 1 + Math.floor(place / SESSIONS_OF_A_TERM);
  const session = 1 + (place % SESSIONS_OF_A_TERM);
  const is = (one: typeof reviewed): boolean => term === one.term && session === one.session;
  const state = is(reviewed) ? 'submitted' : is(assigned) ? 'filed' : 'closed';
  const day = new Date(Date.UTC(1926 + place, 0, 10 + (n % 300))).toISOString().slice(0, 10);
  return {
    id: uuidv7(), state, term, session, title: titleOf(random), situation: textOf(random, 60), advice: `一、${textOf(random, 20)}。`, proposer_name: `委员${n % 300}`, serial_no: (n % A_SESSION) + 1, submitted_on: day,
    proposal_no: state === 'submitted' ? null : (n % A_SESSION) + 1, disposition: state === 'submitted' ? null : 'filed', lead_unit_id: state === 'closed' ? units[Math.floor(random() * units.length)] : null,
  };
}

export const contentOf = (tell: (line: string) => void): Content => async ({ address, bare, county }) => {
  const database = connectDatabase(address, { statementTimeoutMs: 0 });
  const house = { ...(await openHouse(database.app, slices, folderStore(tmpdir()))), indexSoon: undefined };
  const units = await transact(house, program(county), null, (act) => createMany(act, unit, Array.from({ length: UNITS }, (_, n) => ({ name: `第${n + 1}局`, side: 'government' }))));
  await database.end();
  await connected(bare, async (client) => {
    const random = chance(20_260_102);
    for (let done = 0; done < PROPOSALS; done += BATCH) await insert(client, county, Array.from({ length: BATCH }, (_, n) => rowOf(random, done + n, units.map(({ id }) => id))));
  });
  tell('  … words');
  await fillSearch(address, bare, county);
};

const insert = (client: pg.Client, county: string, rows: readonly object[]): Promise<unknown> => client.query(
  `with row as (
    select * from jsonb_to_recordset($2::jsonb) as r (id uuid, state text, term int, session int, title text, situation text, advice text, proposer_name text, serial_no int, proposal_no int, submitted_on date, disposition text, lead_unit_id uuid)
  ), found as (insert into search_pending (county_id, record, id) select $1::uuid, '${proposal.name}', id from row)
  insert into proposals (county_id, id, state, version, changed_at, created_at, term, session, time_class, title, situation, advice, proposer_kind, proposer_name, serial_no, proposal_no, submitted_on, disposition, lead_unit_id)
  select $1::uuid, id, state, 1, now(), now(), term, session, 'session', title, situation, advice, 'member', proposer_name, serial_no, proposal_no, submitted_on, disposition, lead_unit_id from row`,
  [county, JSON.stringify(rows)],
);

export interface Asked {
  what: string;
  /** Milliseconds alone: of the page, of its JSON twin, and of the query that a hand would write for the same rows. */
  page?: number;
  /** Compressed, with everything that a browser loads for it the first time. */
  kb?: number;
  json?: number;
  byHand?: number;
}

type County = Omit<FilledCounty, 'rows'>;

export const boardsAndSearches = (ours: Child, county: County): Promise<Asked[]> => connected(county.bare, async (client) => {
  const byHand = (text: string, ...values: unknown[]) => median(() => client.query({ name: hash('md5', text), text, values: [county.id, ...values] }));
  await client.query("select set_config('app.county', $1, false)", [county.id]); // the index of the search asks for it
  const [one] = (await client.query<{ id: string }>(`select id from proposals where county_id = $1 and state = 'closed' order by id desc limit 1`, [county.id])).rows;
  const asked = async (what: string, path: string, hand?: Promise<number> | (() => Promise<number>)): Promise<Asked> => {
    const byHandMs = typeof hand === 'function' ? await hand() : await hand;
    const { first, ms } = await weigh(ours, what, path, county.session);
    return { what, page: ms, kb: first / 1024, json: await median(() => anew(`${ours.url}/api/v1${path}`, county.session)), byHand: byHandMs };
  };
  return [
    await asked('review board of 1,000', `/proposals/review?term=${reviewed.term}&session=${reviewed.session}`, () => byHand(REVIEW, reviewed.term, reviewed.session)),
    await asked('assigning board of 1,000', `/proposals/assigning?term=${assigned.term}&session=${assigned.session}`, () => byHand(ASSIGNING, assigned.term, assigned.session)),
    await asked('the newest fifty', '/proposals', () => byHand(NEWEST)),
    await asked('one proposal', `/proposals/${one!.id}`, () => byHand('select * from proposals where county_id = $1 and id = $2', one!.id)),
    ...(await inTurn(Object.entries(searched), ([kind, rank]) => asked(`search: a ${kind} word, newest fifty`, `/proposals?q=${encodeURIComponent(vocabulary[rank - 1]!)}`, () => byHand(SEARCH, vocabulary[rank - 1]!)))),
    await similar(ours, county, byHand),
  ];
});

/** What is written is compared with all years: no page of its own. */
async function similar(ours: Child, { session }: County, byHand: (text: string, ...values: unknown[]) => Promise<number>): Promise<Asked> {
  const title = titleOf(chance(3));
  const pairs = wantedGrams(title.slice(2, -3)).filter((piece) => [...piece].length === 2);
  const body = JSON.stringify({ title });
  const check = () => fetch(`${ours.url}/api/v1/proposals/check`, { method: 'POST', body, headers: { cookie: `session=${session}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() } }).then((answer) => answer.arrayBuffer());
  return { what: 'similar proposals while writing', json: await median(check), byHand: await byHand(SIMILAR, pairs) };
}

/** Nothing that was kept is used: both ask the database (http/kept-answers.ts). */
const anew = (url: string, session: string): Promise<unknown> => fetch(url, { headers: { cookie: `session=${session}`, 'cache-control': 'no-cache' } }).then((answer) => answer.arrayBuffer());

const REVIEW = `select coalesce(json_agg(r), '[]')::text as rows, (select count(*) from proposals where county_id = $1 and term = $2 and session = $3) as n from (
  select id, title, serial_no, proposer_name, proposer_kind, category, left(situation, 120) as opening, submitted_on from proposals
  where county_id = $1 and term = $2 and session = $3 and state = 'submitted' order by serial_no limit 100) r`;
const ASSIGNING = `select coalesce(json_agg(r), '[]')::text as rows, (select count(*) from proposals where county_id = $1 and state = 'filed' and term = $2 and session = $3) as n from (
  select id, title, category, proposal_no, proposer_name, lead_unit_id, assisting_ids, separate_ids from proposals
  where county_id = $1 and state = 'filed' and term = $2 and session = $3 order by proposal_no limit 50) r`;
const NEWEST = `select coalesce(json_agg(r), '[]')::text as rows, (select count(*) from proposals where county_id = $1 and state <> 'draft') as n from (
  select * from proposals where county_id = $1 and state <> 'draft' order by submitted_on desc, id desc limit 50) r`;
const SEARCH = `select coalesce(json_agg(r), '[]')::text as rows from (
  select p.* from search_entries s join proposals p on p.county_id = s.county_id and p.id = s.id
  where s.county_id = $1 and s.record = '${proposal.name}' and s.keys @> search_keys($1, '${proposal.name}', array[$2]) order by p.submitted_on desc, p.id desc limit 50) r`;
const SIMILAR = `with rare as (
    select w.piece from unnest($2::text[]) as w (piece) left join search_shares('${proposal.name}', $2::text[]) s on s.piece = w.piece order by coalesce(s.share, 0) limit 8
  ), found as (
    select e.id, count(*) as n from rare cross join lateral (
      select id from search_entries where county_id = $1 and record = '${proposal.name}' and keys @> search_keys($1, '${proposal.name}', array[rare.piece])) e
    group by e.id order by n desc limit 5)
  select p.id, p.title, p.proposal_no, p.term, p.session from found join proposals p on p.county_id = $1 and p.id = found.id`;

async function median(work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < TIMES; n += 1) {
    const began = performance.now();
    await work();
    taken.push(performance.now() - began);
  }
  return taken.toSorted((a, b) => a - b)[Math.floor(TIMES / 2)]!;
}

async function inTurn<A, B>(all: readonly A[], work: (one: A) => Promise<B>): Promise<B[]> {
  const done: B[] = [];
  for (const one of all) done.push(await work(one));
  return done;
}
