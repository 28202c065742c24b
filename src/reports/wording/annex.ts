/** The annex of a paper: every figure with its definition and value, every claim with its proof or counter-examples. */
import type { Attachment, Block, Run, TableColumn } from '#platform/documents/model.ts';
import { paragraph } from '#platform/documents/model.ts';
import { percentage } from '#platform/figures/percentage.ts';
import { kindsUnder, verdictWord, type Quote, type QuotedClaim, type QuotedFigure, type QuotedRatio } from '#reports/quoting/quote.ts';

export interface AnnexHead {
  /** Period, cut-off moment and version of the template, in one sentence. */
  readonly sentence: string;
}

const figureColumns: readonly TableColumn[] = [
  { label: '序号', share: 1.4, align: 'center' },
  { label: '指标', share: 4, align: 'left' },
  { label: '数值', share: 2.6, align: 'right' },
  { label: '定义和口径', share: 8, align: 'left' },
];

const claimColumns: readonly TableColumn[] = [
  { label: '序号', share: 1.4, align: 'center' },
  { label: '判断', share: 4.4, align: 'left' },
  { label: '结论', share: 2.2, align: 'center' },
  { label: '依据', share: 8, align: 'left' },
];

/** Counter-examples that are printed by name; the page lists all of them. */
const namedCounterExamples = 8;

/** The annex to the figures and claims that the paper quotes, in the order in which it quotes them. */
export function annexOf(quotes: readonly Quote[], head: AnnexHead): Attachment[] {
  const figures = quotes.filter((quote) => quote.kind === 'figure' || quote.kind === 'ratio');
  const claims = quotes.filter((quote) => quote.kind === 'claim');
  const intro = paragraph(head.sentence);
  const attachments: Attachment[] = [];
  if (figures.length > 0) attachments.push({ title: '引用数据一览表', blocks: [intro, figureTable(figures)] });
  if (claims.length > 0) attachments.push({ title: '判断核对表', blocks: [intro, claimTable(claims)] });
  return attachments;
}

function figureTable(figures: readonly (QuotedFigure | QuotedRatio)[]): Block {
  const rows = figures.map((quote, place) => [String(place + 1), quote.label, linked(valueText(quote), quote.href), definitionText(quote)]);
  return { kind: 'table', columns: figureColumns, rows };
}

function valueText(quote: QuotedFigure | QuotedRatio): string {
  if (quote.kind === 'figure') return `${quote.value}${quote.unit}`;
  return percentage(quote.numerator, quote.denominator, quote.decimals) ?? '无';
}

function definitionText(quote: QuotedFigure | QuotedRatio): string {
  if (quote.kind === 'figure') return [quote.definition, kindsUnder(quote)].filter(Boolean).join('\n');
  return `${quote.definition}\n${quote.numerator}/${quote.denominator}，${quote.convention}`;
}

function claimTable(claims: readonly QuotedClaim[]): Block {
  const rows = claims.map((quote, place) => [String(place + 1), quote.sentence, linked(verdictWord[quote.verdict], quote.href), basis(quote)]);
  return { kind: 'table', columns: claimColumns, rows };
}

function basis(quote: QuotedClaim): string {
  const found = quote.counterExamples.length;
  const lines = [quote.definition, `核对${quote.examined}项，反例${found}项。`];
  if (found > 0) lines.push(`${quote.counterExamples.slice(0, namedCounterExamples).map(({ label }) => label).join('；')}${found > namedCounterExamples ? '等' : ''}。`);
  if (quote.override) lines.push(`正文按人工确认的写法“${quote.override.wording}”，理由：${quote.override.reason}（${quote.override.by}，${quote.override.at}）`);
  return lines.join('\n');
}

const linked = (text: string, href: string | undefined): string | Run => (href ? { text, href } : text);
