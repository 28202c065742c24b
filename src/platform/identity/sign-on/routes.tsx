import { ZodError } from 'zod';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { page, seeOther } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { knownCounties } from '#platform/http/counties.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, ListedCounty, Visit } from '#platform/http/visit.ts';
import { resident } from '#platform/identity/actor.ts';
import { attempts } from '#platform/identity/attempts.ts';
import { onward, originOf, publicOrigin, sessionCookie } from '#platform/identity/browser.ts';
import { demandsOn, nextStage } from '#platform/identity/demands.ts';
import { drawLogin, goOn } from '#platform/identity/login-routes.tsx';
import { proved } from '#platform/identity/proving.ts';
import { closeSession, startSession } from '#platform/identity/sessions.ts';
import { returnAddress } from '#platform/identity/sign-on/addresses.ts';
import { endSignedOn, isFirst, keepFlow, takeFlow, type Flow } from '#platform/identity/sign-on/flows.ts';
import { accountLinked } from '#platform/identity/sign-on/links.ts';
import { readLogoutToken } from '#platform/identity/sign-on/logout-token.ts';
import { ProvedPage } from '#platform/identity/sign-on/pages.tsx';
import { trustedProvider, type TrustedProvider } from '#platform/identity/sign-on/provider.ts';
import { configured, goodbye, leaving, returned, type Returned } from '#platform/identity/sign-on/relying.ts';
import { Problem } from '#platform/problems.ts';
import { keeping, reading } from '#platform/records/act.ts';
import { freshForm } from '#platform/ui/form.tsx';

/** Signing in at the county's provider (OpenID Connect, code flow with PKCE), and leaving it (docs/decisions/0040). */
export function mountSignOn(site: Site): void {
  site.add({ method: 'GET', path: '/login/sign-on/:county', open: true, handle: start });
  site.add({ method: 'GET', path: '/login/sign-on/:county/return', open: true, handle: comeBack });
  site.add({ method: 'GET', path: '/login/sign-on/:county/again', handle: again });
  site.add({ method: 'GET', path: '/login/sign-on/:county/leaving', open: true, handle: leave });
  site.add({ method: 'POST', path: '/login/sign-on/:county/logout', open: true, handle: loggedOut });
}

/** Leaving leaves a row for some minutes, and coming back asks the provider. */
const ofFlows = attempts({ kind: 'sign-on', tries: 60, minutes: 15, sentence: '从您这里去统一认证的次数较多，请过15分钟再试。' });
const ofLogouts = attempts({ kind: 'log-out token', tries: 300, minutes: 15, sentence: 'too many log-out tokens that did not fit' });

/** The county of an address is the one it names, also for somebody signed in to another. */
async function countyInAddress(visit: Visit): Promise<ListedCounty> {
  const slug = visit.param('county');
  const county = (await knownCounties(visit.house).all()).find((one) => one.slug === slug);
  if (!county) throw new Problem(404, 'no_county', '没有这个县。请核对地址，或从首页进入。');
  return county;
}

const providerIn = (visit: Visit, county: ListedCounty): Promise<TrustedProvider> => reading(visit.house, resident(county.id), trustedProvider);

const returnTo = (visit: Visit, county: ListedCounty): string => publicOrigin(visit.context) + returnAddress(county);

/** Binds the way there and back to one browser: nobody is signed in by an address that another has sent. */
const COOKIE = 'sign-on';
const COOKIE_SECONDS = 600;

const start: Handler = async (visit) => {
  const county = await countyInAddress(visit);
  const next = onward(visit.query.get('next') ?? undefined);
  return orAtDoor(visit, county, next, async () => {
    await ofFlows.count({ house: visit.house, county }, originOf(visit.context).address);
    return sendAway(visit, county, { next, accountId: null });
  });
};

const again: Handler = async (visit) => {
  const { session, county } = visit;
  if (!session?.signedOn) throw new Problem(404, 'not_found', '您不是从统一认证进入的，核对本人请用密码或通行密钥。');
  return sendAway(visit, county, { next: '/', accountId: session.account.id });
};

async function sendAway(visit: Visit, county: ListedCounty, { next, accountId }: Pick<Flow, 'next' | 'accountId'>): Promise<Response> {
  const provider = await providerIn(visit, county);
  const { state, nonce, verifier, address } = await leaving(provider, returnTo(visit, county), accountId !== null);
  await keeping(visit.house, county.id, (db) => keepFlow(db, county.id, state, { verifier, nonce, next, accountId }));
  setCookie(visit.context, COOKIE, state, { path: '/login/sign-on', httpOnly: true, sameSite: 'Lax', secure: publicOrigin(visit.context).startsWith('https:'), maxAge: COOKIE_SECONDS });
  return seeOther(visit, address);
}

