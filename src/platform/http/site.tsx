import { randomUUID } from 'node:crypto';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie } from 'hono/cookie';
import { assetRoutes } from '#platform/ui/serve-assets.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { resident, unitsOf } from '#platform/identity/actor.ts';
import { countyOfCookie, findSession, markSeen, SESSION_COOKIES, type Session } from '#platform/identity/sessions.ts';
import { expectMayAct } from '#platform/identity/administrators.ts';
import { expectProof } from '#platform/http/proof.tsx';
import { knowDevice, noteWhereabouts, whereaboutsOf } from '#platform/identity/whereabouts.ts';
import { chosenLanguage, keepLanguage } from '#platform/languages/chosen.ts';
import { language } from '#platform/languages/language.ts';
import { withPapersOf } from '#platform/languages/papers.ts';
import { Problem } from '#platform/problems.ts';
import type { House } from '#platform/records/act.ts';
import type { Counties } from '#platform/http/counties.ts';
import { json, problemDetails, takeNotice } from '#platform/http/answers.tsx';
import type { Resource } from '#platform/http/resource.tsx';
import { KeptAnswers, keptOf } from '#platform/http/kept-answers.ts';
import { machineFault, RETRY_AFTER_SECONDS } from '#platform/http/machine-faults.ts';
import { SessionReading } from '#platform/http/session-reading.ts';
import { compressed, varied } from '#platform/http/compression.ts';
import { csrfOf, securityHeaders } from '#platform/http/security.ts';
import { cleaned } from '#platform/fields.ts';
import { today } from '#platform/time.ts';
import { cleanQuery, look, type County, type Handler, type ListedCounty, type Visit } from '#platform/http/visit.ts';
import { ProblemPage } from '#platform/ui/problem.tsx';
import type { Frame, MenuGroup, Tab } from '#platform/ui/frame.ts';

/** One address of the site, as it is routed and as the API describes it. */
export interface Operation {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  handle: Handler;
  /** Reachable without log-in. */
  open?: boolean;
  /** Also served under /api/v1 with the same handler; what OpenAPI says of it. */
  api?: { summary: string; tag: string; query?: object[]; body?: object; answer?: object; status?: number; bodyType?: string; answerType?: string };
  /**
   * The page only reads, through `look`: it is then read in the transaction that knew the session, which halves its round trips.
   * Not for handlers that open a transaction of their own: two at once per request could wait for each other.
   */
  readsOnly?: boolean;
  /** The address is a standard's own: it has no twin under the API's, and what is refused is told in the standard's form. */
  standard?: { refused(context: Context, problem: Problem | undefined): Response; errors: object };
  /** It signs, hands out rights or takes many people's data out of the house: whoever has not proved lately who they are is asked once more. */
  proof?: boolean;
  /** Largest body, bytes; the site's general limit when absent. */
  limit?: number;
}

export interface Menu {
  groups(actor: Actor, county: County): MenuGroup[];
  tabs(actor: Actor): Tab[];
}

/** The site under construction: chapters add their addresses, then it is opened. */
export interface Site {
  add(operation: Operation): void;
  operations(): readonly Operation[];
  /** The pages of every record, by its name. */
  readonly resources: Map<string, Resource<any, any>>;
}

export const API = '/api/v1';
const FORM_LIMIT = 1024 * 1024;

export function newSite(): Site {
  const operations: Operation[] = [];
  return { add: (operation) => void operations.push(operation, ...twinOf(operation)), operations: () => operations, resources: new Map() };
}

/** A paper is given as a Word file and, at the same address with the other ending, as a PDF. */
const twinOf = (operation: Operation): Operation[] =>
  (operation.method === 'GET' && operation.path.endsWith('.docx') ? [{ ...operation, path: operation.path.replace(/\.docx$/u, '.pdf'), api: undefined }] : []);

export interface Opening {
  house: House;
  counties: Counties;
  menu: Menu;
  /** Folder of the built styles and scripts. */
  assets: string;
  /** The further languages that are spoken here. */
  languages?: readonly string[];
  /** The Chinese program, of which the one of another language takes official papers. */
  papers?: Pick<Hono, 'fetch'>;
  /** Answers before anybody is asked who they are, and counts what passes: health. */
  first?: Hono;
}

const frames = new WeakMap<Visit, () => Frame>();

/** What the page frame needs to know about this visit. */
export const frameOf = (visit: Visit): Frame => frames.get(visit)!();

/** Makes the site answer requests. */
export function openSite(site: Site, opening: Opening): Hono {
  const app = new Hono();
  app.use(securityHeaders);
  if (opening.first) app.route('/', opening.first);
  app.route('/', assetRoutes(opening.assets));
  app.use(compressed, varied);
  const memory = { answers: new KeptAnswers(), sessions: new SessionReading() };
  for (const operation of site.operations()) mount(app, operation, opening, memory);
  app.notFound((context) => answerProblem(context, opening, new Problem(404, 'no_such_page', context.req.method === 'GET' ? '没有这个页面。地址可能输错了，您可以从首页重新进入。' : goneSinceOpened)));
  app.onError((error, context) => answerProblem(context, opening, error));
  return app;
}

