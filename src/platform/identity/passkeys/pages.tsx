import { PasskeyButton, PasskeyForm } from '#platform/identity/passkeys/button.tsx';
import type { Passkey } from '#platform/identity/passkeys/store.ts';
import { shownMoment } from '#platform/time.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { TextField } from '#platform/ui/fields.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';

export const LONGEST_NAME = 30;

/** The person's keys, among what else opens the account. */
export function PasskeySection({ frame, passkeys }: { frame: Frame; passkeys: readonly Passkey[] }) {
  return (
    <Section title="通行密钥" count={passkeys.length}>
      <p class="hint">用这台手机或电脑的指纹、面容或锁屏密码进入，不用输密码。指纹和面容只在您的设备里核对，不会传到本系统。</p>
      {passkeys.length > 0 && (
        <ul class="devices">
          {passkeys.map(({ id, name, madeAt, usedAt }) => (
            <li>
              <span>
                <strong>{name}</strong>
                <br />
                <span class="quiet">{shownMoment(madeAt)} 添加，{usedAt ? `最近 ${shownMoment(usedAt)} 用过` : '还没有用过'}</span>
              </span>
              <form method="post" action={`/me/passkeys/${id}/removal`} data-turbo="false">
                <CsrfInput csrf={frame.csrf} />
                <button type="submit" class="btn" aria-label={`停用：${name}`}>停用</button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <p class="form-actions"><a class="btn" href="/me/passkeys/new">添加通行密钥</a></p>
    </Section>
  );
}

export function NewPasskeyPage({ frame, form }: { frame: Frame; form: FormState }) {
  return (
    <Desk frame={frame} title="添加通行密钥" width="narrow">
      <Head title="添加通行密钥" lead="添加后，在这台设备上用指纹、面容或锁屏密码就能进入，签发、用印时也能用它核对本人。" back={{ label: '登录与安全', href: '/me/security' }} />
      <div class="card form-card">
        <form class="form" method="post" action="/me/passkeys" data-turbo="false" novalidate>
          {form.problems[''] && <p class="problem" role="alert">{form.problems['']}</p>}
          <CsrfInput csrf={frame.csrf} />
          <TextField form={form} name="name" label="给它起个名字" required maxlength={LONGEST_NAME} hint="几台设备时好分清，例如“我的手机”“办公室电脑”" />
          <div class="form-actions">
            <PasskeyButton options="/me/passkeys/options" ceremony="create" label="用这台设备添加" main />
            <a class="btn btn-quiet" href="/me/security">取消</a>
          </div>
          <p class="hint">没有看到“用这台设备添加”，是这个浏览器（例如微信里的）不支持：请用手机、电脑自带的浏览器打开本页。</p>
        </form>
      </div>
    </Desk>
  );
}

/** After the first sign-in by slip, where the browser has said that it can: one thing to do, or on to the desk. */
export function FirstPasskeyPage({ frame, name, device }: { frame: Frame; name: string; device: string }) {
  return (
    <PublicPage frame={frame} title={`${name}，您已进入`} lead="要不要在这台设备上存一把通行密钥？以后用指纹、面容或锁屏密码就能进，不用再找办公室要激活单。">
      <SheetCard>
        <PasskeyForm frame={frame} action="/me/passkeys" options="/me/passkeys/options" ceremony="create" label="好，存在这台设备上" main>
          <input type="hidden" name="name" value={device} />
          <input type="hidden" name="first" value="1" />
        </PasskeyForm>
        <p class="sheet-under"><a href="/">以后再说，直接进入</a></p>
      </SheetCard>
      <p class="sheet-under">指纹和面容只在您的设备里核对，不会传到本系统。不想用了，随时可以在“我的”里停用。</p>
    </PublicPage>
  );
}
