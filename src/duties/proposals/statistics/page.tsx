import type { Child } from 'hono/jsx';
import { percentage } from '#platform/figures/percentage.ts';
import { dayOf, shownMoment } from '#platform/time.ts';
import { AppliedLine, type Basis } from '#platform/ui/applied.tsx';
import { BarChart } from '#platform/ui/charts/bar-chart.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import type { Session } from '#duties/proposals/numbers.ts';
import { sessionTitle } from '#duties/proposals/plenaries/words.ts';
import { proposal } from '#duties/proposals/record.ts';
import { sittingText, spanQuery, spanWords, type Span } from '#duties/proposals/statistics/span.ts';
import type { Counted, Statistics, ToldChapter, ToldFigure, ToldRatio, ToldRow, ToldTable } from '#duties/proposals/statistics/statistics.ts';

export const statisticsPath = `/${proposal.path}/statistics`;

interface Shown {
  frame: Frame;
  told: Statistics;
  sittings: readonly Session[];
  asOf?: Date;
  applied: readonly Basis[];
}

/** 提案统计: every number with what it counts, beside the session before; each opens its list. */
export function StatisticsPage({ frame, told, sittings, asOf, applied }: Shown) {
  const { span, before, at, chapters, tables } = told;
  const query = new URLSearchParams([...spanQuery(span), ['asof', at.toISOString()]]);
  const empty = chapters.every(({ figures }) => figures.every(({ value }) => value === 0));
  return (
    <Desk frame={frame} title="提案统计">
      <Head
        title="提案统计" lead={`${spanWords(span)} · 记录截至 ${shownMoment(at)}`} back={{ label: proposal.title, href: `/${proposal.path}` }}
        others={[{ label: '导出 Excel', href: `${statisticsPath}.xlsx?${query}`, icon: 'exporting' }, { label: '导出 CSV', href: `${statisticsPath}.csv?${query}`, icon: 'exporting' }]}
      />
      <AskingSpan span={span} sittings={sittings} asOf={asOf} />
      {empty ? <Empty title="这段时间没有提案" sentence="请换一次会议，或者换一段日期。没有提交日期的提案不计。" /> : (
        <>
          <nav class="views" aria-label="本页内容">
            <ul>{[...chapters, ...tables].map(({ label }, place) => <li><a href={`#part-${place}`}>{label}</a></li>)}</ul>
          </nav>
          {chapters.map((chapter, place) => <ChapterOf chapter={chapter} before={before} id={`part-${place}`} />)}
          <p class="quiet">下面每张表里的数字，点开就是它数的提案。占比四舍五入到一位小数，相加可能不是100%。</p>
          {tables.map((table, place) => <Divided table={table} id={`part-${chapters.length + place}`} />)}
        </>
      )}
      <AppliedLine bases={applied} />
    </Desk>
  );
}

function AskingSpan({ span, sittings, asOf }: { span: Span; sittings: readonly Session[]; asOf?: Date }) {
  const chosen = 'sitting' in span ? sittingText(span.sitting) : '';
  const period = 'from' in span ? span : { from: '', to: '' };
  return (
    <section class="card" aria-label="统计范围">
      <form method="get" action={statisticsPath} class="card-body asking">
        <div>
          <label class="form-label" for="asking-sitting">会议</label>
          <select class="form-select" id="asking-sitting" name="sitting">
            <option value="">不按会议，按右边的日期</option>
            {sittings.map((one) => <option value={sittingText(one)} selected={sittingText(one) === chosen}>{sessionTitle(one)}</option>)}
          </select>
        </div>
        <DayInput name="from" label="提交日期从" value={period.from} />
        <DayInput name="to" label="到" value={period.to} />
        <div>
          <label class="form-label" for="asking-asof">记录截至（不填就是现在）</label>
          <input class="form-control" type="datetime-local" id="asking-asof" name="asof" value={asOf ? `${dayOf(asOf)}T${shownMoment(asOf).slice(-5)}` : ''} />
        </div>
        <button type="submit" class="btn"><Icon name="search" />查看</button>
      </form>
    </section>
  );
}

const DayInput = ({ name, label, value }: { name: string; label: string; value: string }) => (
  <div>
    <label class="form-label" for={`asking-${name}`}>{label}</label>
    <input class="form-control" type="date" id={`asking-${name}`} name={name} value={value} />
  </div>
);