/** A page stays open for days, and the program may be another by then. */
const goneSinceOpened = '没有办成：这个页面可能是系统升级以前打开的。请先复制已填的内容，从首页重新进入再提交一次。';

interface Memory {
  answers: KeptAnswers;
  sessions: SessionReading;
}

function mount(app: Hono, operation: Operation, opening: Opening, memory: Memory): void {
  const limits = operation.method === 'GET' ? [] : [limitOf(operation)];
  const answer = (asJson: boolean) => async (context: Context) => {
    const cookie = sessionCookie(context);
    const county = operation.readsOnly && cookie ? countyOfCookie(cookie) : undefined;
    const about = await aboutWhich(context, opening, cookie); // before a connection is held: it may need one itself
    if (!county) {
      const visit = receive(context, opening, about, asJson, cookie, cookie ? await findSession(opening.house, cookie) : undefined);
      await noteUnit(visit);
      return respond(operation, visit);
    }
    const known = await memory.sessions.read(opening.house, county, cookie!, async (db, found) => {
      const visit = receive(context, opening, about, asJson, cookie, found?.session);
      if (visit.county.id === county) Object.assign(visit, { open: db, kept: found && keptOf(visit, found.lastAct, memory.answers) });
      return respond(operation, visit).finally(() => (visit.open = undefined));
    });
    if (known.session) await markSeen(opening.house, county, known.session);
    return known.answer;
  };
  if (operation.standard) return void app.on(operation.method, [operation.path], inItsForm(operation.standard), ...limits, answer(false));
  app.on(operation.method, [operation.path], ...limits, opening.papers ? withPapersOf(opening.papers, answer(false)) : answer(false));
  if (operation.api) app.on(operation.method, [apiPath(operation)], ...limits, answer(true));
}

/** Where programs find an operation. */
export const apiPath = ({ path, standard }: Operation): string => (standard ? path : API + path);

/** In the place of our page for what was refused. */
const inItsForm = ({ refused }: NonNullable<Operation['standard']>): MiddlewareHandler => async (context, next) => {
  await next();
  if (!context.error) return;
  context.res = undefined; // else the headers of the page would be kept
  context.res = refused(context, context.error instanceof Problem ? context.error : readable(context.error));
};

const limitOf = ({ limit = FORM_LIMIT }: Operation) =>
  bodyLimit({
    maxSize: limit,
    onError: () => {
      throw new Problem(413, 'too_large', `提交的内容超过了${Math.floor(limit / 1024 / 1024)}兆，请分开提交或换小一点的文件。`);
    },
  });

/** Whoever works for a handling unit is known by the device and network they work from: see `whereabouts.ts`. */
async function noteUnit({ house, actor, context }: Visit): Promise<void> {
  if (unitsOf(actor).length === 0) return;
  await noteWhereabouts(house, actor, whereaboutsOf(context, actor.countyId, knowDevice(context)));
}

const sessionCookie = (context: Context): string | undefined =>
  SESSION_COOKIES.map((name) => getCookie(context, name)).find((value) => value);

async function respond(operation: Operation, visit: Visit): Promise<Response> {
  const inOwn = inOwnLanguage(visit);
  if (inOwn) return inOwn;
  if (!operation.open && !visit.actor.accountId) return askToLogIn(visit);
  if (operation.method !== 'GET') await expectMayAct(visit);
  const asking = operation.proof ? await expectProof(visit, () => frameOf(visit)) : undefined;
  if (asking) return asking;
  return operation.handle(visit);
}

/** Whoever chose a language on another device reads it in this browser too, from the first page on. */
function inOwnLanguage({ context, json: asJson, session }: Visit): Response | undefined {
  const wanted = session?.stage === 'open' ? session.language : null;
  if (!wanted || asJson || context.req.method !== 'GET' || chosenLanguage(context.req.header('cookie') ?? null)) return undefined;
  keepLanguage(context, wanted);
  const { pathname, search } = new URL(context.req.url);
  return wanted === language ? undefined : context.redirect(pathname + search, 303);
}

