import { z } from 'zod';
import { committeesNow } from '#institutions/facts.ts';
import type { Committee } from '#institutions/committees/record.ts';
import { accepted, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { titleIn, type Handler, type Visit } from '#platform/http/visit.ts';
import { originOf } from '#platform/identity/browser.ts';
import { invalid, notFound, Problem } from '#platform/problems.ts';
import { freshForm, type FormState } from '#platform/ui/form.tsx';
import { admitFrom, lookups } from '#duties/admitting.ts';
import { typedReceipt } from '#duties/receipt.ts';
import { consultation } from '#duties/consultations/record.ts';
import { AskReceiptPage, StandingPage, SuggestPage, SuggestWherePage, TopicsPage } from '#duties/consultations/topics/public-pages.tsx';
import { topic, type Topic } from '#duties/consultations/topics/record.ts';
import { asEverybody, findByReceipt, isShown, listPublic, standingOf } from '#duties/consultations/topics/shown.ts';
import { enterSuggestion, findPlace, suggestionFields } from '#duties/consultations/topics/suggesting.ts';

const SIZE = 20;
/** Nobody turns more pages than this. */
const LAST_PAGE = 500;

const baseOf = (visit: Visit): string => `/t/${visit.county.slug}`;
const addressOf = (visit: Visit): string => originOf(visit.context).address;
const common = (visit: Visit) => ({ frame: frameOf(visit), base: baseOf(visit), brand: titleIn(visit.county, consultation) });

/** Public pages are of the county in their address, whoever is signed in. */
function ofThisCounty(visit: Visit): void {
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的页面');
}

async function at(visit: Visit, id: string): Promise<Committee> {
  ofThisCounty(visit);
  const found = await findPlace(visit.house, visit.county.id, id);
  if (!found) throw notFound('这个联络委');
  return found;
}

const list: Handler = async (visit) => {
  ofThisCounty(visit);
  const asked = visit.query.get('committee');
  const here = asked ? await at(visit, asked) : undefined;
  const n = Math.min(Math.max(Math.floor(Number(visit.query.get('page')) || 1), 1), LAST_PAGE);
  const { found, places, shown } = await asEverybody(visit.house, visit.county.id, async (look) => ({
    found: await listPublic(look, here?.id, SIZE + 1, (n - 1) * SIZE), shown: await isShown(look), places: new Map((await committeesNow(look)).map(({ id, place }) => [id, place])),
  }));
  const rows = found.slice(0, SIZE);
  const more = found.length > SIZE && n < LAST_PAGE;
  if (visit.json) return json(visit, { items: rows.map(({ committee_id, ...told }) => ({ ...told, place: places.get(committee_id ?? '') ?? null })), page: n, more });
  const query = new URLSearchParams({ ...(here ? { committee: here.id } : {}), page: String(n + 1) });
  return page(visit, <TopicsPage {...common(visit)} rows={rows} places={places} at={here} shown={shown} earlier={more ? `${baseOf(visit)}?${query}` : undefined} />);
};

const where: Handler = async (visit) => {
  ofThisCounty(visit);
  return page(visit, <SuggestWherePage {...common(visit)} committees={await asEverybody(visit.house, visit.county.id, committeesNow)} />);
};

const blank: Handler = async (visit) => drawForm(visit, await at(visit, visit.param('committee')), freshForm({ place: visit.query.get('v')?.slice(0, 100) }));

const drawForm = (visit: Visit, here: Committee, form: FormState, status = 200): Promise<Response> => page(visit, <SuggestPage {...common(visit)} at={here} form={form} />, status);

const suggest: Handler = async (visit) => {
  const here = await at(visit, visit.param('committee'));
  const body = await sent(visit);
  try {
    const values = accept(body);
    await admitFrom(visit, addressOf(visit), body.text('puzzle'), body.text('proof'));
    const receipt = await enterSuggestion(visit.house, visit.county.id, here.id, values, requestId(visit, body));
    return visit.json ? json(visit, { receipt }, 201) : seeOther(visit, `${baseOf(visit)}/status?receipt=${receipt}&new=1`);
  } catch (error) {
    if (visit.json || !(error instanceof Problem) || (error.status !== 422 && error.status !== 429)) throw error;
    const problems = Object.keys(error.fields).length > 0 ? error.fields : { '': error.message };
    return drawForm(visit, here, { values: { told: body.text('told'), place: body.text('place') }, problems }, error.status);
  }
};

/** What was written, valid. The empty field is filled in by programs only; it comes back empty, so a person may send again. */
function accept(body: Sent): z.infer<typeof suggestionFields> {
  if (body.text('website')) throw invalid({ '': '有一栏应当留空却有内容，像是程序自动填写的。请核对您写的内容，再提交一次。' });
  const values = body.form ? typed(suggestionFields, body.form.entries()) : Object.fromEntries(Object.entries(body.json ?? {}).filter(([name]) => name in suggestionFields.shape));
  return accepted(suggestionFields, values);
}

const status: Handler = async (visit) => {
  ofThisCounty(visit);
  const given = visit.query.get('receipt') ?? '';
  if (given === '' && !visit.json) return ask(visit, given, {});
  try {
    const row = await lookUp(visit, given);
    if (visit.json) return json(visit, { receipt: row.receipt, title: row.published ? row.title : null, standing: standingOf(row), reason: row.published ? row.public_reason : null, held_on: row.held_on });
    return await page(visit, <StandingPage frame={frameOf(visit)} base={baseOf(visit)} row={row} fresh={visit.query.has('new') && row.state === 'collected'} />);
  } catch (error) {
    if (visit.json || !(error instanceof Problem)) throw error;
    return ask(visit, given, Object.keys(error.fields).length > 0 ? error.fields : { receipt: error.message }, error.status);
  }
};

const ask = (visit: Visit, receipt: string, problems: FormState['problems'], code = 200): Promise<Response> =>
  page(visit, <AskReceiptPage frame={frameOf(visit)} base={baseOf(visit)} form={{ values: { receipt }, problems }} />, code);

async function lookUp(visit: Visit, given: string): Promise<Topic> {
  const receipt = typedReceipt(given);
  if (!receipt) throw invalid({ receipt: '回执号是8位字母和数字，没有数字0、1和字母O、I。请对照回执再输一次。' });
  const from = addressOf(visit);
  await lookups.count(visit, from);
  const found = await findByReceipt(visit.house, visit.county.id, receipt);
  if (!found) throw new Problem(404, 'no_receipt', '没有查到这个回执号，请对照回执再输一次。', { fields: { receipt: '没有查到这个回执号，请对照回执再输一次。' } });
  await lookups.forgive(visit, from);
  return found;
}

export function mountPublic(site: Site): void {
  const tag = topic.title;
  const path = '/t/:county';
  const query = ['committee', 'page'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
  site.add({ method: 'GET', path, open: true, handle: list, api: { summary: '选了和没有选的协商议题，各有理由', tag, query, answer: { type: 'object' } } });
  site.add({ method: 'GET', path: `${path}/suggest`, open: true, handle: where });
  site.add({ method: 'GET', path: `${path}/suggest/:committee`, open: true, handle: blank });
  site.add({
    method: 'POST', path: `${path}/suggest/:committee`, open: true, handle: suggest,
    api: { summary: '群众提一件想商量的事', tag, status: 201, body: z.toJSONSchema(suggestionFields, { io: 'input', unrepresentable: 'any' }), answer: { type: 'object', required: ['receipt'], properties: { receipt: { type: 'string' } } } },
  });
  site.add({ method: 'GET', path: `${path}/status`, open: true, handle: status, api: { summary: '凭回执号查议题选没选上', tag, query: [{ name: 'receipt', in: 'query', required: true, schema: { type: 'string' } }], answer: { type: 'object' } } });
}
