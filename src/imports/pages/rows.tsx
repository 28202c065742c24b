import type { Child } from 'hono/jsx';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { Badge, type BadgeTone } from '#platform/ui/badge.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { addressWith, type Frame } from '#platform/ui/frame.ts';
import { Icon } from '#platform/ui/icons.tsx';
import { numberedPages, Pagination } from '#platform/ui/paging.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import type { AssessedRow, AssessedSheet } from '../assessing.ts';
import { countsOf, rowsWith, type RowVerdict } from '../reading.ts';
import type { ImportBatch } from '../record.ts';
import { natureWords, storedWords, verdictWords } from '../words.ts';
import type { ShownRows } from './batch.tsx';

interface SheetRowsProps {
  frame: Frame;
  batch: ImportBatch;
  assessed: AssessedSheet;
  shown: ShownRows;
  records: ReadonlyMap<string, Lifecycle>;
}

/** The rows of a sheet with what each will become, filtered by verdict. */
export function SheetRows({ frame, batch, assessed, shown, records }: SheetRowsProps) {
  return (
    <Section title="逐行核对" count={assessed.rows.length}>
      <VerdictTabs frame={frame} assessed={assessed} />
      {shown.rows.length === 0 ? (
        <Empty title="没有这样的行。" />
      ) : (
        <div class="import-rows">
          <Table caption="逐行核对" columns={columnsOf(batch, assessed, shown.rows, records)} rows={shown.rows} />
        </div>
      )}
      <Pagination paging={numberedPages(frame.here, shown)} />
      {assessed.missing.length > 0 && <Missing assessed={assessed} record={records.get(assessed.understood!.target.declared.name)} />}
      {assessed.aside.length > 0 && <LeftAside assessed={assessed} />}
    </Section>
  );
}

