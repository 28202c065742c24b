import { z } from 'zod';
import { accepted, typed } from '#platform/fields.ts';
import { takeIn } from '#platform/files/taking-in.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { sentWithFiles, type SentFiles } from '#platform/http/arriving.ts';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { originOf, publicOrigin } from '#platform/identity/browser.ts';
import { program } from '#platform/identity/actor.ts';
import { invalid, notFound, Problem } from '#platform/problems.ts';
import { reading } from '#platform/records/act.ts';
import { freshForm, type FormState } from '#platform/ui/form.tsx';
import type { Committee } from '#institutions/committees/record.ts';
import { admitFrom, expectNotExhausted } from '#duties/admitting.ts';
import { satisfactionFields } from '#duties/opinions/ledger/record.ts';
import { byReceipt } from '#duties/opinions/residents/by-receipt.ts';
import { PlacesPage, ReportPage } from '#duties/opinions/residents/pages.tsx';
import { mountPosters } from '#duties/opinions/residents/posters.tsx';
import { newPuzzle } from '#duties/puzzle.ts';
import { confirmSolved, objectionFields, objectTo } from '#duties/opinions/residents/remarks.ts';
import { enterReport, expectPhotosAndVoice, findMember, findPlace, isVoice, listPlaces, reportFields, SPOKEN, type Arrived, type Report } from '#duties/opinions/residents/report.ts';
import { mountScreening } from '#duties/opinions/residents/screening.tsx';
import { secondLanguage } from '#duties/opinions/residents/speaking.ts';
import { findStatus, type ReportStatus } from '#duties/opinions/residents/status.ts';
import { AskStatusPage, SlipPage, StatusPage } from '#duties/opinions/residents/status-pages.tsx';
import { voiceOf, type Voice } from '#duties/opinions/residents/wording.tsx';
import { mountWordings } from '#duties/opinions/residents/wordings.tsx';

/** A few photos as a phone takes them, and a recording. */
const SENDING_BYTES = 40 * 1024 * 1024;

const baseOf = (visit: Visit): string => `/r/${visit.county.slug}`;
const addressOf = (visit: Visit): string => originOf(visit.context).address;

/** Public pages are of the county in their address, whoever is signed in. */
function ofThisCounty(visit: Visit): void {
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的页面');
}

async function places(visit: Visit): Promise<Response> {
  ofThisCounty(visit);
  return page(visit, <PlacesPage frame={frameOf(visit)} base={baseOf(visit)} places={await listPlaces(visit.house, visit.county.id)} />);
}

async function at(visit: Visit): Promise<Committee> {
  ofThisCounty(visit);
  const found = await findPlace(visit.house, visit.county.id, visit.param('committee'));
  if (!found) throw notFound('这个联络委');
  return found;
}

/** As the visitor chose; of a matter that was told in the second language, in that one. */
const voiceFor = async (visit: Visit, told: string | null = null): Promise<Voice> =>
  voiceOf(await reading(visit.house, program(visit.county.id), secondLanguage), visit.query.get('lang') ?? told);

const throughMember = async (visit: Visit) => findMember(visit.house, visit.county.id, visit.query.get('m') ?? '');

async function blank(visit: Visit): Promise<Response> {
  return drawReport(visit, await at(visit), freshForm({ place: visit.query.get('v')?.slice(0, 100) }));
}

async function drawReport(visit: Visit, here: Committee, form: FormState, status = 200): Promise<Response> {
  const [voice, through] = await Promise.all([voiceFor(visit), throughMember(visit)]);
  return page(visit, <ReportPage frame={frameOf(visit)} base={baseOf(visit)} at={here} form={form} voice={voice} through={through} helping={visit.query.get('help') === '1'} />, status);
}

async function report(visit: Visit): Promise<Response> {
  const here = await at(visit);
  const body = await received(visit);
  try {
    const arrived = await arrivedWith(visit, body, here);
    const receipt = await enterReport(visit.house, visit.county.id, arrived, requestId(visit, body));
    if (visit.json) return json(visit, { receipt }, 201);
    const query = new URLSearchParams({ receipt, new: '1' });
    if (arrived.language) query.set('lang', arrived.language);
    return seeOther(visit, `${baseOf(visit)}/status?${query}`);
  } catch (error) {
    if (visit.json || !(error instanceof Problem) || (error.status !== 422 && error.status !== 429)) throw error;
    return await drawReport(visit, here, formOf(body, error), error.status);
  } finally {
    await body.drop?.();
  }
}

