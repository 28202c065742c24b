import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { program } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Subject, WorkFound, WorkKind, WorkRow, WorkScope, WorkWords } from '#platform/work.ts';

/** How the rows of a kind of work are put together and read: each kind says only what it has words for. */

type Column = RawBuilder<unknown>;
type Columns = Readonly<Record<'subject' | 'id' | 'day' | 'received' | 'title', Column> & Partial<Record<Exclude<keyof WorkRow, 'subject' | 'id' | 'day' | 'received' | 'title'>, Column>>>;

const types: Record<keyof WorkRow, string> = {
  subject: 'uuid', id: 'uuid', day: 'date', received: 'date', title: 'text', kind: 'text', stage: 'text[]', level: 'text[]', role: 'text', status: 'text',
  amount: 'float8', people_all: 'int', people_place: 'int', same: 'text',
};

/** `select … from …`: `from` says which records, with their conditions. */
export function workRows(columns: Columns, from: RawBuilder<unknown>): RawBuilder<WorkRow> {
  const one = (name: keyof WorkRow) => sql`(${columns[name] ?? sql`null`})::${sql.raw(types[name])} as ${sql.ref(name)}`;
  return sql<WorkRow>`select ${sql.join((Object.keys(types) as (keyof WorkRow)[]).map(one))} from ${from}`;
}

/** The day on which the record `alias` was entered: a paper that lay in a drawer came to the office then. */
export const enteredOn = (alias: string): RawBuilder<string> => sql<string>`(${sql.ref(`${alias}.created_at`)} at time zone 'Asia/Shanghai')::date`;

/** Its day lies in the scope, and it is the work of one of those asked for. */
export function inScope({ from, to, subjects }: WorkScope, day: string, subject: string): RawBuilder<SqlBool> {
  const whose = subjects ? sql`${sql.ref(subject)} = any(${subjects}::uuid[])` : sql`${sql.ref(subject)} is not null`;
  return sql<SqlBool>`${sql.ref(day)} between ${from}::date and ${to}::date and ${whose}`;
}

/** Which of these it has reached, in their order. */
export const reached = (stages: Readonly<Record<string, RawBuilder<unknown>>>): RawBuilder<string[]> =>
  sql<string[]>`array_remove(array[${sql.join(Object.entries(stages).map(([stage, is]) => sql`case when ${is} then ${sql.lit(stage)} end`))}]::text[], null)`;

/** What was due by a day and has no word of its own yet is late once the scope has ended after that day. */
export const timely = ({ to }: WorkScope, onTime: string, due: string): RawBuilder<string> => sql<string>`
  case when ${sql.ref(onTime)} then 'in_time' when not ${sql.ref(onTime)} then 'late' when ${sql.ref(due)} is null then null when ${sql.ref(due)} < ${to}::date then 'overdue' else 'running' end`;

/** The words for `timely`. */
export const timelyWords = { in_time: '按时', late: '逾期', overdue: '逾期未办', running: '未到期' } as const;

/** More rows of one kind than this are not read for one period. */
const MOST = 500_000;

/** Ids of the records of a name to which a file was attached at the moment of the reading. */
export const provedIds = ({ county, asOf }: Reading, record: string): RawBuilder<unknown> => sql`
  select a.record_id from attachments a where a.county_id = ${county} and a.record = ${record}
    and ${asOf ? sql`a.added_at <= ${asOf} and coalesce(a.withdrawn_at > ${asOf}, true)` : sql`a.withdrawn_at is null`}`;

/** The rows as the county knows them: what somebody did is the same whoever looks. Who may look, the pages say. */
export const rowsOf = (reading: Reading, kind: WorkKind, subject: Subject, scope: WorkScope) => kind.rows[subject]?.({ ...reading, actor: program(reading.county) }, scope);

/**
 * The work of one kind that subjects did in a period, by subject, then by day.
 * @throws Problem 422 when it is too much to be read at once: the period is too long
 */
export async function readWork(reading: Reading, kind: WorkKind, subject: Subject, scope: WorkScope): Promise<WorkFound[]> {
  const select = await rowsOf(reading, kind, subject, scope);
  if (!select) return [];
  const { rows } = await sql<WorkFound>`
    select w.*, w.id in (${provedIds(reading, kind.record)}) as proved from (${select}) as w order by w.subject, w.day, w.id limit ${MOST + 1}`.execute(reading.db);
  if (rows.length > MOST) throw new Problem(422, 'too_much', `这段时间里的“${kind.word}”超过${MOST}条，请把时间选短一些。`);
  return rows;
}

/** The county's words for the codes of a kind. */
export const wordsOf = async (reading: Reading, { words = {} }: WorkKind): Promise<WorkWords> => (typeof words === 'function' ? words(reading) : words);

/** A code's word; what is kept under its own word stands for itself. */
export const wordFor = (words: WorkWords, column: keyof WorkWords, code: string): string => words[column]?.[code] ?? code;
