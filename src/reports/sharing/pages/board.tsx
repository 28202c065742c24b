import { withUnit } from '#platform/figures/figure.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { LineChart } from '#platform/ui/charts/line-chart.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import { shownMoment } from '#platform/time.ts';
import type { Board, Shown } from '#reports/sharing/board.ts';
import { periodOf } from '#reports/sharing/periods.ts';
import type { Restated, Trend } from '#reports/sharing/trend.ts';

export const boardPath = '/siblings';

interface Line {
  name: string;
  cells: (Shown | undefined)[];
}

const trendHref = (id: string, period: string) => `${boardPath}/${id}?to=${period}`;

/** 各县数字: the counties that share, on the same definitions. */
export const BoardPage = ({ frame, board, periods }: { frame: Frame; board?: Board; periods: readonly string[] }) => (
  <Desk frame={frame} title="各县数字">
    <Head
      title="各县数字" lead={board ? `${periodOf(board.period)} · ${board.counties.length}个县参加` : '按同一口径，各县从记录里数出来的数字'}
      others={board && [{ label: '导出 Excel', href: `${boardPath}.xlsx?period=${board.period}`, icon: 'exporting' }, { label: '导出 CSV', href: `${boardPath}.csv?period=${board.period}`, icon: 'exporting' }]}
    />
    {board ? (
      <>
        <AskingPeriod period={board.period} periods={periods} />
        <Section title="各县">
          <BoardTable board={board} />
          <p class="quiet">小于规定数的写作“少于几”；为了不让它从合计里推出来，有时旁边还有“未单列”的，或合计不列。标“更”的，报送后更正过，点开看理由。</p>
        </Section>
        <Section title="口径"><Facts facts={board.columns.map(({ label, definition }) => ({ label, value: definition, wide: true }))} /></Section>
      </>
    ) : <Empty title="还没有县报来数字" sentence="先在“需要的数字”里添加并发布；各县同意后，到期自动报来。" action={{ label: '需要的数字', href: '/required-figures' }} />}
  </Desk>
);

const BoardTable = ({ board }: { board: Board }) => {
  const lines: Line[] = [...board.counties.map(({ name }, place) => ({ name, cells: board.columns.map(({ cells }) => cells[place]) })), { name: '合计', cells: board.columns.map(({ total }) => total) }];
  const columns: Column<Line>[] = [
    { key: 'name', label: '县（市、区）', cell: ({ name }) => name, onCards: 'title' },
    ...board.columns.map(({ id, label, unit }, place): Column<Line> => ({
      key: id, label: withUnit(label, unit), align: 'end', tight: true, cell: ({ cells }) => <Cell shown={cells[place]} href={trendHref(id, board.period)} />,
    })),
  ];
  return <Table caption={`各县数字，${periodOf(board.period)}`} columns={columns} rows={lines} />;
};

const Cell = ({ shown, href }: { shown: Shown | undefined; href?: string }) => {
  if (!shown) return <span class="quiet">未报</span>;
  return <>{href ? <a href={href}>{shown.words}</a> : shown.words}{shown.restated && <span class="quiet" title="更正过"> 更</span>}</>;
};

/** `latest`: the word for no period in particular. */
export const AskingPeriod = ({ period, periods, latest }: { period: string; periods: readonly string[]; latest?: string }) => (
  <section class="card" aria-label="期间">
    <form method="get" action={boardPath} class="card-body asking">
      <div>
        <label class="form-label" for="asking-period">期间</label>
        <select class="form-select" id="asking-period" name="period">
          {latest && <option value="">{latest}</option>}
          {periods.map((key) => <option value={key} selected={key === period}>{periodOf(key)}</option>)}
        </select>
      </div>
      <button type="submit" class="btn"><Icon name="search" />查看</button>
    </form>
  </section>
);

/** One figure over the last periods: how the counties went, and what was corrected. */
export const TrendPage = ({ frame, trend, last }: { frame: Frame; trend: Trend; last: string }) => {
  const points = trend.periods.flatMap(({ key, median }) => (median === undefined ? [] : [{ label: periodOf(key), value: Math.round(median * 10) / 10 }]));
  const columns: Column<Trend['rows'][number]>[] = [
    { key: 'name', label: '县（市、区）', cell: ({ name }) => name, onCards: 'title' },
    ...trend.periods.map(({ key }, place): Column<Trend['rows'][number]> => ({ key, label: periodOf(key), align: 'end', tight: true, cell: ({ cells }) => <Cell shown={cells[place]} /> })),
  ];
  const whole = { id: '', name: '合计', cells: trend.periods.map(({ total }) => total) };
  return (
    <Desk frame={frame} title={trend.label}>
      <Head title={trend.label} lead={trend.definition} back={{ label: '各县数字', href: `${boardPath}?period=${last}` }} others={[{ label: '导出 CSV', href: `${boardPath}/${trend.id}.csv?to=${last}`, icon: 'exporting' }]} />
      {points.length > 1 && <Section title="各县的中位数"><LineChart title={`${trend.label}：各县的中位数`} unit={trend.unit} points={points} /></Section>}
      <Section title="各县各期"><Table caption="各县各期" columns={columns} rows={[...trend.rows, whole]} /></Section>
      {trend.restated.length > 0 && (
        <Section title="更正" count={trend.restated.length}>
          <Table
            caption="更正" rows={trend.restated}
            columns={[
              { key: 'name', label: '县', cell: ({ name }: Restated) => name, onCards: 'title' },
              { key: 'period', label: '期间', cell: ({ period }: Restated) => periodOf(period), tight: true },
              { key: 'reason', label: '理由', cell: ({ reason }: Restated) => reason },
              { key: 'at', label: '时刻', cell: ({ at }: Restated) => shownMoment(at), tight: true },
            ]}
          />
        </Section>
      )}
    </Desk>
  );
};
