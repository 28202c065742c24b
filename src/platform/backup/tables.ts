import type { Client } from 'pg';

/** A table as it is copied: its own columns (what the database derives is derived again), in the order of its key. */
export interface Table {
  name: string;
  columns: string[];
  key: string[];
  /** Rows of one county; the others are of the installation. */
  ofCounty: boolean;
}

/** Its rows are made by the migrations themselves. */
const MADE_BY_MIGRATING = 'migrations';

/** All tables of the program, by name. */
export async function tablesOf(client: Client): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; key: string[]; of_county: boolean }>(`
    select c.relname as name,
      array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns,
      array(select k.attname::text from pg_index i cross join unnest(i.indkey) with ordinality as part (attnum, place)
            join pg_attribute k on k.attrelid = c.oid and k.attnum = part.attnum where i.indrelid = c.oid and i.indisprimary order by part.place) as key,
      bool_or(a.attname = 'county_id') as of_county
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and c.relname <> $1
    group by c.oid, c.relname order by c.relname`, [MADE_BY_MIGRATING]);
  const keyless = rows.filter(({ key }) => key.length === 0).map(({ name }) => name);
  if (keyless.length > 0) throw new Error(`without a primary key a table cannot be compared row by row: ${keyless.join()}`);
  return rows.map(({ of_county, ...table }) => ({ ...table, ofCounty: of_county }));
}

/** So that the same rows make the same bytes on every server. */
export const SAME_EVERYWHERE = `set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601'; set bytea_output = 'hex'; set extra_float_digits = 1; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0`;

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Rows of one county of a table, or all rows of one that is of the installation, in the order of the key and of nobody's language. */
export function copyingOut({ name, columns, key, ofCounty }: Table, county: string | undefined): string {
  const list = columns.map(quoted).join(', ');
  const where = ofCounty ? ` where county_id = '${county}'` : '';
  return `copy (select ${list} from ${quoted(name)}${where} order by ${key.map((column) => `${quoted(column)}::text collate "C"`).join(', ')}) to stdout`;
}

export const copyingIn = ({ name, columns }: Table): string => `copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`;
