import { columnLetters, isBlank } from '#platform/importing/cell.ts';
import type { ImportKind } from '#platform/importing/kind.ts';
import { remarkLabel } from '#platform/importing/recognition.ts';
import { returnLabels } from '#platform/importing/return-labels.ts';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { ChoiceField, TextField } from '#platform/ui/fields.tsx';
import { Form, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Remark } from '#platform/ui/notice.tsx';
import type { AssessedSheet } from '../assessing.ts';
import type { ImportBatch } from '../record.ts';

interface SheetReadingProps {
  frame: Frame;
  batch: ImportBatch;
  assessed: AssessedSheet;
  kinds: readonly ImportKind[];
  /** Rows that cannot be read before a year is told. */
  asksYear: number;
  problems: Readonly<Record<string, string>>;
}

/** How the sheet is understood, and a form to change it. */
export function SheetReading({ frame, batch, assessed, kinds, asksYear, problems }: SheetReadingProps) {
  const { stored, understood } = assessed;
  const settled = assessed.rows.some(({ verdict }) => verdict === 'entered');
  const unclear = !understood || understood.recognition.missing.length > 0 || asksYear > 0 || Object.keys(problems).length > 0;
  return (
    <Section title="这张表怎样读">
      {understood ? <Facts facts={readingFacts(assessed, understood, kinds)} /> : <p>没有认出这是哪一种表，暂不导入。如果里面有数据，请在下面选择它是哪一种表。</p>}
      {asksYear > 0 && <Remark tone="warning">有 {asksYear} 行只写了月份，表头和文件名里也没有年份。请在下面填写这张表是哪一年的。</Remark>}
      {understood && understood.recognition.missing.length > 0 && <Remark tone="warning">没有找到必填的列：{understood.recognition.missing.join('、')}。请在下面指定它是哪一列。</Remark>}
      {!settled && (
        <details class="sheet-reading" open={unclear}>
          <summary>更改读法</summary>
          <Form frame={frame} action={`/imports/${batch.id}/sheets/${stored.sheet}`} form={formOf(assessed, problems)} submit="按这样重新核对">
            <ReadingFields assessed={assessed} kinds={kinds} form={formOf(assessed, problems)} />
          </Form>
        </details>
      )}
    </Section>
  );
}

function readingFacts({ stored, rows }: AssessedSheet, { recognition }: NonNullable<AssessedSheet['understood']>, kinds: readonly ImportKind[]) {
  const { header, context, mapping, headers, kind } = recognition;
  const mapped = new Set(Object.values(mapping));
  const ours: readonly string[] = [remarkLabel, ...Object.values(returnLabels)];
  const unmapped = headers.filter((name, c) => name !== null && !ours.includes(name) && !mapped.has(c) && !/^(?:序号|编号)$/u.test(name));
  return [
    { label: '这是', value: kinds.find(({ name }) => name === kind.name)?.title ?? kind.title },
    { label: '表头', value: header.first === header.last ? `第 ${header.first} 行` : `第 ${header.first} 至 ${header.last} 行` },
    { label: '数据', value: `${rows.length} 行` },
    { label: '年份', value: context.year, source: stored.choice?.told.year ? '您的选择' : context.year ? '标题或文件名' : undefined },
    { label: '乡镇（街道）', value: context.place, source: context.place ? (stored.choice?.told.place ? '您的选择' : '标题、工作表名或文件名') : undefined },
    { label: '没有用到的列', value: unmapped.join('、'), wide: unmapped.length > 3 },
  ];
}

function formOf({ stored, understood }: AssessedSheet, problems: FormState['problems']): FormState {
  return {
    values: {
      kind: stored.choice?.kind ?? '',
      header_first: understood?.recognition.header.first,
      header_last: understood?.recognition.header.last,
      year: stored.choice?.told.year,
      place: stored.choice?.told.place,
    },
    problems: Object.fromEntries(Object.entries(problems).filter(([field]) => ['kind', 'header_first', 'header_last', 'year', 'place'].includes(field))),
    scope: 'reading',
  };
}

function ReadingFields({ assessed, kinds, form }: { assessed: AssessedSheet; kinds: readonly ImportKind[]; form: FormState }) {
  const choices = kinds.map(({ name, title }) => ({ value: name, label: title }));
  return (
    <>
      <ChoiceField form={form} name="kind" label="是哪一种表" options={choices} hint="不选表示这张工作表不导入。" />
      {assessed.understood && (
        <>
          <div class="field-pair">
            <TextField form={form} name="header_first" label="表头从第几行" keyboard="numeric" short />
            <TextField form={form} name="header_last" label="到第几行" keyboard="numeric" short />
            <TextField form={form} name="year" label="年份" keyboard="numeric" short hint="只写月日的日期按这一年录入" />
            <TextField form={form} name="place" label="乡镇（街道）" short hint="没有这一列时用" />
          </div>
          <ColumnChoices assessed={assessed} understood={assessed.understood} />
        </>
      )}
    </>
  );
}

function ColumnChoices({ assessed, understood }: { assessed: AssessedSheet; understood: NonNullable<AssessedSheet['understood']> }) {
  const { recognition } = understood;
  const fieldAt = new Map(Object.entries(recognition.mapping).map(([field, column]) => [column, field]));
  const fields = Object.entries(recognition.kind.columns);
  return (
    <fieldset class="field-group">
      <legend>每一列是什么</legend>
      <input type="hidden" name="columns" value="1" />
      <ul class="column-choices">
        {recognition.headers.map((header, c) =>
          header === null || header === remarkLabel ? null : (
            <li>
              <label for={`column-${c}`}>
                <span class="column-letters">{columnLetters(c)}</span>
                {header}
                <span class="hint">{sampleOf(assessed, recognition.header.last, c)}</span>
              </label>
              <select class="form-select" id={`column-${c}`} name={`column-${c}`}>
                <option value="">不用这一列</option>
                {fields.map(([field, { label, required }]) => (
                  <option value={field} selected={fieldAt.get(c) === field}>
                    {label}
                    {required ? '（必填）' : ''}
                  </option>
                ))}
              </select>
            </li>
          ),
        )}
      </ul>
    </fieldset>
  );
}

/** The first content under a header, so that one sees what the column holds. */
function sampleOf({ sheet }: AssessedSheet, lastHeaderRow: number, column: number): string {
  const cell = sheet.rows.find((row) => row.number > lastHeaderRow && !isBlank(row.cells[column]))?.cells[column];
  return cell ? `如：${Array.from(cell.text.replace(/\s+/gu, ' ')).slice(0, 16).join('')}` : '（空列）';
}
