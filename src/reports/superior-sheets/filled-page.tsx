import type { Child } from 'hono/jsx';
import { spot as spotOf } from '#platform/documents/given/looking.ts';
import type { Sheet } from '#platform/documents/sheet.ts';
import { shownMoment } from '#platform/time.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Form, freshForm } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head, type Action } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { printedPeriod } from '#reports/asked.ts';
import type { FilledCell } from '#reports/superior-sheets/filling.ts';
import { pathOf } from '#reports/superior-sheets/page.tsx';
import type { FormSheet } from '#reports/superior-sheets/reading-form.ts';
import type { SuperiorSheet } from '#reports/superior-sheets/record.ts';
import { SheetTable } from '#reports/superior-sheets/sheet-table.tsx';

export interface FilledProps {
  frame: Frame;
  row: SuperiorSheet;
  period: { from: string; to: string };
  at: Date;
  cells: readonly FilledCell[];
  /** The sheets as they are drawn; of one that was kept only what was filled. */
  forms?: readonly FormSheet[];
  /** Downloads of one that was kept. */
  others?: Action[];
  main?: Action;
  /** Who looks at it before it is given out, and may do so. */
  mayKeep?: boolean;
}

/** A filled sheet, and behind each of its numbers the definition and the list. */
export function FilledPage({ frame, row, period, at, cells, forms = [], others, main, mayKeep }: FilledProps) {
  const numbers = cells.filter(({ told }) => told);
  return (
    <Desk frame={frame} title={row.title}>
      <Head title={row.title} lead={`${printedPeriod(period)} · 记录截至 ${shownMoment(at)} · 填了${cells.length}格`} back={{ label: row.title, href: pathOf(row) }} main={main} others={others} />
      {mayKeep && (
        <section class="card"><div class="card-body">
          <Form frame={frame} action={`${pathOf(row)}/fillings`} form={freshForm()} submit="留存，去下载" cancel={pathOf(row)}>
            <input type="hidden" name="from" value={period.from} />
            <input type="hidden" name="to" value={period.to} />
            <p class="hint">留存以后，这一份随时可以照原样再下载；以后记录变了也不影响它。有公式的格子，用 Excel 或 WPS 打开时自动算出。</p>
          </Form>
        </div></section>
      )}
      {forms.map((form): Child => {
        const here = cells.filter(({ sheet }) => sheet === form.sheet.name);
        return here.length > 0 && <Section title={form.sheet.name} count={here.length}><SheetTable form={form} shown={new Map(here.map(({ row: line, column, value, told }) => [spotOf(line, column), { text: String(value), filled: true, href: told?.href }]))} /></Section>;
      })}
      <Section title="每个数字的口径" count={numbers.length}>
        <Table<FilledCell>
          caption="每个数字的口径"
          columns={[
            { key: 'at', label: '单元格', cell: ({ sheet, at: place }) => `${sheet} ${place}`, tight: true, onCards: 'title' },
            { key: 'words', label: '表上的文字', cell: ({ words }) => words },
            { key: 'value', label: '填的数', cell: ({ value, told }) => (told?.href ? <a href={told.href}>{value}{told.unit}</a> : `${value}`), align: 'end' },
            { key: 'label', label: '数字', cell: ({ told }) => told?.label ?? '' },
            { key: 'definition', label: '口径', cell: ({ told }) => told?.definition ?? '' },
          ]}
          rows={numbers}
        />
      </Section>
    </Desk>
  );
}

/** The same as a sheet of its own, to be put behind the superior's. */
export const annexSheet = (title: string, { organ, date, period, at, cells, origin }: { organ: string; date: string; period: { from: string; to: string }; at: Date; cells: readonly FilledCell[]; origin: string }): Sheet<FilledCell> => ({
  title: `${title}：数据口径`, organ, date, note: `统计期间：${printedPeriod(period)}　记录截至：${shownMoment(at)}`, rows: cells.filter(({ told }) => told),
  columns: [
    { label: '单元格', kind: 'text', width: 14, value: ({ sheet, at: place }) => `${sheet} ${place}` },
    { label: '表上的文字', kind: 'text', width: 28, value: ({ words }) => words },
    { label: '填的数', kind: 'number', width: 10, value: ({ value }) => value },
    { label: '数字', kind: 'text', width: 24, value: ({ told }) => told!.label },
    { label: '口径', kind: 'text', width: 60, value: ({ told }) => told!.definition },
    { label: '明细', kind: 'text', width: 40, value: ({ told }) => (told!.href ? origin + told!.href : '') },
  ],
});
