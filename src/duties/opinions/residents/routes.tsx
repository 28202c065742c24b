import { z } from 'zod';
import { committee } from '#institutions/committees/record.ts';
import { accepted, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { attempts } from '#platform/identity/attempts.ts';
import { originOf, publicOrigin } from '#platform/identity/browser.ts';
import { invalid, notFound, Problem } from '#platform/problems.ts';
import { get } from '#platform/records/read.ts';
import { freshForm, type FormState } from '#platform/ui/form.tsx';
import { AskStatusPage, PlacesPage, PosterPage, ReportPage, StatusPage } from '#duties/opinions/residents/pages.tsx';
import { typedReceipt } from '#duties/opinions/residents/receipt.ts';
import { enterReport, findPlace, findStatus, listPlaces, reportFields, type ReportStatus } from '#duties/opinions/residents/report.ts';

/** A whole village may share one address of the mobile network; a program sends more than that. */
const reports = attempts({ tries: 30, minutes: 10, sentence: '从您这里提交的次数较多，请过10分钟再试。急事请打电话给联络委，或拨政务热线12345。' });

/** Wrong receipt numbers only; right ones are forgiven. */
const lookups = attempts({ tries: 20, minutes: 15, sentence: '回执号没有对上的次数较多，请过15分钟再试，或打电话请联络委帮您查。' });

const baseOf = (visit: Visit): string => `/r/${visit.county.slug}`;

/** Public pages are of the county in their address, whoever is signed in. */
function ofThisCounty(visit: Visit): void {
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的页面');
}

async function places(visit: Visit): Promise<Response> {
  ofThisCounty(visit);
  return page(visit, <PlacesPage frame={frameOf(visit)} base={baseOf(visit)} places={await listPlaces(visit.house, visit.county.id)} />);
}

async function at(visit: Visit) {
  ofThisCounty(visit);
  const found = await findPlace(visit.house, visit.county.id, visit.param('committee'));
  if (!found) throw notFound('这个联络委');
  return found;
}

async function blank(visit: Visit): Promise<Response> {
  return page(visit, <ReportPage frame={frameOf(visit)} base={baseOf(visit)} at={await at(visit)} form={freshForm()} />);
}

async function report(visit: Visit): Promise<Response> {
  const here = await at(visit);
  const body = await sent(visit);
  try {
    const values = accept(body);
    reports.count(originOf(visit.context).address);
    const receipt = await enterReport(visit.house, visit.county.id, here.id, values, requestId(visit, body));
    if (visit.json) return json(visit, { receipt }, 201);
    return seeOther(visit, `${baseOf(visit)}/status?${new URLSearchParams({ receipt, new: '1' })}`);
  } catch (error) {
    if (visit.json || !(error instanceof Problem) || (error.status !== 422 && error.status !== 429)) throw error;
    return page(visit, <ReportPage frame={frameOf(visit)} base={baseOf(visit)} at={here} form={formOf(body, error)} />, error.status);
  }
}

/** What was reported, valid. The empty field is filled in by programs only; it comes back empty, so a person may send again. */
function accept(body: Sent) {
  if (body.text('website')) throw invalid({ '': '有一栏应当留空却有内容，像是程序自动填写的。请核对您写的内容，再提交一次。' });
  const values = body.form ? typed(reportFields, body.form.entries()) : Object.fromEntries(Object.entries(body.json ?? {}).filter(([name]) => name in reportFields.shape));
  return accepted(reportFields, values);
}

const formOf = (body: Sent, problem: Problem): FormState => ({
  values: Object.fromEntries(Object.keys(reportFields.shape).map((name) => [name, body.text(name)])),
  problems: Object.keys(problem.fields).length > 0 ? problem.fields : { '': problem.message },
});

async function status(visit: Visit): Promise<Response> {
  ofThisCounty(visit);
  const frame = frameOf(visit);
  const given = visit.query.get('receipt') ?? '';
  const ask = (problems: FormState['problems'], code = 200) => page(visit, <AskStatusPage frame={frame} base={baseOf(visit)} form={{ values: { receipt: given }, problems }} />, code);
  if (given === '' && !visit.json) return ask({});
  try {
    const found = await lookUp(visit, given);
    return visit.json ? json(visit, found) : page(visit, <StatusPage frame={frame} base={baseOf(visit)} status={found} fresh={visit.query.has('new') && found.state === 'received'} />);
  } catch (error) {
    if (visit.json || !(error instanceof Problem)) throw error;
    return ask(Object.keys(error.fields).length > 0 ? error.fields : { receipt: error.message }, error.status);
  }
}

async function lookUp(visit: Visit, given: string): Promise<ReportStatus> {
  const receipt = typedReceipt(given);
  if (!receipt) throw invalid({ receipt: '回执号是8位字母和数字，没有数字0、1和字母O、I。请对照回执再输一次。' });
  const from = originOf(visit.context).address;
  lookups.count(from);
  const found = await findStatus(visit.house, visit.county.id, receipt);
  if (!found) throw new Problem(404, 'no_receipt', '没有查到这个回执号，请对照回执再输一次。', { fields: { receipt: '没有查到这个回执号，请对照回执再输一次。' } });
  lookups.forgive(from);
  return found;
}

async function poster(visit: Visit): Promise<Response> {
  const here = await look(visit, (reading) => get(reading, committee, visit.param('id')));
  const address = `${publicOrigin(visit.context)}${baseOf(visit)}/${here.id}`;
  return page(visit, <PosterPage frame={frameOf(visit)} at={here} address={address} />);
}

const statusAnswer = z.toJSONSchema(z.object({
  receipt: z.string(), place: z.string(), received_on: z.string(), state: z.string(), stateLabel: z.string(),
  answered_on: z.string().nullable(), closed_on: z.string().nullable(), answer: z.string().nullable(),
}));

export function mount(site: Site): void {
  const tag = '群众反映';
  site.add({ method: 'GET', path: '/r/:county', open: true, handle: places });
  site.add({
    method: 'GET', path: '/r/:county/status', open: true, handle: status,
    api: { summary: '凭回执号查进展', tag, query: [{ name: 'receipt', in: 'query', required: true, schema: { type: 'string' } }], answer: statusAnswer },
  });
  site.add({ method: 'GET', path: '/r/:county/:committee', open: true, handle: blank });
  site.add({
    method: 'POST', path: '/r/:county/:committee', open: true, handle: report,
    api: {
      summary: '群众反映一件事', tag, status: 201, body: z.toJSONSchema(reportFields, { io: 'input', unrepresentable: 'any' }),
      answer: { type: 'object', required: ['receipt'], properties: { receipt: { type: 'string' } } },
    },
  });
  site.add({ method: 'GET', path: '/committees/:id/poster', handle: poster });
}
