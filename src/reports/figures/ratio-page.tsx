import type { Basis } from '#platform/ui/applied.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { aboutLine, Asking, type AskingProps } from '#reports/asking.tsx';
import { queryOf } from '#reports/asked.ts';
import { appliedFacts, figureColumns, ratioColumns, RegistryChoice, share, type Report } from '#reports/figures/columns.tsx';
import { RatioTable, type DividedRatio } from '#reports/figures/ratio-table.tsx';
import type { QuotedFigure, QuotedRatio } from '#reports/quoting/quote.ts';

/** A share: which figures it divides, by which convention, and what it is by the other conventions. */
export function RatioPage({ quote, parts, others, applied, divided, asking, ...report }: Report & { quote: QuotedRatio; applied: readonly Basis[]; parts: readonly QuotedFigure[]; others: readonly QuotedRatio[]; divided: DividedRatio; asking: Omit<AskingProps, 'action' | 'asked'> }) {
  return (
    <Desk frame={report.frame} title={quote.label}>
      <Head title={quote.label} lead={aboutLine(report.asked, report.at, report.place)} back={{ label: '数字与判断', href: `/figures?${queryOf(report.asked)}` }} />
      <Asking action={report.frame.here.path} asked={report.asked} {...asking}>
        <RegistryChoice name="by" label="按什么分" options={divided.ways.map(({ name, label }) => ({ value: name, label }))} chosen={divided.by?.name} />
      </Asking>
      <Section title="结果">
        <Facts
          facts={[
            { label: '数值', value: <span class="figure-value">{share(quote)}</span> },
            { label: '口径', value: quote.convention },
            { label: '小数位数', value: `${quote.decimals}位，四舍五入` },
            { label: '定义', value: quote.definition, wide: true },
            { label: '可以按这些分', value: divided.limits ?? divided.ways.map(({ label }) => label).join('、'), wide: true },
            ...appliedFacts(applied),
          ]}
        />
      </Section>
      <Section title="分子和分母">
        <Table caption="分子和分母" columns={figureColumns(report.asked)} rows={[...parts]} />
      </Section>
      {divided.by && <Section title={`按${divided.by.label}分`}><RatioTable quote={quote} divided={divided} /></Section>}
      {others.length > 0 && (
        <Section title="同一分母的其他口径">
          <Table caption="同一分母的其他口径" columns={ratioColumns} rows={[...others]} />
        </Section>
      )}
    </Desk>
  );
}
