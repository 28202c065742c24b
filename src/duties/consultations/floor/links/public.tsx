import type { Child } from 'hono/jsx';
import { z } from 'zod';
import { accepted, choice, lines, said, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { attempts } from '#platform/identity/attempts.ts';
import { originOf } from '#platform/identity/browser.ts';
import { invalid, notFound, Problem } from '#platform/problems.ts';
import { take } from '#platform/records/write.ts';
import { printedDay } from '#platform/time.ts';
import { LongText } from '#platform/ui/facts.tsx';
import { LongTextField } from '#platform/ui/fields.tsx';
import { Form, freshForm, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { castBallot, isBallot, judgeByLink, objectByLink, openLink, type Opened } from '#duties/consultations/floor/links/links.ts';
import { effects as objectionEffects, raise } from '#duties/consultations/floor/objections/actions.ts';
import { objection, spokenFields, type Objection } from '#duties/consultations/floor/objections/record.ts';
import { ballots } from '#duties/consultations/floor/votes/rules.ts';
import { judge } from '#duties/consultations/results/evaluations/actions.ts';
import { judgementFields } from '#duties/consultations/results/evaluations/record.ts';
import { tasksOfLink, type TaskTold } from '#duties/consultations/results/told.ts';

/** One screen on a telephone for whoever took part: to vote, to judge what came of it, to object and to read the answer. No account. */

/** Wrong codes only; right ones are forgiven. */
const tries = attempts({ tries: 30, minutes: 15, sentence: '链接没有对上的次数较多，请过15分钟再试，或请联络委工作人员帮您看看。' });

async function found(visit: Visit): Promise<Opened> {
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的页面');
  const { address } = originOf(visit.context);
  tries.count(address);
  const opened = await openLink(visit.house, visit.county.id, visit.param('code'));
  tries.forgive(address);
  return opened;
}

const ballotFields = z.object({ ballot: choice('您的意见', ballots) });
const insistFields = z.object({ reason: lines('为什么仍有意见', 1_000) });

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
  if (opened.about === 'vote') return page(visit, <VotePage frame={frameOf(visit)} opened={opened} form={form} base={baseOf(visit)} />, status);
  const tasks = await tasksOfLink(visit.house, visit.county.id, opened.row);
  return page(visit, <ResultsPage frame={frameOf(visit)} opened={opened} tasks={tasks} form={form} asking={asking} base={baseOf(visit)} />, status);
}

const baseOf = (visit: Visit): string => `/meet/${visit.county.slug}/${visit.param('code')}`;

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
  await castBallot(visit.house, visit.county.id, visit.param('code'), ballot, request);
});
const judging = speaking(judgementFields, '已收到您的评价，谢谢。', (visit, values, request) =>
  judgeByLink(visit.house, visit.county.id, visit.param('code'), request, (act, row) => judge(act, row, { ...values, way: 'link' })));
const objecting = speaking(spokenFields, '已收到您的意见。答复以后，在这个链接里能看到。', (visit, values, request) =>
  objectByLink(visit.house, visit.county.id, visit.param('code'), request, (act, link) => raise(act, { ...values, consultation_id: link.consultation_id, raised_by: link.holder, capacity: link.capacity, source: 'link', link_id: link.id }, {})), 'objection');
const insisting = speaking(insistFields, '已收到。您的意见会再作答复。', (visit, { reason }, request) =>
  objectByLink(visit.house, visit.county.id, visit.param('code'), request, (act) => take<Objection>(act, objection, visit.param('id'), 'insist', { reason, effect: objectionEffects.insist })), 'objection');

/** What cannot be is told on the same plain sheet. */
function refused(visit: Visit, error: unknown): Promise<Response> {
  if (visit.json || !(error instanceof Problem)) throw error;
  return page(visit, (
    <PublicPage frame={frameOf(visit)} title={error.code === 'link_used' ? '已经收到过了' : '现在不能办理'}>
      <SheetCard><p>{error.message}</p></SheetCard>
    </PublicPage>
  ), error.status);
}

const VotePage = ({ frame, opened: { link, row }, form, base }: { frame: Frame; opened: Extract<Opened, { about: 'vote' }>; form: FormState; base: string }) => (
  <PublicPage frame={frame} title="书面表决" lead={<>{link.holder} · {row.subject}</>}>
    <SheetCard title={row.question}>
      {link.used && <p>您已经投过票了，谢谢。可以关掉这一页了。</p>}
      {!link.used && row.state !== 'open' && <p>这次表决已经计票，不能再投了。</p>}
      {!link.used && row.state === 'open' && (
        <Form frame={frame} action={`${base}/ballot`} form={form} submit="投票" wholePage>
          <FieldOf of={ballotFields} name="ballot" form={form} choices={{}} />
        </Form>
      )}
    </SheetCard>
    <p class="sheet-under">无记名：系统里只有各项的总数，没有谁投了什么。表决只说明参加的人怎么看，由党委、政府或村级组织决定。</p>
  </PublicPage>
);

