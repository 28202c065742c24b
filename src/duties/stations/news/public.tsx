import { createHash } from 'node:crypto';
import type { Child } from 'hono/jsx';
import { atomText } from '#platform/documents/atom.ts';
import { json } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { program } from '#platform/identity/actor.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { all, is } from '#platform/predicate.ts';
import { notFound } from '#platform/problems.ts';
import { reading, type Reading } from '#platform/records/act.ts';
import { isId, list } from '#platform/records/read.ts';
import { offsetMoment, printedDay } from '#platform/time.ts';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { committeeChoices } from '#institutions/facts.ts';
import { newsItem, type NewsItem } from '#duties/stations/news/record.ts';

/** What committees tell everybody: a page, one item, and Atom. Nothing is here that two people have not read. */

const SIZE = 20;
/** What a reader of feeds who was away for a month has not seen. */
const IN_FEED = 50;

const baseOf = (visit: Visit): string => `/p/${visit.county.slug}/news`;

function ofThisCounty(visit: Visit): void {
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的页面');
}

interface Told {
  items: readonly NewsItem[];
  places: ReadonlyMap<string, string>;
  /** The committee that the address names. */
  committee: string | undefined;
}

async function told(look: Reading, visit: Visit, limit: number): Promise<Told> {
  const places = new Map((await committeeChoices(look)).map(({ value, label }) => [value, label]));
  const asked = visit.query.get('committee') ?? '';
  const committee = isId(asked) && places.has(asked) ? asked : undefined;
  const where = all(is<NewsItem>('state', 'published'), ...(committee ? [is<NewsItem>('committee_id', committee)] : []));
  return { items: await list(look, newsItem, { where, order: [{ column: 'published_at', descending: true }], limit }), places, committee };
}

const asEverybody = <T,>(visit: Visit, work: (look: Reading) => Promise<T>): Promise<T> => reading(visit.house, program(visit.county.id), work);

/** Asked about each time, so that what was taken off is gone at once. */
function kept(visit: Visit, text: string, type: string): Response {
  const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const headers = { 'content-type': type, 'cache-control': `${visit.session ? 'private' : 'public'}, no-cache`, etag };
  return visit.context.req.header('if-none-match') === etag ? visit.context.body(null, 304, headers) : visit.context.body(text, 200, headers);
}

const html = async (visit: Visit, content: Child | Promise<Child>): Promise<Response> => kept(visit, String(await content), 'text/html; charset=utf-8');

const plain = ({ code, title, content, happened_on, published_at, committee_id }: NewsItem, places: Told['places']) =>
  ({ code, committee: places.get(committee_id) ?? null, title, content, happened_on, published_at: published_at && offsetMoment(new Date(published_at)) });

const page: Handler = async (visit) => {
  ofThisCounty(visit);
  const { items, places, committee } = await asEverybody(visit, (look) => told(look, visit, SIZE));
  if (visit.json) return json(visit, { items: items.map((one) => plain(one, places)) });
  const query = committee ? `?committee=${committee}` : '';
  return html(visit, (
    <PublicPage frame={frameOf(visit)} title={committee ? `${places.get(committee)}联络委动态` : '联络委动态'} lead="政协联络委做了什么。">
      {items.length === 0 && <SheetCard><p>还没有公开的动态。</p></SheetCard>}
      <ul class="public-list">
        {items.map((one): Child => (
          <li class="card">
            <h2><a href={`${baseOf(visit)}/${one.code}`}>{one.title}</a></h2>
            <p>{places.get(one.committee_id)} · {printedDay(one.happened_on)}</p>
          </li>
        ))}
      </ul>
      <p class="sheet-under public-more"><a href={`${baseOf(visit)}/feed.atom${query}`} rel="alternate" type="application/atom+xml">订阅（Atom）</a></p>
    </PublicPage>
  ));
};

const one: Handler = async (visit) => {
  ofThisCounty(visit);
  const { found, places } = await asEverybody(visit, async (look) => ({
    found: (await list(look, newsItem, { where: all(is<NewsItem>('state', 'published'), is<NewsItem>('code', visit.param('code').toUpperCase())), limit: 1 }))[0], places: new Map((await committeeChoices(look)).map(({ value, label }) => [value, label])),
  }));
  if (!found) throw notFound('这条动态');
  if (visit.json) return json(visit, plain(found, places));
  return html(visit, (
    <PublicPage frame={frameOf(visit)} title={found.title} lead={`${places.get(found.committee_id)}联络委 · ${printedDay(found.happened_on)}`}>
      <SheetCard><p class="long-text">{found.content}</p></SheetCard>
      <p class="sheet-other"><a class="btn" href={`${baseOf(visit)}?committee=${found.committee_id}`}>更多动态</a></p>
    </PublicPage>
  ));
};

const feed: Handler = async (visit) => {
  ofThisCounty(visit);
  const { items, places, committee } = await asEverybody(visit, (look) => told(look, visit, IN_FEED));
  const base = `${publicOrigin(visit.context)}${baseOf(visit)}`;
  const query = committee ? `?committee=${committee}` : '';
  const id = ['urn:lianxinqiao', visit.county.slug, 'news', committee].filter(Boolean).join(':');
  const moments = items.map(({ published_at }) => new Date(published_at!));
  return kept(visit, atomText({
    id, title: committee ? `${places.get(committee)}联络委动态` : `${visit.county.bodyName}联络委动态`, author: visit.county.bodyName, home: `${base}${query}`, self: `${base}/feed.atom${query}`,
    updated: offsetMoment(moments[0] ?? new Date(0)),
    entries: items.map((item) => ({
      id: `urn:lianxinqiao:${visit.county.slug}:news:${item.code}`, title: item.title, href: `${base}/${item.code}`, author: `${places.get(item.committee_id) ?? ''}联络委`, text: item.content,
      published: offsetMoment(new Date(item.first_at!)), updated: offsetMoment(new Date(item.published_at!)),
    })),
  }), 'application/atom+xml; charset=utf-8');
};

export function mountPublicNews(site: Site): void {
  const tag = newsItem.title;
  const path = '/p/:county/news';
  const query = [{ name: 'committee', in: 'query', schema: { type: 'string' } }];
  site.add({ method: 'GET', path, open: true, handle: page, api: { summary: '公开的联络委动态', tag, query, answer: { type: 'object' } } });
  site.add({ method: 'GET', path: `${path}/feed.atom`, open: true, handle: feed });
  site.add({ method: 'GET', path: `${path}/:code`, open: true, handle: one, api: { summary: '一条公开的动态', tag, answer: { type: 'object' } } });
}