/** Who is it, of which county, and what do they see around the page. */
function receive(context: Context, opening: Opening, about: readonly County[], asJson: boolean, cookie: string | undefined, session: Session | undefined): Visit {
  const open = session?.stage === 'open' ? session : undefined;
  const slug = context.req.param('county');
  const county = about.find(({ id }) => id === session?.actor.countyId) ?? (slug ? about.find((one) => one.slug === slug) : about[0]);
  if (!county) throw new Problem(404, 'no_county', '没有这个县。请核对地址，或从首页进入。');
  const url = new URL(context.req.url);
  const visit: Visit = {
    house: opening.house,
    county,
    actor: acting(context, open?.actor ?? resident(county.id)),
    session,
    postLabel: open?.postLabel,
    elder: (session?.elder ?? false) || getCookie(context, 'elder') === '1',
    contrast: getCookie(context, 'contrast') === '1',
    get csrf() {
      return session && cookie ? csrfOf(cookie) : undefined;
    },
    json: asJson,
    path: asJson ? url.pathname.slice(API.length) : url.pathname,
    query: cleanQuery(url.searchParams),
    param: (name) => cleaned(context.req.param(name) ?? ''),
    context,
  };
  frames.set(visit, () => ({
    county: { name: county.name, invented: county.invented, workDays: county.workDays },
    person: visit.actor.personId ? { id: visit.actor.personId, name: visit.actor.name, post: visit.postLabel } : undefined,
    menu: opening.menu.groups(visit.actor, county),
    tabs: opening.menu.tabs(visit.actor),
    here: { path: visit.path, query: visit.query },
    elder: visit.elder,
    typeUnknown: !visit.elder && getCookie(context, 'elder') === undefined,
    contrast: visit.contrast,
    csrf: visit.csrf,
    languages: opening.languages,
    notice: takeNotice(visit, getCookie(context, 'notice')),
    feedback: visit.actor.personId ? `/feedback/new?from=${encodeURIComponent(visit.path)}` : `/r/${county.slug}/feedback`,
  }));
  return visit;
}

/** Who acts comes from somewhere; who only looks is not asked. */
const acting = (context: Context, actor: Actor): Actor => (context.req.method === 'GET' ? actor : { ...actor, from: whereaboutsOf(context, actor.countyId) });

/** The counties that a request may be about: that of its session, if it turns out to be one, and the one that its address names. */
async function aboutWhich(context: Context, { counties }: Opening, cookie: string | undefined): Promise<readonly County[]> {
  const all = await counties.all();
  const own = cookie ? all.find(({ id }) => id === countyOfCookie(cookie)) : undefined;
  const slug = context.req.param('county');
  const named = slug || !own ? namedCounty(all, slug) : undefined;
  return Promise.all([...new Set([own, named])].filter((one) => one !== undefined).map(counties.open));
}

/** Public addresses name the county; with a single county nothing needs to be named. A superior has no public pages. */
function namedCounty(all: readonly ListedCounty[], slug: string | undefined): ListedCounty | undefined {
  const counties = all.filter(({ level }) => level === 'county');
  return slug ? counties.find((one) => one.slug === slug) : (counties[0] ?? all[0]);
}

function askToLogIn(visit: Visit): Response {
  if (visit.json || visit.context.req.method !== 'GET') throw new Problem(401, 'log_in_first', '登录已结束。请重新登录后再提交。');
  const back = visit.path === '/' ? '' : `?next=${encodeURIComponent(visit.path)}`;
  return visit.context.redirect(`/login${back}`, 303);
}

async function answerProblem(context: Context, opening: Opening, error: unknown): Promise<Response> {
  const number = randomUUID().slice(0, 8);
  const problem = error instanceof Problem ? error : readable(error);
  const machine = problem !== error && (problem?.status ?? 0) >= 503;
  if (!problem) console.error(`fault ${number}:`, error);
  if (machine) console.error(`${problem?.code} ${number}: ${error instanceof Error ? error.message : String(error)}`);
  const status = problem?.status ?? 500;
  if (status === 503) context.header('retry-after', String(RETRY_AFTER_SECONDS));
  const sentence = problem?.message ?? `抱歉，系统出了问题，您填写的内容没有保存。请稍后再试；再次出现时，请把编号 ${number} 告诉维护人员。`;
  const asJson = new URL(context.req.url).pathname.startsWith('/api/') || context.req.header('accept') === 'application/json';
  if (asJson) {
    context.header('content-type', 'application/problem+json; charset=utf-8');
    const body = problem ? problemDetails(problem, number) : { type: 'about:blank', title: '系统出了问题', status, detail: sentence };
    return context.body(JSON.stringify(body), status as 500);
  }
  const cookie = sessionCookie(context);
  const visit = machine ? undefined : await Promise.all([aboutWhich(context, opening, cookie), cookie ? findSession(opening.house, cookie) : undefined]) // a database that does not answer is not asked who it was
    .then(([about, session]) => receive(context, opening, about, false, cookie, session))
    .catch(() => undefined);
  const refused = { status, sentence, clause: problem?.clause && visit && (await clauseWords(visit, problem.clause)), fields: problem?.fields, reference: problem ? undefined : number };
  const content = <ProblemPage frame={visit && frameOf(visit)} refused={refused} />;
  return context.html(String(await content), status as 500);
}

const clauseWords = (visit: Visit, key: string): Promise<string | undefined> =>
  look(visit, async (reading) => reading.house.clauseWords?.(reading, key, today())).catch(() => undefined);

/** Faults of the request that a library reports in its own way. */
function readable(error: unknown): Problem | undefined {
  if (error instanceof URIError) return new Problem(400, 'bad_address', '地址里有读不懂的字符，请核对。');
  return machineFault(error);
}

/** Answers both forms of a result: the page, or its JSON twin. */
export const twin = async (visit: Visit, body: () => unknown, draw: () => Promise<Response>): Promise<Response> =>
  visit.json ? json(visit, await body()) : draw();
