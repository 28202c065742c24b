import type { Actor } from '#platform/identity/actor.ts';
import type { ImportKind } from '#platform/importing/kind.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { Problem } from '#platform/problems.ts';
import { shownMoment } from '#platform/time.ts';
import { Applied, type Basis } from '#platform/ui/applied.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import type { AssessedRow } from '../assessing.ts';
import { asksForYear, countsOf, type Preview } from '../reading.ts';
import type { ImportBatch } from '../record.ts';
import type { Kept } from '../undoing.ts';
import { countWords } from '../words.ts';
import { Entering, Ending } from './entering.tsx';
import { batchBadge } from './imports.tsx';
import { SheetRows } from './rows.tsx';
import { SheetReading } from './sheet.tsx';

export interface ShownRows {
  sheet: number;
  rows: AssessedRow[];
  total: number;
  page: number;
  size: number;
}

interface BatchPageProps {
  frame: Frame;
  actor: Actor;
  preview: Preview;
  shown: ShownRows;
  kinds: readonly ImportKind[];
  problem?: Problem;
  records: ReadonlyMap<string, Lifecycle>;
  /** Where the days for undoing come from, once they run. */
  undoing?: Basis;
}

/** One file: what each sheet is, what each row will become, and the one button that makes it so. */
export function BatchPage({ frame, actor, preview, shown, kinds, problem, records, undoing }: BatchPageProps) {
  const { batch, sheets } = preview;
  const working = batch.state === 'open' || batch.state === 'entered';
  const assessed = sheets[shown.sheet];
  return (
    <Desk frame={frame} title={batch.file_name}>
      <Head title={batch.file_name} lead={working && sheets.length > 0 ? countWords(countsOf(sheets)) : undefined} back={{ label: '表格导入', href: '/imports' }} beside={batchBadge(batch)} />
      {problem && <Remark tone="warning">{problem.message}</Remark>}
      {batch.state === 'undone' && <KeptRecords batch={batch} records={records} />}
      {working && sheets.length > 0 && <Entering frame={frame} actor={actor} preview={preview} />}
      {assessed && working && (
        <>
          {sheets.length > 1 && <SheetTabs preview={preview} shown={shown.sheet} />}
          <SheetReading frame={frame} batch={batch} assessed={assessed} kinds={kinds} asksYear={asksForYear(assessed)} problems={problem?.fields ?? {}} />
          {assessed.understood && <SheetRows frame={frame} batch={batch} assessed={assessed} shown={shown} records={records} />}
        </>
      )}
      {working && sheets.length === 0 && <Remark>这里没有逐行内容：逐行内容只给上传人和县政协办公室看，过了保存期限就不再保留。</Remark>}
      <Section title="文件">
        <Facts facts={fileFacts(batch, undoing)} />
        <Ending frame={frame} actor={actor} batch={batch} />
      </Section>
    </Desk>
  );
}

function SheetTabs({ preview, shown }: { preview: Preview; shown: number }) {
  return (
    <nav class="views" aria-label="工作表">
      <ul>
        {preview.sheets.map(({ stored, understood, rows }) => (
          <li>
            <a href={`/imports/${preview.batch.id}?sheet=${stored.sheet}`} aria-current={stored.sheet === shown ? 'page' : undefined}>
              {stored.name}
              <span class="card-count">{understood ? rows.length : '不导入'}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const fileFacts = (batch: ImportBatch, undoing?: Basis) => [
  { label: '上传人', value: batch.sent_by },
  { label: '上传时间', value: shownMoment(batch.created_at) },
  { label: '大小', value: `${Math.max(1, Math.round(batch.file_size / 1024))} KB` },
  ...(batch.state === 'entered'
    ? [{ label: '新增', value: `${batch.entered} 条` }, { label: '更新', value: `${batch.updated} 条` }, { label: '可撤销至', value: <>{batch.undo_until} {undoing && <Applied basis={undoing} />}</> }]
    : []),
  { label: '文件指纹（SHA-256）', value: <code class="hash">{batch.file_hash}</code>, wide: true },
];

function KeptRecords({ batch, records }: { batch: ImportBatch; records: ReadonlyMap<string, Lifecycle> }) {
  const kept = batch.kept as unknown as Kept[];
  if (kept.length === 0) return <Remark>整批已撤销，系统恢复到导入以前。</Remark>;
  return (
    <Section title="保留未动的记录" count={kept.length}>
      <ul class="plain">
        {kept.map(({ record, id, name, why }) => (
          <li>
            <a href={`/${records.get(record)?.path}/${id}`}>
              {records.get(record)?.title}：{name}
            </a>
            （{why}）
          </li>
        ))}
      </ul>
    </Section>
  );
}
