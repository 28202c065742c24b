import { percentage } from '#platform/figures/percentage.ts';
import type { Figure, Ratio } from '#platform/figures/figure.ts';
import type { Standing } from '#platform/records/moment.ts';
import { Table, type Column } from '#platform/ui/table.tsx';
import type { Asked } from '#reports/asked.ts';
import type { Declared } from '#reports/declared.ts';
import { divisionOf, type Value } from '#reports/figures/division.ts';
import { waysAsked, waysFor, type Way } from '#reports/figures/ways.ts';
import { ownWordsOn } from '#reports/quoting/own-words.ts';
import type { QuotedRatio } from '#reports/quoting/quote.ts';
import { answering } from '#reports/quoting/reckoning.ts';

/** A share by one way: numerator and denominator of each part, with their lists. */
export interface DividedRatio {
  /** By what both of its figures can be divided. */
  ways: readonly Way[];
  by?: Way;
  rows: readonly RatioRow[];
  /** Why it is not divided by more, where one of its figures could be. */
  limits?: string;
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
  const theirs = new Map(waysFor(house, numerator).map((way) => [meant(numerator, way), way.name]));
  const ways = waysFor(house, denominator).filter((way) => theirs.has(meant(denominator, way)));
  const [name] = by.filter(Boolean);
  const own = await ownWordsOn(standing.reading, asked.to);
  const limits = limitsOf(numerator, denominator, ways, [numerator, denominator].flatMap((figure) => waysFor(house, figure).filter((way) => !ways.some((shared) => meant(denominator, shared) === meant(figure, way)))));
  if (!name) return { ways, rows: [], limits: limits && own(limits) };
  const [whole, part] = [await divisionOf(standing, denominator, waysAsked(house, denominator, [name]), asked), await divisionOf(standing, numerator, waysAsked(house, numerator, [theirs.get(meant(denominator, { name })) ?? name]), asked)];
  const parts = new Map(part.values[0]!.map((value) => [value.key, value]));
  const rows = whole.values[0]!.map((value): RatioRow => ({ key: value.key, label: value.label, numerator: parts.get(value.key), denominator: value }));
  const lone = part.values[0]!.filter(({ key }) => !rows.some((row) => row.key === key)).map((value): RatioRow => ({ key: value.key, label: value.label, numerator: value }));
  return { ways, by: ways.find((way) => way.name === name), rows: [...rows, ...lone], limits: limits && own(limits) };
}

/** The committee that a figure counts for has the name of its column, or of its scope: it is the same way for both. */
const meant = ({ committee, bodies }: Figure, { name }: Pick<Way, 'name'>): string => (name === (bodies ?? committee) ? 'committee' : name);

/** A share has a part for each value that both of its figures know; what follows from records and is written nowhere has no fields of its own. */
function limitsOf(numerator: Figure, denominator: Figure, ways: readonly Way[], unshared: readonly Way[]): string | undefined {
  const follows = [numerator, denominator].filter(({ derived }) => derived);
  if (follows.length === 0) return undefined;
  const others = [...new Set(unshared.map(({ label }) => label))];
  const only = ways.length > 0 ? `只能按${ways.map(({ label }) => label).join('、')}分` : '不能再分';
  return `${follows.map(({ label }) => `“${label}”`).join('和')}是由记录推算出来的，没有自己的登记项目，所以这个比率${only}。${others.length > 0 ? `${others.join('、')}只有另一个数才有，分开以后分子和分母对不上。` : ''}`;
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

const Opened = ({ value }: { value?: Value }) => (value?.href ? <a class="figure-part" href={value.href}>{value.n.toLocaleString('zh-CN')}</a> : <>{(value?.n ?? 0).toLocaleString('zh-CN')}</>);
