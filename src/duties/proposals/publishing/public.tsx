import { createHash } from 'node:crypto';
import type { Child } from 'hono/jsx';
import { json } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { notFound } from '#platform/problems.ts';
import { offsetMoment } from '#platform/time.ts';
import { atomFeed, jsonFeed, type FeedOf } from '#duties/proposals/publishing/feeds.ts';
import { unitNames } from '#duties/proposals/publishing/letters.ts';
import { mountPublicData } from '#duties/proposals/publishing/data-routes.tsx';
import { GonePage, PublicListPage, PublicOnePage } from '#duties/proposals/publishing/public-pages.tsx';
import { publication, type Publication } from '#duties/proposals/publishing/record.ts';
import { asEverybody, choosable, findPublic, lastTold, listPublic, originalsOf, proposerShown, showsNames, type Wanted } from '#duties/proposals/publishing/shown.ts';
import { results } from '#duties/proposals/words.ts';

const SIZE = 20;
/** Nobody turns more pages than this; of what was searched for, fewer, because all before are found again. */
const LAST_PAGE = 500;
const LAST_FOUND = 50;
/** What a reader of feeds who was away for a month has not seen. */
const IN_FEED = 50;

const pathOf = (visit: Visit): string => `/p/${visit.county.slug}`;

/** Public pages are of the county in their address, whoever is signed in. */
function ofThisCounty(visit: Visit): void {
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的页面');
}

/**
 * What may be kept by a browser or a proxy, and is asked about each time: what was taken off is gone at once, and what did not change is not
 * sent again.
 */
function kept(visit: Visit, text: string, type: string, status = 200): Response {
  const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const headers = { 'content-type': type, 'cache-control': `${visit.session ? 'private' : 'public'}, no-cache`, etag };
  const known = visit.context.req.header('if-none-match')?.split(',').map((one) => one.trim()) ?? [];
  return status === 200 && known.includes(etag) ? visit.context.body(null, 304, headers) : visit.context.body(text, status as 200, headers);
}

const html = async (visit: Visit, content: Child | Promise<Child>, status = 200): Promise<Response> => kept(visit, String(await content), 'text/html; charset=utf-8', status);

/** What is asked for, as the address says it; what cannot be read is not asked. */
function wantedIn(query: URLSearchParams): Wanted {
  const text = (name: string): string | undefined => (query.get(name) ?? '').slice(0, 100) || undefined;
  const session = /^(\d{1,2})-(\d{1,2})$/u.exec(query.get('session') ?? '');
  const year = /^(?:19|20|21)\d{2}$/u.exec(query.get('year') ?? '');
  return { words: (text('q') ?? '').trim().slice(0, 50), term: session ? Number(session[1]) : undefined, session: session ? Number(session[2]) : undefined, year: year ? Number(year[0]) : undefined, category: text('category'), unit: text('unit'), letter: text('letter')?.toUpperCase() };
}

const list: Handler = async (visit) => {
  ofThisCounty(visit);
  const wanted = wantedIn(visit.query);
  const last = wanted.words ? LAST_FOUND : LAST_PAGE;
  const at = Math.min(Math.max(Math.floor(Number(visit.query.get('page')) || 1), 1), last);
  const { found, choices, units, names } = await asEverybody(visit.house, visit.county.id, async (look) => ({
    found: await listPublic(look, wanted, SIZE + 1, (at - 1) * SIZE), choices: await choosable(look), units: await unitNames(look), names: await showsNames(look),
  }));
  const rows = found.slice(0, SIZE);
  const more = found.length > SIZE && at < last;
  if (visit.json) return json(visit, { items: rows.map((row) => toldOf(row, units, names)), page: at, more });
  const later = new URLSearchParams([...visit.query].filter(([name]) => name !== 'page'));
  later.set('page', String(at + 1));
  return html(visit, <PublicListPage frame={frameOf(visit)} base={pathOf(visit)} rows={rows} units={units} names={names} wanted={wanted} choices={choices} earlier={more ? `${pathOf(visit)}?${later}` : undefined} />);
};

/** What everybody may know: the text and where it stands, and no id but the public code. */
const toldOf = (row: Publication, units: ReadonlyMap<string, string>, names: boolean) => ({
  code: row.code, term: row.term, session: row.session, time_class: row.time_class, number: row.proposal_no, title: row.title, proposer: proposerShown(row, names), category: row.category,
  units: row.unit_ids.flatMap((id) => units.get(id) ?? []), extent: row.extent, matter: row.matter, answer: row.answer, replied_on: row.replied_on, result: results[row.result as keyof typeof results] ?? null, letter: row.letter, published_on: row.published_on,
});

const one: Handler = async (visit) => {
  ofThisCounty(visit);
  const { row, merged, units, names } = await asEverybody(visit.house, visit.county.id, async (look) => {
    const found = await findPublic(look, visit.param('code').toUpperCase());
    return { row: found, merged: found && found !== 'gone' ? await originalsOf(look, found) : [], units: await unitNames(look), names: await showsNames(look) };
  });
  if (!row) throw notFound('这件公开的提案');
  if (row === 'gone') {
    if (visit.json) return json(visit, { title: '已经撤下', status: 410, detail: '这件提案公开过，现在已经撤下，不再公开。' }, 410);
    return html(visit, <GonePage frame={frameOf(visit)} base={pathOf(visit)} />, 410);
  }
  if (visit.json) return json(visit, { ...toldOf(row, units, names), merged });
  return html(visit, <PublicOnePage frame={frameOf(visit)} base={pathOf(visit)} row={row} merged={merged} units={units} names={names} />);
};

const feed = (write: (of: FeedOf) => string, type: string, name: string): Handler => async (visit) => {
  ofThisCounty(visit);
  const { rows, units, names, updated } = await asEverybody(visit.house, visit.county.id, async (look) => ({
    rows: await listPublic(look, { words: '' }, IN_FEED), units: await unitNames(look), names: await showsNames(look), updated: await lastTold(look),
  }));
  const base = `${publicOrigin(visit.context)}${pathOf(visit)}`;
  const items = rows.map((row) => ({
    code: row.code, title: row.title, href: `${base}/${row.code}`, category: row.category, author: proposerShown(row, names), units: row.unit_ids.flatMap((id) => units.get(id) ?? []), matter: row.matter, answer: row.answer,
    published: offsetMoment(row.first_at!), updated: offsetMoment(row.published_at!),
  }));
  return kept(visit, write({ slug: visit.county.slug, title: `${visit.county.bodyName}提案公开`, organ: visit.county.bodyName, home: base, self: `${base}/${name}`, updated: offsetMoment(updated), items }), type);
};

export function mountPublic(site: Site): void {
  const tag = publication.title;
  const path = '/p/:county';
  const query = ['q', 'session', 'year', 'category', 'unit', 'letter', 'page'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
  site.add({ method: 'GET', path, open: true, handle: list, api: { summary: '公开的提案和答复', tag, query, answer: { type: 'object' } } });
  site.add({ method: 'GET', path: `${path}/feed.atom`, open: true, handle: feed(atomFeed, 'application/atom+xml; charset=utf-8', 'feed.atom') });
  site.add({ method: 'GET', path: `${path}/feed.json`, open: true, handle: feed(jsonFeed, 'application/feed+json; charset=utf-8', 'feed.json') });
  mountPublicData(site);
  site.add({ method: 'GET', path: `${path}/:code`, open: true, handle: one, api: { summary: '一件公开的提案和答复', tag, answer: { type: 'object' } } });
}
