import { sentWithFiles, type SentFiles } from '#platform/http/arriving.ts';
import { sent } from '#platform/http/body.ts';
import type { Operation, Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { accepted, cleaned, typed } from '#platform/fields.ts';
import { fileLimits } from '#platform/files/limits.ts';
import { takeIn } from '#platform/files/taking-in.ts';
import { program, systemFor } from '#platform/identity/actor.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { notFound, Problem } from '#platform/problems.ts';
import { reading, transact, type Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { wantedIn } from '#duties/opinions/open311/asking.ts';
import { described } from '#duties/opinions/open311/described.ts';
import { answer, refused, withoutEnding } from '#duties/opinions/open311/formats.ts';
import { findSystem } from '#duties/opinions/open311/keys.ts';
import { findSent, listRequests } from '#duties/opinions/open311/listing.ts';
import type { PartnerSystem } from '#duties/opinions/open311/record.ts';
import { enterSent, expectPlace, mediaOf, namedAsOurs, sentFields, spotOf, type Entered } from '#duties/opinions/open311/sending.ts';
import { attributesOf, servicesOn, told } from '#duties/opinions/open311/services.ts';
import { newReceipt, spaced } from '#duties/receipt.ts';

/** Of these pages; a client compares it with what it saw last. */
const CHANGESET = '2026-11-22T00:00:00+08:00';
const SPECIFICATION = 'http://wiki.open311.org/GeoReport_v2';

/** The county of the address is the jurisdiction; whoever also names one must mean the same. */
function expectJurisdiction(visit: Visit, named: string | null = visit.query.get('jurisdiction_id')): void {
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的接口');
  if (named && named !== visit.county.slug) throw new Problem(404, 'no_jurisdiction', `jurisdiction_id“${named.slice(0, 50)}”不是这个县。请写 ${visit.county.slug}，或不写。`);
}

/** Looks as the program: what may be told is said by what is asked for. */
const lookUp = <T>(visit: Visit, work: (look: Reading) => Promise<T>): Promise<T> => reading(visit.house, program(visit.county.id), work);

/** @throws Problem 403 when a key was given that opens nothing. Without a key, nobody in particular asks. */
async function systemOf(visit: Visit, key: string | null | undefined): Promise<PartnerSystem | undefined> {
  if (!key) return undefined;
  const found = await findSystem(visit.house, visit.county.id, key);
  if (!found) throw new Problem(403, 'bad_key', 'api_key 不对，或者已经停用、换发。请向县政协办公室核对密钥。');
  return found;
}

const discovery: Handler = async (visit) => {
  expectJurisdiction(visit);
  const { county, context } = visit;
  const origin = publicOrigin(context);
  return answer(context, 'discovery', {
    changeset: CHANGESET,
    contact: county.bodyName,
    key_service: `密钥由${county.bodyName}办公室发放。`,
    endpoints: [{ specification: SPECIFICATION, url: `${origin}/open311/v2/${county.slug}`, changeset: CHANGESET, type: county.invented ? 'test' : 'production', formats: ['text/xml', 'application/json'] }],
  });
};

const services: Handler = async (visit) => {
  expectJurisdiction(visit);
  return answer(visit.context, 'services', (await lookUp(visit, (look) => servicesOn(look, today()))).map(told));
};

const definition: Handler = async (visit) => {
  expectJurisdiction(visit);
  const code = withoutEnding(visit.param('service'));
  const attributes = await lookUp(visit, async (look) => ((await servicesOn(look, today())).some((one) => one.code === code) ? attributesOf(look) : undefined));
  if (!attributes) throw new Problem(404, 'no_service', `service_code“${code.slice(0, 50)}”不在本县的事项类别里。请先读 services 列表。`);
  return answer(visit.context, 'service_definition', { service_code: code, attributes });
};

const list: Handler = async (visit) => {
  expectJurisdiction(visit);
  const wanted = wantedIn(visit.query, new Date());
  const system = await systemOf(visit, visit.query.get('api_key'));
  return answer(visit.context, 'service_requests', await lookUp(visit, (look) => listRequests(look, wanted, system)));
};

const show: Handler = async (visit) => {
  expectJurisdiction(visit);
  const id = withoutEnding(visit.param('request'));
  const system = await systemOf(visit, visit.query.get('api_key'));
  const wanted = wantedIn(new URLSearchParams({ service_request_id: id }), new Date());
  const found = await lookUp(visit, (look) => listRequests(look, wanted, system));
  if (found.length === 0) throw new Problem(404, 'no_request', `没有查到 service_request_id“${id.slice(0, 50)}”。请核对送件时答复的编号。`);
  return answer(visit.context, 'service_requests', found);
};

/** Every request has its id at once; the token of one is its id, or for its sender the number that it has there. */
const token: Handler = async (visit) => {
  expectJurisdiction(visit);
  const given = withoutEnding(visit.param('token'));
  const system = await systemOf(visit, visit.query.get('api_key'));
  const found = await lookUp(visit, (look) => findSent(look, given, system));
  if (!found) throw new Problem(404, 'no_token', `没有查到“${given.slice(0, 50)}”。请写送件时答复的编号；写本系统编号的，请附 api_key。`);
  return answer(visit.context, 'service_requests', [{ service_request_id: found, token: given }]);
};

const send: Handler = async (visit) => {
  const arrived = (visit.context.req.header('content-type') ?? '').startsWith('multipart/form-data') ? await sentWithFiles(visit, visit.house.files) : undefined;
  try {
    return await enter(visit, arrived ?? (await sent(visit)), arrived);
  } finally {
    await arrived?.drop();
  }
};

async function enter(visit: Visit, body: Pick<SentFiles, 'text'> & { form?: FormData }, arrived: SentFiles | undefined): Promise<Response> {
  if (!body.form) throw new Problem(415, 'unknown_content', '请用表单格式送件：application/x-www-form-urlencoded 或 multipart/form-data。');
  expectJurisdiction(visit, body.text('jurisdiction_id') ?? visit.query.get('jurisdiction_id'));
  const system = await systemOf(visit, body.text('api_key') ?? visit.query.get('api_key'));
  if (system?.rights !== 'write') throw new Problem(403, 'no_right', system ? '这把密钥只能查询，不能送件。要送件的，请县政协办公室改。' : '送件要有 api_key。密钥由县政协办公室发放。');
  const { entries, unknown } = namedAsOurs(body.form);
  const request = accepted(sentFields, typed(sentFields, entries));
  expectPlace(request);
  spotOf(request);
  mediaOf(request);
  const { house, county } = visit;
  const files = arrived && arrived.files.length > 0 ? await takeIn(house.files, county.id, arrived.files) : [];
  const receipt = newReceipt();
  const entered = await transact(house, systemFor(county.id, system.name, receipt), null, (act) => enterSent(act, system, request, receipt, files));
  return answer(visit.context, 'service_requests', [{ service_request_id: entered.entry.id, service_notice: noticeOf(visit, entered, unknown), account_id: null }], 201);
}

function noticeOf({ context, county }: Visit, { entry: { receipt }, again }: Entered, unknown: string[]): string {
  const stood = again ? `这一件以前送过，答复的是原来登记的那一件；这次送来的内容没有登记，也没有改动原来的。要补充或更正，请与${county.bodyName}办公室联系。` : '';
  const told = receipt ? `${stood}回执号 ${spaced(receipt)}，请告诉反映人：凭它在 ${publicOrigin(context)}/r/${county.slug}/status 查进展。` : stood;
  return unknown.length > 0 ? `${told}没有登记不认识的属性：${unknown.slice(0, 10).map(cleaned).join('、')}。` : told;
}

const nowhere: Handler = async (visit) => {
  throw new Problem(404, 'no_such_address', `没有 ${visit.path} 这个地址。请从 /open311/${visit.county.slug}/discovery.json 读起。`);
};

/** The addresses of GeoReport v2. An operation of each format, because the ending belongs to the standard's address. */
export function mount(site: Site): void {
  const open = { open: true, standard: { refused, errors: described.errors } } as const;
  const add = (path: string, handle: Handler, more: Omit<Partial<Operation>, 'path' | 'handle'> & { summary: string; query?: object[]; answer: object; body?: object; status?: number; bodyType?: string }) => {
    const { summary, query, answer: told, body, status, bodyType, ...rest } = more;
    site.add({ method: 'GET', path, handle, ...open, ...rest, api: { summary, tag: 'Open311 GeoReport v2', query, answer: told, body, status, bodyType, answerType: path.endsWith('.xml') ? 'text/xml' : 'application/json' } });
  };
  const base = '/open311/v2/:county';
  for (const ending of ['json', 'xml'] as const) {
    add(`/open311/:county/discovery.${ending}`, discovery, { summary: '发现接口', answer: described.discovery });
    add(`${base}/services.${ending}`, services, { summary: '事项类别', query: described.jurisdiction, answer: described.services });
    add(`${base}/requests.${ending}`, list, { summary: '查询来件', query: described.filters, answer: described.requests });
    add(`${base}/requests.${ending}`, send, { method: 'POST', limit: fileLimits.sending, summary: '送来一件', body: described.sent, bodyType: 'application/x-www-form-urlencoded', answer: described.entered, status: 201 });
  }
  add(`${base}/services/:service`, definition, { summary: '事项类别的定义（代码后面加 .json 或 .xml）', query: described.jurisdiction, answer: described.definition });
  add(`${base}/requests/:request`, show, { summary: '查询一件（编号后面加 .json 或 .xml）', query: described.keyed, answer: described.requests });
  add(`${base}/tokens/:token`, token, { summary: '由凭据查编号（后面加 .json 或 .xml）', query: described.keyed, answer: described.tokens });
  site.add({ method: 'GET', path: `${base}/*`, handle: nowhere, ...open });
}
