import type { ImportKind } from '#platform/importing/kind.ts';
import { limits } from '#platform/importing/limits.ts';
import type { Problem } from '#platform/problems.ts';
import { shownMoment } from '#platform/time.ts';
import { Badge } from '#platform/ui/badge.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { FileField } from '#platform/ui/fields.tsx';
import { Form, freshForm } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { labels } from '#platform/ui/labels.ts';
import { numberedPages, Pagination } from '#platform/ui/paging.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import { importBatch, type ImportBatch } from '../record.ts';

export interface RefusedFile {
  name: string;
  status: Problem['status'];
  sentence: string;
}

interface ImportsPageProps {
  frame: Frame;
  batches: ImportBatch[];
  paging: { page: number; size: number; total: number };
  kinds: readonly ImportKind[];
  refused: RefusedFile[];
  mostFiles: number;
}

/** Where files are dropped, what can be dropped, and the log of what was. */
export function ImportsPage({ frame, batches, paging, kinds, refused, mostFiles }: ImportsPageProps) {
  return (
    <Desk frame={frame} title={importBatch.title}>
      <Head title={importBatch.title} lead="把手头的表格原样交给系统：先看清每一行会怎样，再决定导入。导入后可以整批撤销。" />
      {refused.length > 0 && <RefusedFiles refused={refused} />}
      <Section title="上传表格">
        <upload-progress data-words={labels.uploading} data-then={labels.uploaded} data-away={labels.uploadBroken}>
          <Form frame={frame} action="/imports" form={freshForm()} files submit="上传并核对">
            <FileField
              form={freshForm()}
              name="files"
              label="表格文件"
              required
              multiple
              maxFiles={mostFiles}
              maxMebibytes={limits.fileBytes / 1024 / 1024}
              accept=".xlsx,.xlsm,.xls,.et,.ods,.csv,.txt"
              hint={`Excel、WPS 表格或 CSV，不用改格式。单个文件不超过 ${limits.fileBytes / 1024 / 1024} MB、${limits.rows} 行，一次最多 ${mostFiles} 个。`}
            />
          </Form>
        </upload-progress>
        <KnownKinds kinds={kinds} />
      </Section>
      <Section title="导入记录" count={paging.total}>
        {batches.length === 0 ? (
          <Empty title="还没有导入过表格。" sentence="先上传委员名册，民情台账、提案等表会用到里面的人和乡镇。" />
        ) : (
          <Table caption="导入记录" columns={columns} rows={batches} id={({ id }) => id} href={({ id }) => `/imports/${id}`} />
        )}
        <Pagination paging={numberedPages(frame.here, paging)} />
      </Section>
    </Desk>
  );
}

function RefusedFiles({ refused }: { refused: RefusedFile[] }) {
  return (
    <Remark tone="warning">
      <p>有 {refused.length} 个文件没有读取：</p>
      <ul class="plain">
        {refused.map(({ name, sentence }) => (
          <li>
            <strong>{name}</strong>：{sentence}
          </li>
        ))}
      </ul>
    </Remark>
  );
}

function KnownKinds({ kinds }: { kinds: readonly ImportKind[] }) {
  return (
    <details class="kinds">
      <summary>能认出哪些表、下载空白模板（{kinds.length} 种）</summary>
      <p class="hint">已有台账的，直接上传：列名、列序可以和下面不同，表头上方有标题、下方有合计和说明都没有关系。从头填的，请下载空白模板。带“必填”的列每行都要有内容。</p>
      <dl>
        {kinds.map((kind) => (
          <>
            <dt>
              {kind.title}
              <a href={`/imports/kinds/${kind.name}/template.xlsx`} data-turbo="false" aria-label={`${kind.title}空白模板`}>
                <Icon name="exporting" />
                空白模板
              </a>
            </dt>
            <dd>{Object.values(kind.columns).map(({ label, required }) => (required ? `${label}（必填）` : label)).join('、')}</dd>
          </>
        ))}
      </dl>
    </details>
  );
}

export const batchBadge = (batch: ImportBatch) => {
  const tone = ({ open: 'open', entered: 'closed', undone: 'returned', dropped: 'refused' } as const)[batch.state as 'open'] ?? 'draft';
  return <Badge tone={tone}>{importBatch.states[batch.state as 'open']?.label ?? batch.state}</Badge>;
};

const columns: Column<ImportBatch>[] = [
  { key: 'file_name', label: '文件', cell: (batch) => batch.file_name, onCards: 'title' },
  { key: 'state', label: '状态', cell: batchBadge, tight: true },
  { key: 'sent_by', label: '上传人', cell: (batch) => batch.sent_by, tight: true },
  { key: 'created_at', label: '上传时间', cell: (batch) => shownMoment(batch.created_at), tight: true },
  { key: 'entered', label: '新增（条）', cell: (batch) => (batch.state === 'entered' ? batch.entered : ''), align: 'end' },
  { key: 'updated', label: '更新（条）', cell: (batch) => (batch.state === 'entered' ? batch.updated : ''), align: 'end' },
  { key: 'refused', label: '需修改（行）', cell: (batch) => (batch.state === 'entered' ? batch.refused : ''), align: 'end' },
];
