/**
 * The limit: the same answers by hand, on a bare node:http server with prepared statements, without rights, journal,
 * lifecycle or framework. Started by bench/run.ts with DATABASE (JSON address), COUNTY and PORT in the environment.
 */
import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { usualConnections } from '#platform/database/connect.ts';
import { grams, weekOf, weekPiece } from '#platform/search/grams.ts';

const county = process.env['COUNTY']!;
const pool = new pg.Pool({ ...JSON.parse(process.env['DATABASE']!), max: usualConnections });
const page = 50;

const listed = `select coalesce(json_agg(r), '[]')::text as rows from (
  select * from ledger_entries where county_id = $1 and committee_id = $2 and state = $3 and received_on between $4 and $5
  order by received_on desc, id desc limit ${page}) r`;
const listTotal = 'select count(*)::text as n from ledger_entries where county_id = $1 and committee_id = $2 and state = $3 and received_on between $4 and $5';

/** The newest fifty that have the word: looked for in the newest weeks first, in all only when those do not fill the page. */
const found = (alsoWeeks: string) => `select coalesce(json_agg(r), '[]')::text as rows, count(*) as n from (
  select e.* from search_entries s join ledger_entries e on e.county_id = s.county_id and e.id = s.id
  where s.county_id = $1 and s.record = 'ledger_entry' and s.keys @> search_keys($1, 'ledger_entry', array[$2]) ${alsoWeeks}
  order by e.received_on desc, e.id desc limit ${page}) r`;
const foundNewest = found("and s.keys && search_keys($1, 'ledger_entry', $3::text[])");
const lastWeek = weekOf('2025-12-31');
const newestWeeks = Array.from({ length: 12 }, (_, back) => weekPiece(lastWeek - back));

const created = `with number as (
    insert into numbers (county_id, series, last) values ($1, $8, 1) on conflict (county_id, series) do update set last = numbers.last + 1 returning last
  ), pending as (insert into search_pending (county_id, record, id) values ($1, 'ledger_entry', $2))
  insert into ledger_entries (county_id, id, state, version, changed_at, created_at, committee_id, number, received_on, matter, place, way)
  select $1, $2, 'received', 1, now(), now(), $3, last, $4, $5, $6, $7 from number returning *`;

const stepped = `with held as (
    select * from ledger_entries where county_id = $1 and id = $2 and state in ('received', 'in_hand') for update
  ), superseded as (insert into ledger_entries_history select now(), held.* from held)
  update ledger_entries e set state = 'in_hand', handling = $3, outcome = 'in_hand', version = held.version + 1, changed_at = now()
  from held where e.county_id = $1 and e.id = held.id returning e.*`;

const counted = 'select figure, sum(n)::text as n from kept_counts where county_id = $1 and day between $2 and $3 group by figure';

type Answer = (query: URLSearchParams, body: Record<string, string>) => Promise<string>;

const prepared = async (name: string, text: string, ...values: unknown[]) => (await pool.query({ name, text, values })).rows;

async function withTotal(name: string, list: string, total: string, ...values: unknown[]): Promise<string> {
  const [rows, totals] = await Promise.all([prepared(name, list, ...values), prepared(`${name} total`, total, ...values)]);
  return `{"items":${rows[0].rows},"total":${totals[0].n}}`;
}

const answers: Record<string, Answer> = {
  '/list': (query) => withTotal('list', listed, listTotal, county, query.get('committee'), query.get('state'), query.get('from'), query.get('to')),
  '/search': async (query) => {
    const [newest] = await prepared('search newest', foundNewest, county, query.get('q'), newestWeeks);
    if (Number(newest.n) === page) return `{"items":${newest.rows}}`;
    const [all] = await prepared('search', found(''), county, query.get('q'));
    return `{"items":${all.rows}}`;
  },
  '/create': async (_query, body) => {
    indexSoon();
    return JSON.stringify(await prepared('create', created, county, uuidv7(), body['committee_id'], body['received_on'], body['matter'], body['place'], body['way'], `bare/${body['committee_id']}`));
  },
  '/step': async (query, body) => JSON.stringify(await prepared('step', stepped, county, query.get('id'), body['handling'])),
  '/figures': async (query) => JSON.stringify(await prepared('figures', counted, county, query.get('from'), query.get('to'))),
};

const batch = 500;
const waitMs = 200;
let indexing: NodeJS.Timeout | undefined;

/** Words are indexed moments after the write, in batches, as the program does it: nobody's create may leave that work undone. */
function indexSoon(): void {
  indexing ??= setTimeout(async () => {
    indexing = undefined;
    const taken = await prepared('pending', `delete from search_pending p using ledger_entries e
      where p.county_id = $1 and e.county_id = $1 and e.id = p.id and p.id in (select id from search_pending where county_id = $1 limit ${batch} for update skip locked)
      returning e.id, e.received_on::text as day, e.matter, e.place`, county);
    const entries = taken.map(({ id, day, matter, place }) => ({ id, pieces: [...grams(matter, place), weekPiece(weekOf(day))] }));
    await prepared('words', `insert into search_entries (county_id, record, id, keys)
      select $1, 'ledger_entry', id, search_keys($1, 'ledger_entry', array(select jsonb_array_elements_text(pieces)))
      from jsonb_to_recordset($2::jsonb) as entry (id uuid, pieces jsonb) on conflict (county_id, record, id) do update set keys = excluded.keys`, county, JSON.stringify(entries));
    if (taken.length === batch) indexSoon();
  }, waitMs);
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, string>> {
  if (request.method !== 'POST') return {};
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, string>;
}

createServer(async (request, response) => {
  const url = new URL(request.url!, 'http://localhost');
  const answer = answers[url.pathname];
  if (!answer) return response.writeHead(404).end();
  try {
    const text = await answer(url.searchParams, await bodyOf(request));
    return response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
  } catch (error) {
    return response.writeHead(500).end(String(error));
  }
}).listen(Number(process.env['PORT']), () => console.log('listening'));
