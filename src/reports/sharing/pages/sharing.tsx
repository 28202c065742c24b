import { FILES } from '#platform/files/taking-in.ts';
import { shownMoment, today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { DayField, FileField, ChoicesField } from '#platform/ui/fields.tsx';
import { Form, freshForm } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Remark } from '#platform/ui/notice.tsx';
import { Table } from '#platform/ui/table.tsx';
import type { Told } from '#reports/sharing/defined.ts';
import type { Delivery } from '#reports/sharing/delivery.ts';
import { FILE_LIMIT, type Wanted } from '#reports/sharing/file.ts';
import { sharedFigure, type SharedFigure } from '#reports/sharing/figures/record.ts';
import { inGroups } from '#reports/sharing/keys.ts';
import { periodOf, rhythms } from '#reports/sharing/periods.ts';
import { sharing, type Sharing } from '#reports/sharing/record.ts';
import { subscription, type Subscription } from '#reports/sharing/subscriptions/record.ts';
import { toldWords } from '#reports/sharing/words.ts';

interface Props {
  frame: Frame;
  row: Sharing;
  asked: readonly Wanted[];
  accepted: readonly Subscription[];
  drifted: readonly { row: SharedFigure; now: Told }[];
  fingerprint?: string;
  delivery?: Delivery;
  mayDecide: boolean;
}

/** What is asked, what was agreed to, what the records do not bear out any more, and how files go to and fro. */
export function SharingSections({ frame, row, asked, accepted, drifted, fingerprint, delivery, mayDecide }: Props) {
  const agreed = new Set(accepted.map(({ required_id }) => required_id));
  const open = asked.filter(({ id }) => !agreed.has(id));
  return (
    <>
      {drifted.length > 0 && <Drifted drifted={drifted} />}
      {open.length > 0 && <Open frame={frame} row={row} open={open} mayDecide={mayDecide} />}
      <Section title="按期报送的数字" count={accepted.length}>
        {accepted.length === 0 ? <p class="quiet">还没有同意报送任何数字。</p> : (
          <Table
            caption="按期报送的数字" rows={[...accepted]} href={({ id }) => `/${subscription.path}/${id}`}
            columns={[
              { key: 'label', label: '数字', cell: ({ label }) => label, onCards: 'title' },
              { key: 'rhythm', label: '周期', cell: ({ rhythm }) => rhythms[rhythm as 'month'], tight: true },
              { key: 'due', label: '期满后几日', cell: ({ due_days }) => due_days, align: 'end', tight: true },
              { key: 'since', label: '从哪天起', cell: ({ since }) => since, tight: true },
            ]}
          />
        )}
        <p><a href={`/${sharedFigure.path}`}>看各期的数字</a></p>
      </Section>
      {!row.superior_id && row.address && <ByItself frame={frame} row={row} delivery={delivery} mayDecide={mayDecide} />}
      {!row.superior_id && <ByFile frame={frame} row={row} fingerprint={fingerprint} mayDecide={mayDecide} />}
    </>
  );
}

const Drifted = ({ drifted }: Pick<Props, 'drifted'>) => (
  <Section title="报送后记录有变化" count={drifted.length}>
    <p>这些数字报送之后，记录有补登、更正或作废。上级那里的数字不会自己变；需要改的，请打开后“更正”并写明理由。</p>
    <Table
      caption="报送后记录有变化" rows={[...drifted]} href={({ row }) => `/${sharedFigure.path}/${row.id}`}
      columns={[
        { key: 'label', label: '数字', cell: ({ row }) => row.label, onCards: 'title' },
        { key: 'period', label: '期间', cell: ({ row }) => periodOf(row.period), tight: true },
        { key: 'was', label: '已报送', cell: ({ row }) => toldWords(row, row), align: 'end', tight: true },
        { key: 'now', label: '现在的记录', cell: ({ row, now }) => toldWords(now, row), align: 'end', tight: true },
      ]}
    />
  </Section>
);

/** What is asked, with its definition before anybody agrees. */
const Open = ({ frame, row, open, mayDecide }: { frame: Frame; row: Sharing; open: readonly Wanted[]; mayDecide: boolean }) => (
  <Section title="上级需要的数字" count={open.length}>
    <dl>
      {open.map(({ label, definition, words, rhythm, due_days }) => (
        <>
          <dt>{label}（{rhythms[rhythm]}，期满后{due_days}日内）</dt>
          <dd>{definition}{words && <span class="quiet"> {words}</span>}</dd>
        </>
      ))}
    </dl>
    {mayDecide && (
      <Form frame={frame} action={`/${sharing.path}/${row.id}/acceptances`} form={freshForm({ since: `${today().slice(0, 4)}-01-01`, required: open.map(({ id }) => id) })} submit="同意报送">
        <ChoicesField form={freshForm({ required: open.map(({ id }) => id) })} name="required" label="同意报送的" options={open.map(({ id, label }) => ({ value: id, label }))} />
        <DayField form={freshForm({ since: `${today().slice(0, 4)}-01-01` })} name="since" label="从哪天之后开始的期间起报" />
        <p class="hint">同意之后不用再填：每期结束后由系统从记录里数好，您可以先看、可以暂缓。</p>
      </Form>
    )}
  </Section>
);

/** Where it goes to, when it last did, and why it did not. */
const ByItself = ({ frame, row, delivery, mayDecide }: Pick<Props, 'frame' | 'row' | 'delivery' | 'mayDecide'>) => (
  <Section title="自动报送">
    {delivery?.problem && <Remark tone="warning">{delivery.problem}{delivery.tried_at && `（${shownMoment(delivery.tried_at)}）`}</Remark>}
    <p>每个工作日由系统把上报文件送到下面的地址，当天又有数字报送或更正的再送；上级要的数字和各县中位数一并带回。</p>
    <p><code class="code-text">{row.address}</code></p>
    <p>{row.delivered_at ? `最近送到的是第${row.delivered_serial}号文件，${shownMoment(row.delivered_at)}。` : '还没有送到过。'}</p>
    {mayDecide && <Form frame={frame} action={`/${sharing.path}/${row.id}/sending`} form={freshForm()} submit="现在送一次" />}
  </Section>
);

const ByFile = ({ frame, row, fingerprint, mayDecide }: Pick<Props, 'frame' | 'row' | 'fingerprint' | 'mayDecide'>) => (
  <Section title="用文件往来">
    {fingerprint ? <Remark><p>本县的签名指纹，请书面或当面告诉上级登记：</p><p><code class="code-text">{inGroups(fingerprint)}</code></p></Remark> : <p>还没有签名钥匙。生成之后，本县的上报文件别人改不了、也冒不了名。</p>}
    {mayDecide && !fingerprint && <Form frame={frame} action={`/${sharing.path}/${row.id}/signing-key`} form={freshForm()} submit="生成签名钥匙" />}
    {mayDecide && fingerprint && <Form frame={frame} action={`/${sharing.path}/${row.id}/file`} form={freshForm()} submit="导出上报文件" wholePage />}
    {mayDecide && (
      <Form frame={frame} action={`/${sharing.path}/${row.id}/asked`} form={freshForm()} submit="导入上级的文件" files>
        <FileField form={freshForm()} name={FILES} label="上级导出的“需要的数字”文件（.json）" accept=".json,application/json" required maxMebibytes={FILE_LIMIT / 1024 / 1024} />
      </Form>
    )}
  </Section>
);
