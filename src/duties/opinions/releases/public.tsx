import { committee } from '#institutions/committees/record.ts';
import { attachmentsOf, getAttachment } from '#platform/files/attachments.ts';
import { kindNamed } from '#platform/files/kinds.ts';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { program } from '#platform/identity/actor.ts';
import { is, oneOf } from '#platform/predicate.ts';
import { notFound } from '#platform/problems.ts';
import { reading, type Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { ReleasedOnePage, ReleasedPage } from '#duties/opinions/releases/pages.tsx';
import { release, type Release } from '#duties/opinions/releases/record.ts';

const SIZE = 20;
/** Nobody turns more pages than this. */
const LAST_PAGE = 500;

const published = is<Release>('state', 'published');
const baseOf = (visit: Visit): string => `/r/${visit.county.slug}`;

/** Read for everybody by the program, which then shows nothing but what is published. */
function asEverybody<T>(visit: Visit, work: (look: Reading) => Promise<T>): Promise<T> {
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的页面');
  return reading(visit.house, program(visit.county.id), work);
}

async function released(visit: Visit): Promise<Response> {
  const at = Math.min(Math.max(Math.floor(Number(visit.query.get('page')) || 1), 1), LAST_PAGE);
  const { rows, places } = await asEverybody(visit, async (look) => {
    const found = await list(look, release, { where: published, order: [{ column: 'published_on', descending: true }], limit: SIZE + 1, offset: (at - 1) * SIZE });
    const committees = await list(look, committee, { where: oneOf('id', found.map(({ committee_id }) => committee_id)), limit: SIZE + 1 });
    return { rows: found, places: new Map(committees.map(({ id, place }) => [id, place])) };
  });
  const shown = rows.slice(0, SIZE);
  if (visit.json) return json(visit, { items: shown.map((row) => toldOf(row, places.get(row.committee_id))), page: at, more: rows.length > SIZE });
  const more = rows.length > SIZE ? `${baseOf(visit)}/released?page=${at + 1}` : undefined;
  return page(visit, <ReleasedPage frame={frameOf(visit)} base={baseOf(visit)} rows={shown} places={places} more={more} />);
}

/** What everybody may know: the text, not the entry behind it. */
const toldOf = ({ id, title, matter, answer, published_on }: Release, place: string | undefined) => ({ id, place, title, matter, answer, published_on });

async function getPublished(look: Reading, id: string): Promise<Release> {
  const row = await find(look, release, id);
  if (!row || !published.test(row)) throw notFound('这件公开的事');
  return row;
}

async function one(visit: Visit): Promise<Response> {
  const { row, place, files } = await asEverybody(visit, async (look) => {
    const found = await getPublished(look, visit.param('id'));
    return { row: found, place: (await find(look, committee, found.committee_id))?.place ?? '', files: await attachmentsOf(look, release, found.id) };
  });
  const pictures = files.filter(({ kind, withdrawn_at }) => kindNamed(kind).image && !withdrawn_at).map(({ id }) => `${baseOf(visit)}/released/${row.id}/pictures/${id}`);
  if (visit.json) return json(visit, { ...toldOf(row, place), pictures });
  return page(visit, <ReleasedOnePage frame={frameOf(visit)} base={baseOf(visit)} row={row} place={place} pictures={pictures} />);
}

async function picture(visit: Visit): Promise<Response> {
  const file = await asEverybody(visit, async (look) => getAttachment(look, release, (await getPublished(look, visit.param('id'))).id, visit.param('attachment')));
  const kind = kindNamed(file.kind);
  if (!kind.image) throw notFound('这张图片');
  return new Response(await visit.house.files.open(visit.county.id, file.hash), {
    headers: { 'content-type': kind.type, 'content-length': String(file.bytes), 'content-disposition': 'inline', 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'; sandbox" },
  });
}

export function mountPublic(site: Site): void {
  const tag = '群众反映';
  const path = '/r/:county/released';
  site.add({ method: 'GET', path, open: true, handle: released, api: { summary: '公开的反映和答复', tag, query: [{ name: 'page', in: 'query', schema: { type: 'integer' } }], answer: { type: 'object' } } });
  site.add({ method: 'GET', path: `${path}/:id`, open: true, handle: one, api: { summary: '一件公开的反映和答复', tag, answer: { type: 'object' } } });
  site.add({ method: 'GET', path: `${path}/:id/pictures/:attachment`, open: true, handle: picture });
}
