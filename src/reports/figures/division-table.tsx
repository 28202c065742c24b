import { withUnit } from '#platform/figures/figure.ts';
import { percentage } from '#platform/figures/percentage.ts';
import { addressWith, type Here } from '#platform/ui/frame.ts';
import { Remark } from '#platform/ui/notice.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import { cellKey, type Division, type Value } from '#reports/figures/division.ts';
import { sharesIn, type FigureView } from '#reports/figures/view.ts';

/** Rows and columns that a page draws; the downloads hold all of them. */
const MOST_ROWS = 50;
const MOST_COLUMNS = 14;

/** A figure by one way, with shares, or by two, as rows and columns. Every number opens its list. */
export function DivisionTable({ view, division, here }: { view: FigureView; division: Division; here: Here }) {
  const whole = here.query.get('all') === 'yes';
  const [rows, columns] = division.values as [readonly Value[], readonly Value[] | undefined];
  const sorted = sortedBy(rows, here.query.get('sort'));
  const shown = whole ? sorted : sorted.slice(0, MOST_ROWS);
  const caption = `${view.figure.label}（按${division.ways.map(({ label }) => label).join('、')}）`;
  const drawn = columns ? crossColumns(view, division, whole ? columns : columns.slice(0, MOST_COLUMNS)) : shareColumns(view, division);
  return (
    <>
      {division.cut && <Remark tone="warning">分得太细，只列出最多的2000格。请缩小范围，或换一种分法。</Remark>}
      <Table caption={caption} columns={drawn} rows={[...shown, ...leftOver(division, sorted.slice(shown.length), here), totalOf(view)]} sorting={{ here }} />
      {columns && !whole && columns.length > MOST_COLUMNS && <p class="quiet">列较多，只列出{MOST_COLUMNS}列，“小计”包括没有列出的。<a href={addressWith(here, { all: 'yes' })}>全部列出</a></p>}
      {!columns && division.additive && <RoundingNote view={view} here={here} />}
      {!division.additive && <p class="quiet">同一条记录（或同一个人）可能在几项里都计到，各项相加会多于“全部”。</p>}
    </>
  );
}

/** By which rule shares are rounded, and the other one. */
function RoundingNote({ view: { rounding: { decimals, forced } }, here }: { view: FigureView; here: Here }) {
  return (
    <p class="quiet">
      {forced ? '占比凑成100%：先舍去，差的补给余数最大的几项。' : '占比各自四舍五入，相加可能不是100%。'}
      <a href={addressWith(here, { shares: forced ? undefined : 'forced' })}>{forced ? '改为各自四舍五入' : '改为凑成100%'}</a>
      　小数{[0, 1, 2].map((n) => <>　{n === decimals ? `${n}位` : <a href={addressWith(here, { decimals: String(n) })}>{n}位</a>}</>)}
    </p>
  );
}

const sortedBy = (rows: readonly Value[], sort: string | null): readonly Value[] => {
  if (sort === 'n') return rows.toSorted((a, b) => a.n - b.n);
  return sort === '-n' ? rows.toSorted((a, b) => b.n - a.n) : rows;
};

const TOTAL = 'total';
const REST = 'rest';

const totalOf = ({ value, href }: FigureView): Value => ({ key: TOTAL, label: '全部', n: value, href });

/** The many small ones in one line, where they add up to something. */
function leftOver({ additive }: Division, rest: readonly Value[], here: Here): Value[] {
  if (rest.length === 0) return [];
  return [{ key: REST, label: `其余${rest.length}项${additive ? '' : '（未列出）'}`, n: additive ? rest.reduce((sum, { n }) => sum + n, 0) : 0, href: addressWith(here, { all: 'yes' }) }];
}

function shareColumns(view: FigureView, { ways: [way] }: Division): Column<Value>[] {
  const { figure, value } = view;
  const shares = sharesIn(view);
  return [
    { key: 'label', label: way!.label, cell: ({ label }) => label, onCards: 'title' },
    { key: 'n', label: withUnit('数值', figure.unit), align: 'end', tight: true, sort: true, cell: (row) => <Opened {...row} /> },
    { key: 'share', label: '占比', align: 'end', tight: true, cell: ({ key, n }) => shares.get(key) ?? percentage(n, value, view.rounding.decimals) ?? '--' },
  ];
}

function crossColumns({ figure }: FigureView, { ways: [way], cells }: Division, columns: readonly Value[]): Column<Value>[] {
  const total = new Map(columns.map((column) => [column.key, column]));
  const cellOf = (row: Value, key: string) => (row.key === TOTAL ? total.get(key) : cells.get(cellKey([row.key, key])));
  return [
    { key: 'label', label: way!.label, cell: ({ label }) => label, onCards: 'title' },
    { key: 'n', label: withUnit('小计', figure.unit), align: 'end', tight: true, sort: true, cell: (row) => <Opened {...row} /> },
    ...columns.map(({ key, label }): Column<Value> => ({ key: `c${key}`, label, align: 'end', tight: true, cell: (row) => row.key === REST ? '' : <Opened n={0} {...cellOf(row, key)} /> })),
  ];
}

const Opened = ({ n, href }: Pick<Value, 'n' | 'href'>) => {
  const words = n.toLocaleString('zh-CN');
  if (n === 0) return <span class="quiet">0</span>;
  return href ? <a class="figure-part" href={href}>{words}</a> : <span class="figure-part">{words}</span>;
};
