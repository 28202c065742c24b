import type { Child } from 'hono/jsx';
import { FieldOf } from '#platform/http/derived.tsx';
import { printedDay } from '#platform/time.ts';
import { ChoiceField, TextField } from '#platform/ui/fields.tsx';
import { Form, freshForm, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { PaperPage, SheetOfPaper } from '#platform/ui/paper.tsx';
import { BigCode, PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { Timeline } from '#platform/ui/timeline.tsx';
import { satisfactions, satisfactionFields } from '#duties/opinions/ledger/record.ts';
import type { Public } from '#duties/opinions/residents/pages.tsx';
import { spaced } from '#duties/receipt.ts';
import { objectionFields } from '#duties/opinions/residents/remarks.ts';
import { stageNow, type Clock, type ReportStatus } from '#duties/opinions/residents/status.ts';
import type { Voice } from '#duties/opinions/residents/wording.tsx';

interface StatusPageProps extends Public {
  status: ReportStatus;
  voice: Voice;
  /** It was sent a moment ago. */
  fresh: boolean;
  /** What came back with a problem. */
  asking?: { about: 'solved' | 'unsolved'; form: FormState };
}

/** The receipt, and the same page whenever it is looked at again. */
export const StatusPage = ({ frame, base, status, voice, fresh, asking }: StatusPageProps) => (
  <PublicPage
    frame={frame} title={voice.text(fresh ? 'thanks' : stageNow(status.state))} headline={voice.say(fresh ? 'thanks' : stageNow(status.state))}
    lead={`${status.place}联络委 · ${printedDay(status.received_on)}收到`}
  >
    <SheetCard>
      <BigCode label={voice.say('receipt_label')} code={spaced(status.receipt)} note={voice.say('receipt_note')} />
      {status.clock && <ClockWords clock={status.clock} />}
    </SheetCard>
    {status.answer && (
      <SheetCard title={status.clock ? '上次的答复' : voice.say('answer')}>
        <p class="long-text">{status.answer}</p>
        {status.verified_on ? <p class="verified">您说解决了（{printedDay(status.verified_on)}）。</p> : null}
      </SheetCard>
    )}
    <Verdict frame={frame} base={base} status={status} voice={voice} asking={asking} />
    <SheetCard title={voice.say('progress')}>
      <Timeline entries={status.course.map(({ name, at }) => ({ sentence: voice.say(name), at }))} now={nowOf(status.state, voice)} />
      {status.held_why && <p>这一条没有进入办理：{status.held_why}。如果弄错了，请打电话给联络委。</p>}
      {status.state === 'void' && !status.held_why && <p>这一条没有继续办理（重复或试填）。还有要说的，请重新反映，或打电话给联络委。</p>}
    </SheetCard>
    <SeenBy status={status} base={base} />
    <p class="sheet-other"><a class="btn" href={`${base}/slip?receipt=${status.receipt}`}>{voice.say('print_slip')}</a></p>
    <p class="sheet-other"><a class="btn" href={base}>{voice.say('tell_more')}</a></p>
  </PublicPage>
);

/** Who had the name and telephone number shown: by standing, never by name. */
const SeenBy = ({ status: { views, erased_on, receipt }, base }: { status: ReportStatus; base: string }) => (
  <SheetCard title="谁看过您的姓名和电话">
    {erased_on && <p>已于{printedDay(erased_on)}按期清除，不再保存。</p>}
    {views.length === 0 ? <p>还没有人打开看过。</p> : (
      <ul class="plain-list">{views.map(({ standing, times, last }) => <li>{standing}：{times}次，最近一次{printedDay(last)}</li>)}</ul>
    )}
    <p><a href={`${base}/status/data?receipt=${receipt}`}>更正、删除我的信息，或要一份副本</a></p>
  </SheetCard>
);

/** What is awaited in an open state. */
const nowOf = (state: string, voice: Voice): Child | undefined =>
  (state === 'received' || state === 'in_hand' || state === 'answered' ? voice.say(`now_${state}`) : undefined);

/** How long it has been, and by when an answer is promised, with the promise's source. */
const ClockWords = ({ clock: { gone, left, due_on, basis } }: { clock: Clock }) => (
  <p class="resident-clock">
    已过<strong>{gone}</strong>个工作日，{left >= 0 ? <>应在<strong>{printedDay(due_on)}</strong>前答复您</> : <>已超过答复期限<strong>{-left}</strong>个工作日，工作人员已看到</>}
    <span class="resident-basis">依据：{basis}</span>
  </p>
);

/** 解决了 and 没有解决, side by side: the one who told it says whether it is solved. */
function Verdict({ frame, base, status, voice, asking }: Omit<StatusPageProps, 'fresh'>): Child {
  const answered = status.answer !== null && !status.clock;
  if (!answered || status.state === 'void' || status.verified_on) return null;
  const formFor = (about: 'solved' | 'unsolved') => ({ ...(asking?.about === about ? asking.form : freshForm()), scope: about });
  return (
    <SheetCard title={voice.say('ask_solved')}>
      <details class="verdict" open={asking?.about === 'solved'}>
        <summary class="btn">{voice.say('say_solved')}</summary>
        <Form frame={frame} action={`${base}/status/solved`} form={formFor('solved')} submit="提交评价">
          <input type="hidden" name="receipt" value={status.receipt} />
          <Rating form={formFor('solved')} name="handling_rating" label="对办理过程" />
          <Rating form={formFor('solved')} name="result_rating" label="对办理结果" />
        </Form>
      </details>
      {status.object_until && (
        <details class="verdict" open={asking?.about === 'unsolved'}>
          <summary class="btn">{voice.say('say_unsolved')}</summary>
          <Form frame={frame} action={`${base}/status/unsolved`} form={formFor('unsolved')} submit="请重新办理">
            <input type="hidden" name="receipt" value={status.receipt} />
            <FieldOf of={objectionFields} name="words" form={formFor('unsolved')} choices={{}} />
          </Form>
          <p class="hint">{printedDay(status.object_until)}以前可以说。您的话只给办理的人看。</p>
        </details>
      )}
    </SheetCard>
  );
}

/** The best first, as people read it. */
const options = Object.entries(satisfactions).map(([value, label]) => ({ value, label })).toReversed();

const Rating = ({ form, name, label }: { form: FormState; name: keyof typeof satisfactionFields.shape; label: string }) => (
  <ChoiceField form={form} name={name} label={label} required options={options} />
);

/** Asks for the receipt number; what was reported from this phone is one tap away. */
export const AskStatusPage = ({ frame, base, form }: Public & { form: FormState }) => (
  <PublicPage frame={frame} title="查进展" lead="输入提交时给您的回执号。">
    <SheetCard>
      <my-receipts data-status={`${base}/status`} data-words="这部手机上反映过的：" data-clear="从这部手机上清除" />
      <form class="form" method="get" action={`${base}/status`}>
        <TextField form={form} name="receipt" label="回执号" required short maxlength={20} autocomplete="off" hint="8位字母和数字，例如 A3K7 Q2M9，大小写都可以" />
        <div class="form-actions"><button type="submit" class="btn btn-primary">查询</button></div>
      </form>
    </SheetCard>
    <p class="sheet-other"><a class="btn" href={base}>我要反映</a></p>
  </PublicPage>
);

/** The receipt on paper, for those who keep paper: without a word of what was told. */
export const SlipPage = ({ frame, base, status, address }: { frame: Frame; base: string; status: ReportStatus; address: string }) => (
  <PaperPage frame={frame} title="群众反映回执" size="a5" back={{ label: '办理进展', href: `${base}/status?receipt=${status.receipt}` }}>
    <SheetOfPaper
      size="a5"
      from={`${status.place}联络委`}
      title="回执"
      code={spaced(status.receipt)}
      address={address}
      qrLabel="扫码查进展"
      steps={[`${printedDay(status.received_on)}收到您反映的事`, ...(status.clock ? [`应在${printedDay(status.clock.due_on)}前答复`] : []), '扫上面的码，或报回执号，查进展', '没有解决的，在进展页上点“没有解决”']}
      foot="凭回执号就能看到答复，请收好，不要告诉不相干的人。"
    />
  </PaperPage>
);
