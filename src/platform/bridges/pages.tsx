import { bridge, type Bridge } from '#platform/bridges/record.ts';
import { digests, REPLAY_MINUTES } from '#platform/bridges/signing.ts';
import { wordOf } from '#platform/http/course.ts';
import type { House } from '#platform/records/act.ts';
import { shownMoment } from '#platform/time.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { Table } from '#platform/ui/table.tsx';

export const bridgePath = (id: string): string => `/${bridge.path}/${id}`;

export interface SentMessage {
  id: string;
  record: string;
  step: string;
  record_id: string;
  at: Date;
  state: 'waiting' | 'sent' | 'failed';
  tries: number;
  sent_at: Date | null;
  next_try: Date;
  problem: string | null;
}

interface Told {
  row: Bridge;
  messages: SentMessage[];
  house: House;
  csrf: string | undefined;
  mayAct: boolean;
}

/** What was told lately, and what became of it. */
export const MessagesSection = ({ row, messages, house, csrf, mayAct }: Told) => (
  <Section title="最近推送" count={messages.length}>
    {messages.length === 0 ? <p class="quiet">还没有推送过。</p> : (
      <Table<SentMessage>
        caption={`推送给${row.name}的消息`}
        rows={messages}
        columns={[
          { key: 'what', label: '事项', cell: (one) => <a href={`/${house.records.get(one.record)?.path}/${one.record_id}`}>{whatOf(house, one)}</a>, onCards: 'title' },
          { key: 'at', label: '发生', cell: ({ at }) => shownMoment(at), tight: true },
          { key: 'outcome', label: '结果', cell: outcomeOf },
          { key: 'again', label: '再发', tight: true, cell: (one) => mayAct && row.state === 'sending' && one.state !== 'waiting' && (
            <form method="post" action={`${bridgePath(row.id)}/messages/${one.id}/resending`}>
              <CsrfInput csrf={csrf} />
              <button type="submit" class="btn btn-sm">再发一次</button>
            </form>
          ) },
        ]}
      />
    )}
  </Section>
);

const whatOf = (house: House, { record, step }: SentMessage): string => {
  const declared = house.records.get(record);
  return declared ? `${declared.title}：${wordOf(declared, step)}` : record;
};

function outcomeOf({ state, sent_at, tries, next_try, problem }: SentMessage): string {
  if (state === 'sent') return `${shownMoment(sent_at!)} 送到`;
  if (state === 'failed') return `试了${tries}次没有送到。${problem ?? ''}`;
  return tries === 0 ? '等待发送' : `第${tries}次没有送到，${shownMoment(next_try)} 再试。${problem ?? ''}`;
}

/** The secret itself, for as long as the browser that had it made keeps it; and what the technicians of the other side must know. */
export const SecretPage = ({ frame, row, shown, told }: { frame: Frame; row: Bridge; shown: string | undefined; told: string[] }) => (
  <Desk frame={frame} title={`${row.name}的密钥`} width="narrow">
    <Head title={`${row.name}的密钥`} back={{ label: row.name, href: bridgePath(row.id) }} />
    {shown ? (
      <>
        <Remark tone="warning">只在这里显示十分钟。请当面、电话或加密邮件交给对方，不要发到群里。丢了就换发一把。</Remark>
        <Section title="请现在交给对方"><p><code class="code-text">{shown}</code></p></Section>
      </>
    ) : <Section title="已经不再显示"><p>密钥只在发放后显示十分钟。对方没有收到的，请换发一把，旧的同时作废。</p></Section>}
    <Section title="给对方技术人员">
      <ol class="numbered">
        <li>按国际通行的 Standard Webhooks 约定发送 POST，内容是 JSON：事项种类、编号、发生时间和网页地址，没有正文和人名。</li>
        <li>请求头 webhook-id、webhook-timestamp、webhook-signature 用{digests[row.digest as keyof typeof digests]}签名，签的是“编号.时间.正文”。请先核对签名。</li>
        <li>时间与本机相差超过{REPLAY_MINUTES}分钟的请拒收，防止有人把旧消息再发一遍；同一个 webhook-id 可能收到多次，只办一次。</li>
        <li>收到后请在10秒内答复 200；没有收到答复的，三天内再试九次。</li>
      </ol>
      <p class="hint">可以推送的种类：{told.join('、')}。</p>
    </Section>
  </Desk>
);
