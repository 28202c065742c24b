import type { Basis } from '#platform/ui/applied.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import { aboutLine } from '#reports/asking.tsx';
import { queryOf } from '#reports/asked.ts';
import { appliedFacts, Verdict, type Report } from '#reports/figures/columns.tsx';
import type { QuotedClaim } from '#reports/quoting/quote.ts';

/** Counter-examples drawn on one page; the download of the report and the JSON hold all of them. */
const mostDrawn = 200;

export function ClaimPage({ quote, applied, mayOverride, ...report }: Report & { quote: QuotedClaim; applied: readonly Basis[]; mayOverride: boolean }) {
  const found = quote.counterExamples.length;
  const overriding = `/claim-overrides/new?${new URLSearchParams({ claim: quote.name, from: report.asked.from, to: report.asked.to })}`;
  return (
    <Desk frame={report.frame} title={quote.sentence}>
      <Head
        title={quote.sentence}
        lead={aboutLine(report.asked, report.at, report.place)}
        back={{ label: '数字与判断', href: `/figures?${queryOf(report.asked)}` }}
        beside={<Verdict quote={quote} />}
        others={mayOverride && quote.verdict !== 'proved' ? [{ label: '按人工确认的写法写入', href: overriding }] : []}
      />
      {quote.override && (
        <Remark tone="warning">
          正文按人工确认的写法写作“{quote.override.wording}”。理由：{quote.override.reason}（{quote.override.by}，{quote.override.at}）
        </Remark>
      )}
      <Section title="怎样核对">
        <Facts
          facts={[
            { label: '核对', value: `${quote.examined}项` },
            { label: '反例', value: `${found}项` },
            { label: '依据', value: quote.clause },
            { label: '核对办法', value: quote.definition, wide: true },
            ...appliedFacts(applied),
            ...(quote.verdict === 'refused' ? [{ label: '正文改写为', value: quote.otherwise, wide: true }] : []),
          ]}
        />
      </Section>
      <Section title="反例" count={found}>
        {found === 0 ? <p>{quote.verdict === 'proved' ? '没有反例，每一项都有记录。' : '这段时间还没有可核对的记录。'}</p> : (
          <>
            {found > mostDrawn && <p>共{found}项，下面列出前{mostDrawn}项；缩小统计范围可以看到其余的。</p>}
            <Table caption="反例" columns={exampleColumns} rows={quote.counterExamples.slice(0, mostDrawn)} />
          </>
        )}
      </Section>
    </Desk>
  );
}

const exampleColumns: Column<QuotedClaim['counterExamples'][number]>[] = [
  { key: 'label', label: '哪一项', cell: ({ label, href }) => (href ? <a href={href}>{label}</a> : label), onCards: 'title' },
  { key: 'why', label: '为什么', cell: ({ why }) => why },
];
