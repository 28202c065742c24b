import { page, seeOther } from '#platform/http/answers.tsx';
import { sent, type Sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { policyIn, policyKeys } from '#platform/identity/account-policy.ts';
import { expectCurrentPassword, hashNew, judging, ownAccount, setPassword, type OwnAccount } from '#platform/identity/accounts.ts';
import { expectFilled, formAgain, orAgain, secretText } from '#platform/identity/asked.ts';
import { forgetSession, keepSession, originOf } from '#platform/identity/browser.ts';
import { demandsOn, type Demands } from '#platform/identity/demands.ts';
import { dropSecondFactor, enrol, pendingSecret } from '#platform/identity/enrolment.ts';
import { passkeysOf } from '#platform/identity/passkeys/store.ts';
import { PasswordPage, RemovalPage, SecondFactorPage, SecurityPage } from '#platform/identity/pages/security.tsx';
import { closeAllSessions, closeDevice, endSessions, listDevices, startSession, type Session } from '#platform/identity/sessions.ts';
import { countTry, forgetTries, wrongTry } from '#platform/identity/tries.ts';
import { Problem } from '#platform/problems.ts';
import { transact } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { freshForm, type FormState } from '#platform/ui/form.tsx';

/** The person's own account. Nobody else's can be reached from here: the session says whose it is. */
export function mountOwn(site: Site): void {
  site.add({ method: 'GET', path: '/me/security', handle: security });
  site.add({ method: 'POST', path: '/me/devices/closing', handle: leaveEverywhere });
  site.add({ method: 'POST', path: '/me/devices/:handle/closing', handle: leaveDevice });
  for (const [path, { show, take }] of Object.entries({ '/me/password': password, '/me/second-factor': secondFactor, '/me/second-factor/removal': removal })) {
    site.add({ method: 'GET', path, handle: show });
    site.add({ method: 'POST', path, handle: take });
  }
}

function ownSession({ session }: Visit): Session {
  if (session?.stage !== 'open') throw new Problem(401, 'log_in_first', '登录已结束。请重新登录后再提交。');
  return session;
}

const security: Handler = async (visit) => {
  const session = ownSession(visit);
  const { devices, passkeys, demands, bases } = await look(visit, async (reading) => ({
    passkeys: await passkeysOf(reading.db, reading.county, session.account.id),
    demands: await demandsOn(reading.db, visit.county, session.account.id),
    devices: await listDevices(reading.db, reading.county, session.account.id),
    bases: (await reading.house.bases?.(reading, policyKeys.map((key) => ({ key, day: today() })))) ?? [],
  }));
  return page(visit, <SecurityPage frame={frameOf(visit)} session={session} devices={devices} passkeys={passkeys} bases={bases} mayDrop={mayDrop(demands)} />);
};

const leaveEverywhere: Handler = async (visit) => {
  await sent(visit);
  const { account, actor } = ownSession(visit);
  await transact(visit.house, actor, null, (act) => closeAllSessions(act, account.id));
  forgetSession(visit.context);
  return seeOther(visit, '/login', { tone: 'good', sentence: '已退出全部设备。' });
};

const leaveDevice: Handler = async (visit) => {
  await sent(visit);
  const { account, actor } = ownSession(visit);
  await closeDevice(visit.house, actor.countyId, account.id, visit.param('handle'));
  return seeOther(visit, '/me/security', { tone: 'good', sentence: '那台设备已退出。' });
};

interface Change {
  visit: Visit;
  session: Session;
  own: OwnAccount;
  body: Sent;
}

/** A change that asks for the present password first. Wrong ones count like those at the door. */
function change(draw: (visit: Visit, session: Session, form: FormState, status?: number) => Promise<Response>, work: (change: Change) => Promise<string>): { show: Handler; take: Handler } {
  return {
    show: async (visit) => {
      const session = ownSession(visit);
      expectPassword(session);
      return draw(visit, session, freshForm());
    },
    take: async (visit) => {
      const body = await sent(visit);
      const session = ownSession(visit);
      expectPassword(session);
      return orAgain(
        async () => {
          const own = await look(visit, (reading) => ownAccount(reading, session.account.id));
          await proveSelf(visit, session, own, secretText(body, 'current'));
          const sentence = await work({ visit, session, own, body });
          return seeOther(visit, '/me/security', { tone: 'good', sentence });
        },
        (problem) => draw(visit, session, formAgain(body, problem, []), problem.status === 401 ? 422 : problem.status),
      );
    },
  };
}

function expectPassword(session: Session): void {
  if (!session.account.hasPassword) throw new Problem(404, 'no_password', '您是凭激活单进入的，没有密码和动态口令要设置。');
}

async function proveSelf(visit: Visit, session: Session, own: OwnAccount, current: string): Promise<void> {
  const { countyId } = session.actor;
  const { id } = session.account;
  expectFilled({ current: ['现在用的密码', current] });
  const now = new Date();
  await countTry(visit.house, countyId, id, now);
  try {
    await expectCurrentPassword(own, current);
  } catch (error) {
    await wrongTry(visit.house, countyId, id, now);
    throw error;
  }
}

const password = change(
  async (visit, session, form, status) => {
    const policy = await look(visit, ({ db, county }) => policyIn(db, county));
    return page(visit, <PasswordPage frame={frameOf(visit)} form={form} login={session.account.login!} policy={policy} />, status);
  },
  async ({ visit, session, own, body }) => {
    const hash = await hashNew(own, await look(visit, (reading) => judging(reading, own, session.account.id)), { password: secretText(body, 'password'), again: secretText(body, 'again') });
    const cookie = await transact(visit.house, session.actor, null, async (act) => {
      await setPassword(act, session.account.id, hash);
      await forgetTries(act.db, act.county, session.account.id);
      await endSessions(act.db, act.county, session.account.id);
      return startSession(act.db, act.county, session.account.id, originOf(visit.context).device);
    });
    keepSession(visit.context, cookie);
    return '密码已改好，其他设备上的登录都已退出。';
  },
);

const secondFactor = change(
  async (visit, session, form, status) => {
    const secret = await pendingSecret(visit.house, session.actor.countyId, session.account.id);
    return page(visit, <SecondFactorPage frame={frameOf(visit)} form={form} secret={secret} login={session.account.login!} county={visit.county.name} />, status);
  },
  async ({ visit, session, body }) => {
    await transact(visit.house, session.actor, null, async (act) => {
      await enrol(act, session.account.id, secretText(body, 'code'));
      await forgetTries(act.db, act.county, session.account.id);
    });
    return '动态口令已启用，下次登录时会问到。';
  },
);

/** A code may go where no second factor is demanded, or where a passkey takes its place. */
const mayDrop = ({ required, hasPasskey }: Demands): boolean => !required || hasPasskey;

/** @throws Problem 403 where the county demands a second factor and there is no other */
async function expectOptional(visit: Visit, { account }: Session): Promise<void> {
  if (mayDrop(await look(visit, ({ db }) => demandsOn(db, visit.county, account.id)))) return;
  throw new Problem(403, 'second_factor_required', '本县要求工作人员在密码之外再用一道核对，不能停用动态口令。换手机请选“更换动态口令”，或者先添加通行密钥。');
}

const removal = change(
  async (visit, session, form, status) => {
    await expectOptional(visit, session);
    return page(visit, <RemovalPage frame={frameOf(visit)} form={form} />, status);
  },
  async ({ visit, session }) => {
    await expectOptional(visit, session);
    await transact(visit.house, session.actor, null, async (act) => {
      await dropSecondFactor(act, session.account.id);
      await forgetTries(act.db, act.county, session.account.id);
    });
    return '动态口令已停用。';
  },
);
