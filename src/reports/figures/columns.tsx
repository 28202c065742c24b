import { ChoiceOption } from '#platform/ui/choice-option.tsx';
import { Applied, type Basis } from '#platform/ui/applied.tsx';
import { Badge, type BadgeTone } from '#platform/ui/badge.tsx';
import type { Fact } from '#platform/ui/facts.tsx';
import type { Option } from '#platform/ui/filters.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import type { Column } from '#platform/ui/table.tsx';
import { percentage } from '#platform/figures/percentage.ts';
import { queryOf, type Asked } from '#reports/asked.ts';
import { verdictWord, type QuotedClaim, type QuotedFigure, type QuotedRatio } from '#reports/quoting/quote.ts';

/** What the pages of figures, shares and claims have in common. */

export interface Report {
  frame: Frame;
  asked: Asked;
  at: Date;
  place: string;
}

/** A choice in the form of a report. */
export const RegistryChoice = ({ name, label, options, chosen }: { name: string; label: string; options: readonly Option[]; chosen?: string }) => (
  <div>
    <label class="form-label" for={`registry-${name}`}>{label}</label>
    <select class="form-select" id={`registry-${name}`} name={name}>
      <option value="">全部</option>
      {options.map((option) => <ChoiceOption option={option} selected={option.value === chosen} />)}
    </select>
  </div>
);

export const figureColumns = (asked: Asked): Column<QuotedFigure>[] => [
  { key: 'label', label: '指标', cell: ({ name, label }) => <a href={`/figures/${name}?${queryOf(asked)}`}>{label}</a>, onCards: 'title' },
  { key: 'value', label: '数值', align: 'end', tight: true, cell: ({ value, unit, href }) => <Value words={`${value.toLocaleString('zh-CN')}${unit}`} href={href} /> },
  { key: 'definition', label: '定义', cell: ({ definition }) => definition },
];

export const ratioColumns: Column<QuotedRatio>[] = [
  { key: 'label', label: '指标', cell: ({ label }) => label, onCards: 'title' },
  { key: 'value', label: '数值', align: 'end', tight: true, cell: (quote) => <Value words={share(quote)} href={quote.href} /> },
  { key: 'base', label: '分子/分母', align: 'end', tight: true, cell: ({ numerator, denominator }) => `${numerator}/${denominator}` },
  { key: 'definition', label: '定义和口径', cell: ({ definition, convention }) => `${definition}（${convention}）` },
];

export const claimColumns: Column<QuotedClaim>[] = [
  { key: 'sentence', label: '判断', cell: ({ sentence, href }) => <a href={href}>{sentence}</a>, onCards: 'title' },
  { key: 'verdict', label: '结论', tight: true, cell: (quote) => <Verdict quote={quote} /> },
  { key: 'examined', label: '核对', align: 'end', tight: true, cell: ({ examined }) => `${examined}项` },
  { key: 'found', label: '反例', align: 'end', tight: true, cell: ({ counterExamples }) => `${counterExamples.length}项` },
  { key: 'definition', label: '怎样核对', cell: ({ definition }) => definition },
];

const Value = ({ words, href }: { words: string; href?: string }) =>
  href ? <a class="figure-value" href={href}>{words}</a> : <span class="figure-value">{words}</span>;

export const share = ({ numerator, denominator, decimals }: QuotedRatio): string => percentage(numerator, denominator, decimals) ?? '--';

const tones: Record<QuotedClaim['verdict'], BadgeTone> = { proved: 'closed', refused: 'returned', nothing_to_examine: 'draft' };

export const Verdict = ({ quote }: { quote: QuotedClaim }) => <Badge tone={tones[quote.verdict]}>{verdictWord[quote.verdict]}</Badge>;

export const appliedFacts = (applied: readonly Basis[]): Fact[] => applied.map((basis) => ({ label: basis.label, value: <>{basis.shown}　<Applied basis={basis} /></>, wide: true }));
