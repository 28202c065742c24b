import { z } from 'zod';
import { accepted, said, typed } from '#platform/fields.ts';
import { json, page } from '#platform/http/answers.tsx';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { unitsWorkedFor } from '#platform/identity/actor.ts';
import { attempts } from '#platform/identity/attempts.ts';
import { originOf } from '#platform/identity/browser.ts';
import { knowDevice, whereaboutsOf } from '#platform/identity/whereabouts.ts';
import { notFound, Problem } from '#platform/problems.ts';
import { printedDay } from '#platform/time.ts';
import { Facts, LongText } from '#platform/ui/facts.tsx';
import { LongTextField } from '#platform/ui/fields.tsx';
import { Form, freshForm, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { subjectOf } from '#duties/proposals/handled.ts';
import { ratingFields } from '#duties/proposals/ratings/fields.ts';
import { giveByLink, lookUpLink, type Asked } from '#duties/proposals/ratings/links.ts';

/** One screen on a telephone: whoever has the personal link rates without signing in. */

/** Wrong codes only; right ones are forgiven. */
const tries = attempts({ kind: 'rating link', tries: 30, minutes: 15, sentence: '评价码没有对上的次数较多，请过15分钟再试，或请县政协办公室帮您看看。' });

/** A browser in which a unit is signed in, or about to be, is no place to judge units: whoever may be sitting there. */
function expectNoUnit(visit: Visit): void {
  const posts = [visit.actor, ...(visit.session ? [visit.session.actor] : [])];
  if (posts.some((actor) => unitsWorkedFor(actor).length > 0)) {
    throw new Problem(403, 'unit_session', '这个浏览器里登录着承办单位的账号，不能在这里评价。请用您自己的手机打开链接，或者先退出登录。');
  }
}

async function found(visit: Visit): Promise<Asked> {
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的页面');
  expectNoUnit(visit);
  const { address } = originOf(visit.context);
  await tries.count(visit, address);
  const asked = await lookUpLink(visit.house, visit.county.id, visit.param('code'));
  await tries.forgive(visit, address);
  return asked;
}

const show: Handler = async (visit) => {
  knowDevice(visit.context);
  try {
    const asked = await found(visit);
    if (visit.json) return json(visit, asJson(asked));
    return await page(visit, <RatePage frame={frameOf(visit)} asked={asked} form={freshForm()} />);
  } catch (error) {
    return refused(visit, error);
  }
};

const asJson = ({ row, link, until }: Asked) => ({ subject: subjectOf(row), rater: link.rater, reply: row.reply, replied_on: row.replied_on, rate_by: until });

const give: Handler = async (visit) => {
  const device = knowDevice(visit.context);
  const body = await sent(visit);
  try {
    const told = accepted(ratingFields, body.form ? typed(ratingFields, body.form.entries()) : Object.fromEntries(Object.entries(body.json ?? {}).filter(([name]) => name in ratingFields.shape)));
    await write(visit, body, told, device);
    if (visit.json) return json(visit, { rated: true }, 201);
    return await page(visit, <Thanks frame={frameOf(visit)} />);
  } catch (error) {
    if (visit.json || !(error instanceof Problem) || error.status !== 422) return refused(visit, error);
    const asked = await found(visit);
    return page(visit, <RatePage frame={frameOf(visit)} asked={asked} form={formOf(body, error)} />, 422);
  }
};

async function write(visit: Visit, body: Sent, told: z.infer<typeof ratingFields>, device: string): Promise<void> {
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的页面');
  expectNoUnit(visit);
  const { address } = originOf(visit.context);
  await tries.count(visit, address);
  await giveByLink(visit.house, visit.county.id, visit.param('code'), told, requestId(visit, body), whereaboutsOf(visit.context, visit.county.id, device));
  await tries.forgive(visit, address);
}

const formOf = (body: Sent, problem: Problem): FormState => ({
  values: Object.fromEntries(Object.keys(ratingFields.shape).map((name) => [name, body.text(name)])),
  problems: Object.keys(problem.fields).length > 0 ? problem.fields : { '': problem.message },
});

/** What cannot be is told on the same plain sheet. */
function refused(visit: Visit, error: unknown): Promise<Response> {
  if (visit.json || !(error instanceof Problem)) throw error;
  return page(visit, (
    <PublicPage frame={frameOf(visit)} title={error.code === 'link_used' ? '已经评价过了' : '现在不能评价'}>
      <SheetCard><p>{error.message}</p></SheetCard>
    </PublicPage>
  ), error.status);
}

const REPLY_SHOWN = 600;
const QUESTIONS = ['rating_work', 'rating_result'] as const;
const FURTHER = ['contacted', 'to_point'] as const;

const RatePage = ({ frame, asked: { row, link, until }, form }: { frame: Frame; asked: Asked; form: FormState }) => (
  <PublicPage frame={frame} title="评价提案答复" lead={<>{link.rater} · {subjectOf(row)}</>}>
    <SheetCard>
      {row.reply && (
        <details class="extras">
          <summary>看答复{row.replied_on && `（${row.replied_on}）`}</summary>
          <LongText text={row.reply.length > REPLY_SHOWN ? `${row.reply.slice(0, REPLY_SHOWN)}……（全文见答复函）` : row.reply} />
        </details>
      )}
      {!row.reply && row.replied_on && <Facts facts={[{ label: '答复日期', value: row.replied_on }]} />}
      <Form frame={frame} action={frame.here.path} form={form} submit="提交评价" wholePage>
        {QUESTIONS.map((name) => <FieldOf of={ratingFields} name={name} form={form} choices={{}} />)}
        <LongTextField form={form} name="rating_opinion" label={said(ratingFields.shape.rating_opinion).label} hint={said(ratingFields.shape.rating_opinion).hint} rows={3} maxlength={said(ratingFields.shape.rating_opinion).max} />
        <details class="extras" open={FURTHER.some((name) => form.values[name])}>
          <summary>再说两句办得怎样<span class="mark-optional">选填</span></summary>
          {FURTHER.map((name) => <FieldOf of={ratingFields} name={name} form={form} choices={{}} />)}
        </details>
      </Form>
    </SheetCard>
    <p class="sheet-under">承办单位只看得到总的评价和意见，看不到各人怎样评价。每人只能评价一次{until && `，${printedDay(until)}前有效`}。</p>
  </PublicPage>
);

const Thanks = ({ frame }: { frame: Frame }) => (
  <PublicPage frame={frame} title="已收到您的评价" lead="谢谢您。可以关掉这一页了。">
    <SheetCard><p>不满意的，县政协办公室会请承办单位重新办理，再答复您。</p></SheetCard>
  </PublicPage>
);

const body = z.toJSONSchema(ratingFields, { io: 'input', unrepresentable: 'any' });
const answer = { type: 'object', properties: { subject: { type: 'string' }, rater: { type: 'string' }, reply: { type: ['string', 'null'] }, replied_on: { type: ['string', 'null'] }, rate_by: { type: ['string', 'null'] } } };

export function mountPublic(site: Site): void {
  const tag = '提案评价';
  site.add({ method: 'GET', path: '/rate/:county/:code', open: true, handle: show, api: { summary: '凭本人链接看要评价的答复', tag, answer } });
  site.add({ method: 'POST', path: '/rate/:county/:code', open: true, handle: give, api: { summary: '凭本人链接评价', tag, body, answer: { type: 'object', properties: { rated: { type: 'boolean' } } }, status: 201 } });
}
