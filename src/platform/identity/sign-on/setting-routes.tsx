import { sql } from 'kysely';
import { page, seeOther } from '#platform/http/answers.tsx';
import { sent, type Sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { opensAccounts } from '#platform/identity/accounts.ts';
import { formAgain, orAgain, secretText } from '#platform/identity/asked.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { logoutAddress, returnAddress } from '#platform/identity/sign-on/addresses.ts';
import { link, subjectOf, unlink } from '#platform/identity/sign-on/links.ts';
import { LinkPage, SignOnPage } from '#platform/identity/sign-on/pages.tsx';
import { dropProvider, providerOf, setProvider, trustedProvider, type Provider } from '#platform/identity/sign-on/provider.ts';
import { configured } from '#platform/identity/sign-on/relying.ts';
import { notFound, Problem } from '#platform/problems.ts';
import { reading, transact, type Reading } from '#platform/records/act.ts';
import { isId } from '#platform/records/read.ts';
import { freshForm, type FormState } from '#platform/ui/form.tsx';

/** The office's acts: which provider the county trusts, and who is who there. */
export function mountSignOnSetting(site: Site): void {
  site.add({ method: 'GET', path: '/sign-on', handle: show });
  site.add({ method: 'POST', path: '/sign-on', handle: set, proof: true });
  site.add({ method: 'POST', path: '/sign-on/removal', handle: drop, proof: true });
  site.add({ method: 'GET', path: '/sign-on/people/:person', handle: (visit) => drawLink(visit, freshForm()) });
  site.add({ method: 'POST', path: '/sign-on/people/:person', handle: linkPerson, proof: true });
  site.add({ method: 'POST', path: '/sign-on/people/:person/removal', handle: unlinkPerson, proof: true });
}

const formOf = (known: Provider | undefined): FormState =>
  freshForm(known ? { label: known.label, issuer: known.issuer, client_id: known.clientId, two_factors: known.twoFactors } : {});

async function draw(visit: Visit, form: FormState | undefined, status = 200): Promise<Response> {
  opensAccounts(visit.actor);
  const known = await look(visit, providerOf);
  const origin = publicOrigin(visit.context);
  const addresses = { back: origin + returnAddress(visit.county), logout: origin + logoutAddress(visit.county) };
  return page(visit, <SignOnPage frame={frameOf(visit)} form={form ?? formOf(known)} known={known} addresses={addresses} />, status);
}

const show: Handler = (visit) => draw(visit, undefined);

const enteredIn = (body: Sent) => ({
  label: body.text('label') ?? '', issuer: body.text('issuer') ?? '', clientId: body.text('client_id') ?? '', secret: secretText(body, 'secret').trim(), twoFactors: body.text('two_factors') !== undefined,
});

/** Kept first and then asked whether it answers: a provider that rests tonight may be entered all the same. */
const set: Handler = async (visit) => {
  const body = await sent(visit);
  return orAgain(
    async () => {
      await transact(visit.house, visit.actor, null, (act) => setProvider(act, enteredIn(body)));
      const trusted = await reading(visit.house, visit.actor, trustedProvider);
      const missing = await configured(trusted).then(() => undefined, (error: unknown) => (error instanceof Problem ? error : Promise.reject(error)));
      if (missing) return seeOther(visit, '/sign-on', { tone: 'warning', sentence: `已保存，但现在连不上${trusted.label}。请核对认证地址和本机的网络。` });
      return seeOther(visit, '/sign-on', { tone: 'good', sentence: `已保存，${trusted.label}有答复。请在“激活单”里逐人对应编号。` });
    },
    (problem) => draw(visit, formAgain(body, problem, ['label', 'issuer', 'client_id', 'two_factors']), problem.status),
  );
};

const drop: Handler = async (visit) => {
  await sent(visit);
  await transact(visit.house, visit.actor, null, dropProvider);
  return seeOther(visit, '/sign-on', { tone: 'good', sentence: '统一认证已停用，从那里进入的同志都已退出。' });
};

async function drawLink(visit: Visit, form: FormState, status = 200): Promise<Response> {
  opensAccounts(visit.actor);
  const person = visit.param('person');
  const { name, provider, subject } = await look(visit, async (looking) => ({ name: await nameOf(looking, person), provider: await providerOf(looking), subject: await subjectOf(looking, person) }));
  if (!provider) throw new Problem(409, 'no_sign_on', '请先设置统一认证。');
  return page(visit, <LinkPage frame={frameOf(visit)} form={form} name={name} label={provider.label} action={`/sign-on/people/${person}`} subject={subject} />, status);
}

async function nameOf({ db, county }: Reading, person: string): Promise<string> {
  if (!isId(person)) throw notFound('这位同志');
  const { rows } = await sql<{ name: string }>`select name from people where county_id = ${county} and id = ${person}`.execute(db);
  if (!rows[0]) throw notFound('这位同志');
  return rows[0].name;
}

const personOf = (visit: Visit): string => {
  const person = visit.param('person');
  if (!isId(person)) throw notFound('这位同志');
  return person;
};

const linkPerson: Handler = async (visit) => {
  const body = await sent(visit);
  return orAgain(
    async () => {
      const name = await transact(visit.house, visit.actor, null, (act) => link(act, personOf(visit), body.text('subject') ?? ''));
      return seeOther(visit, '/slips', { tone: 'good', sentence: `${name}已对应，可以从统一认证登录。` });
    },
    (problem) => drawLink(visit, formAgain(body, problem, ['subject']), problem.status),
  );
};

const unlinkPerson: Handler = async (visit) => {
  await sent(visit);
  const name = await transact(visit.house, visit.actor, null, (act) => unlink(act, personOf(visit)));
  return seeOther(visit, '/slips', { tone: 'good', sentence: `${name}的对应已取消。` });
};
