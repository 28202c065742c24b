import { Applied, AppliedLine, type Basis } from '#platform/ui/applied.tsx';
import { Badge, type BadgeTone } from '#platform/ui/badge.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts, type Fact } from '#platform/ui/facts.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import { aboutLine, Asking, type AskingProps } from '#reports/asking.tsx';
import { queryOf, type Asked } from '#reports/asked.ts';
import { percentage } from '#platform/figures/percentage.ts';
import { verdictWord, type QuotedClaim, type QuotedFigure, type QuotedRatio } from '#reports/quote.ts';
import type { Reckoned } from '#reports/quoting.ts';

interface Report {
  frame: Frame;
  asked: Asked;
  at: Date;
  place: string;
}

/** 数字与判断: everything the speech can quote, each a link to its records. */
export function FiguresPage({ reckoned, applied, asking, mayReadSpeech, ...report }: Report & { reckoned: Reckoned; applied: readonly Basis[]; asking: Omit<AskingProps, 'action' | 'asked'>; mayReadSpeech: boolean }) {
  return (
    <Desk frame={report.frame} title="数字与判断">
      <Head
        title="数字与判断"
        lead={aboutLine(report.asked, report.at, report.place)}
        others={mayReadSpeech ? [{ label: '发言材料', href: `/speech?${queryOf(report.asked)}`, icon: 'file' }] : []}
      />
      <Asking action="/figures" asked={report.asked} {...asking} />
      <Section title="数字" count={reckoned.figures.length}>
        <Table caption="数字" columns={figureColumns} rows={reckoned.figures} />
      </Section>
      {reckoned.ratios.length > 0 && (
        <Section title="比率" count={reckoned.ratios.length}>
          <Table caption="比率" columns={ratioColumns} rows={reckoned.ratios} />
        </Section>
      )}
      <Section title="判断" count={reckoned.claims.length}>
        <Table caption="判断" columns={claimColumns} rows={reckoned.claims} />
      </Section>
      <AppliedLine bases={applied} />
    </Desk>
  );
}

const figureColumns: Column<QuotedFigure>[] = [
  { key: 'label', label: '指标', cell: ({ label }) => label, onCards: 'title' },
  { key: 'value', label: '数值', align: 'end', tight: true, cell: ({ value, unit, href }) => <Value words={`${value.toLocaleString('zh-CN')}${unit}`} href={href} /> },
  { key: 'definition', label: '定义', cell: ({ definition }) => definition },
];

const ratioColumns: Column<QuotedRatio>[] = [
  { key: 'label', label: '指标', cell: ({ label }) => label, onCards: 'title' },
  { key: 'value', label: '数值', align: 'end', tight: true, cell: (quote) => <Value words={share(quote)} href={quote.href} /> },
  { key: 'base', label: '分子/分母', align: 'end', tight: true, cell: ({ numerator, denominator }) => `${numerator}/${denominator}` },
  { key: 'definition', label: '定义和口径', cell: ({ definition, convention }) => `${definition}（${convention}）` },
];

const claimColumns: Column<QuotedClaim>[] = [
  { key: 'sentence', label: '判断', cell: ({ sentence, href }) => <a href={href}>{sentence}</a>, onCards: 'title' },
  { key: 'verdict', label: '结论', tight: true, cell: (quote) => <Verdict quote={quote} /> },
  { key: 'examined', label: '核对', align: 'end', tight: true, cell: ({ examined }) => `${examined}项` },
  { key: 'found', label: '反例', align: 'end', tight: true, cell: ({ counterExamples }) => `${counterExamples.length}项` },
  { key: 'definition', label: '怎样核对', cell: ({ definition }) => definition },
];

const Value = ({ words, href }: { words: string; href?: string }) =>
  href ? <a class="figure-value" href={href}>{words}</a> : <span class="figure-value">{words}</span>;

const share = ({ numerator, denominator, decimals }: QuotedRatio): string => percentage(numerator, denominator, decimals) ?? '--';

const tones: Record<QuotedClaim['verdict'], BadgeTone> = { proved: 'closed', refused: 'returned', nothing_to_examine: 'draft' };

export const Verdict = ({ quote }: { quote: QuotedClaim }) => <Badge tone={tones[quote.verdict]}>{verdictWord[quote.verdict]}</Badge>;

const appliedFacts = (applied: readonly Basis[]): Fact[] => applied.map((basis) => ({ label: basis.label, value: <>{basis.shown}　<Applied basis={basis} /></>, wide: true }));

/** A share: which figures it divides, by which convention, and what it is by the other conventions. */
export function RatioPage({ quote, parts, others, applied, ...report }: Report & { quote: QuotedRatio; applied: readonly Basis[]; parts: readonly QuotedFigure[]; others: readonly QuotedRatio[] }) {
  return (
    <Desk frame={report.frame} title={quote.label}>
      <Head title={quote.label} lead={aboutLine(report.asked, report.at, report.place)} back={{ label: '数字与判断', href: `/figures?${queryOf(report.asked)}` }} />
      <Section title="结果">
        <Facts
          facts={[
            { label: '数值', value: <span class="figure-value">{share(quote)}</span> },
            { label: '口径', value: quote.convention },
            { label: '小数位数', value: `${quote.decimals}位，四舍五入` },
            { label: '定义', value: quote.definition, wide: true },
            ...appliedFacts(applied),
          ]}
        />
      </Section>
      <Section title="分子和分母">
        <Table caption="分子和分母" columns={figureColumns} rows={[...parts]} />
      </Section>
      {others.length > 0 && (
        <Section title="同一分母的其他口径">
          <Table caption="同一分母的其他口径" columns={ratioColumns} rows={[...others]} />
        </Section>
      )}
    </Desk>
  );
}

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
