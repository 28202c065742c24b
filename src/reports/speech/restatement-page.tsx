import type { Child } from 'hono/jsx';
import { shownMoment } from '#platform/time.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import type { Frozen } from '#reports/speech/record.ts';
import type { Cause, Restated } from '#reports/speech/restating.ts';

/** 更正核对表: which numbers of an issued paper are others today, and why. */
export function RestatementPage({ frame, row, changes }: { frame: Frame; row: Frozen; changes: readonly Restated[] }) {
  return (
    <Desk frame={frame} title="更正核对表">
      <Head title="更正核对表" lead={`${row.title} · ${row.given_on}定稿 · 数字截至 ${shownMoment(row.as_of)}`} back={{ label: row.title, href: `/speeches/${row.id}` }} />
      {changes.length === 0 && <Section title="没有变化"><p>定稿里的每个数字和判断，按现在的记录再算一遍还是一样。</p></Section>}
      {changes.map((change): Child => <ChangeSection change={change} />)}
    </Desk>
  );
}

function ChangeSection({ change: { label, was, now, wasHref, nowHref, causes, note, more } }: { change: Restated }) {
  return (
    <Section title={label}>
      <p>定稿时：{linked(was, wasHref)}　现在：{linked(now, nowHref)}</p>
      {note && <p>{note}</p>}
      {causes.length > 0 && <Table<Cause> caption={`${label}为什么变了`} columns={columns} rows={[...causes]} />}
      {more && <p>只列出{causes.length}条，其余请打开两边的清单对照。</p>}
    </Section>
  );
}

const linked = (words: string, href: string | undefined) => (href ? <a class="figure-value" href={href}>{words}</a> : <span class="figure-value">{words}</span>);

const columns: Column<Cause>[] = [
  { key: 'name', label: '记录', cell: ({ name, href }) => <a href={href}>{name}</a>, onCards: 'title' },
  { key: 'how', label: '怎样变的', cell: ({ how }) => how, tight: true },
  {
    key: 'acts', label: '定稿以后办了什么',
    cell: ({ acts }) => (acts.length === 0 ? '记录本身没有动，是相关的记录变了。' : (
      <ul class="restated-acts">{acts.map(({ at, who, what, reason }): Child => <li>{at} {who}：{what}{reason ? `（${reason}）` : ''}</li>)}</ul>
    )),
  },
];