/** A number or a rate as the table tells it. */
interface Line {
  label: string;
  value: Child;
  was?: string;
  change?: string;
  definition: string;
}

function ChapterOf({ chapter, before, id }: { chapter: ToldChapter; before?: Span; id: string }) {
  const lines = [...chapter.figures.map(figureLine), ...chapter.ratios.map(ratioLine)];
  const columns: Column<Line>[] = [
    { key: 'label', label: '指标', cell: ({ label }) => label, onCards: 'title' },
    { key: 'value', label: '数值', cell: ({ value }) => value, align: 'end', tight: true },
    ...(before ? [
      { key: 'was', label: spanWords(before), cell: ({ was }: Line) => was, align: 'end' as const, tight: true },
      { key: 'change', label: '增减', cell: ({ change }: Line) => change, align: 'end' as const, tight: true },
    ] : []),
  ];
  return (
    <Section title={chapter.label} id={id}>
      <Table caption={chapter.label} columns={columns} rows={lines} />
      <details>
        <summary class="btn btn-quiet">怎样算</summary>
        <Facts facts={lines.map(({ label, definition }) => ({ label, value: definition, wide: true }))} />
      </details>
    </Section>
  );
}

const figureLine = ({ label, value, unit, was, definition, href }: ToldFigure): Line => ({
  label, definition, value: <a class="figure-value" href={href}>{value}{unit}</a>, was: was === undefined ? undefined : `${was}${unit}`, change: was === undefined ? undefined : changed(value - was),
});

const changed = (by: number): string => (by === 0 ? '持平' : `${by > 0 ? '+' : '−'}${Math.abs(by)}`);

export const rateWords = ({ numerator, denominator, decimals }: { numerator: number; denominator: number; decimals: number }): string => percentage(numerator, denominator, decimals) ?? '—';

const ratioLine = ({ label, definition, convention, numerator, denominator, decimals, was }: ToldRatio): Line => ({
  label, definition: `${definition}口径：${convention}。`, was: was && rateWords({ ...was, decimals }),
  value: (
    <>
      <span class="figure-value">{rateWords({ numerator: numerator.value, denominator: denominator.value, decimals })}</span>{' '}
      <span class="quiet">（<a href={numerator.href}>{numerator.value}</a>/<a href={denominator.href}>{denominator.value}</a>）</span>
    </>
  ),
});

/** Points that a chart can name without their names running into each other. */
const MOST_DRAWN = 16;

function Divided({ table, id }: { table: ToldTable; id: string }) {
  const { label, columns, rows, totals, remark, drawn } = table;
  const base = totals[0]!.value;
  const whole: ToldRow = { key: 'total', words: '合计', cells: totals };
  const told: Column<ToldRow>[] = [
    { key: 'words', label: label.replace('按', ''), cell: ({ words }) => words, onCards: 'title' },
    ...columns.map((column, place): Column<ToldRow> => ({ key: String(place), label: column.label, cell: ({ cells }) => <Number counted={cells[place]} />, align: 'end', tight: true })),
    { key: 'share', label: `占${columns[0]!.label.replace(/（.*/u, '')}的`, cell: ({ cells }) => (cells[0] ? percentage(cells[0].value, base, 1) : undefined), align: 'end', tight: true },
  ];
  const points = rows.map(({ words, cells }) => ({ label: words, value: cells[0]?.value ?? 0, href: cells[0]?.href }));
  return (
    <Section title={label} id={id} class={drawn ? 'divided' : 'divided folded'}>
      {drawn && points.length > 1 && points.length <= MOST_DRAWN && <BarChart title={`${columns[0]!.label}的提案`} unit="件" points={points} />}
      <details open={drawn}>
        <summary class="btn btn-quiet">{rows.length}行</summary>
        <Table caption={label} columns={told} rows={[...rows, whole]} />
        {remark && <p class="quiet">{remark}</p>}
      </details>
    </Section>
  );
}

const Number = ({ counted }: { counted?: Counted }) => (counted === undefined ? <>—</> : counted.value === 0 ? <>0</> : <a href={counted.href}>{counted.value}</a>);