/** What went wrong on the way is told at the door, where password and passkey are. */
async function orAtDoor(visit: Visit, county: ListedCounty, next: string, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404) throw error;
    return drawLogin(visit, { ...freshForm({ county: county.slug }), problems: { '': error.message } }, next, error.status);
  }
}

const staleReturn = () => new Problem(401, 'stale_return', '这次统一认证停得久了一些，或者换了浏览器。请再登录一次。');

const comeBack: Handler = async (visit) => {
  const county = await countyInAddress(visit);
  const state = visit.query.get('state') ?? '';
  const own = getCookie(visit.context, COOKIE);
  deleteCookie(visit.context, COOKIE, { path: '/login/sign-on' });
  return orAtDoor(visit, county, '/', async () => {
    const flow = state && own === state ? await keeping(visit.house, county.id, (db) => takeFlow(db, county.id, state)) : undefined;
    if (!flow) throw staleReturn();
    const provider = await providerIn(visit, county);
    const at = new URL(returnTo(visit, county) + new URL(visit.context.req.url).search);
    const who = await returned(provider, at, { state, nonce: flow.nonce, verifier: flow.verifier }, flow.accountId !== null);
    const accountId = await keeping(visit.house, county.id, (db) => accountLinked(db, county.id, who.issuer, who.subject));
    if (!accountId) throw notLinked(provider, who);
    return flow.accountId === null ? comeIn(visit, county, provider, who, accountId, flow.next) : proveThere(visit, county, flow.accountId, accountId);
  });
};

const notLinked = ({ label }: TrustedProvider, { subject }: Returned) =>
  new Problem(403, 'not_linked', `${label}核对了，但您的编号还没有对应到本系统的人员。请把编号 ${subject} 告诉县政协办公室，办好后再登录。`);

async function comeIn(visit: Visit, county: ListedCounty, provider: TrustedProvider, who: Returned, accountId: string, next: string): Promise<Response> {
  const before = sessionCookie(visit.context);
  const entered = await keeping(visit.house, county.id, async (db) => {
    const demands = { ...(await demandsOn(db, county, accountId)), expired: false }; // no password was asked
    const stage = nextStage(demands, provider.twoFactors ? 'both' : 'password');
    const asked = stage === 'enrolment' && provider.twoFactors ? 'open' : stage;
    return { cookie: await startSession(db, county.id, accountId, originOf(visit.context).device, asked, new Date(), who), stage: asked };
  });
  if (before) await closeSession(visit.house, before);
  return goOn(visit, entered.cookie, entered.stage, next);
}

/** The same person, once more: the session that is open goes on, and has proved it. */
async function proveThere(visit: Visit, county: ListedCounty, asked: string, came: string): Promise<Response> {
  const { session } = visit;
  if (session?.stage !== 'open' || asked !== came || session.account.id !== came || session.actor.countyId !== county.id) {
    throw new Problem(401, 'another_person', '刚才在统一认证登录的，不是正在办理的这位同志。请用本人的账号再核对一次。');
  }
  await proved(visit.house, session, new Date());
  return page(visit, <ProvedPage frame={frameOf(visit)} />);
}

const leave: Handler = async (visit) => {
  const county = await countyInAddress(visit);
  const address = await goodbye(await providerIn(visit, county), `${publicOrigin(visit.context)}/login`);
  return address ? seeOther(visit, address) : seeOther(visit, '/login', { tone: 'info', sentence: `${county.name}的统一认证没有说明怎样退出，请到那边的页面退出。` });
};

/** The provider says, from its machine to ours, that somebody has left it. Its answers are the standard's: 200, or 400 and why. */
const loggedOut: Handler = async (visit) => {
  const county = await countyInAddress(visit);
  const body = await sent(visit);
  const { address } = originOf(visit.context);
  visit.context.header('cache-control', 'no-store');
  await ofLogouts.count({ house: visit.house, county }, address);
  const provider = await providerIn(visit, county);
  const configuration = await configured(provider);
  const refuse = (why: string) => {
    console.error(`log-out token refused: ${why}`);
    return visit.context.json({ error: 'invalid_request' }, 400);
  };
  const token = await readLogoutToken(configuration, body.text('logout_token') ?? '').catch((error: unknown) => (error instanceof ZodError ? 'a part is missing or of another kind' : String(error)));
  if (typeof token === 'string') return refuse(token);
  const obeyed = await keeping(visit.house, county.id, async (db) => {
    if (!(await isFirst(db, county.id, token.jti))) return false;
    await endSignedOn(db, county.id, provider.issuer, token);
    return true;
  });
  if (!obeyed) return refuse('it came before');
  await ofLogouts.forgive({ house: visit.house, county }, address);
  return visit.context.body(null, 200);
};
