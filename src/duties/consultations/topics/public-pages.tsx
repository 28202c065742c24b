import type { Child } from 'hono/jsx';
import type { Committee } from '#institutions/committees/record.ts';
import { said } from '#platform/fields.ts';
import { printedDay } from '#platform/time.ts';
import { LongTextField, TextField } from '#platform/ui/fields.tsx';
import { Form, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { BigCode, PrivacyWords, PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { spaced } from '#duties/receipt.ts';
import { plannedWords } from '#duties/consultations/words.ts';
import type { Topic } from '#duties/consultations/topics/record.ts';
import { standingOf, type PublicTopic } from '#duties/consultations/topics/shown.ts';
import { suggestionFields } from '#duties/consultations/topics/suggesting.ts';

/** 议题征集, for everybody: plain pages that need no script, no account and little of a telephone. */

interface Public {
  frame: Frame;
  /** `/t/<county>` */
  base: string;
  /** What the county calls its consultations. */
  brand: string;
}

export interface TopicsProps extends Public {
  rows: readonly PublicTopic[];
  places: ReadonlyMap<string, string>;
  /** Of one committee alone. */
  at?: Committee;
  shown: boolean;
  earlier?: string;
}

/** What was chosen to be talked over and what was not, each with its reason. */
export const TopicsPage = ({ frame, base, brand, rows, places, at, shown, earlier }: TopicsProps) => (
  <PublicPage frame={frame} title={`${brand}：议题`} lead={at ? at.name : '大家提的事，选了哪些来商量，为什么。'}>
    <p class="sheet-other"><a class="btn btn-primary" href={at ? `${base}/suggest/${at.id}` : `${base}/suggest`}>我有事想商量</a></p>
    {rows.length === 0 && <SheetCard><p>{shown ? '还没有公布过议题。' : '本县的议题结果不在这里公开。您提的事，凭回执号查。'}</p></SheetCard>}
    {rows.length > 0 && (
      <ul class="public-list">
        {rows.map((row): Child => (
          <li class="card">
            <h2>{row.title}</h2>
            <p><strong>{row.standing}</strong>{row.held_on ? `（${printedDay(row.held_on)}）` : row.chosen && row.planned ? `，计划${row.planned}` : ''}</p>
            {row.reason && <p>理由：{row.reason}</p>}
            <p class="quiet">{[at ? undefined : (places.get(row.committee_id ?? '') ?? '县政协'), printedDay(row.decided_on)].filter(Boolean).join(' · ')}</p>
          </li>
        ))}
      </ul>
    )}
    {earlier && <p class="sheet-other"><a class="btn" href={earlier}>看更早的</a></p>}
    <p class="sheet-other"><a class="btn" href={`${base}/status`}>凭回执号查</a></p>
  </PublicPage>
);

/** Which township? For those who come without the poster's code. */
export const SuggestWherePage = ({ frame, base, brand, committees }: Public & { committees: readonly Committee[] }) => (
  <PublicPage frame={frame} title="我有事想商量" lead={`${brand}：请选您所在的乡镇（街道）。`}>
    <SheetCard>
      {committees.length === 0 && <p>本县还没有设立联络委。</p>}
      <ul class="choices">{committees.map(({ id, place }) => <li><a class="btn" href={`${base}/suggest/${id}`}>{place}</a></li>)}</ul>
    </SheetCard>
  </PublicPage>
);

/** Two fields, no account, nobody's name. */
export const SuggestPage = ({ frame, base, brand, at, form }: Public & { at: Committee; form: FormState }) => (
  <PublicPage frame={frame} title="我有事想商量" lead={`${at.name} · ${brand}`}>
    <SheetCard>
      <PrivacyWords>不用登录，不问姓名电话。您写的话只有联络委工作人员看；选没选上、为什么，会公布。</PrivacyWords>
      <Form frame={frame} action={`${base}/suggest/${at.id}`} form={form} submit="提出" draft={`topic/${at.id}`}>
        <LongTextField form={form} name="told" label={said(suggestionFields.shape.told).label} hint={said(suggestionFields.shape.told).hint} required maxlength={said(suggestionFields.shape.told).max} rows={4} />
        <TextField form={form} name="place" label={said(suggestionFields.shape.place).label} maxlength={said(suggestionFields.shape.place).max} />
        <div class="honey" aria-hidden="true"><label>此栏请留空<input type="text" name="website" tabindex={-1} autocomplete="off" /></label></div>
      </Form>
    </SheetCard>
    <p class="sheet-other"><a class="btn" href={`${base}?committee=${at.id}`}>看选了哪些事</a></p>
    <p class="sheet-under">商量是听取意见，怎么定由党委、政府或者村里依规定决定。要办的急事请打政务热线12345。</p>
  </PublicPage>
);

/** Where the resident's own stands. */
export const StandingPage = ({ frame, base, row, fresh }: Omit<Public, 'brand'> & { row: Topic; fresh: boolean }) => (
  <PublicPage frame={frame} title={fresh ? '收到了，谢谢您' : '您提的事'}>
    <BigCode label="回执号" code={spaced(row.receipt!)} note="请记下或者拍下来，凭它查选没选上。" />
    <SheetCard title={standingOf(row)}>
      <p class="long-text">{row.told}</p>
      {row.state === 'collected' && <p>联络委会把大家提的事放在一起看，选出来商量。选没选上，理由都写在这里。</p>}
      {row.published && row.public_reason && <p>理由：{row.public_reason}</p>}
      {['chosen', 'approved'].includes(row.state) && row.planned_year && <p>计划{plannedWords(row)}商量。</p>}
      {row.held_on && <p>{printedDay(row.held_on)}商量过了。</p>}
    </SheetCard>
    <p class="sheet-other"><a class="btn" href={row.committee_id ? `${base}?committee=${row.committee_id}` : base}>看选了哪些事</a></p>
  </PublicPage>
);

export const AskReceiptPage = ({ frame, base, form }: Omit<Public, 'brand'> & { form: FormState }) => (
  <PublicPage frame={frame} title="凭回执号查">
    <SheetCard>
      <form class="form" method="get" action={`${base}/status`}>
        <TextField form={form} name="receipt" label="回执号" hint="8位字母和数字" required maxlength={20} short />
        <div class="form-actions"><button type="submit" class="btn btn-primary">查询</button></div>
      </form>
    </SheetCard>
  </PublicPage>
);
