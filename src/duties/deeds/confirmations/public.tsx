import { z } from 'zod';
import { accepted, typed } from '#platform/fields.ts';
import { json, page } from '#platform/http/answers.tsx';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { membershipsOf } from '#platform/identity/actor.ts';
import { attempts } from '#platform/identity/attempts.ts';
import { originOf } from '#platform/identity/browser.ts';
import { knowDevice, whereaboutsOf } from '#platform/identity/whereabouts.ts';
import { notFound, Problem } from '#platform/problems.ts';
import { printedDay } from '#platform/time.ts';
import { Form, freshForm, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { heldWords } from '#duties/held.ts';
import { giveByCode, lookUpCode, type Asked } from '#duties/deeds/confirmations/codes.ts';
import { sayingFields } from '#duties/deeds/confirmations/record.ts';

/** One screen on any telephone: whoever was helped says in three taps what became of it, without an account. */

/** Wrong codes only; right ones are forgiven. A village may share one address of the mobile network. */
const tries = attempts({ kind: 'deed code', tries: 30, minutes: 15, sentence: '确认码没有对上的次数较多，请过15分钟再试，或请联络委帮您看看。' });

/** A browser in which the member who did it is signed in is no place to confirm it: whoever may be holding it. */
function expectNotTheDoer(visit: Visit, { row }: Asked): void {
  const members = [visit.actor, ...(visit.session ? [visit.session.actor] : [])].flatMap(membershipsOf);
  if (row.member_id && members.includes(row.member_id)) throw new Problem(403, 'own_session', '这个手机上登录着办这件实事的委员，不能在这里确认。请用受益人自己的手机扫码；没有手机的，由联络委回访，或在纸上签名。');
}

async function found(visit: Visit): Promise<Asked> {
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的页面');
  const { address } = originOf(visit.context);
  await tries.count(visit, address);
  const asked = await lookUpCode(visit.house, visit.county.id, visit.param('code'));
  await tries.forgive(visit, address);
  expectNotTheDoer(visit, asked);
  return asked;
}

const show: Handler = async (visit) => {
  knowDevice(visit.context);
  try {
    const asked = await found(visit);
    if (visit.json) return json(visit, asJson(asked));
    return await page(visit, <ConfirmPage frame={frameOf(visit)} asked={asked} form={freshForm()} />);
  } catch (error) {
    return refused(visit, error);
  }
};

const asJson = ({ row, member, code }: Asked) => ({ deed: row.deed, member, done_on: row.done_on, village: row.village, until: code.until });

const say: Handler = async (visit) => {
  const device = knowDevice(visit.context);
  const body = await sent(visit);
  try {
    const saying = accepted(sayingFields, body.form ? typed(sayingFields, body.form.entries()) : Object.fromEntries(Object.entries(body.json ?? {}).filter(([name]) => name in sayingFields.shape)));
    await expectRightBrowser(visit);
    await giveByCode(visit.house, visit.county.id, visit.param('code'), saying, requestId(visit, body), whereaboutsOf(visit.context, visit.county.id, device));
    if (visit.json) return json(visit, { confirmed: true }, 201);
    return await page(visit, <Thanks frame={frameOf(visit)} />);
  } catch (error) {
    if (visit.json || !(error instanceof Problem) || error.status !== 422) return refused(visit, error);
    return page(visit, <ConfirmPage frame={frameOf(visit)} asked={await found(visit)} form={formOf(body, error)} />, 422);
  }
};

/** A slip that was used may have been used by this very request: that is told by the act. */
async function expectRightBrowser(visit: Visit): Promise<void> {
  await found(visit).catch((error: unknown) => {
    if (!(error instanceof Problem) || error.code !== 'code_used') throw error;
  });
}

const formOf = (body: Sent, problem: Problem): FormState => ({
  values: Object.fromEntries(Object.keys(sayingFields.shape).map((name) => [name, body.text(name)])),
  problems: Object.keys(problem.fields).length > 0 ? problem.fields : { '': problem.message },
});

/** What cannot be is told on the same plain sheet. */
function refused(visit: Visit, error: unknown): Promise<Response> {
  if (visit.json || !(error instanceof Problem)) throw error;
  return page(visit, (
    <PublicPage frame={frameOf(visit)} title={error.code === 'code_used' ? '已经确认过了' : '现在不能确认'}>
      <SheetCard><p>{error.message}</p></SheetCard>
    </PublicPage>
  ), error.status);
}

const ConfirmPage = ({ frame, asked: { row, member, code }, form }: { frame: Frame; asked: Asked; form: FormState }) => (
  <PublicPage frame={frame} title="这件实事办了没有" lead="您点一下就行，不用登录，不用写名字。">
    <SheetCard title={row.deed}>
      <p>{[`委员：${member}`, heldWords({ held_on: row.done_on, precision: row.precision }), row.village].filter(Boolean).join('，')}</p>
      <Form frame={frame} action={frame.here.path} form={form} submit="提交" wholePage>
        <FieldOf of={sayingFields} name="said" form={form} choices={{}} />
        <FieldOf of={sayingFields} name="missing" form={form} choices={{}} />
      </Form>
    </SheetCard>
    <p class="sheet-under">您说的话由联络委和县政协办公室看，办事的委员看不到是谁说的。{printedDay(code.until)}前有效，只能提交一次。</p>
  </PublicPage>
);

const Thanks = ({ frame }: { frame: Frame }) => (
  <PublicPage frame={frame} title="收到了，谢谢您" lead="可以关掉这一页了。">
    <SheetCard><p>还没有办到的，联络委会再联系委员。</p></SheetCard>
  </PublicPage>
);

const body = z.toJSONSchema(sayingFields, { io: 'input', unrepresentable: 'any' });
const answer = { type: 'object', properties: { deed: { type: 'string' }, member: { type: 'string' }, done_on: { type: 'string' }, village: { type: ['string', 'null'] }, until: { type: 'string' } } };

export function mountPublic(site: Site): void {
  const tag = '实事确认';
  site.add({ method: 'GET', path: '/confirm/:county/:code', open: true, handle: show, api: { summary: '凭确认码看是哪件实事', tag, answer } });
  site.add({ method: 'POST', path: '/confirm/:county/:code', open: true, handle: say, api: { summary: '凭确认码说办了没有', tag, body, answer: { type: 'object', properties: { confirmed: { type: 'boolean' } } }, status: 201 } });
}
