import { csvStream, csvType } from '#platform/documents/sheet.ts';
import { json, page } from '#platform/http/answers.tsx';
import { namedFile } from '#platform/http/disposition.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { holds } from '#platform/identity/actor.ts';
import { notFound } from '#platform/problems.ts';
import { offsetMoment, today } from '#platform/time.ts';
import { optionsOf, parameterAt } from '#plans/facts.ts';
import { sessionShort } from '#duties/proposals/plenaries/words.ts';
import { CONVENTION, dataSchema, sheetColumns, toldOf, type Told } from '#duties/proposals/publishing/data-columns.ts';
import { OfficeDataPage, PublicDataPage, type DataOffered } from '#duties/proposals/publishing/data-pages.tsx';
import { openRows, type OfSession } from '#duties/proposals/publishing/data-rows.ts';
import { sessionsFiled, summaryOf } from '#duties/proposals/publishing/data-summary.ts';
import { publication } from '#duties/proposals/publishing/record.ts';
import { asEverybody } from '#duties/proposals/publishing/shown.ts';

/** Open data of a session, streamed: a file of ten thousand proposals takes no more memory than one of ten. */

const publicBase = (visit: Visit): string => `${publicOrigin(visit.context)}/p/${visit.county.slug}`;

const isOpen = (visit: Visit): Promise<boolean> =>
  asEverybody(visit.house, visit.county.id, async (look) => (await parameterAt(look, 'publishing.data', today())) !== 'none');

const offeredAt = (visit: Visit, base: string): Promise<DataOffered> => asEverybody(visit.house, visit.county.id, async (look) => {
  const rule = await parameterAt(look, 'publishing.data', today());
  const sessions = await sessionsFiled(look);
  return {
    base, sessions, summary: sessions[0] && (await summaryOf(look, sessions[0], await parameterAt(look, 'publishing.small', today()))),
    licence: await parameterAt(look, 'publishing.licence', today()), openness: optionsOf('publishing.data')[rule], isOpen: rule !== 'none', at: new Date(),
  };
});

async function* told(visit: Visit, of: OfSession): AsyncGenerator<Told> {
  const base = publicBase(visit);
  for await (const row of openRows(visit.house, visit.county.id, of)) yield toldOf(row, base);
}

/** The JSON in pieces: what it is about first, then one proposal after another. */
async function* jsonPieces(visit: Visit, of: OfSession): AsyncGenerator<string> {
  const head = await asEverybody(visit.house, visit.county.id, async (look) => ({
    county: visit.county.name, organ: visit.county.bodyName, ...of, exported_at: offsetMoment(new Date()), licence: await parameterAt(look, 'publishing.licence', today()), convention: CONVENTION,
    summary: await summaryOf(look, of, await parameterAt(look, 'publishing.small', today())),
  }));
  yield `${JSON.stringify(head).slice(0, -1)},"items":[`;
  let first = true;
  for await (const row of told(visit, of)) {
    yield `${first ? '' : ','}\n${JSON.stringify(row)}`;
    first = false;
  }
  yield ']}\n';
}

async function file(visit: Visit, base: string): Promise<Response> {
  const named = /^(\d{1,2})-(\d{1,2})\.(csv|json)$/u.exec(visit.param('file'));
  const of = named && { term: Number(named[1]), session: Number(named[2]) };
  const known = of && (await asEverybody(visit.house, visit.county.id, sessionsFiled)).some(({ term, session }) => term === of.term && session === of.session);
  if (!known) throw notFound('这份数据');
  const isCsv = named![3] === 'csv';
  const body = isCsv ? csvStream(sheetColumns, told(visit, of)) : ReadableStream.from(jsonPieces(visit, of)).pipeThrough(new TextEncoderStream());
  return new Response(body as ConstructorParameters<typeof Response>[0], {
    headers: {
      'content-type': isCsv ? csvType : 'application/json; charset=utf-8', 'cache-control': 'no-store', link: `<${base}>; rel="describedby"`,
      'content-disposition': namedFile('attachment', `${visit.county.name}政协${sessionShort(of)}提案（${today()}）.${named![3]}`),
    },
  });
}

const ofThisCounty = (visit: Visit): void => {
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的页面');
};

const publicPage: Handler = async (visit) => {
  ofThisCounty(visit);
  const list = `/p/${visit.county.slug}`;
  return page(visit, <PublicDataPage frame={frameOf(visit)} list={list} offered={await offeredAt(visit, `${list}/data`)} />);
};

const publicFile: Handler = async (visit) => {
  ofThisCounty(visit);
  if (!(await isOpen(visit))) throw notFound('这份数据：本县还没有开放');
  return file(visit, `${publicBase(visit)}/data`);
};

const schema: Handler = async (visit) => json(visit, dataSchema);

function expectOffice(visit: Visit): void {
  if (!holds(visit.actor, 'county_office', 'chair', 'auditor')) throw notFound('这个页面');
}

const officePage: Handler = async (visit) => {
  expectOffice(visit);
  return page(visit, <OfficeDataPage frame={frameOf(visit)} offered={await offeredAt(visit, `/${publication.path}/data`)} />);
};

const officeFile: Handler = async (visit) => {
  expectOffice(visit);
  return file(visit, `${publicBase(visit)}/data`);
};

export function mountPublicData(site: Site): void {
  const path = '/p/:county/data';
  site.add({ method: 'GET', path, open: true, handle: publicPage });
  site.add({ method: 'GET', path: `${path}/schema.json`, open: true, handle: schema });
  site.add({ method: 'GET', path: `${path}/:file`, open: true, handle: publicFile });
}

export function mountOfficeData(site: Site): void {
  const path = `/${publication.path}/data`;
  site.add({ method: 'GET', path, handle: officePage });
  site.add({ method: 'GET', path: `${path}/schema.json`, handle: schema });
  site.add({ method: 'GET', path: `${path}/:file`, handle: officeFile });
}
