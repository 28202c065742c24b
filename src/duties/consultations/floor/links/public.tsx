import { z } from 'zod';
import { accepted, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { attempts } from '#platform/identity/attempts.ts';
import { originOf } from '#platform/identity/browser.ts';
import { invalid, notFound, Problem } from '#platform/problems.ts';
import { take } from '#platform/records/write.ts';
import { freshForm, type FormState } from '#platform/ui/form.tsx';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { selvesOf } from '#duties/attending/relations.ts';
import { castBallot, isBallot, judgeByLink, objectByLink, openLink, type Opened, type Shown } from '#duties/consultations/floor/links/links.ts';
import { OWN_LINKS } from '#duties/consultations/floor/links/own.ts';
import { ballotFields, insistFields, ResultsPage, VotePage } from '#duties/consultations/floor/links/sheets.tsx';
import { effects as objectionEffects, raise } from '#duties/consultations/floor/objections/actions.ts';
import { objection, spokenFields, type Objection } from '#duties/consultations/floor/objections/record.ts';
import { judge } from '#duties/consultations/results/evaluations/actions.ts';
import { judgementFields } from '#duties/consultations/results/evaluations/record.ts';
import { tasksOfLink } from '#duties/consultations/results/told.ts';

/** One screen on a telephone for whoever took part: to vote, to judge what came of it, to object and to read the answer. By a code without an account, or signed in; what is kept is the same. */

/** Wrong codes only; right ones are forgiven. */
const tries = attempts({ kind: 'consultation link', tries: 30, minutes: 15, sentence: '链接没有对上的次数较多，请过15分钟再试，或请联络委工作人员帮您看看。' });

/** Signed in, the link is the own because the person was asked to that consultation. */
const isOwn = (visit: Visit): boolean => visit.param('code') === '';
const shownBy = (visit: Visit): Shown => (isOwn(visit) ? { link: visit.param('link'), selves: selvesOf(visit.actor) } : visit.param('code'));

async function found(visit: Visit): Promise<Opened> {
  if (isOwn(visit)) return openLink(visit.house, visit.county.id, shownBy(visit));
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的页面');
  const { address } = originOf(visit.context);
  await tries.count(visit, address);
  const opened = await openLink(visit.house, visit.county.id, shownBy(visit));
  await tries.forgive(visit, address);
  return opened;
}

const show: Handler = async (visit) => {
  try {
    const opened = await found(visit);
    if (visit.json) return json(visit, asJson(opened));
    return await draw(visit, opened);
  } catch (error) {
    return refused(visit, error);
  }
};

const asJson = (opened: Opened): object => (opened.about === 'vote'
  ? { about: 'vote', subject: opened.row.subject, question: opened.row.question, voted: opened.link.used, state: opened.row.state }
  : { about: 'results', subject: opened.row.subject, held_on: opened.row.held_on, judged: opened.link.used, state: opened.row.state, objections: opened.own.map(({ id, state, objection: words, answer }) => ({ id, state, objection: words, answer })) });

async function draw(visit: Visit, opened: Opened, form: FormState = freshForm(), asking?: 'objection', status = 200): Promise<Response> {
  if (opened.about === 'vote') return page(visit, <VotePage frame={frameOf(visit)} opened={opened} form={form} base={baseOf(visit)} own={isOwn(visit)} />, status);
  const tasks = await tasksOfLink(visit.house, visit.county.id, opened.row);
  return page(visit, <ResultsPage frame={frameOf(visit)} opened={opened} tasks={tasks} form={form} asking={asking} base={baseOf(visit)} own={isOwn(visit)} />, status);
}

const baseOf = (visit: Visit): string => (isOwn(visit) ? `/${OWN_LINKS}/${visit.param('link')}` : `/meet/${visit.county.slug}/${visit.param('code')}`);

/** Carries out what was sent; what is wrong with it is told at its field, what cannot be on a plain sheet. */
const speaking = (fields: z.ZodObject, sentence: string, work: (visit: Visit, values: any, request: string | null) => Promise<void>, asking?: 'objection'): Handler => async (visit) => {
  const body = await sent(visit);
  try {
    await found(visit);
    const values = accepted(fields, body.form ? typed(fields, body.form.entries()) : Object.fromEntries(Object.entries(body.json ?? {}).filter(([name]) => name in fields.shape)));
    await work(visit, values, requestId(visit, body));
    if (visit.json) return json(visit, { taken: true }, 201);
    return seeOther(visit, baseOf(visit), { tone: 'good', sentence });
  } catch (error) {
    if (visit.json || !(error instanceof Problem) || error.status !== 422) return refused(visit, error);
    return draw(visit, await found(visit), formOf(body, fields, error), asking, 422);
  }
};

const formOf = (body: Sent, fields: z.ZodObject, problem: Problem): FormState => ({
  values: Object.fromEntries(Object.keys(fields.shape).map((name) => [name, body.text(name)])),
  problems: Object.keys(problem.fields).length > 0 ? problem.fields : { '': problem.message },
});

const vote = speaking(ballotFields, '已收到您这一票，谢谢。', async (visit, { ballot }, request) => {
  if (!isBallot(ballot)) throw invalid({ ballot: '请选赞成、反对或弃权。' });
  await castBallot(visit.house, visit.county.id, shownBy(visit), ballot, request);
});
const judging = speaking(judgementFields, '已收到您的评价，谢谢。', (visit, values, request) =>
  judgeByLink(visit.house, visit.county.id, shownBy(visit), request, (act, row) => judge(act, row, { ...values, way: 'link' })));
const objecting = speaking(spokenFields, '已收到您的意见。答复以后，在这个链接里能看到。', (visit, values, request) =>
  objectByLink(visit.house, visit.county.id, shownBy(visit), request, (act, link) => raise(act, { ...values, consultation_id: link.consultation_id, raised_by: link.holder, capacity: link.capacity, source: 'link', link_id: link.id }, {})), 'objection');
const insisting = speaking(insistFields, '已收到。您的意见会再作答复。', (visit, { reason }, request) =>
  objectByLink(visit.house, visit.county.id, shownBy(visit), request, (act) => take<Objection>(act, objection, visit.param('id'), 'insist', { reason, effect: objectionEffects.insist })), 'objection');

/** What cannot be is told on the same plain sheet. */
function refused(visit: Visit, error: unknown): Promise<Response> {
  if (visit.json || !(error instanceof Problem)) throw error;
  return page(visit, (
    <PublicPage frame={frameOf(visit)} title={error.code === 'link_used' ? '已经收到过了' : '现在不能办理'}>
      <SheetCard><p>{error.message}</p></SheetCard>
    </PublicPage>
  ), error.status);
}

const schemaOf = (fields: z.ZodObject) => z.toJSONSchema(fields, { io: 'input', unrepresentable: 'any' });
const taken = { type: 'object', properties: { taken: { type: 'boolean' } } };
const answer = { type: 'object', properties: { about: { type: 'string', enum: ['vote', 'results'] }, subject: { type: 'string' }, state: { type: 'string' } } };

/** The same for both ways; without a code it is for whoever is signed in. */
function mountAt(site: Site, path: string, open: boolean, tag: string): void {
  site.add({ method: 'GET', path, open, handle: show, api: { summary: '看要表决的事项，或者协商成果', tag, answer } });
  site.add({ method: 'POST', path: `${path}/ballot`, open, handle: vote, api: { summary: '投一票', tag, body: schemaOf(ballotFields), answer: taken, status: 201 } });
  site.add({ method: 'POST', path: `${path}/judgement`, open, handle: judging, api: { summary: '评价协商成果', tag, body: schemaOf(judgementFields), answer: taken, status: 201 } });
  site.add({ method: 'POST', path: `${path}/objection`, open, handle: objecting, api: { summary: '提出不同意见', tag, body: schemaOf(spokenFields), answer: taken, status: 201 } });
  site.add({ method: 'POST', path: `${path}/objection/:id/insisting`, open, handle: insisting, api: { summary: '对答复仍有意见', tag, body: schemaOf(insistFields), answer: taken, status: 201 } });
}

export function mountPublic(site: Site): void {
  mountAt(site, '/meet/:county/:code', true, '协商：凭本人链接');
  mountAt(site, `/${OWN_LINKS}/:link`, false, '协商：登录以后');
}
