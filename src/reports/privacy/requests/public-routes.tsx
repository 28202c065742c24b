import { z } from 'zod';
import { accepted, phone as phoneField, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import { namedFile } from '#platform/http/disposition.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { program, receiptHolder } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import { notFound, Problem, Repeated } from '#platform/problems.ts';
import { reading, transact } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import type { FormState } from '#platform/ui/form.tsx';
import { parameterAt } from '#plans/facts.ts';
import type { LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { byReceipt, entryOf } from '#duties/opinions/residents/facts.ts';
import { askWithReceipt } from '#reports/privacy/requests/asking.ts';
import { OwnDataPage, type OwnDataProps } from '#reports/privacy/requests/public-pages.tsx';
import { copyForReporter, expectReporter } from '#reports/privacy/requests/receipt-copy.ts';
import { personalRequest, requestFields, type PersonalRequest } from '#reports/privacy/requests/record.ts';

const baseOf = (visit: Visit): string => `/r/${visit.county.slug}`;
const copyFields = z.object({ phone: phoneField('反映时留的电话') });
/** What one receipt asked for is shown, the newest first. */
const MOST_SHOWN = 20;

function ofThisCounty(visit: Visit): void {
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的页面');
}

/** The report whose receipt was typed. */
const reported = (visit: Visit, given: string): Promise<LedgerEntry> =>
  byReceipt(visit, given, (receipt) => reading(visit.house, receiptHolder(visit.county.id, receipt), (look) => entryOf(look, receipt)));

const asHolder = (visit: Visit, { receipt }: LedgerEntry) => receiptHolder(visit.county.id, receipt!);

const requestsOf = (visit: Visit, entry: LedgerEntry): Promise<PersonalRequest[]> => reading(visit.house, asHolder(visit, entry), (look) =>
  list<PersonalRequest>(look, personalRequest, { where: is<PersonalRequest>('entry_id', entry.id), order: [{ column: 'asked_on', descending: true }], limit: MOST_SHOWN }));

async function show(visit: Visit): Promise<Response> {
  ofThisCounty(visit);
  const given = visit.query.get('receipt') ?? '';
  if (given === '' && !visit.json) return seeOther(visit, `${baseOf(visit)}/status`);
  const entry = await reported(visit, given);
  if (visit.json) return json(visit, { items: (await requestsOf(visit, entry)).map(told) });
  return draw(visit, entry);
}

/** What its asker reads of a request. */
const told = ({ kind, said, state, asked_on, due_on, outcome, answer, deleted, kept, kept_until, answered_on }: PersonalRequest) =>
  ({ kind, said, state, asked_on, due_on, outcome, answer, deleted, kept, kept_until, answered_on });

async function draw(visit: Visit, entry: LedgerEntry, asking?: OwnDataProps['asking'], status = 200): Promise<Response> {
  const days = await reading(visit.house, program(visit.county.id), (look) => parameterAt(look, 'privacy.answer_days', today()));
  return page(visit, <OwnDataPage frame={frameOf(visit)} base={baseOf(visit)} receipt={entry.receipt!} requests={await requestsOf(visit, entry)} days={days} erased={entry.erased_on !== null} asking={asking} />, status);
}

/** A form of this page: it comes back with sentences, or does what it asks. */
const taking = (about: 'request' | 'copy', fields: z.ZodObject, work: (visit: Visit, entry: LedgerEntry, values: any, request: string | null) => Promise<Response>) => async (visit: Visit): Promise<Response> => {
  ofThisCounty(visit);
  const body = await sent(visit);
  const entry = await reported(visit, body.text('receipt') ?? '');
  const values = body.form ? typed(fields, body.form.entries()) : Object.fromEntries(Object.entries(body.json ?? {}).filter(([name]) => name in fields.shape));
  try {
    return await work(visit, entry, accepted(fields, values), requestId(visit, body));
  } catch (error) {
    if (visit.json || !(error instanceof Problem) || error.status > 422) throw error;
    const form: FormState = { values: Object.fromEntries(Object.keys(fields.shape).map((name) => [name, body.text(name)])), problems: Object.keys(error.fields).length > 0 ? error.fields : { '': error.message } };
    return draw(visit, entry, { about, form }, error.status);
  }
};

const request = taking('request', requestFields, async (visit, entry, values, id) => {
  await transact(visit.house, asHolder(visit, entry), id, (act) => askWithReceipt(act, entry, values)).catch((error: unknown) => {
    if (!(error instanceof Repeated)) throw error;
  });
  if (visit.json) return json(visit, { items: (await requestsOf(visit, entry)).map(told) }, 201);
  return seeOther(visit, `${baseOf(visit)}/status/data?receipt=${entry.receipt}`, { tone: 'good', sentence: '收到您的申请，答复以后在这里看。' });
});

/** Wrong numbers count like wrong receipts: the right one forgives them. */
const copy = taking('copy', copyFields, async (visit, entry, { phone }) => {
  const given = await byReceipt(visit, entry.receipt!, async () => {
    expectReporter(entry, phone);
    return transact(visit.house, asHolder(visit, entry), null, (act) => copyForReporter(act, entry));
  });
  if (visit.json) return json(visit, given);
  return visit.context.body(JSON.stringify(given, null, 1), 200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', 'content-disposition': namedFile('attachment', `我反映的事 ${entry.receipt} ${today()}.json`) });
});

const withReceipt = (fields: z.ZodObject) => z.toJSONSchema(fields.extend({ receipt: z.string() }), { io: 'input', unrepresentable: 'any' });

export function mountPublic(site: Site): void {
  const tag = '个人信息';
  const base = '/r/:county/status';
  const receipt = { name: 'receipt', in: 'query', required: true, schema: { type: 'string' } };
  site.add({ method: 'GET', path: `${base}/data`, open: true, handle: show, api: { summary: '凭回执号看更正、删除申请', tag, query: [receipt], answer: { type: 'object' } } });
  site.add({ method: 'POST', path: `${base}/data`, open: true, handle: request, api: { summary: '凭回执号申请更正、删除', tag, status: 201, body: withReceipt(requestFields), answer: { type: 'object' } } });
  site.add({ method: 'POST', path: `${base}/copy`, open: true, handle: copy, api: { summary: '凭回执号和电话要一份副本', tag, body: withReceipt(copyFields), answer: { type: 'object' } } });
}