function VerdictTabs({ frame, assessed }: { frame: Frame; assessed: AssessedSheet }) {
  const counts = countsOf([assessed]);
  const chosen = frame.here.query.get('verdict') ?? '';
  const doubts = rowsWith(assessed, 'doubt').length;
  const tabs = [
    { verdict: '', label: '全部', count: assessed.rows.length },
    ...(Object.keys(verdictWords) as RowVerdict[]).map((verdict) => ({ verdict: verdict as string, label: verdictWords[verdict], count: counts[verdict] })),
    { verdict: 'doubt', label: '请留意', count: doubts },
  ];
  return (
    <nav class="views" aria-label="按结果筛选">
      <ul>
        {tabs.filter(({ verdict, count }) => verdict === '' || count > 0).map(({ verdict, label, count }) => (
          <li>
            <a href={addressWith(frame.here, { verdict: verdict || undefined })} aria-current={chosen === verdict ? 'page' : undefined}>
              {label}
              <span class="card-count">{count}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function columnsOf(batch: ImportBatch, assessed: AssessedSheet, rows: readonly AssessedRow[], records: ReadonlyMap<string, Lifecycle>): Column<AssessedRow>[] {
  const { kind, mapping } = assessed.understood!.recognition;
  const filled = Object.entries(kind.columns).filter(([field]) => field in mapping || assessed.rows.some(({ values }) => values[field] !== null && values[field] !== undefined));
  const remarked = rows.some((row) => row.remarks.length + (row.standing?.differences.length ?? 0) + (row.standing?.conflicts?.length ?? 0) > 0);
  return [
    { key: 'row', label: '行', cell: ({ row }) => row, tight: true },
    { key: 'verdict', label: '结果', cell: (row) => <VerdictCell row={row} batch={batch} assessed={assessed} records={records} />, tight: true, onCards: 'title' },
    ...(remarked ? [{ key: 'remarks', label: '说明', cell: (row: AssessedRow) => <Remarks row={row} /> }] : []),
    ...filled.map(([field, { label }]): Column<AssessedRow> => ({ key: field, label, cell: (row) => <ValueCell row={row} field={field} /> })),
  ];
}

const tones: Record<RowVerdict, BadgeTone> = { new: 'open', changed: 'returned', conflict: 'mark', same: 'draft', duplicate: 'draft', refused: 'refused', entered: 'closed' };

function VerdictCell({ row, batch, assessed, records }: { row: AssessedRow; batch: ImportBatch; assessed: AssessedSheet; records: ReadonlyMap<string, Lifecycle> }) {
  const record = records.get(assessed.understood!.target.declared.name);
  const id = row.recordId ?? row.standing?.id;
  return (
    <span class="verdict">
      <Badge tone={tones[row.verdict]}>{verdictWords[row.verdict]}</Badge>
      {row.verdict === 'conflict' && <a href={`/imports/${batch.id}/rows/${assessed.stored.sheet}/${row.row}/deciding`}>选择</a>}
      {row.verdict === 'refused' && <a href={`/imports/${batch.id}/rows/${assessed.stored.sheet}/${row.row}`}>更正</a>}
      {id && record && <a href={`/${record.path}/${id}`}>查看</a>}
    </span>
  );
}

/** The value as it will be stored; what the cell said stands below when it differs. */
function ValueCell({ row, field }: { row: AssessedRow; field: string }) {
  const written = row.written[field]?.trim();
  const stored = storedWords(row.values[field]);
  const refused = row.remarks.some((remark) => remark.field === field && remark.level === 'refuse');
  if (refused) return <span class="cell-refused"><Icon name="warning" />{written || '（空）'}</span>;
  if (stored === null) return written && row.values[field] === null ? <s>{written}</s> : <>{written}</>;
  if (!written || stored === written) return <>{stored}</>;
  return (
    <>
      {stored}
      <small class="cell-written">原文：{written}</small>
    </>
  );
}

const levelWords = { refuse: '需修改', check: '请留意', info: '说明' } as const;

function Remarks({ row }: { row: AssessedRow }): Child {
  const conflicts = row.verdict === 'conflict' ? (row.standing?.conflicts ?? []) : [];
  const differences = row.verdict === 'changed' || row.verdict === 'conflict' ? (row.standing?.differences ?? []) : [];
  if (row.remarks.length + differences.length + conflicts.length === 0) return null;
  return (
    <ul class="row-remarks">
      {differences.map(({ label, from, to }) => (
        <li>
          <strong>{label}</strong>：<del>{from}</del> → <ins>{to}</ins>
        </li>
      ))}
      {conflicts.map(({ label, before, file, system }) => (
        <li>
          <strong>{label}</strong>：导出时“{before}”，表格改成“{file}”，系统里已被别人改成“{system}”
        </li>
      ))}
      {row.remarks.map(({ level, sentence, column, label }) => (
        <li class={`remark-${level}`}>
          <strong>{levelWords[level]}</strong>
          {column ? `（${column} 列“${label}”）` : ''}
          {sentence}
        </li>
      ))}
    </ul>
  );
}

/** What went out and did not come back is named, and left as it is. */
const Missing = ({ assessed, record }: { assessed: AssessedSheet; record?: Lifecycle }) => (
  <details class="aside-rows" open>
    <summary>导出过、这张表里没有的 {assessed.missing.length} 条：不会从系统里删除</summary>
    <ul class="plain">{assessed.missing.map((row) => <li>{record ? <a href={`/${record.path}/${row.id}`}>{record.nameOf(row)}</a> : row.id}</li>)}</ul>
  </details>
);

/** Totals, notes and the like: shown, so that nothing seems lost. */
function LeftAside({ assessed }: { assessed: AssessedSheet }) {
  return (
    <details class="aside-rows">
      <summary>另有 {assessed.aside.length} 行不是数据，没有读取</summary>
      <ul class="plain">
        {assessed.aside.map(({ row, nature, text }) => (
          <li>
            第 {row} 行（{natureWords[nature]}）：{text}
          </li>
        ))}
      </ul>
    </details>
  );
}
