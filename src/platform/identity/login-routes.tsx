import { page, seeOther } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { knownCounties } from '#platform/http/counties.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, ListedCounty, Visit } from '#platform/http/visit.ts';
import { hashNew, judging, ownAccount, setPassword } from '#platform/identity/accounts.ts';
import { enteringAt, expectFilled, formAgain, orAgain, secretText, type Entering } from '#platform/identity/asked.ts';
import { forgetSession, keepSession, onward, originOf, partyOf, sessionCookie } from '#platform/identity/browser.ts';
import { demandsOn, nextStage } from '#platform/identity/demands.ts';
import { resident, type Actor } from '#platform/identity/actor.ts';
import { policyIn } from '#platform/identity/account-policy.ts';
import { enrol, pendingSecret } from '#platform/identity/enrolment.ts';
import { PASSKEY_FIELD } from '#platform/identity/passkeys/button.tsx';
import { CodePage, EnrolmentPage, LoginPage, NewPasswordPage, type SignOn } from '#platform/identity/pages/entering.tsx';
import { closeSession, endSessions, findSession, startSession, nextSession, type Stage } from '#platform/identity/sessions.ts';
import { enterCode, enterKey, signIn } from '#platform/identity/sign-in.ts';
import { providerOf } from '#platform/identity/sign-on/provider.ts';
import { Problem } from '#platform/problems.ts';
import { reading, transact } from '#platform/records/act.ts';
import { freshForm, type FormState } from '#platform/ui/form.tsx';

/** Where each step of signing in is asked. */
const places: Record<Exclude<Stage, 'open'>, string> = {
  second_factor: '/login/code', enrolment: '/login/enrolment', new_password: '/login/password',
};

export function mountLogin(site: Site): void {
  site.add({ method: 'GET', path: '/login', open: true, handle: login });
  site.add({ method: 'POST', path: '/login', open: true, handle: enter });
  site.add({ method: 'GET', path: '/login/code', open: true, handle: code });
  site.add({ method: 'POST', path: '/login/code', open: true, handle: proveCode });
  site.add({ method: 'GET', path: '/login/enrolment', open: true, handle: enrolment });
  site.add({ method: 'POST', path: '/login/enrolment', open: true, handle: proveEnrolment });
  site.add({ method: 'GET', path: '/login/password', open: true, handle: newPassword });
  site.add({ method: 'POST', path: '/login/password', open: true, handle: keepPassword });
  site.add({ method: 'POST', path: '/logout', open: true, handle: leave });
}

const nextOf = (visit: Visit): string => onward(visit.query.get('next') ?? undefined);

/** Goes on with a session: to the desk, or to what is still asked. */
export async function goOn(visit: Visit, cookie: string, stage: Stage, next: string): Promise<Response> {
  if (stage === 'open' && !(await findSession(visit.house, cookie))) {
    await closeSession(visit.house, cookie);
    throw new Problem(403, 'no_post', '您没有输错，但目前没有登记在任的职务或委员身份，所以还不能进入。请联系县政协办公室核对。');
  }
  keepSession(visit.context, cookie);
  if (stage === 'open') return seeOther(visit, next);
  return seeOther(visit, next === '/' ? places[stage] : `${places[stage]}?next=${encodeURIComponent(next)}`);
}

/** The county that was chosen in the form. */
export async function chosenCounty(visit: Visit, slug: string | undefined): Promise<ListedCounty> {
  const counties = await knownCounties(visit.house).all();
  const county = counties.length === 1 ? counties[0] : counties.find((one) => one.slug === slug);
  if (!county) throw new Problem(422, 'no_county', '请选择您所在的县。', { fields: { county: '请选择您所在的县。' } });
  return county;
}

const login: Handler = async (visit) => {
  if (visit.actor.accountId) return seeOther(visit, nextOf(visit));
  return drawLogin(visit, freshForm({ county: visit.query.get('county') ?? visit.county.slug }), nextOf(visit));
};

export async function drawLogin(visit: Visit, form: FormState, next: string, status = 200): Promise<Response> {
  const counties = await knownCounties(visit.house).all();
  const left = visit.query.get('left');
  const signOn = await elsewhere(visit, counties, left ?? String(form.values['county'] ?? ''));
  return page(visit, <LoginPage frame={frameOf(visit)} form={form} next={next} counties={counties} signOn={signOn} left={left !== null} />, status);
}

/** Where staff of the one county, or of the one that is named, may sign in instead. */
async function elsewhere({ house }: Visit, counties: readonly ListedCounty[], slug: string): Promise<SignOn | undefined> {
  const county = counties.length === 1 ? counties[0] : counties.find((one) => one.slug === slug);
  const provider = county && (await reading(house, resident(county.id), providerOf));
  return county && provider && { county, label: provider.label };
}

