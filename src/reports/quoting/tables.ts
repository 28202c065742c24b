/** Tables that a body asks for by its marks, reckoned from the records of a moment. */
import { committeeChoices } from '#institutions/facts.ts';
import type { Run, TableColumn } from '#platform/documents/model.ts';
import { dimensionNamed, narrowed, pairsOf, simply, valueWords, type Naming } from '#platform/figures/composition.ts';
import { NONE, type Dimension } from '#platform/figures/dimension.ts';
import { divide, type Share } from '#platform/figures/dividing.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { namingFor } from '#platform/figures/naming.ts';
import { percentage } from '#platform/figures/percentage.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Standing } from '#platform/records/moment.ts';
import { queryOf, scopeOf, type Asked } from '#reports/asked.ts';
import { paragraphsOf, type NamedTable } from '#reports/wording/body.ts';
import type { Declared } from '#reports/declared.ts';
import { firstOf, lastYears } from '#reports/quoting/details.ts';
import { asReported, quoteFigures } from '#reports/quoting/reckoning.ts';
import { worded, type QuotedFigure } from '#reports/quoting/quote.ts';
import { sharesAlone, sharesOfHundred } from '#reports/wording/shares.ts';
import { readTableMark, tableMark, type TableAsked } from '#reports/wording/table-marks.ts';

/** The tables of the marks in a body, each under the words of its mark. */
export async function tablesOf(standing: Standing, { figures }: Declared, body: string, asked: Asked): Promise<NamedTable[]> {
  const tables: NamedTable[] = [];
  for (const name of new Set(paragraphsOf(body).flatMap((line) => tableMark.exec(line)?.[1] ?? []))) {
    const wanted = readTableMark(name);
    const named = wanted?.figures.flatMap((one) => figures.find((figure) => figure.name === one) ?? []) ?? [];
    if (wanted && named.length > 0) tables.push({ name, ...(await tableOf(standing, wanted, named, asked)) });
  }
  return tables;
}

function tableOf(standing: Standing, wanted: TableAsked, figures: readonly Figure[], asked: Asked): Promise<Omit<NamedTable, 'name'>> {
  if (wanted.form === '比上年') return besideLastYear(standing, figures, asked);
  return wanted.form === '清单' ? listOf(standing, figures[0]!, asked, wanted.most) : divided(standing, wanted, figures, asked);
}

const words = (label: string, share: number): TableColumn => ({ label, share, align: 'left' });
const number = (label: string): TableColumn => ({ label, share: 2, align: 'right' });

async function besideLastYear(standing: Standing, figures: readonly Figure[], asked: Asked): Promise<Omit<NamedTable, 'name'>> {
  const quotes = await quoteFigures(standing, figures, asked);
  const before = await lastYears(standing, figures, asked);
  const rows = quotes.map((plain): (string | Run)[] => {
    const quote: QuotedFigure = { ...plain, lastYear: before.get(plain.name) ?? 0 };
    return [`${quote.label}（${quote.unit}）`, linked(quote.value, quote.href), String(quote.lastYear), worded(quote, '增减'), worded(quote, '增幅') || '—'];
  });
  return { table: { kind: 'table', rows, columns: [words('指标', 5), number('本期'), number('上年同期'), number('增减'), number('增幅')] } };
}

async function listOf({ reading }: Standing, figure: Figure, asked: Asked, most: number): Promise<Omit<NamedTable, 'name'>> {
  const found = await firstOf(reading, figure, asked, most + 1);
  const rows = found.slice(0, most).map(({ name, day, state, href }, place): (string | Run)[] => [String(place + 1), { text: name, href }, day, state]);
  const note = found.length > most ? `只列前${most}${figure.unit}，其余见系统中的清单。` : undefined;
  return { table: { kind: 'table', rows, columns: [{ label: '序号', share: 1.4, align: 'center' }, words('名称', 7), { label: '日期', share: 2.6, align: 'center' }, words('状态', 2)] }, note };
}

/** What a column of a divided table is made of. */
interface Column {
  figure: Figure;
  total: QuotedFigure;
  parts: ReadonlyMap<string, number>;
}

async function divided(standing: Standing, { by, shares, most }: TableAsked, figures: readonly Figure[], asked: Asked): Promise<Omit<NamedTable, 'name'>> {
  const reading = asReported(standing.reading);
  const totals = new Map((await quoteFigures(standing, figures, asked)).map((quote) => [quote.name, quote]));
  const columns: Column[] = [];
  const every: Share[] = [];
  for (const figure of figures) {
    const parts = await divide(reading, figure, [dimensionNamed(reading, figure, by!)], scopeOf(asked));
    columns.push({ figure, total: totals.get(figure.name)!, parts: new Map(parts.map(({ keys, n }) => [keys[0]!, n])) });
    every.push(...parts);
  }
  const dimension = dimensionNamed(reading, figures[0]!, by!);
  const naming = await namingFor(reading, [dimension], every);
  const keys = inOrder(dimension, [...new Set(every.map(({ keys: [key] }) => key!))], naming, await ownOrder(reading, dimension));
  return laidOut({ columns, dimension, keys: keys.slice(0, most), left: keys.slice(most), naming, shares, linkOf: (figure, key) => partHref(standing, figure, dimension, key, asked) });
}

