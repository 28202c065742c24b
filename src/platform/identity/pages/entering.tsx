import type { ListedCounty } from '#platform/http/visit.ts';
import type { Policy } from '#platform/identity/account-policy.ts';
import { PasskeyForm } from '#platform/identity/passkeys/button.tsx';
import { leavingAddress, startAddress } from '#platform/identity/sign-on/addresses.ts';
import { LONGEST_PASSWORD } from '#platform/identity/password-policy.ts';
import { enrolmentAddress, grouped } from '#platform/identity/second-factor.ts';
import { ChoiceField, TextField } from '#platform/ui/fields.tsx';
import { Form, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { QrCode } from '#platform/ui/qr.tsx';

interface Asked {
  frame: Frame;
  form: FormState;
  next: string;
}

const Next = ({ next }: { next: string }) => (next === '/' ? null : <input type="hidden" name="next" value={next} />);

/** Of several counties the visitor names one; of one nothing is asked. */
export function CountyField({ counties, form }: { counties: readonly ListedCounty[]; form: FormState }) {
  const [only] = counties;
  if (counties.length === 1 && only) return <input type="hidden" name="county" value={only.slug} />;
  return <ChoiceField form={form} name="county" label="县" required options={counties.map(({ slug, name }) => ({ value: slug, label: name }))} />;
}

/** The provider at which staff of a county may sign in instead. */
export interface SignOn {
  county: ListedCounty;
  label: string;
}

export function LoginPage({ frame, form, next, counties, signOn, left }: Asked & { counties: readonly ListedCounty[]; signOn?: SignOn; left: boolean }) {
  return (
    <PublicPage frame={frame} title="登录" lead="工作人员用登录名和密码进入。">
      <SheetCard>
        <Form frame={frame} action="/login" form={form} submit="登录">
          <Next next={next} />
          <CountyField counties={counties} form={form} />
          <TextField form={form} name="login" label="登录名" required maxlength={64} autocomplete="username" />
          <TextField form={form} name="password" label="密码" required type="password" maxlength={LONGEST_PASSWORD} autocomplete="current-password" />
        </Form>
      </SheetCard>
      {signOn && left && <p class="sheet-under">{signOn.label}那边还登录着。不是您自己的电脑，请<a href={leavingAddress(signOn.county)}>一并退出</a>。</p>}
      <PasskeyEntry frame={frame} next={next} />
      {signOn && <p class="sheet-under"><a href={startAddress(signOn.county, next)}>用{signOn.label}登录</a></p>}
      <p class="sheet-under">
        您是政协委员？请用县政协办公室发的激活单，<a href="/activate">凭激活码进入</a>，不用密码。忘记密码或换了手机，也请县政协办公室重新打印一张激活单。
      </p>
    </PublicPage>
  );
}

/** For whoever has a key in the telephone or computer: which one it is, the key says itself. */
const PasskeyEntry = ({ frame, next }: { frame: Frame; next: string }) => (
  <PasskeyForm frame={frame} action="/login/passkey" options="/login/passkey/options" ceremony="get" label="用指纹、面容或锁屏密码进入">
    <Next next={next} />
  </PasskeyForm>
);

const CodeField = ({ form }: { form: FormState }) => (
  <TextField form={form} name="code" label="动态口令" required short keyboard="numeric" autocomplete="one-time-code" maxlength={12} hint="手机口令应用上显示的6位数字，每30秒换一次" />
);

export function CodePage({ frame, form, next, code, passkey }: Asked & { code: boolean; passkey: boolean }) {
  const what = code ? '您手机上的动态口令' : '您的通行密钥（指纹、面容或锁屏密码）';
  return (
    <PublicPage frame={frame} title={code ? '输入动态口令' : '用通行密钥核对'} lead={`密码对了。为保护群众反映和委员信息，还要核对${what}。`}>
      {!code && Object.values(form.problems).map((sentence) => <p class="problem" role="alert">{sentence}</p>)}
      {code && (
        <SheetCard>
          <Form frame={frame} action="/login/code" form={form} submit="进入" cancel="/login">
            <Next next={next} />
            <CodeField form={form} />
          </Form>
        </SheetCard>
      )}
      {passkey && (
        <PasskeyForm frame={frame} action="/login/code" options="/login/code/passkey" ceremony="get" label={code ? '改用通行密钥' : '用通行密钥进入'} main={!code}>
          <Next next={next} />
        </PasskeyForm>
      )}
      <p class="sheet-under">手机不在身边或换了手机，请县政协办公室重新打印一张激活单。</p>
    </PublicPage>
  );
}

export interface Enrolling {
  secret: string;
  login: string;
  county: string;
}

/** The three steps of setting up a second factor; the form around is the caller's. */
export function EnrolmentSteps({ secret, login, county, form }: Enrolling & { form: FormState }) {
  return (
    <>
      <ol class="numbered">
        <li>在手机上打开一个“动态口令”应用（如腾讯身份验证器、Microsoft Authenticator，微信小程序里也有），选“扫码添加”。</li>
        <li>
          扫下面的二维码。
          <QrCode text={enrolmentAddress(secret, login, county)} label="动态口令二维码" />
          <p class="hint">
            扫不了时，选“手工输入”，填这串密钥：<code class="code-text">{grouped(secret)}</code>
          </p>
        </li>
        <li>把手机上出现的6位数字填在这里。</li>
      </ol>
      <CodeField form={form} />
    </>
  );
}

export function EnrolmentPage({ frame, form, next, ...enrolling }: Asked & Enrolling) {
  return (
    <PublicPage frame={frame} title="设置动态口令" lead="您的岗位除密码外，还要用一道动态口令。只需设置这一次。">
      <SheetCard>
        <Form frame={frame} action="/login/enrolment" form={form} submit="核对并进入">
          <Next next={next} />
          <EnrolmentSteps {...enrolling} form={form} />
        </Form>
      </SheetCard>
      <PasskeyForm frame={frame} action="/login/enrolment/passkey" options="/login/enrolment/passkey/options" ceremony="create" label="不装应用，改用这台设备的指纹、面容或锁屏密码">
        <Next next={next} />
      </PasskeyForm>
    </PublicPage>
  );
}

/** What the county's rules say, before one runs into them. */
const passwordHint = (policy: Policy): string => {
  const words = `至少${policy['password.length']}个字。用一句只有您知道的短句最好记，中文也行`;
  if (policy['password.profile'] === 'asvs') return `${words}；不用定期更换`;
  return `${words}；要有大写字母、小写字母、数字、符号、汉字中的${policy['password.kinds']}种，与最近${policy['password.former']}次用过的不同，${policy['password.days']}天换一次`;
};

/** The fields of a new password; the log-in name where there is none yet. */
export function NewPasswordFields({ form, login, policy }: { form: FormState; login: string | null; policy: Policy }) {
  return (
    <>
      {login === null && (
        <TextField form={form} name="login" label="登录名" required maxlength={32} autocomplete="username" hint="以后登录用，例如 baishi-wang，也可以用中文" />
      )}
      <TextField form={form} name="password" label="新密码" required type="password" maxlength={LONGEST_PASSWORD} autocomplete="new-password" hint={passwordHint(policy)} />
      <TextField form={form} name="again" label="再输一次新密码" required type="password" maxlength={LONGEST_PASSWORD} autocomplete="new-password" />
    </>
  );
}

export function NewPasswordPage({ frame, form, name, login, policy, expired }: { frame: Frame; form: FormState; name: string; login: string | null; policy: Policy; expired: boolean }) {
  const why = expired ? `本县要求密码用满${policy['password.days']}天更换一次，请换一个新的，换好接着进入。` : '您的工作岗位要用登录名和密码进入，请在这里设置。';
  return (
    <PublicPage frame={frame} title={expired ? '更换登录密码' : '设置登录密码'} lead={`${name}，您好。${why}`}>
      <SheetCard>
        <Form frame={frame} action="/login/password" form={form} submit="保存">
          <NewPasswordFields form={form} login={login} policy={policy} />
        </Form>
      </SheetCard>
    </PublicPage>
  );
}
