import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import type { Among } from '#reports/sharing/among.ts';
import { AskingPeriod } from '#reports/sharing/pages/board.tsx';
import { periodOf } from '#reports/sharing/periods.ts';
import { sharing } from '#reports/sharing/record.ts';
import { toldWords } from '#reports/sharing/words.ts';

/** A middle as it is told: whole where it is whole, else with one decimal place; of shares in percent. */
const middle = (value: number, unit: string): string => `${Number.isInteger(value) ? value : value.toFixed(1)}${unit}`;

/** 兄弟县市: the own numbers beside how all stand, nobody by name who did not agree to it. */
export const AmongPage = ({ frame, told, periods, period }: { frame: Frame; told: readonly Among[]; periods: readonly string[]; period?: string }) => (
  <Desk frame={frame} title="兄弟县市">
    <Head title="兄弟县市" lead="本县的数字，和同一上级各县的中位数、四分位数放在一起。没有名次，不同意公开名称的县看不出是哪一个。" back={{ label: sharing.title, href: `/${sharing.path}` }} />
    {told.length === 0 ? <Empty title="还没有报送过数字" sentence="在“数据共享”里同意报送之后，这里能看到本县在兄弟县市中的位置。" action={{ label: '数据共享', href: `/${sharing.path}` }} /> : (
      <>
        {periods.length > 0 && <AskingPeriod period={period ?? ''} periods={periods} latest="各自最近一期" />}
        {[...Map.groupBy(told, ({ superior }) => superior)].map(([superior, rows]) => (
          <Section title={superior}><Table caption={`本县在${superior}各县中`} columns={columns} rows={rows} /></Section>
        ))}
        <p class="quiet">四分位数：四分之一的县比第一个数小，四分之一的县比第二个数大。参加的县太少时不列，免得看出是谁。</p>
      </>
    )}
  </Desk>
);

const columns: Column<Among>[] = [
  { key: 'label', label: '数字', cell: ({ label }) => label, onCards: 'title' },
  { key: 'period', label: '期间', cell: ({ period }) => periodOf(period) },
  { key: 'own', label: '本县', cell: (row) => <a href={row.list}>{toldWords(row, row)}</a>, align: 'end', tight: true },
  { key: 'median', label: '各县中位数', cell: ({ standing, unit }) => (standing ? middle(standing.median, unit) : <span class="quiet">县太少，不列</span>), align: 'end', tight: true },
  { key: 'quartiles', label: '四分位数', cell: ({ standing, unit }) => standing && `${middle(standing.q1, '')}～${middle(standing.q3, unit)}`, align: 'end', tight: true },
  { key: 'n', label: '参加的县', cell: ({ standing }) => standing?.n, align: 'end', tight: true },
  { key: 'named', label: '同意公开的县', cell: (row) => row.standing?.named.map((one) => `${one.name} ${toldWords(one, row)}`).join('，') },
];