const enter: Handler = async (visit) => {
  const body = await sent(visit);
  const next = onward(body.text('next'));
  return orAgain(
    async () => {
      const county = await chosenCounty(visit, body.text('county'));
      const typed = { login: body.text('login') ?? '', password: secretText(body, 'password') };
      expectFilled({ login: ['登录名', typed.login], password: ['密码', typed.password] });
      const before = sessionCookie(visit.context);
      const { cookie, stage } = await signIn(visit.house, county, typed, originOf(visit.context));
      if (before) await closeSession(visit.house, before);
      return goOn(visit, cookie, stage, next);
    },
    (problem) => drawLogin(visit, formAgain(body, problem, ['county', 'login']), next, problem.status),
  );
};

const leave: Handler = async (visit) => {
  await sent(visit);
  const cookie = sessionCookie(visit.context);
  if (cookie) await closeSession(visit.house, cookie);
  forgetSession(visit.context);
  return seeOther(visit, visit.session?.signedOn ? `/login?left=${visit.county.slug}` : '/login', { tone: 'info', sentence: '您已退出。' });
};

const backToLogin = (visit: Visit) => seeOther(visit, '/login', { tone: 'info', sentence: '登录停得久了一些，请从头再来一次。' });

/** A step between password and desk: only with a session that is waiting at exactly this step. */
const step = (stage: Exclude<Stage, 'open'>, draw: (visit: Visit, entering: Entering, form: FormState, next: string, status?: number) => Promise<Response>, work: (visit: Visit, entering: Entering, body: Awaited<ReturnType<typeof sent>>) => Promise<{ cookie: string; stage: Stage }>) => ({
  show: (async (visit) => {
    const entering = enteringAt(visit, stage);
    return entering ? draw(visit, entering, freshForm(), nextOf(visit)) : backToLogin(visit);
  }) satisfies Handler,
  take: (async (visit) => {
    const body = await sent(visit);
    const entering = enteringAt(visit, stage);
    if (!entering) return backToLogin(visit);
    const next = onward(body.text('next'));
    return orAgain(
      async () => {
        const { cookie, stage: reached } = await work(visit, entering, body);
        return goOn(visit, cookie, reached, next);
      },
      (problem) => draw(visit, entering, formAgain(body, problem, ['login']), next, problem.status),
    );
  }) satisfies Handler,
});

const { show: code, take: proveCode } = step(
  'second_factor',
  (visit, { session: { account } }, form, next, status) => page(visit, <CodePage frame={frameOf(visit)} form={form} next={next} code={account.hasSecondFactor} passkey={account.hasPasskey} />, status),
  async (visit, { cookie, session }, body) => {
    const county = await countyOf(visit, session.actor.countyId);
    const signed = body.text(PASSKEY_FIELD);
    if (signed) return enterKey(visit.house, county, partyOf(visit.context), cookie, session, signed);
    const typed = secretText(body, 'code');
    expectFilled({ code: ['动态口令', typed] });
    return enterCode(visit.house, county, cookie, session, typed);
  },
);

const { show: enrolment, take: proveEnrolment } = step(
  'enrolment',
  async (visit, { session }, form, next, status) => {
    const { account, actor } = session;
    const secret = await pendingSecret(visit.house, actor.countyId, account.id);
    const county = await countyOf(visit, actor.countyId);
    return page(visit, <EnrolmentPage frame={frameOf(visit)} form={form} next={next} secret={secret} login={account.login ?? ''} county={county.name} />, status);
  },
  (visit, { cookie, session }, body) =>
    transact(visit.house, session.actor, null, async (act) => {
      await enrol(act, session.account.id, secretText(body, 'code'));
      return { cookie: await nextSession(act.db, act.county, cookie, 'open'), stage: 'open' };
    }),
);

const { show: newPassword, take: keepPassword } = step(
  'new_password',
  async (visit, { session }, form, _next, status) => {
    const policy = await rulesNow(visit, session.actor);
    return page(visit, <NewPasswordPage frame={frameOf(visit)} form={form} name={session.personName} login={session.account.login} policy={policy} expired={session.account.hasPassword} />, status);
  },
  async (visit, { session }, body) => {
    const { actor, account } = session;
    const typed = { login: account.login ?? body.text('login') ?? '', password: secretText(body, 'password'), again: secretText(body, 'again') };
    expectFilled({ login: ['登录名', typed.login] });
    const { own, judge } = await reading(visit.house, actor, async (look) => {
      const known = await ownAccount(look, account.id);
      return { own: known, judge: await judging(look, known, account.id) };
    });
    const hash = await hashNew(own, judge, typed);
    const county = await countyOf(visit, actor.countyId);
    return transact(visit.house, actor, null, async (act) => {
      await setPassword(act, account.id, hash, account.login === null ? typed.login : undefined);
      await endSessions(act.db, act.county, account.id);
      const stage = nextStage(await demandsOn(act.db, county, account.id), 'both'); // where there is a second factor, it was asked before this page
      return { cookie: await startSession(act.db, act.county, account.id, originOf(visit.context).device, stage), stage };
    });
  },
);

const rulesNow = (visit: Visit, actor: Actor) => reading(visit.house, actor, ({ db, county }) => policyIn(db, county));

async function countyOf(visit: Visit, id: string): Promise<ListedCounty> {
  const county = (await knownCounties(visit.house).all()).find((one) => one.id === id);
  if (!county) throw new Problem(404, 'no_county', '没有这个县。请从首页重新进入。');
  return county;
}
