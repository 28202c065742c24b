import type { ImportKind } from '#platform/importing/kind.ts';
import { toWorkbook, type SheetColumn } from '#platform/documents/sheet.ts';
import { exampleMark } from '#platform/importing/data-rows.ts';

interface Place {
  organ: string;
  /** YYYY-MM-DD. */
  today: string;
}

/** A blank sheet of this kind: the headings as they are declared, and one grey row that shows what belongs into them. */
export function blankTemplate(kind: ImportKind, { organ, today }: Place): Promise<Uint8Array> {
  return toWorkbook({
    title: kind.title,
    note: '标“必填”的列每行都要有内容，其他列可以空着，也可以删去。灰色的示例行不会导入，留着、删去都可以。',
    organ,
    date: today,
    columns: Object.values(kind.columns).map(columnOf),
    rows: [kind],
    quiet: () => true,
  });
}

/** The first cell says that the row is an example, so that the importer leaves it aside. */
function columnOf({ label, required, read }: ImportKind['columns'][string], place: number): SheetColumn<ImportKind> {
  const heading = required ? `${label}（必填）` : label;
  const shown = read.example ?? `填${label}`;
  return { label: heading, kind: 'text', width: Math.max(12, heading.length * 2 + 2, shown.length + 2), value: () => (place === 0 ? `${exampleMark}（不导入）` : shown) };
}
