import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { keeping } from '#platform/records/act.ts';
import { isId } from '#platform/records/read.ts';
import { seeOther } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import type { SavedViews } from '#platform/ui/views.tsx';

const MOST_VIEWS = 20;

/** A person's own named filters of a list. */
export async function savedViewsOf(reading: Reading, record: string, path: string): Promise<SavedViews | undefined> {
  if (!reading.actor.accountId) return undefined;
  const { rows } = await sql<{ id: string; name: string; query: string }>`
    select id, name, query from saved_views
    where county_id = ${reading.county} and account_id = ${reading.actor.accountId} and record = ${record}
    order by name limit ${MOST_VIEWS}`.execute(reading.db);
  return {
    saved: rows.map(({ id, name, query }) => ({ label: name, href: `/${path}?${query}`, removeTo: `/${path}/views/${id}/removal` })),
    saveTo: `/${path}/views`,
  };
}

export function mountSavedViews(site: Site, records: readonly { name: string; path: string }[]): void {
  for (const { name, path } of records) {
    site.add({ method: 'POST', path: `/${path}/views`, handle: (visit) => save(visit, name, path) });
    site.add({ method: 'POST', path: `/${path}/views/:id/removal`, handle: (visit) => remove(visit, path) });
  }
}

async function save(visit: Visit, record: string, path: string): Promise<Response> {
  const body = await sent(visit);
  const name = body.text('name')?.slice(0, 30);
  const query = new URLSearchParams(body.text('query') ?? '').toString();
  if (!name) throw new Problem(422, 'no_name', '请给这个视图起个名字，30字以内。');
  if (query.length > 2000) throw new Problem(422, 'too_long', '筛选条件太多，保存不下。请减少几项。');
  await keeping(visit.house, visit.county.id, (db) => sql`
    insert into saved_views (county_id, id, account_id, record, name, query)
    values (${visit.county.id}, ${uuidv7()}, ${visit.actor.accountId}, ${record}, ${name}, ${query})
    on conflict (county_id, account_id, record, name) do update set query = excluded.query`.execute(db));
  return seeOther(visit, `/${path}?${query}`, { tone: 'good', sentence: `已保存视图“${name}”。` });
}

async function remove(visit: Visit, path: string): Promise<Response> {
  await sent(visit);
  const id = visit.param('id');
  if (isId(id)) {
    await keeping(visit.house, visit.county.id, (db) => sql`
      delete from saved_views where county_id = ${visit.county.id} and id = ${id} and account_id = ${visit.actor.accountId}`.execute(db));
  }
  return seeOther(visit, `/${path}`, { tone: 'info', sentence: '视图已删除。' });
}
