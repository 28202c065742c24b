import { percentage } from '#platform/figures/percentage.ts';
import type { Figure, Ratio } from '#platform/figures/figure.ts';
import type { Standing } from '#platform/records/moment.ts';
import { Table, type Column } from '#platform/ui/table.tsx';
import type { Asked } from '#reports/asked.ts';
import type { Declared } from '#reports/declared.ts';
import { divisionOf, type Value } from '#reports/figures/division.ts';
import { waysAsked, waysFor, type Way } from '#reports/figures/ways.ts';
import type { QuotedRatio } from '#reports/quoting/quote.ts';
import { answering } from '#reports/quoting/reckoning.ts';

/** A share by one way: numerator and denominator of each part, with their lists. */
export interface DividedRatio {
  /** By what both of its figures can be divided. */
  ways: readonly Way[];
  by?: Way;
  rows: readonly RatioRow[];
}

export interface RatioRow {
  key: string;
  label: string;
  numerator?: Value;
  denominator?: Value;
}

/** @throws Problem 400 for a way that its figures do not have */
export async function dividedRatio(standing: Standing, { figures }: Declared, ratio: Pick<Ratio, 'numerator' | 'denominator'>, by: readonly string[], asked: Asked): Promise<DividedRatio> {
  const [numerator, denominator] = [ratio.numerator, ratio.denominator].map((name) => answering(figures, asked).find((figure) => figure.name === name)) as [Figure | undefined, Figure | undefined];
  if (!numerator || !denominator) return { ways: [], rows: [] };
  const { house } = standing.reading;
  const theirs = new Set(waysFor(house, numerator).map(({ name }) => name));
  const ways = waysFor(house, denominator).filter(({ name }) => theirs.has(name));
  const [name] = by.filter(Boolean);
  if (!name) return { ways, rows: [] };
  const [whole, part] = [await divisionOf(standing, denominator, waysAsked(house, denominator, [name]), asked), await divisionOf(standing, numerator, waysAsked(house, numerator, [name]), asked)];
  const parts = new Map(part.values[0]!.map((value) => [value.key, value]));
  const rows = whole.values[0]!.map((value): RatioRow => ({ key: value.key, label: value.label, numerator: parts.get(value.key), denominator: value }));
  const lone = part.values[0]!.filter(({ key }) => !rows.some((row) => row.key === key)).map((value): RatioRow => ({ key: value.key, label: value.label, numerator: value }));
  return { ways, by: ways.find((way) => way.name === name), rows: [...rows, ...lone] };
}

export const shareIn = ({ numerator, denominator }: RatioRow, decimals: number): string | undefined => percentage(numerator?.n ?? 0, denominator?.n ?? 0, decimals);

export function RatioTable({ quote, divided }: { quote: QuotedRatio; divided: DividedRatio }) {
  const columns: Column<RatioRow>[] = [
    { key: 'label', label: divided.by!.label, cell: ({ label }) => label, onCards: 'title' },
    { key: 'share', label: quote.label, align: 'end', tight: true, cell: (row) => shareIn(row, quote.decimals) ?? '--' },
    { key: 'numerator', label: '分子', align: 'end', tight: true, cell: ({ numerator }) => <Opened value={numerator} /> },
    { key: 'denominator', label: '分母', align: 'end', tight: true, cell: ({ denominator }) => <Opened value={denominator} /> },
  ];
  return <Table caption={`${quote.label}（按${divided.by!.label}）`} columns={columns} rows={[...divided.rows]} />;
}

const Opened = ({ value }: { value?: Value }) => (value?.href ? <a class="figure-part" href={value.href}>{value.n.toLocaleString('zh-CN')}</a> : <>{value?.n ?? 0}</>);
