import { json, page, seeOther } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { enteringAt, expectFilled, formAgain, orAgain } from '#platform/identity/asked.ts';
import { keepSession, onward, originOf, partyOf, sessionCookie } from '#platform/identity/browser.ts';
import { drawLogin, goOn } from '#platform/identity/login-routes.tsx';
import { PASSKEY_FIELD } from '#platform/identity/passkeys/button.tsx';
import { keyMade, optionsToAdd, optionsToEnter, optionsToProve, type Owner } from '#platform/identity/passkeys/ceremonies.ts';
import { FirstPasskeyPage, LONGEST_NAME, NewPasskeyPage } from '#platform/identity/passkeys/pages.tsx';
import { addPasskey, dropPasskey } from '#platform/identity/passkeys/store.ts';
import { closeSession, nextSession, type Session } from '#platform/identity/sessions.ts';
import { enterByPasskey } from '#platform/identity/sign-in.ts';
import { ofChallenges } from '#platform/identity/tries.ts';
import { invalid, Problem } from '#platform/problems.ts';
import { transact } from '#platform/records/act.ts';
import { freshForm, type FormState } from '#platform/ui/form.tsx';

/** Passkeys: at the door, beside or in the place of the code, as the own ones, and as proof once more (docs/decisions/0039). */
export function mountPasskeys(site: Site): void {
  site.add({ method: 'POST', path: '/login/passkey/options', open: true, handle: toEnter });
  site.add({ method: 'POST', path: '/login/passkey', open: true, handle: enter });
  site.add({ method: 'POST', path: '/login/code/passkey', open: true, handle: toEnterAfterPassword });
  site.add({ method: 'POST', path: '/login/enrolment/passkey/options', open: true, handle: toEnrol });
  site.add({ method: 'POST', path: '/login/enrolment/passkey', open: true, handle: enrolKey });
  site.add({ method: 'GET', path: '/me/passkeys/first', handle: first });
  site.add({ method: 'GET', path: '/me/passkeys/new', handle: (visit) => drawNew(visit, freshForm({ name: originOf(visit.context).device })) });
  site.add({ method: 'POST', path: '/me/passkeys/options', handle: toAdd });
  site.add({ method: 'POST', path: '/me/passkeys', handle: add, proof: true });
  site.add({ method: 'POST', path: '/me/passkeys/:id/removal', handle: remove, proof: true });
  site.add({ method: 'POST', path: '/me/proof/passkey', handle: toProve, api: { summary: '取一个挑战，用通行密钥核对本人', tag: '账号', answer: { type: 'object' } } });
}

const toEnter: Handler = async (visit) => {
  await sent(visit);
  await ofChallenges.count(visit, originOf(visit.context).address);
  return json(visit, await optionsToEnter(visit.house, partyOf(visit.context), visit.county.id));
};

const enter: Handler = async (visit) => {
  const body = await sent(visit);
  const next = onward(body.text('next'));
  return orAgain(
    async () => {
      const before = sessionCookie(visit.context);
      const { cookie, stage } = await enterByPasskey(visit.house, visit.county, partyOf(visit.context), body.text(PASSKEY_FIELD) ?? '', originOf(visit.context));
      if (before) await closeSession(visit.house, before);
      return goOn(visit, cookie, stage, next);
    },
    (problem) => drawLogin(visit, { ...formAgain(body, problem, []), values: { county: visit.county.slug } }, next, problem.status),
  );
};

/** @throws Problem 401 when nobody waits at this step */
function waiting(visit: Visit, stage: 'second_factor' | 'enrolment') {
  const entering = enteringAt(visit, stage);
  if (!entering) throw new Problem(401, 'log_in_first', '登录停得久了一些，请从头再来一次。');
  return entering;
}

const toEnterAfterPassword: Handler = async (visit) => {
  await sent(visit);
  const { session } = waiting(visit, 'second_factor');
  return json(visit, await optionsToProve(visit.house, partyOf(visit.context), session.actor.countyId, session.account.id));
};

const toEnrol: Handler = async (visit) => {
  await sent(visit);
  return json(visit, await optionsToAdd(visit.house, partyOf(visit.context), ownerOf(visit, waiting(visit, 'enrolment').session)));
};

/** The key in the place of the code, before the first look at the desk. */
const enrolKey: Handler = async (visit) => {
  const body = await sent(visit);
  const { cookie, session } = waiting(visit, 'enrolment');
  const key = await keyMade(visit.house, partyOf(visit.context), ownerOf(visit, session), body.text(PASSKEY_FIELD) ?? '');
  const opened = await transact(visit.house, session.actor, null, async (act) => {
    await addPasskey(act, session.account.id, { ...key, name: originOf(visit.context).device.slice(0, LONGEST_NAME) });
    return nextSession(act.db, act.county, cookie, 'open');
  });
  keepSession(visit.context, opened);
  return goOn(visit, opened, 'open', onward(body.text('next')));
};

function own({ session }: Visit): Session {
  if (session?.stage !== 'open') throw new Problem(401, 'log_in_first', '登录已结束。请重新登录后再提交。');
  return session;
}

const ownerOf = (visit: Visit, { actor, account, personName }: Session): Owner => ({
  county: actor.countyId, accountId: account.id, name: personName, label: `${account.login ?? personName}（${visit.county.name}）`,
});

const first: Handler = async (visit) =>
  page(visit, <FirstPasskeyPage frame={frameOf(visit)} name={own(visit).personName} device={originOf(visit.context).device.slice(0, LONGEST_NAME)} />);

const drawNew = (visit: Visit, form: FormState, status = 200): Promise<Response> => page(visit, <NewPasskeyPage frame={frameOf(visit)} form={form} />, status);

const toAdd: Handler = async (visit) => {
  await sent(visit);
  return json(visit, await optionsToAdd(visit.house, partyOf(visit.context), ownerOf(visit, own(visit))));
};

const add: Handler = async (visit) => {
  const body = await sent(visit);
  const session = own(visit);
  return orAgain(
    async () => {
      const name = body.text('name') ?? '';
      expectFilled({ name: ['给它起个名字', name] });
      if ([...name].length > LONGEST_NAME) throw invalid({ name: `名字最多${LONGEST_NAME}个字。` });
      const key = await keyMade(visit.house, partyOf(visit.context), ownerOf(visit, session), body.text(PASSKEY_FIELD) ?? '');
      await transact(visit.house, session.actor, null, (act) => addPasskey(act, session.account.id, { ...key, name }));
      return seeOther(visit, body.text('first') ? '/' : '/me/security', { tone: 'good', sentence: `通行密钥“${name}”已添加，下次可以直接用它进入。` });
    },
    (problem) => drawNew(visit, formAgain(body, problem, ['name']), problem.status === 401 ? 422 : problem.status),
  );
};

const remove: Handler = async (visit) => {
  await sent(visit);
  const session = own(visit);
  await transact(visit.house, session.actor, null, (act) => dropPasskey(act, session.account.id, visit.param('id')));
  return seeOther(visit, '/me/security', { tone: 'good', sentence: '已停用。设备里存的那一把，可以在设备的“密码”设置里一并删掉。' });
};

const toProve: Handler = async (visit) => {
  await sent(visit);
  const { actor, account } = own(visit);
  return json(visit, await optionsToProve(visit.house, partyOf(visit.context), actor.countyId, account.id));
};
