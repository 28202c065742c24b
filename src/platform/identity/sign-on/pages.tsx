import type { Provider } from '#platform/identity/sign-on/provider.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { TextField, TickField } from '#platform/ui/fields.tsx';
import { Form, FormPage, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';

/** In the tab that was opened beside the work. */
export const ProvedPage = ({ frame }: { frame: Frame }) => (
  <PublicPage frame={frame} title="已核对是您本人">
    <SheetCard><p>请关上这个标签页，回到刚才办理的那一页，点“已核对，继续办理”。</p></SheetCard>
  </PublicPage>
);

export interface SettingProps {
  frame: Frame;
  form: FormState;
  known?: Provider;
  /** What the provider's keeper has to enter there. */
  addresses: { back: string; logout: string };
}

/** 统一认证: where staff may sign in instead. */
export function SignOnPage({ frame, form, known, addresses }: SettingProps) {
  const lead = '州、市有统一身份认证的，工作人员可以从那里登录，不用另记密码。谁对应谁由县政协办公室逐人办理，不会自动开通。连不上时，登录名和密码照常能用。';
  return (
    <Desk frame={frame} title="统一认证" width="narrow">
      <Head title="统一认证" lead={lead} back={{ label: '激活单', href: '/slips' }} />
      <Section title="请对方登记的地址">
        <Facts facts={[{ label: '登录后回到', value: <code class="code-text">{addresses.back}</code> }, { label: '退出时通知', value: <code class="code-text">{addresses.logout}</code> }]} />
      </Section>
      <Section title="对方给的资料">
        <Form frame={frame} action="/sign-on" form={form} submit={known ? '核对并保存' : '核对并启用'}>
          <TextField form={form} name="label" label="名称" required maxlength={20} hint="写在登录页上，例如“州统一身份认证”" />
          <TextField form={form} name="issuer" label="认证地址（issuer）" required maxlength={300} hint="以 https:// 开头" />
          <TextField form={form} name="client_id" label="应用编号（client_id）" required maxlength={200} autocomplete="off" />
          <TextField form={form} name="secret" label="应用密钥（client_secret）" required={!known} type="password" maxlength={300} autocomplete="off" hint={known ? '留空就是不改。密钥加密保存，不再显示' : '密钥加密保存，不再显示'} />
          <TickField form={form} name="two_factors" label="对方登录时已经核对两道（密码以外还有口令或证书），这里不用再核对" />
        </Form>
      </Section>
      {known && (
        <Section title="停用">
          <form method="post" action="/sign-on/removal" class="form-actions" data-turbo="false">
            <CsrfInput csrf={frame.csrf} />
            <button type="submit" class="btn">停用统一认证</button>
          </form>
          <p class="hint">停用后，从那里进入的同志都会退出；已办的对应关系还在，重新启用同一个认证地址就能再用。</p>
        </Section>
      )}
    </Desk>
  );
}

export function LinkPage({ frame, form, name, label, action, subject }: { frame: Frame; form: FormState; name: string; label: string; action: string; subject?: string }) {
  return (
    <FormPage
      frame={frame} title={`${name}的统一认证编号`} back={{ label: '激活单', href: '/slips' }} action={action} form={form} submit="保存"
      lead={`请${name}先从登录页进${label}登录一次，页面会给出一串编号。当面或打电话核对后填在这里。`}
      above={subject && (
        <form method="post" action={`${action}/removal`} class="form-actions" data-turbo="false">
          <CsrfInput csrf={frame.csrf} />
          <p>现在对应的编号：<code class="code-text">{subject}</code></p>
          <button type="submit" class="btn">取消对应</button>
        </form>
      )}
    >
      <TextField form={form} name="subject" label="编号" required maxlength={255} autocomplete="off" />
    </FormPage>
  );
}
