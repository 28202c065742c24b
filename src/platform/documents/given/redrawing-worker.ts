import { parentPort, workerData } from 'node:worker_threads';
import { read, type CellObject, type WorkSheet } from '@e965/xlsx';
import ExcelJS, { type Worksheet } from 'exceljs';
import { limits } from '#platform/importing/limits.ts';

const thin = { style: 'thin' } as const;
const border = { top: thin, left: thin, bottom: thin, right: thin };
const WIDEST = 60;

async function redrawn(bytes: Uint8Array): Promise<Uint8Array> {
  const book = read(bytes, { type: 'array', dense: true, cellDates: false, cellNF: true, cellStyles: true, cellFormula: true, sheetStubs: true, sheetRows: limits.rows });
  const workbook = new ExcelJS.Workbook();
  for (const [n, name] of book.SheetNames.slice(0, limits.sheets).entries()) {
    const page = workbook.addWorksheet(name, { state: book.Workbook?.Sheets?.[n]?.Hidden ? 'hidden' : 'visible' });
    redraw(page, book.Sheets[name] ?? {});
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function redraw(page: Worksheet, sheet: WorkSheet): void {
  const lines: ((CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? [];
  const table = lines.findIndex((line) => (line ?? []).filter((cell) => cell?.v !== undefined).length > 2);
  lines.forEach((line, r) => line?.slice(0, limits.columns).forEach((cell, c) => {
    if (!cell) return;
    const to = page.getCell(r + 1, c + 1);
    to.value = cell.f ? { formula: cell.f } : ((cell.v ?? null) as string | number | boolean | null);
    if (typeof cell.z === 'string') to.numFmt = cell.z;
    Object.assign(to, { font: { name: '宋体', size: 11 }, alignment: { vertical: 'middle', wrapText: true }, ...(table >= 0 && r >= table ? { border } : {}) });
  }));
  for (const { s, e } of sheet['!merges'] ?? []) {
    page.mergeCells(s.r + 1, s.c + 1, e.r + 1, e.c + 1);
    page.getCell(s.r + 1, s.c + 1).alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
  }
  sheet['!cols']?.slice(0, limits.columns).forEach((column, c) => {
    const width = column?.wch ?? column?.width;
    if (width) page.getColumn(c + 1).width = Math.min(WIDEST, width);
  });
}

parentPort?.postMessage(await redrawn(workerData as Uint8Array));
