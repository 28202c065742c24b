import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { ChoicesField, TextField } from '#platform/ui/fields.tsx';
import { Form, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import type { Model } from '#platform/writing-help/helper.ts';

/** 辅助写作: which model the county runs, and for which texts it is asked. */
export function WritingHelpPage({ frame, form, known, kinds }: { frame: Frame; form: FormState; known?: Model; kinds: { value: string; label: string }[] }) {
  const lead = '写材料时的“校对”“看看缺什么”“相近的例子”，不设置也能用：按标点、数字的国家标准和本县已有的记录查。县里另有辅助写作服务的，可以在这里填上，一并请它看。';
  return (
    <Desk frame={frame} title="辅助写作" width="narrow">
      <Head title="辅助写作" lead={lead} />
      <Section title="它能做什么，不能做什么">
        <ul>
          <li>只提出，不改动：每一处都由写的人点“采用”或“不用”，标明“由辅助写作提出，请核对”。</li>
          <li>送出去以前，认得出的姓名、电话、身份证号、门牌号都隐去；涉及要保护的反映人的、有密级标志的，不送。</li>
          <li>日志只记谁请它看过，不记文字。它不参与审查、评分和任何决定。</li>
        </ul>
      </Section>
      <Section title="县里的模型服务">
        <Form frame={frame} action="/writing-help/setting" form={form} submit={known ? '保存' : '保存并启用'}>
          <TextField form={form} name="address" label="地址" required maxlength={300} autocomplete="off" hint="和 OpenAI 兼容的接口，写到 /v1 为止，例如 https://llm.example.gov.cn/v1" />
          <TextField form={form} name="model" label="模型名称" required maxlength={100} autocomplete="off" />
          <TextField form={form} name="key" label="密钥" type="password" maxlength={300} autocomplete="off" hint={known?.hasKey ? '留空就是不改。加密保存，不再显示' : '服务不要求的留空。加密保存，不再显示'} />
          <ChoicesField form={form} name="kinds" label="哪几类文字请它看" required options={kinds} />
        </Form>
      </Section>
      {known && (
        <Section title="停用">
          <form method="post" action="/writing-help/removal" class="form-actions" data-turbo="false">
            <CsrfInput csrf={frame.csrf} />
            <button type="submit" class="btn">停用县里的模型</button>
          </form>
        </Section>
      )}
    </Desk>
  );
}