type Received = Sent & Partial<SentFiles>;

/** A form with or without files, or JSON. */
async function received(visit: Visit): Promise<Received> {
  const type = visit.context.req.header('content-type') ?? '';
  if (!type.startsWith('multipart/form-data')) return sent(visit);
  await expectNotExhausted(visit, addressOf(visit));
  return sentWithFiles(visit, visit.house.files);
}

/** What was reported, looked at from all sides before it is entered. */
async function arrivedWith(visit: Visit, body: Received, here: Committee): Promise<Arrived> {
  const written = accept(body);
  const crowded = await admitFrom(visit, addressOf(visit), body.text('puzzle'), body.text('proof'));
  const files = await takeIn(visit.house.files, visit.county.id, body.files ?? []);
  expectPhotosAndVoice(files);
  const [voice, through] = await Promise.all([voiceFor(visit), throughMember(visit)]);
  const spoken = files.some(isVoice);
  if (!written.matter && !spoken) throw invalid({ matter: '请填写“您想反映什么”。' });
  if (visit.query.get('help') === '1' && !written.proxy) throw invalid({ proxy: '请写上代填人的姓名，方便核对。' });
  return { committee: here.id, report: { ...written, matter: written.matter ?? SPOKEN }, files, through: through?.id ?? null, language: voice.lang ?? null, crowded };
}

const writtenFields = reportFields.partial({ matter: true });

/** What was written, valid. The empty field is filled in by programs only; it comes back empty, so a person may send again. */
function accept(body: Received): Omit<Report, 'matter'> & Partial<Report> {
  if (body.text('website')) throw invalid({ '': '有一栏应当留空却有内容，像是程序自动填写的。请核对您写的内容，再提交一次。' });
  const values = body.form ? typed(reportFields, body.form.entries()) : Object.fromEntries(Object.entries(body.json ?? {}).filter(([name]) => name in reportFields.shape));
  return accepted(body.files?.length ? writtenFields : reportFields, values);
}

const formOf = (body: Sent, problem: Problem): FormState => ({
  values: Object.fromEntries(Object.keys(reportFields.shape).map((name) => [name, body.text(name)])),
  problems: Object.keys(problem.fields).length > 0 ? problem.fields : { '': problem.message },
});

async function status(visit: Visit): Promise<Response> {
  ofThisCounty(visit);
  const given = visit.query.get('receipt') ?? '';
  if (given === '' && !visit.json) return ask(visit, given, {});
  try {
    const found = await lookUp(visit, given);
    if (visit.json) return json(visit, found);
    return await drawStatus(visit, found);
  } catch (error) {
    if (visit.json || !(error instanceof Problem)) throw error;
    return ask(visit, given, Object.keys(error.fields).length > 0 ? error.fields : { receipt: error.message }, error.status);
  }
}

const ask = (visit: Visit, receipt: string, problems: FormState['problems'], code = 200): Promise<Response> =>
  page(visit, <AskStatusPage frame={frameOf(visit)} base={baseOf(visit)} form={{ values: { receipt }, problems }} />, code);

async function drawStatus(visit: Visit, found: ReportStatus, asking?: { about: 'solved' | 'unsolved'; form: FormState }, code = 200): Promise<Response> {
  const fresh = visit.query.has('new') && found.state === 'received';
  return page(visit, <StatusPage frame={frameOf(visit)} base={baseOf(visit)} status={found} voice={await voiceFor(visit, found.language)} fresh={fresh} asking={asking} />, code);
}

const lookUp = (visit: Visit, given: string): Promise<ReportStatus> => byReceipt(visit, given, (receipt) => findStatus(visit.house, visit.county.id, receipt));

async function slip(visit: Visit): Promise<Response> {
  ofThisCounty(visit);
  const found = await lookUp(visit, visit.query.get('receipt') ?? '');
  const address = `${publicOrigin(visit.context)}${baseOf(visit)}/status?receipt=${found.receipt}`;
  return page(visit, <SlipPage frame={frameOf(visit)} base={baseOf(visit)} status={found} address={address} />);
}

