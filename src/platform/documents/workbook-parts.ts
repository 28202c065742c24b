/** The parts of a workbook that say how it looks (ISO/IEC 29500-1, SpreadsheetML). */
import type { ColumnKind, SheetColumn } from './sheet.ts';

const faces = { title: '方正小标宋简体', header: '黑体', body: '仿宋_GB2312' };
const grey = 'FF7F7F7F';

const kindsInOrder: readonly ColumnKind[] = ['text', 'number', 'date'];
/** `@` is Excel's text format: what is typed later into such a cell stays as typed, too. */
const TEXT_FORMAT = 49;
const formats: Record<ColumnKind, number> = { text: TEXT_FORMAT, number: 0, date: TEXT_FORMAT };
const alignments: Record<ColumnKind, string> = {
  text: 'horizontal="left" vertical="center" wrapText="1"', number: 'horizontal="right" vertical="center"', date: 'horizontal="center" vertical="center"',
};

/** Numbers of the looks that are no column's. */
export const looks = { title: 1, note: 2, header: 3 } as const;
const FIRST_CELL = 4;
const FIRST_COLUMN = FIRST_CELL + kindsInOrder.length * 4;

type Kept = Pick<SheetColumn<unknown>, 'kind' | 'locked'>;

/** The look of a cell of this column, bordered. */
export const cellLook = ({ kind, locked }: Kept, quiet: boolean): number => FIRST_CELL + kindsInOrder.indexOf(kind) * 4 + (locked ? 2 : 0) + (quiet ? 1 : 0);

/** The look of the column below the last row, where somebody may go on writing. */
export const columnLook = ({ kind, locked }: Kept): number => FIRST_COLUMN + kindsInOrder.indexOf(kind) * 2 + (locked ? 1 : 0);

const protection = (locked: boolean): string => `<protection locked="${locked ? 1 : 0}"/>`;

/** A look: which face, border and number format, and how it stands in its cell. */
const look = (font: number, border: number, format: number, alignment: string, locked: boolean): string =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1" applyProtection="1"><alignment ${alignment}/>${protection(locked)}</xf>`;

const font = (name: string, size: number, more = ''): string => `<font>${more}<sz val="${size}"/>${more ? `<color rgb="${grey}"/>` : ''}<name val="${name}"/><charset val="134"/></font>`;

const fonts = [font(faces.body, 11), font(faces.title, 18), font(faces.header, 11), font(faces.body, 11, '<i/>')];
const BODY = 0;
const QUIET = 3;
const grid = ['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="thin"><color auto="1"/></${side}>`).join('');

const cellLooks = kindsInOrder.flatMap((kind) => [false, true].flatMap((locked) => [BODY, QUIET].map((face) => look(face, 1, formats[kind], alignments[kind], locked))));
const columnLooks = kindsInOrder.flatMap((kind) => [false, true].map((locked) => look(BODY, 0, formats[kind], alignments[kind], locked)));
const allLooks = [
  look(BODY, 0, 0, 'vertical="center"', true),
  look(1, 0, 0, 'horizontal="center" vertical="center"', true),
  look(BODY, 0, 0, 'horizontal="left" vertical="center"', true),
  look(2, 1, TEXT_FORMAT, 'horizontal="center" vertical="center" wrapText="1"', true),
  ...cellLooks, ...columnLooks,
];

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';

const counted = (tag: string, parts: readonly string[]): string => `<${tag} count="${parts.length}">${parts.join('')}</${tag}>`;

export const styles = `${head}<styleSheet xmlns="${main}">${counted('fonts', fonts)}<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>${
  counted('borders', ['<border><left/><right/><top/><bottom/><diagonal/></border>', `<border>${grid}<diagonal/></border>`])}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${
  counted('cellXfs', allLooks)}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const format = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export const contentTypes = `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${
  Object.entries({ 'xl/workbook.xml': `${format}.sheet.main+xml`, 'xl/worksheets/sheet1.xml': `${format}.worksheet+xml`, 'xl/styles.xml': `${format}.styles+xml`, 'docProps/core.xml': 'application/vnd.openxmlformats-package.core-properties+xml' })
    .map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`).join('')}</Types>`;

const related = (pairs: readonly (readonly [string, string])[]): string =>
  `${head}<Relationships xmlns="${packaged}/relationships">${pairs.map(([type, target], n) => `<Relationship Id="rId${n + 1}" Type="${type}" Target="${target}"/>`).join('')}</Relationships>`;

export const packageRelations = related([[`${relations}/officeDocument`, 'xl/workbook.xml'], [`${packaged}/relationships/metadata/core-properties`, 'docProps/core.xml']]);
export const workbookRelations = related([[`${relations}/worksheet`, 'worksheets/sheet1.xml'], [`${relations}/styles`, 'styles.xml']]);

/** The workbook with its one sheet; the rows of the head are printed on every page. `name` is escaped. */
export const workbookOf = (name: string, headRows: number): string =>
  `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><bookViews><workbookView/></bookViews><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'${name}'!$1:$${headRows}</definedName></definedNames></workbook>`;

/** What stands before the rows of the sheet. */
export const sheetStart = (columns: readonly SheetColumn<any>[], headRows: number): string =>
  `${head}<worksheet xmlns="${main}" xmlns:r="${relations}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${headRows}" topLeftCell="A${headRows + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${
    columns.map((column, n) => `<col min="${n + 1}" max="${n + 1}" width="${column.width}" style="${columnLook(column)}" customWidth="1"${column.locked ? ' hidden="1"' : ''}/>`).join('')}</cols><sheetData>`;

/** A4 in Excel's numbering of paper sizes. */
const A4 = 9;

/** What stands behind them: A4 landscape, one page wide, pages counted. */
export const sheetEnd = (merged: readonly string[], locked: boolean): string =>
  `</sheetData>${locked ? '<sheetProtection sheet="1" formatCells="0" formatColumns="0" formatRows="0" insertRows="0" sort="0" autoFilter="0"/>' : ''}${
    counted('mergeCells', merged.map((range) => `<mergeCell ref="${range}"/>`))}<printOptions horizontalCentered="1"/><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.4"/><pageSetup paperSize="${A4}" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C第 &amp;P 页　共 &amp;N 页</oddFooter></headerFooter></worksheet>`;
