import { EnrolmentSteps, NewPasswordFields, type Enrolling } from '#platform/identity/pages/entering.tsx';
import type { Policy } from '#platform/identity/account-policy.ts';
import { PasskeySection } from '#platform/identity/passkeys/pages.tsx';
import type { Passkey } from '#platform/identity/passkeys/store.ts';
import type { Device, Session } from '#platform/identity/sessions.ts';
import { LONGEST_PASSWORD } from '#platform/identity/password-policy.ts';
import { recognised } from '#platform/languages/recognised.ts';
import { shownMoment } from '#platform/time.ts';
import { AppliedLine, type Basis } from '#platform/ui/applied.tsx';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { TextField } from '#platform/ui/fields.tsx';
import { FormPage, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';

const back = { label: '登录与安全', href: '/me/security' };

export interface SecurityProps {
  frame: Frame;
  session: Session;
  devices: Device[];
  /** The county's rules of how long one stays signed in, and where they come from. */
  bases: readonly Basis[];
  passkeys: Passkey[];
  /** The code may go: no second factor is demanded, or a passkey takes its place. */
  mayDrop: boolean;
}

export function SecurityPage({ frame, session, devices, passkeys, bases, mayDrop }: SecurityProps) {
  const { account } = session;
  return (
    <Desk frame={frame} title={back.label} width="narrow">
      <Head title={back.label} lead="这里只有您自己看得到。" />
      <Section title="登录方式">
        <Facts facts={account.login ? [{ label: '登录名', value: account.login }, { label: '动态口令', value: account.hasSecondFactor ? '已设置' : '没有设置' }] : [{ label: '方式', value: '激活单或通行密钥，不用密码。换手机时请县政协办公室再打印一张激活单' }]} />
        {account.login && (
          <p class="form-actions">
            <a class="btn" href="/me/password">修改密码</a>
            <a class="btn" href="/me/second-factor">{account.hasSecondFactor ? '更换动态口令' : '设置动态口令'}</a>
            {account.hasSecondFactor && mayDrop && <a class="btn btn-quiet" href="/me/second-factor/removal">停用动态口令</a>}
          </p>
        )}
      </Section>
      <PasskeySection frame={frame} passkeys={passkeys} />
      <Section title="已登录的设备" count={devices.length}>
        <ul class="devices">
          {devices.map((device) => (
            <li>
              <span>
                <strong>{recognised(device.device)}</strong>
                {device.handle === session.handle && <span class="quiet">（正在用的这台）</span>}
                <br />
                <span class="quiet">{shownMoment(device.openedAt)} 登录，最近 {shownMoment(device.seenAt)} 用过</span>
              </span>
              {device.handle !== session.handle && (
                <form method="post" action={`/me/devices/${device.handle}/closing`}>
                  <CsrfInput csrf={frame.csrf} />
                  <button type="submit" class="btn" aria-label={`退出这台：${recognised(device.device)}`}>退出这台</button>
                </form>
              )}
            </li>
          ))}
        </ul>
        <form method="post" action="/me/devices/closing" class="form-actions">
          <CsrfInput csrf={frame.csrf} />
          <button type="submit" class="btn">退出全部设备</button>
        </form>
        <p class="hint">手机丢了，或在别人的电脑上忘了退出，就点这里；本机也会退出。</p>
      </Section>
      <AppliedLine bases={bases} />
    </Desk>
  );
}

const CurrentPassword = ({ form }: { form: FormState }) => (
  <TextField form={form} name="current" label="现在用的密码" required type="password" maxlength={LONGEST_PASSWORD} autocomplete="current-password" />
);

export function PasswordPage({ frame, form, login, policy }: { frame: Frame; form: FormState; login: string; policy: Policy }) {
  return (
    <FormPage frame={frame} title="修改密码" lead="改好后，其他设备上的登录都会退出。" back={back} action="/me/password" form={form} submit="保存新密码">
      <CurrentPassword form={form} />
      <NewPasswordFields form={form} login={login} policy={policy} />
    </FormPage>
  );
}

export function SecondFactorPage({ frame, form, ...enrolling }: { frame: Frame; form: FormState } & Enrolling) {
  return (
    <FormPage frame={frame} title="设置动态口令" lead="设置后，登录时除密码外再填手机上的6位数字。" back={back} action="/me/second-factor" form={form} submit="核对并启用">
      <CurrentPassword form={form} />
      <EnrolmentSteps {...enrolling} form={form} />
    </FormPage>
  );
}

export function RemovalPage({ frame, form }: { frame: Frame; form: FormState }) {
  return (
    <FormPage frame={frame} title="停用动态口令" lead="停用后只凭密码就能登录，密码被人知道时没有第二道保护。" back={back} action="/me/second-factor/removal" form={form} submit="停用">
      <CurrentPassword form={form} />
    </FormPage>
  );
}