interface ResultsPageProps {
  frame: Frame;
  opened: Extract<Opened, { about: 'results' }>;
  tasks: readonly TaskTold[];
  form: FormState;
  asking?: 'objection';
  base: string;
}

const ResultsPage = ({ frame, opened: { link, row, own }, tasks, form, asking, base }: ResultsPageProps) => (
  <PublicPage frame={frame} title="协商成果" lead={<>{printedDay(row.held_on)} · {row.subject}</>}>
    <SheetCard title="协商提出的意见，办得怎样">
      {tasks.length === 0 ? <p>还在整理。</p> : <ul class="plain">{tasks.map((one) => <li><TaskLine one={one} /></li>)}</ul>}
    </SheetCard>
    {row.state !== 'closed' && !link.used && (
      <SheetCard title="您满意吗">
        <Form frame={frame} action={`${base}/judgement`} form={asking ? freshForm() : form} submit="提交评价" wholePage>
          <FieldOf of={judgementFields} name="verdict" form={asking ? freshForm() : form} choices={{}} />
          <LongTextField form={asking ? freshForm() : form} name="reason" label={said(judgementFields.shape.reason).label} hint={said(judgementFields.shape.reason).hint} rows={3} maxlength={said(judgementFields.shape.reason).max} />
        </Form>
      </SheetCard>
    )}
    {link.used && <SheetCard><p>您已经评价过了，谢谢。</p></SheetCard>}
    {own.length > 0 && <SheetCard title="您的意见和答复"><ul class="plain">{own.map((one) => <li><OwnObjection frame={frame} one={one} base={base} isOpen={row.state !== 'closed'} /></li>)}</ul></SheetCard>}
    {row.state !== 'closed' && (
      <SheetCard>
        <details class="extras" open={asking === 'objection'}>
          <summary>我有不同意见</summary>
          <Form frame={frame} action={`${base}/objection`} form={asking ? form : freshForm()} submit="提出意见" wholePage>
            <LongTextField form={asking ? form : freshForm()} name="objection" label={said(spokenFields.shape.objection).label} hint={said(spokenFields.shape.objection).hint} required rows={4} maxlength={said(spokenFields.shape.objection).max} />
          </Form>
          <p class="hint">会写上您的名字（{link.holder}），好答复您。没有答复以前，这份清单不能销号。</p>
        </details>
      </SheetCard>
    )}
    <p class="sheet-under">评价不记名，系统里没有谁评了什么。协商提出意见，由党委、政府或村级组织决定办不办、怎样办。</p>
  </PublicPage>
);

const TaskLine = ({ one }: { one: TaskTold }): Child => (
  <>
    <strong>{one.task}</strong>
    <span class="quiet"> · {[one.who, one.due_on ? `${one.due_on}前` : '', one.label].filter(Boolean).join(' · ')}</span>
    {one.why && <LongText text={one.why} />}
  </>
);

const OwnObjection = ({ frame, one, base, isOpen }: { frame: Frame; one: Objection; base: string; isOpen: boolean }): Child => (
  <>
    <LongText text={one.objection} />
    {one.answer ? <><p class="quiet">答复（{one.answered_by}，{one.answered_on}）：</p><LongText text={one.answer} /></> : <p class="quiet">{objection.states[one.state as 'open'].label}</p>}
    {isOpen && one.state === 'answered' && (
      <details class="extras">
        <summary>仍有意见</summary>
        <Form frame={frame} action={`${base}/objection/${one.id}/insisting`} form={freshForm()} submit="请再答复" wholePage>
          <LongTextField form={freshForm()} name="reason" label={said(insistFields.shape.reason).label} required rows={3} maxlength={said(insistFields.shape.reason).max} />
        </Form>
      </details>
    )}
  </>
);

const schemaOf = (fields: z.ZodObject) => z.toJSONSchema(fields, { io: 'input', unrepresentable: 'any' });
const taken = { type: 'object', properties: { taken: { type: 'boolean' } } };
const answer = { type: 'object', properties: { about: { type: 'string', enum: ['vote', 'results'] }, subject: { type: 'string' }, state: { type: 'string' } } };

export function mountPublic(site: Site): void {
  const tag = '协商：凭本人链接';
  const path = '/meet/:county/:code';
  site.add({ method: 'GET', path, open: true, handle: show, api: { summary: '看要表决的事项，或者协商成果', tag, answer } });
  site.add({ method: 'POST', path: `${path}/ballot`, open: true, handle: vote, api: { summary: '投一票', tag, body: schemaOf(ballotFields), answer: taken, status: 201 } });
  site.add({ method: 'POST', path: `${path}/judgement`, open: true, handle: judging, api: { summary: '评价协商成果', tag, body: schemaOf(judgementFields), answer: taken, status: 201 } });
  site.add({ method: 'POST', path: `${path}/objection`, open: true, handle: objecting, api: { summary: '提出不同意见', tag, body: schemaOf(spokenFields), answer: taken, status: 201 } });
  site.add({ method: 'POST', path: `${path}/objection/:id/insisting`, open: true, handle: insisting, api: { summary: '对答复仍有意见', tag, body: schemaOf(insistFields), answer: taken, status: 201 } });
}
