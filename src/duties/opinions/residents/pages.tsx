import type { Committee } from '#institutions/committees/record.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { printedDay } from '#platform/time.ts';
import { TextField } from '#platform/ui/fields.tsx';
import { Form, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { BigCode, PrivacyWords, PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { PaperPage, SheetOfPaper } from '#platform/ui/paper.tsx';
import { Timeline } from '#platform/ui/timeline.tsx';
import { spaced } from '#duties/opinions/residents/receipt.ts';
import { reportFields, type ReportStatus } from '#duties/opinions/residents/report.ts';

interface Public {
  frame: Frame;
  /** `/r/<county>` */
  base: string;
}

/** Which township? For those who come without the poster's code. */
export const PlacesPage = ({ frame, base, places }: Public & { places: Committee[] }) => (
  <PublicPage frame={frame} feedback={`${base}/feedback`} title="我要反映" lead="请选您所在的乡镇（街道）。">
    <SheetCard>
      {places.length === 0 && <p>本县还没有设立联络委。急事请拨打政务热线12345。</p>}
      <ul class="choices">{places.map(({ id, place }) => <li><a class="btn" href={`${base}/${id}`}>{place}</a></li>)}</ul>
    </SheetCard>
    <StatusLink base={base} />
  </PublicPage>
);

/** Three fields, no account. What happens to the words stands before the first of them. */
export const ReportPage = ({ frame, base, at, form }: Public & { at: Committee; form: FormState }) => (
  <PublicPage frame={frame} feedback={`${base}/feedback`} title="我要反映" lead={`${at.name} · 说一件事，一分钟就好。`}>
    <SheetCard>
      <PrivacyWords>
        您说的事由{at.place}联络委登记办理，只有经办人员和县政协办公室看得到您的电话。不用登录，不查身份，不记位置。
      </PrivacyWords>
      <Form frame={frame} action={`${base}/${at.id}`} form={form} submit="提交" draft={`report/${at.id}`}>
        {Object.keys(reportFields.shape).map((name) => <FieldOf of={reportFields} name={name} form={form} choices={{}} />)}
        <div class="honey" aria-hidden="true">
          <label>此栏请留空<input type="text" name="website" tabindex={-1} autocomplete="off" /></label>
        </div>
      </Form>
    </SheetCard>
    <StatusLink base={base} />
    <p class="sheet-under">紧急求助请拨110，举报请拨12388，政务热线12345。</p>
  </PublicPage>
);

const StatusLink = ({ base }: { base: string }) => <p class="sheet-other"><a class="btn" href={`${base}/status`}>凭回执号查进展</a></p>;

/** The receipt, and the same page whenever it is looked at again. */
export const StatusPage = ({ frame, base, status, fresh }: Public & { status: ReportStatus; fresh: boolean }) => (
  <PublicPage frame={frame} feedback={`${base}/feedback`} title={fresh ? '收到了，谢谢您' : status.stateLabel} lead={`${status.place}联络委 · ${printedDay(status.received_on)}收到`}>
    <SheetCard>
      <BigCode label="您的回执号" code={spaced(status.receipt)} note="请拍下来或抄下来，随时可以凭它查进展。不要告诉不相干的人。" />
    </SheetCard>
    {status.answer && (
      <SheetCard title="答复">
        <p class="long-text">{status.answer}</p>
      </SheetCard>
    )}
    <SheetCard title="办理进展">
      <Timeline entries={courseOf(status)} now={status.state === 'closed' || status.state === 'void' ? undefined : nowWords[status.state]} />
      {status.state === 'void' && <p>这一条没有继续办理（重复或试填）。还有要说的，请重新反映，或打电话给联络委。</p>}
    </SheetCard>
    <p class="sheet-other"><a class="btn" href={base}>再反映一件事</a></p>
  </PublicPage>
);

const nowWords: Record<string, string> = { received: '等待工作人员办理', in_hand: '正在办理', answered: '已答复，还没有办结' };

function courseOf({ received_on, answered_on, closed_on, state }: ReportStatus) {
  return [
    { sentence: '已收到', at: received_on },
    ...(answered_on ? [{ sentence: '已答复', at: answered_on }] : []),
    ...(state === 'closed' ? [{ sentence: '已办结', at: closed_on ?? '' }] : []),
  ];
}

/** Asks for the receipt number. */
export const AskStatusPage = ({ frame, base, form }: Public & { form: FormState }) => (
  <PublicPage frame={frame} feedback={`${base}/feedback`} title="查进展" lead="输入提交时给您的回执号。">
    <SheetCard>
      <form class="form" method="get" action={`${base}/status`}>
        <TextField form={form} name="receipt" label="回执号" required short maxlength={20} autocomplete="off" hint="8位字母和数字，例如 A3K7 Q2M9，大小写都可以" />
        <div class="form-actions"><button type="submit" class="btn btn-primary">查询</button></div>
      </form>
    </SheetCard>
    <p class="sheet-other"><a class="btn" href={base}>我要反映</a></p>
  </PublicPage>
);

/** Hangs on the wall of the township hall and the villages. */
export const PosterPage = ({ frame, at, address }: { frame: Frame; at: Committee; address: string }) => (
  <PaperPage frame={frame} title={`${at.place}扫码反映海报`} size="a4" back={{ label: '民情台账', href: '/ledger' }}>
    <SheetOfPaper
      size="a4"
      from={at.name}
      title="有事您说话"
      address={address}
      qrLabel="扫码反映"
      steps={['用微信或手机浏览器扫上面的码', '说一件事，写上在哪个村', '记下回执号，凭它查进展']}
      foot="不用登录，不查身份，电话可以不留。不会用手机的，请找村干部、政协委员或联络委工作人员代您填写。紧急求助请拨110，举报请拨12388，政务热线12345。"
    />
  </PaperPage>
);
