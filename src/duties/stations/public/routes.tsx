import { createHash } from 'node:crypto';
import { z } from 'zod';
import { accepted, lines, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { originOf, publicOrigin } from '#platform/identity/browser.ts';
import { calendarText } from '#platform/obligations/ical.ts';
import { daysLater } from '#platform/obligations/spans.ts';
import { invalid, notFound, Problem } from '#platform/problems.ts';
import { today } from '#platform/time.ts';
import { freshForm, type FormState } from '#platform/ui/form.tsx';
import { parameterAt } from '#plans/facts.ts';
import { admitFrom, lookups } from '#duties/admitting.ts';
import { typedReceipt } from '#duties/receipt.ts';
import { namesIn, namesOf } from '#duties/stations/around.ts';
import { visitorFields } from '#duties/stations/bookings/record.ts';
import { publicShifts } from '#duties/stations/calendar.ts';
import { serviceChoices } from '#duties/stations/kinds/crossings.ts';
import { askedFields, satisfactionField } from '#duties/stations/orders/record.ts';
import { bookAsResident, cancelBooking, confirmOrder, denyOrder, orderAsResident, withdrawOrder } from '#duties/stations/public/acts.ts';
import { AskPage, BookingPage, OrderPage, StationPage, StationsPage, StatusPage } from '#duties/stations/public/pages.tsx';
import { asEverybody, comingShifts, findStatus, keyOf, stationByCode, stationsByPlace, type Status } from '#duties/stations/public/shown.ts';
import type { Station } from '#duties/stations/record.ts';

/** Too many: the form comes back, and is sent again with solved work. */
const CROWDED = 429;

const baseOf = (visit: Visit): string => `/p/${visit.county.slug}/stations`;
const addressOf = (visit: Visit): string => originOf(visit.context).address;

/** Public pages are of the county in their address, whoever is signed in. */
function ofThisCounty(visit: Visit): void {
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的页面');
}

const months = (visit: Visit): Promise<number> => asEverybody(visit.house, visit.county.id, (look) => parameterAt(look, 'stations.keep_months', today()));

const stations: Handler = async (visit) => {
  ofThisCounty(visit);
  const places = await asEverybody(visit.house, visit.county.id, stationsByPlace);
  if (visit.json) return json(visit, { items: places.flatMap(({ place, stations: theirs }) => theirs.map((one) => ({ place, ...toldOf(one) }))) });
  return page(visit, <StationsPage frame={frameOf(visit)} base={baseOf(visit)} places={places} />);
};

const toldOf = ({ code, name, kind, address, hours, contact, phone, services }: Station) => ({ code, name, kind, address, hours, contact, phone, services });

async function at(visit: Visit): Promise<Station> {
  ofThisCounty(visit);
  const found = await asEverybody(visit.house, visit.county.id, (look) => stationByCode(look, visit.param('code')));
  if (!found) throw notFound('这个委员服务站');
  return found;
}

const station: Handler = async (visit) => {
  const here = await at(visit);
  const shifts = await asEverybody(visit.house, visit.county.id, (look) => comingShifts(look, here));
  if (visit.json) return json(visit, { ...toldOf(here), shifts });
  return page(visit, <StationPage frame={frameOf(visit)} base={baseOf(visit)} at={here} shifts={shifts} />);
};

async function drawBooking(visit: Visit, here: Station, key: string, form: FormState = freshForm(), status = 200): Promise<Response> {
  const shift = (await asEverybody(visit.house, visit.county.id, (look) => comingShifts(look, here))).find((one) => one.key === key);
  return page(visit, <BookingPage frame={frameOf(visit)} base={baseOf(visit)} at={here} shift={shift} form={form} months={await months(visit)} crowded={status === CROWDED} />, status);
}

async function drawOrder(visit: Visit, here: Station, form: FormState = freshForm({ orderer_kind: 'resident' }), status = 200): Promise<Response> {
  const kind = await asEverybody(visit.house, visit.county.id, (look) => serviceChoices(look, today()));
  return page(visit, <OrderPage frame={frameOf(visit)} base={baseOf(visit)} at={here} form={form} months={await months(visit)} crowded={status === CROWDED} choices={{ kind }} />, status);
}

/** What was sent, valid, from somebody who has not sent too much. */
async function admitted<S extends z.ZodObject>(visit: Visit, body: Sent, fields: S): Promise<z.output<S>> {
  if (body.text('website')) throw invalid({ '': '有一栏应当留空却有内容，像是程序自动填写的。请核对您写的内容，再提交一次。' });
  const values = accepted(fields, valuesIn(fields, body));
  await admitFrom(visit, addressOf(visit), body.text('puzzle'), body.text('proof'));
  return values;
}

const valuesIn = (fields: z.ZodObject, body: Sent): Record<string, unknown> =>
  (body.form ? typed(fields, body.form.entries()) : Object.fromEntries(Object.entries(body.json ?? {}).filter(([name]) => name in fields.shape)));

const formOf = (fields: z.ZodObject, body: Sent, problem: Problem): FormState => ({
  values: Object.fromEntries(Object.keys(fields.shape).map((name) => [name, body.text(name)])), problems: Object.keys(problem.fields).length > 0 ? problem.fields : { '': problem.message },
});

/** The form comes back with its sentences, or leads to the receipt. */
async function asked(visit: Visit, fields: z.ZodObject, work: (body: Sent) => Promise<string>, redraw: (form: FormState, status: number, body: Sent) => Promise<Response>): Promise<Response> {
  const body = await sent(visit);
  try {
    const receipt = await work(body);
    return visit.json ? json(visit, { receipt }, 201) : seeOther(visit, `${baseOf(visit)}/status?receipt=${receipt}&new=1`);
  } catch (error) {
    if (visit.json || !(error instanceof Problem) || ![422, CROWDED].includes(error.status)) throw error;
    return redraw(formOf(fields, body, error), error.status, body);
  }
}

const book: Handler = async (visit) => {
  const here = await at(visit);
  return asked(visit, visitorFields, async (body) => bookAsResident(visit.house, visit.county.id, here, body.text('shift') ?? '', await admitted(visit, body, visitorFields), requestId(visit, body)), (form, status, body) => drawBooking(visit, here, body.text('shift') ?? '', form, status));
};

const order: Handler = async (visit) => {
  const here = await at(visit);
  return asked(visit, askedFields, async (body) => orderAsResident(visit.house, visit.county.id, here, await admitted(visit, body, askedFields), requestId(visit, body)), (form, status) => drawOrder(visit, here, form, status));
};

async function lookUp(visit: Visit, given: string): Promise<Status> {
  const receipt = typedReceipt(given);
  if (!receipt) throw invalid({ receipt: '回执号是8位字母和数字，没有数字0、1和字母O、I。请对照回执再输一次。' });
  const from = addressOf(visit);
  await lookups.count(visit, from);
  const found = await asEverybody(visit.house, visit.county.id, (look) => findStatus(look, receipt));
  if (!found) throw new Problem(404, 'no_receipt', '没有查到这个回执号，请对照回执再输一次。', { fields: { receipt: '没有查到这个回执号，请对照回执再输一次。' } });
  await lookups.forgive(visit, from);
  return found;
}

const status: Handler = async (visit) => {
  ofThisCounty(visit);
  const given = visit.query.get('receipt') ?? '';
  const ask = (problems: FormState['problems'], code = 200) => page(visit, <AskPage frame={frameOf(visit)} base={baseOf(visit)} form={{ values: { receipt: given }, problems }} />, code);
  if (given === '' && !visit.json) return ask({});
  try {
    const found = await lookUp(visit, given);
    if (visit.json) return json(visit, found);
    return await drawStatus(visit, found);
  } catch (error) {
    if (visit.json || !(error instanceof Problem)) throw error;
    return ask(Object.keys(error.fields).length > 0 ? error.fields : { receipt: error.message }, error.status);
  }
};

const drawStatus = (visit: Visit, found: Status, asking?: FormState, code = 200): Promise<Response> =>
  page(visit, <StatusPage frame={frameOf(visit)} base={baseOf(visit)} status={found} fresh={visit.query.has('new')} asking={asking} />, code);

const denialFields = z.object({ reason: lines('还差什么', 200) });
const verdictFields = z.object({ satisfaction: satisfactionField.optional() });

/** What the holder of a receipt says: the status as it then is, or the page again with a sentence. */
const saying = (fields: z.ZodObject, thanks: string, work: (visit: Visit, receipt: string, values: any, request: string | null) => Promise<void>): Handler => async (visit) => {
  ofThisCounty(visit);
  const body = await sent(visit);
  const found = await lookUp(visit, body.text('receipt') ?? '');
  try {
    await work(visit, found.receipt, accepted(fields, valuesIn(fields, body)), requestId(visit, body));
  } catch (error) {
    if (visit.json || !(error instanceof Problem) || error.status !== 422) throw error;
    return drawStatus(visit, found, formOf(fields, body, error), 422);
  }
  if (visit.json) return json(visit, await lookUp(visit, found.receipt));
  return seeOther(visit, `${baseOf(visit)}/status?receipt=${found.receipt}`, { tone: 'good', sentence: thanks });
};

const nothing = z.object({});
const cancellation = saying(nothing, '预约已取消。', (visit, receipt, _values, request) => cancelBooking(visit.house, visit.county.id, receipt, request));
const withdrawal = saying(nothing, '已撤单。', (visit, receipt, _values, request) => withdrawOrder(visit.house, visit.county.id, receipt, request));
const confirmation = saying(verdictFields, '谢谢您的确认。', (visit, receipt, { satisfaction }, request) => confirmOrder(visit.house, visit.county.id, receipt, satisfaction, request));
const denial = saying(denialFields, '已经告诉委员，会重新办。', (visit, receipt, { reason }, request) => denyOrder(visit.house, visit.county.id, receipt, reason, request));

/** As far back and ahead as a calendar program keeps. */
const BACK = 60;
const AHEAD = 200;

/** The station's shifts, for any telephone. No id of ours stands in it: a shift is named by its day and hour. */
const calendar: Handler = async (visit) => {
  const here = await at(visit);
  const origin = publicOrigin(visit.context);
  const text = await asEverybody(visit.house, visit.county.id, async (look) => {
    const shifts = await publicShifts(look, here.id, daysLater(today(), -BACK), daysLater(today(), AHEAD));
    const names = await namesOf(look, shifts.flatMap(({ member_ids }) => member_ids));
    return calendarText(here.name, shifts.map((one) => ({
      uid: `${keyOf(one)}-${here.code}@${visit.county.slug}.lianxinqiao`, sequence: one.version, changedAt: new Date(one.changed_at), title: `委员值班：${namesIn(names, one.member_ids)}`,
      day: one.day, hours: { from: one.starts, to: one.ends }, place: here.address ?? here.name, description: one.note ?? undefined, href: `${origin}${baseOf(visit)}/${here.code}`, cancelled: false,
    })));
  });
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const headers = { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'public, no-cache', etag };
  return visit.context.req.header('if-none-match') === etag ? visit.context.body(null, 304, headers) : visit.context.body(text, 200, headers);
};

const answered = { type: 'object', required: ['receipt'], properties: { receipt: { type: 'string' } } };
const bodyOf = (fields: z.ZodObject) => z.toJSONSchema(fields, { io: 'input', unrepresentable: 'any' });
const withReceipt = (fields: z.ZodObject) => bodyOf(fields.extend({ receipt: z.string() }));

export function mountPublicStations(site: Site): void {
  const tag = '群众预约、点单';
  const path = '/p/:county/stations';
  const open = true;
  const answer = { type: 'object' };
  const query = [{ name: 'receipt', in: 'query', required: true, schema: { type: 'string' } }];
  site.add({ method: 'GET', path, open, handle: stations, api: { summary: '开放的委员服务站', tag, answer } });
  site.add({ method: 'GET', path: `${path}/status`, open, handle: status, api: { summary: '凭回执号查预约、点单', tag, query, answer } });
  site.add({ method: 'POST', path: `${path}/status/cancellation`, open, handle: cancellation, api: { summary: '凭回执号取消预约', tag, body: withReceipt(nothing), answer } });
  site.add({ method: 'POST', path: `${path}/status/withdrawal`, open, handle: withdrawal, api: { summary: '凭回执号撤单', tag, body: withReceipt(nothing), answer } });
  site.add({ method: 'POST', path: `${path}/status/confirmation`, open, handle: confirmation, api: { summary: '凭回执号确认办好了', tag, body: withReceipt(verdictFields), answer } });
  site.add({ method: 'POST', path: `${path}/status/denial`, open, handle: denial, api: { summary: '凭回执号说没有办好', tag, body: withReceipt(denialFields), answer } });
  site.add({ method: 'GET', path: `${path}/:code`, open, handle: station, api: { summary: '一个委员服务站和今后的值班', tag, answer } });
  site.add({ method: 'GET', path: `${path}/:code/calendar.ics`, open, handle: calendar });
  site.add({ method: 'GET', path: `${path}/:code/booking`, open, handle: async (visit) => drawBooking(visit, await at(visit), visit.query.get('shift') ?? '') });
  site.add({ method: 'POST', path: `${path}/:code/booking`, open, handle: book, api: { summary: '预约一班值班', tag, body: bodyOf(visitorFields.extend({ shift: z.string() })), answer: answered, status: 201 } });
  site.add({ method: 'GET', path: `${path}/:code/order`, open, handle: async (visit) => drawOrder(visit, await at(visit)) });
  site.add({ method: 'POST', path: `${path}/:code/order`, open, handle: order, api: { summary: '点一项服务', tag, body: bodyOf(askedFields), answer: answered, status: 201 } });
}
