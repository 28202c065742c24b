import type { ImportKind } from '#platform/importing/kind.ts';
import { LongTextField, TextField } from '#platform/ui/fields.tsx';
import { FormPage } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Remark } from '#platform/ui/notice.tsx';
import type { AssessedRow } from '../assessing.ts';
import type { ImportBatch } from '../record.ts';
import type { StoredSheet } from '../store.ts';

interface RowPageProps {
  frame: Frame;
  batch: ImportBatch;
  stored: StoredSheet;
  row: AssessedRow;
  kind: ImportKind;
}

/** One row as a form, so that three cells can be mended without Excel. The cells that need it come first. */
export function RowPage({ frame, batch, stored, row, kind }: RowPageProps) {
  const wrong = row.remarks.filter(({ level }) => level === 'refuse');
  const problems = Object.fromEntries(wrong.map(({ field, sentence }) => [field, sentence]));
  const doubts = row.remarks.filter(({ level, field }) => level === 'check' && !(field in problems));
  const form = { values: row.written, problems };
  const fields = Object.entries(kind.columns).toSorted(([a], [b]) => Number(b in problems) - Number(a in problems));
  return (
    <FormPage
      frame={frame}
      title={`更正第 ${row.row} 行`}
      lead={`${batch.file_name} · ${stored.name}`}
      back={{ label: '回到核对', href: `/imports/${batch.id}?sheet=${stored.sheet}&verdict=refused` }}
      action={`/imports/${batch.id}/rows/${stored.sheet}/${row.row}`}
      form={form}
      submit="保存更正"
      above={doubts.length > 0 && <Remark>{doubts.map(({ label, sentence }) => `${label}：${sentence}`).join(' ')}</Remark>}
    >
      {fields.map(([field, { label, required }]) =>
        (row.written[field]?.length ?? 0) > 40 ? (
          <LongTextField form={form} name={field} label={label} required={required} rows={4} />
        ) : (
          <TextField form={form} name={field} label={label} required={required && field in problems} />
        ),
      )}
    </FormPage>
  );
}
