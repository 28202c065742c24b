import pg from 'pg';
import { slices } from '#county.ts';
import { connectDatabase } from '#platform/database/connect.ts';
import type { SocketAddress } from '#platform/database/embedded.ts';
import { program } from '#platform/identity/actor.ts';
import { transact } from '#platform/records/act.ts';
import { foundCounty } from '#platform/records/county.ts';
import { openHouse } from '#platform/records/house.ts';
import { createMany } from '#platform/records/write.ts';
import { grams, weekOf, weekPiece } from '#platform/search/grams.ts';
import { member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { fillWork } from './assessing-work.ts';
import { connected, files, ledgerOf, type Content } from './fill.ts';

/** A province: one county is filled, then written again for each of the others, row beside row, as counties that work at the same time leave them. */

const MEMBERS = 200;
/** Of all duties; seven of ten of them are ledger rows. */
const WORK = 10_000;
const LEDGER_IN_WORK = 7_000;
/** 60 characters of matter: what people tell is mostly shorter than what is written about it. */
const WORDS = 20;
/** Template rows that are multiplied in one statement. */
const CHUNK = 1_000;

/** Grow by entries: written interleaved, with their indexes built afterwards. The others are small and written county by county. */
const LARGE = ['ledger_entries', 'journal', 'search_entries'];
const NOT_TAKEN = ['counties', 'sessions', 'search_pending', 'pieces'];

export const provinceOf = (counties: number, rows: number, tell: (line: string) => void): Content => async (at) => {
  const { address, bare, county, committees } = at;
  await seatMembers(address, county, committees);
  await connected(bare, (client) => fillWork(client, county, committees, WORK));
  await ledgerOf(rows - LEDGER_IN_WORK, tell, WORDS)(at);
  if (counties > 1) await multiply(address, bare, county, counties, tell);
};

async function seatMembers(address: SocketAddress, county: string, committees: readonly string[]): Promise<void> {
  const database = connectDatabase(address);
  const house = { ...(await openHouse(database.app, slices, files)), indexSoon: undefined };
  await transact(house, program(county), null, async (act) => {
    const people = await createMany(act, person, Array.from({ length: MEMBERS }, (_, n) => ({ name: `委员${n + 1}` })));
    await createMany(act, member, people.map(({ id, name }, n) => ({ person_id: id, name, term: 9, committee_id: committees[n % committees.length]!, joined_on: '2022-01-10', standing: n < 30, by_appointment: false })));
  });
  await database.end();
}

/** The rows of the first county once more for each of the others: a record's id need only be its county's own. */
async function multiply(address: SocketAddress, bare: SocketAddress, first: string, counties: number, tell: (line: string) => void): Promise<void> {
  const database = connectDatabase(address, { statementTimeoutMs: 0 });
  for (let n = 2; n <= counties; n += 1) {
    await foundCounty(database.owner, { slug: `bench${n}`, name: `测速${n}县`, bodyName: `政协测速${n}县委员会`, invented: true, secondFactor: 'optional' });
  }
  await database.end();
  await connected(bare, async (client) => {
    await client.query(`set session_replication_role = replica; set maintenance_work_mem = '1GB'; set work_mem = '256MB'`);
    await client.query('delete from journal_heads where county_id <> $1', [first]);
    await keepPieces(client, first);
    const indexes = await secondaryIndexes(client);
    for (const { name } of indexes) await client.query(`drop index ${name}`);
    for (const { name, columns } of await tablesOf(client)) {
      await client.query(`insert into ${name} (county_id, ${columns}) select c.county_id, ${ofTemplate(columns)} from ${name} t cross join counties c where t.county_id = $1 and c.county_id <> $1 order by c.county_id`, [first]);
    }
    tell('  … rows');
    await multiplyLarge(client, first, tell);
    for (const { name, definition } of indexes) {
      tell(`  … ${name}`);
      await client.query(definition);
    }
    await client.query('drop table pieces');
  });
}

const ofTemplate = (columns: string): string => columns.split(', ').map((column) => `t.${column}`).join(', ');

interface Columns {
  name: string;
  /** What is written of it besides the county; what the database derives is derived again. */
  columns: string;
}

async function tablesOf(client: pg.Client): Promise<Columns[]> {
  const { rows } = await client.query<Columns>(`
    select c.relname as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) filter (where a.attname <> 'county_id' and a.attgenerated = '') as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all($1)
    group by c.oid having bool_or(a.attname = 'county_id') order by c.relname`, [[...LARGE, ...NOT_TAKEN]]);
  return rows;
}

async function secondaryIndexes(client: pg.Client): Promise<{ name: string; definition: string }[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid = any($1::regclass[]) and not indisprimary and not exists (select from pg_constraint where conindid = indexrelid)`, [LARGE]);
  return rows;
}

/** By what each entry is found, once: the keys of the search are hashed anew for each county. */
async function keepPieces(client: pg.Client, county: string): Promise<void> {
  const columns = ledgerEntry.searchable as readonly string[];
  await client.query('create unlogged table pieces (place serial primary key, id uuid, pieces text[])');
  const { rows } = await client.query<Record<string, string>>(`select id, received_on::text, ${columns.join(', ')} from ledger_entries where county_id = $1 order by received_on, id`, [county]);
  for (let done = 0; done < rows.length; done += CHUNK) {
    const some = rows.slice(done, done + CHUNK).map((row) => ({ id: row['id'], pieces: [...grams(...columns.map((column) => row[column])), weekPiece(weekOf(row['received_on']!))] }));
    await client.query(`insert into pieces (id, pieces) select id, array(select jsonb_array_elements_text(p.pieces)) from jsonb_to_recordset($1::jsonb) as p (id uuid, pieces jsonb)`, [JSON.stringify(some)]);
  }
}

async function multiplyLarge(client: pg.Client, first: string, tell: (line: string) => void): Promise<void> {
  const all = new Map((await columnsOfLarge(client)).map(({ name, columns }) => [name, columns]));
  const others = 'cross join (select county_id from counties where county_id <> $1) as c';
  const { rows: [ends] } = await client.query<{ last: number; from: string; lines: string }>(`select (select max(place) from pieces) as last, (select min(seq) from journal where county_id = $1) as "from", (select max(seq) from journal where county_id = $1) as lines`, [first]);
  for (let done = 0; done < ends!.last; done += CHUNK) {
    const span = [first, done, done + CHUNK];
    await client.query(`insert into ledger_entries (county_id, ${all.get('ledger_entries')}) select c.county_id, ${ofTemplate(all.get('ledger_entries')!)}
      from pieces p join ledger_entries t on t.county_id = $1 and t.id = p.id ${others} where p.place > $2 and p.place <= $3 order by p.place, c.county_id`, span);
    await client.query(`insert into search_entries (county_id, record, id, keys) select c.county_id, '${ledgerEntry.name}', p.id, search_keys(c.county_id, '${ledgerEntry.name}', p.pieces)
      from pieces p ${others} where p.place > $2 and p.place <= $3 order by p.place, c.county_id`, span);
    if ((done / CHUNK) % 10 === 9) tell(`  … ${(done + CHUNK).toLocaleString('en')} of each`);
  }
  for (let done = Number(ends!.from) - 1; done < Number(ends!.lines); done += CHUNK) {
    await client.query(`insert into journal (county_id, ${all.get('journal')}) select c.county_id, ${ofTemplate(all.get('journal')!)}
      from journal t ${others} where t.county_id = $1 and t.seq > $2 and t.seq <= $3 order by t.seq, c.county_id`, [first, done, done + CHUNK]);
  }
}

async function columnsOfLarge(client: pg.Client): Promise<Columns[]> {
  const { rows } = await client.query<Columns>(`
    select c.relname as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) filter (where a.attname <> 'county_id' and a.attgenerated = '') as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped where c.oid = any($1::regclass[]) group by c.oid`, [LARGE]);
  return rows;
}