/** The county's own order of its committees. */
async function ownOrder(reading: Reading, { named }: Dimension): Promise<ReadonlyMap<string, number>> {
  return new Map(named === 'committee' ? (await committeeChoices(reading)).map(({ value }, place) => [value, place]) : []);
}

/** Periods follow each other, committees stand in the county's own order, units in that of their names: no table ranks them. */
function inOrder(dimension: Dimension, keys: string[], naming: Naming, own: ReadonlyMap<string, number>): string[] {
  if (dimension.period) return keys.toSorted();
  if (!dimension.named) return keys;
  const called = (key: string) => valueWords(dimension, key, naming);
  const place = (key: string) => (key === NONE ? Infinity : own.get(key) ?? own.size);
  return keys.toSorted((a, b) => (place(a) === place(b) ? called(a).localeCompare(called(b), 'zh') : place(a) - place(b)));
}

function partHref({ reading, at }: Standing, figure: Figure, dimension: Dimension, key: string, asked: Asked): string | undefined {
  const path = reading.house.records.get(figure.record)?.path;
  return path && `/${path}?${new URLSearchParams([...pairsOf(narrowed(figure.composition ?? simply(figure.name), dimension.name, key)), ...queryOf(asked, at)])}`;
}

interface Layout {
  columns: readonly Column[];
  dimension: Dimension;
  keys: readonly string[];
  /** Put together in one last row. */
  left: readonly string[];
  naming: Naming;
  shares: TableAsked['shares'];
  linkOf(figure: Figure, key: string): string | undefined;
}

function laidOut({ columns, dimension, keys, left, naming, shares, linkOf }: Layout): Omit<NamedTable, 'name'> {
  const rest = ({ parts }: Column): number => left.reduce((sum, key) => sum + (parts.get(key) ?? 0), 0);
  const lines = [
    ...keys.map((key) => ({ words: valueWords(dimension, key, naming), cells: columns.map(({ figure, parts }) => ({ n: parts.get(key) ?? 0, href: linkOf(figure, key) })) })),
    ...(left.length > 0 ? [{ words: `其余${left.length}项`, cells: columns.map((column) => ({ n: rest(column), href: undefined })) }] : []),
  ];
  const [first] = columns as [Column, ...Column[]];
  const said = shares && sharesSaid(lines.map(({ cells }) => cells[0]!.n), first.total.value, shares);
  const rows = lines.map(({ words: called, cells }, place): (string | Run)[] => [called, ...cells.map(({ n, href }) => linked(n, n > 0 ? href : undefined)), ...(said ? [said.shares[place]!] : [])]);
  const total = ['合计', ...columns.map(({ total: { value, href } }) => linked(value, href)), ...(said ? [said.whole] : [])];
  const notes = [said?.note, lines.length > 0 && addsUp(first, lines.map(({ cells }) => cells[0]!.n)) ? undefined : '一条记录可以算在几行里，或者同一个只计一次，所以各行之和与合计不同。'].filter(Boolean);
  return {
    table: { kind: 'table', rows: rows.length > 0 ? [...rows, total] : [], columns: [words(dimension.label, 4), ...columns.map(({ total: { label, unit } }) => number(`${label}（${unit}）`)), ...(said ? [number('占比')] : [])] },
    note: rows.length > 0 && notes.length > 0 ? notes.join('') : undefined,
  };
}

const addsUp = ({ total }: Column, parts: readonly number[]): boolean => parts.reduce((sum, part) => sum + part, 0) === total.value;

const DECIMALS = 1;

function sharesSaid(parts: readonly number[], whole: number, asked: NonNullable<TableAsked['shares']>): { shares: string[]; whole: string; note: string } {
  const forced = asked === '占比合计100' && parts.reduce((sum, part) => sum + part, 0) === whole;
  return {
    shares: forced ? sharesOfHundred(parts, DECIMALS) : sharesAlone(parts, whole, DECIMALS),
    whole: percentage(whole, whole, DECIMALS) ?? '—',
    note: forced ? '占比按最大余数法取一位小数，各行之和正好是100%。' : '占比各自四舍五入到一位小数，各行之和可能不等于100%。',
  };
}

const linked = (value: number, href: string | undefined): string | Run => (href ? { text: String(value), href } : String(value));