/** What the holder of a receipt says of the answer: the form comes back with sentences, or the status as it then is. */
const saying = (about: 'solved' | 'unsolved', fields: z.ZodObject, work: (visit: Visit, receipt: string, values: any, request: string | null) => Promise<void>) => async (visit: Visit): Promise<Response> => {
  ofThisCounty(visit);
  const body = await sent(visit);
  const found = await lookUp(visit, body.text('receipt') ?? '');
  const values = body.form ? typed(fields, body.form.entries()) : Object.fromEntries(Object.entries(body.json ?? {}).filter(([name]) => name in fields.shape));
  try {
    await work(visit, found.receipt, accepted(fields, values), requestId(visit, body));
  } catch (error) {
    if (visit.json || !(error instanceof Problem) || error.status !== 422) throw error;
    const form = { values: Object.fromEntries(Object.keys(fields.shape).map((name) => [name, body.text(name)])), problems: error.fields };
    return drawStatus(visit, found, { about, form }, 422);
  }
  if (visit.json) return json(visit, await lookUp(visit, found.receipt));
  return seeOther(visit, `${baseOf(visit)}/status?receipt=${found.receipt}`, { tone: 'good', sentence: thanks[about] });
};

const thanks = { solved: '谢谢您的评价。', unsolved: '已经告诉办理的人，会重新办理并再答复您。' };

const solved = saying('solved', satisfactionFields, (visit, receipt, values, request) => confirmSolved(visit.house, visit.county.id, receipt, values, request));
const unsolved = saying('unsolved', objectionFields, (visit, receipt, { words }, request) => objectTo(visit.house, visit.county.id, receipt, words, request));

const statusAnswer = z.toJSONSchema(z.object({
  receipt: z.string(), place: z.string(), received_on: z.string(), state: z.string(), stateLabel: z.string(),
  answered_on: z.string().nullable(), closed_on: z.string().nullable(), answer: z.string().nullable(),
  clock: z.object({ from: z.string(), gone: z.number(), left: z.number(), due_on: z.string(), basis: z.string() }).nullable(),
  course: z.array(z.object({ name: z.string(), sentence: z.string(), at: z.string() })),
  object_until: z.string().nullable(), verified_on: z.string().nullable(), reopened: z.number(), held_why: z.string().nullable(),
  views: z.array(z.object({ standing: z.string(), times: z.number(), last: z.string() })), erased_on: z.string().nullable(), language: z.string().nullable(),
}));

const withReceipt = (fields: z.ZodObject) => z.toJSONSchema(fields.extend({ receipt: z.string() }), { io: 'input', unrepresentable: 'any' });

export function mount(site: Site): void {
  const tag = '群众反映';
  site.add({ method: 'GET', path: '/r/:county', open: true, handle: places });
  site.add({
    method: 'GET', path: '/r/:county/status', open: true, handle: status,
    api: { summary: '凭回执号查进展', tag, query: [{ name: 'receipt', in: 'query', required: true, schema: { type: 'string' } }], answer: statusAnswer },
  });
  site.add({ method: 'POST', path: '/r/:county/status/solved', open: true, handle: solved, api: { summary: '凭回执号说解决了，并评价', tag, body: withReceipt(satisfactionFields), answer: statusAnswer } });
  site.add({ method: 'POST', path: '/r/:county/status/unsolved', open: true, handle: unsolved, api: { summary: '凭回执号说没有解决', tag, body: withReceipt(objectionFields), answer: statusAnswer } });
  site.add({ method: 'GET', path: '/r/:county/slip', open: true, handle: slip });
  site.add({
    method: 'GET', path: '/r/:county/puzzle', open: true, handle: async (visit) => json(visit, newPuzzle()),
    api: { summary: '提交较多时要先算的一道题', tag, answer: { type: 'object', required: ['challenge', 'bits'], properties: { challenge: { type: 'string' }, bits: { type: 'integer' } } } },
  });
  site.add({ method: 'GET', path: '/r/:county/:committee', open: true, handle: blank });
  site.add({
    method: 'POST', path: '/r/:county/:committee', open: true, handle: report, limit: SENDING_BYTES,
    api: {
      summary: '群众反映一件事', tag, status: 201, body: z.toJSONSchema(reportFields, { io: 'input', unrepresentable: 'any' }),
      answer: { type: 'object', required: ['receipt'], properties: { receipt: { type: 'string' } } },
    },
  });
  mountPosters(site);
  mountScreening(site);
  mountWordings(site);
}
