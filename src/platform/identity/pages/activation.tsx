import type { ListedCounty } from '#platform/http/visit.ts';
import { CountyField } from '#platform/identity/pages/entering.tsx';
import { TextField } from '#platform/ui/fields.tsx';
import { Form, freshForm, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';

/** For those who cannot scan: the code is typed from the slip. */
export function CodeEntryPage({ frame, form, counties }: { frame: Frame; form: FormState; counties: readonly ListedCounty[] }) {
  return (
    <PublicPage frame={frame} title="输入激活码" lead="激活码印在激活单上，共16位，分4组。">
      <SheetCard>
        <Form frame={frame} action="/activate" form={form} submit="下一步">
          <CountyField counties={counties} form={form} />
          <TextField form={form} name="code" label="激活码" required maxlength={40} hint="例如 7K3M-Q8RT-9XYZ-2345，大小写都可以，短横线可以不写" />
        </Form>
      </SheetCard>
      <p class="sheet-under">没有激活单？请联系县政协办公室。工作人员请<a href="/login">用登录名登录</a>。</p>
    </PublicPage>
  );
}

/** Whose slip it is. Only the button uses it up: messengers open addresses by themselves. */
export function WelcomePage({ frame, action, name, staff }: { frame: Frame; action: string; name: string; staff: boolean }) {
  const lead = staff
    ? '这张激活单用来设置您的登录密码。点下面的按钮后，原来的密码和动态口令随即停用。'
    : '点下面的按钮就能进入。这台手机或电脑30天内不用再登录，也不用记密码。';
  return (
    <PublicPage frame={frame} title={`${name}，您好`} lead={lead}>
      <SheetCard>
        <Form frame={frame} action={action} form={freshForm()} submit="开始使用">
          {!staff && <passkey-able><input type="hidden" name="passkeys" value="" /></passkey-able>}
        </Form>
      </SheetCard>
      <p class="sheet-under">您不是{name}本人？请不要点，把激活单交回县政协办公室。</p>
    </PublicPage>
  );
}
