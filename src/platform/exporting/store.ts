import { sql, type Selectable } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { ListExports } from '#platform/database/schema.ts';
import { notFound } from '#platform/problems.ts';
import { keeping, reading, type House } from '#platform/records/act.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { isId } from '#platform/records/read.ts';

export type ListExport = Selectable<ListExports>;

/** Exports that one person has at a time; the oldest goes for a further one. */
const MOST_KEPT = 5;

/** Hours until an export is taken away: whoever asked for it has fetched it by then, or asks again. */
const KEPT_HOURS = 24;

const kept = sql`begun_at > now() - make_interval(hours => ${sql.lit(KEPT_HOURS)})`;

/** Notes a new export of this person; what is older than a day, or more than a person keeps, is taken away. */
export async function beginExport(house: House, actor: Actor, { title, address, due }: Pick<ListExport, 'title' | 'address' | 'due'>): Promise<string> {
  const id = uuidv7();
  await sweepExports(house, actor.countyId, actor.accountId);
  await keeping(house, actor.countyId, (db) =>
    db.insertInto('list_exports').values({ county_id: actor.countyId, id, account_id: actor.accountId!, title, address, due, state: 'writing' }).execute());
  return id;
}

/** How it ended. One that was cancelled meanwhile stays cancelled: false. */
export async function endExport(house: House, county: string, id: string, how: Pick<ListExport, 'state'> & Partial<Pick<ListExport, 'hash' | 'bytes' | 'fault'>>): Promise<boolean> {
  const { numUpdatedRows } = await keeping(house, county, (db) => db.updateTable('list_exports').set({ ...how, ended_at: sql`now()` })
    .where('county_id', '=', county).where('id', '=', id).where('state', '=', 'writing').executeTakeFirstOrThrow());
  return numUpdatedRows > 0n;
}

/** @throws Problem 404 for what is not this person's, or was taken away */
export async function getExport(house: House, actor: Actor, id: string): Promise<ListExport> {
  const rows = await ownExports(house, actor, isId(id) ? id : undefined);
  if (!rows[0] || !isId(id)) throw notFound('这份导出（导出的文件只留一天，只有导出的人能下载）');
  return rows[0];
}

/** The exports of this person that are still there, newest first; perhaps only one. */
export const ownExports = (house: House, actor: Actor, id?: string): Promise<ListExport[]> => reading(house, actor, async ({ db, county }) => {
  const { rows } = await sql<ListExport>`
    select * from list_exports where county_id = ${county} and account_id = ${actor.accountId} and ${kept} ${id ? sql`and id = ${id}` : sql``}
    order by id desc limit ${MOST_KEPT}`.execute(db);
  return rows;
});

/** Takes away what is older than a day, and of this person what is more than one keeps, with its content where nothing else names it. */
export async function sweepExports(house: House, county: string, account: string | null = null): Promise<void> {
  const gone = await keeping(house, county, async (db) => {
    const { rows } = await sql<{ hash: string | null }>`
      delete from list_exports where county_id = ${county} and (not (${kept}) or id in (
        select id from list_exports where county_id = ${county} and account_id = ${account} and state <> 'writing' order by id desc offset ${MOST_KEPT - 1}
      )) returning hash`.execute(db);
    return rows.flatMap(({ hash }) => hash ?? []);
  });
  for (const hash of new Set(gone)) if (!(await isNamed(house, county, hash))) await house.files.remove(county, hash);
}

/** The same content may be attached somewhere, or be somebody else's export. */
export const isNamed = (house: House, county: string, hash: string): Promise<boolean> => keeping(house, county, async (db) => {
  const { rows } = await sql<{ named: boolean }>`
    select exists (select from attachments where county_id = ${county} and hash = ${hash})
      or exists (select from list_exports where county_id = ${county} and hash = ${hash})
      or exists (select from superior_sheet_fillings where county_id = ${county} and hash = ${hash}) as named`.execute(db);
  return rows[0]!.named;
});
