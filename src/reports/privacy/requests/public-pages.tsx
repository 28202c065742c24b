import type { Child } from 'hono/jsx';
import { FieldOf } from '#platform/http/derived.tsx';
import { printedDay } from '#platform/time.ts';
import { TextField } from '#platform/ui/fields.tsx';
import { Form, freshForm, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { LongText } from '#platform/ui/facts.tsx';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { kinds, outcomes, personalRequest, requestFields, type PersonalRequest } from '#reports/privacy/requests/record.ts';

export interface OwnDataProps {
  frame: Frame;
  base: string;
  receipt: string;
  requests: readonly PersonalRequest[];
  days: number;
  /** Whether the name and the number are there no more. */
  erased: boolean;
  /** What came back with a problem. */
  asking?: { about: 'request' | 'copy'; form: FormState };
}

/** What the holder of a receipt may ask about the own data, and what was answered. */
export const OwnDataPage = ({ frame, base, receipt, requests, days, erased, asking }: OwnDataProps) => {
  const formFor = (about: 'request' | 'copy'): FormState => ({ ...(asking?.about === about ? asking.form : freshForm()), scope: about });
  return (
    <PublicPage frame={frame} title="我的信息" lead={`回执号 ${receipt}`}>
      {requests.length > 0 && <SheetCard title="您提过的申请">{requests.map((row) => <Told row={row} />)}</SheetCard>}
      <SheetCard title="更正、删除">
        <p class="hint">{days}个工作日内答复，凭回执号在这里看。不能照办的，会写明理由。办结以前要留着电话给您回话，办结以后再删除。</p>
        {erased ? <p>您的姓名、电话和附件已经清除，不再保存。</p> : (
          <Form frame={frame} action={`${base}/status/data`} form={formFor('request')} submit="提出申请">
            <input type="hidden" name="receipt" value={receipt} />
            <FieldOf of={requestFields} name="kind" form={formFor('request')} choices={{}} />
            <FieldOf of={requestFields} name="said" form={formFor('request')} choices={{}} />
          </Form>
        )}
      </SheetCard>
      {!erased && (
        <SheetCard title="要一份副本">
          <p class="hint">系统里存的您这件事的全部内容，一项不少，JSON 文件。</p>
          <Form frame={frame} action={`${base}/status/copy`} form={formFor('copy')} submit="下载副本" wholePage>
            <input type="hidden" name="receipt" value={receipt} />
            <TextField form={formFor('copy')} name="phone" label="反映时留的电话" required short maxlength={30} autocomplete="off" hint="对上了才给：防止别人捡到回执号" />
          </Form>
        </SheetCard>
      )}
      <p class="sheet-other"><a class="btn" href={`${base}/status?receipt=${receipt}`}>办理进展</a></p>
    </PublicPage>
  );
};

const Told = ({ row }: { row: PersonalRequest }): Child => (
  <div>
    <p><strong>要求{kinds[row.kind as keyof typeof kinds]}</strong>（{printedDay(row.asked_on)}）：{row.outcome ? outcomes[row.outcome as keyof typeof outcomes] : personalRequest.states[row.state as 'asked'].label}</p>
    {row.state === 'asked' && <p>应在{printedDay(row.due_on)}前答复您。</p>}
    {row.answer && <LongText text={row.answer} />}
    {row.deleted && <p>已删除：{row.deleted}。</p>}
    {row.kept && <p>继续保留：{row.kept}{row.kept_until && `，到${printedDay(row.kept_until)}`}。</p>}
  </div>
);
