/** Tables: a full grid, the header row repeated on every page, rows kept whole, numbers aligned; of a form, the first column as its header. */
import { AlignmentType, BorderStyle, HeightRule, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlign, WidthType } from 'docx';
import { block, size, tableLine } from '../measures.ts';
import type { Run, Table as TableBlock, TableColumn } from '../model.ts';
import { exactly, run, type Look } from './runs.ts';

const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT };
const thin = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const borders = { top: thin, bottom: thin, left: thin, right: thin, insideHorizontal: thin, insideVertical: thin };
/** Twips between text and rule. */
const padding = { top: 40, bottom: 40, left: 85, right: 85 };

/** As wide as the text block, or as another block is. */
export function gridTable(table: TableBlock, width = block.width): Table {
  const widths = columnWidths(table.columns, width);
  const header = table.form ? [] : [row(table.columns.map((column) => column.label), table.columns, widths, 'all')];
  const rows = table.rows.map((cells) => row(cells, table.columns, widths, table.form ? 'first' : 'none'));
  return new Table({
    rows: [...header, ...rows],
    columnWidths: widths,
    width: { size: width, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders,
    margins: padding,
  });
}

/** Which cells of a row are headers. */
type Headers = 'all' | 'first' | 'none';

function row(cells: readonly (string | Run)[], columns: readonly TableColumn[], widths: readonly number[], headers: Headers): TableRow {
  return new TableRow({
    tableHeader: headers === 'all',
    cantSplit: true,
    height: { value: tableLine, rule: HeightRule.ATLEAST },
    children: columns.map((column, place) => cell(cells[place] ?? '', headers === 'all' ? 'center' : column.align, widths[place] ?? 0, headers === 'all' || (headers === 'first' && place === 0))),
  });
}

function cell(content: string | Run, align: TableColumn['align'], width: number, isHeader: boolean): TableCell {
  const look: Look = { size: size.table, face: isHeader ? 'hei' : 'fang' };
  const text = typeof content === 'string' ? content : content.text;
  return new TableCell({
    verticalAlign: VerticalAlign.CENTER,
    width: { size: width, type: WidthType.DXA },
    children: text.split(/\r?\n/).map((line) =>
      new Paragraph({
        alignment: alignments[align],
        spacing: { before: 0, after: 0, ...exactly(tableLine) },
        children: [run(line, look)],
      })),
  });
}

/** Whole twips that add up to the width, by the columns' shares. */
function columnWidths(columns: readonly TableColumn[], whole: number): number[] {
  const shares = columns.reduce((sum, column) => sum + column.share, 0);
  let spent = 0;
  let passed = 0;
  return columns.map((column) => {
    passed += column.share;
    const end = Math.round((whole * passed) / shares);
    const width = end - spent;
    spent = end;
    return width;
  });
}
