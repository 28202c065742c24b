import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { ChoiceField } from '#platform/ui/fields.tsx';
import { FormPage, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import type { AssessedRow } from '../assessing.ts';
import type { ImportBatch } from '../record.ts';
import type { StoredSheet } from '../store.ts';

interface DecidingPageProps {
  frame: Frame;
  batch: ImportBatch;
  stored: StoredSheet;
  row: AssessedRow;
  form: FormState;
}

/** One row that came back from Excel and that somebody changed meanwhile: cell by cell, which of the two stands. Nothing is chosen beforehand. */
export function DecidingPage({ frame, batch, stored, row, form }: DecidingPageProps) {
  return (
    <FormPage
      frame={frame}
      title={`第 ${row.row} 行：两边都改过`}
      lead="表格导出以后，别人在系统里也改了同样的格子。请逐格选择，选好后再一起导入。"
      back={{ label: '回到核对', href: `/imports/${batch.id}?sheet=${stored.sheet}` }}
      action={`/imports/${batch.id}/rows/${stored.sheet}/${row.row}/deciding`}
      form={form}
      submit="就这样定"
      above={<Section title="表格里的这一行"><Facts facts={writtenIn(row)} /></Section>}
    >
      {(row.standing?.conflicts ?? []).map(({ column, label, before, file, system }) => (
        <ChoiceField form={form} name={column} label={label} required hint={`导出时：${before}`} options={[{ value: 'file', label: `用表格的：${file}` }, { value: 'system', label: `保留系统的：${system}` }]} />
      ))}
    </FormPage>
  );
}

/** The row as the sheet has it, so that one sees which matter it is. */
const writtenIn = ({ written, headers }: AssessedRow) =>
  Object.entries(written).filter(([, text]) => text.trim() !== '').map(([field, text]) => ({ label: headers[field] ?? field, value: text }));
