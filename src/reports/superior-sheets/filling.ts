/** From the blank sheet to the filled one: the superior's own workbook, with numbers in its cells. */
import type { Worksheet } from 'exceljs';
import { isBlank } from '#platform/importing/cell.ts';
import { Problem } from '#platform/problems.ts';
import type { Blank } from '#reports/superior-sheets/blank.ts';

/** What stands in one row: a place with its numbers by the name of the figure. */
export interface Filled {
  place: string;
  values: ReadonlyMap<string, number>;
}

/** The columns of the sheet with the figures that were chosen for them. */
export type Chosen = ReadonlyMap<number, string>;

/**
 * Writes the numbers in: where the sheet names the townships, into their rows; else one row for each under the header, and the whole county last. What
 * the sheet reckons by a formula stays its own.
 * @throws Problem 422 when the workbook cannot be written into
 */
export async function filledWorkbook(bytes: Uint8Array, blank: Blank, chosen: Chosen, places: readonly Filled[], county: Filled): Promise<Uint8Array> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  await workbook.xlsx.load(copy).catch(() => {
    throw new Problem(422, 'not_writable', '这个文件的格式系统写不进去。请用 Excel 或 WPS 打开，另存为新的“.xlsx”，重新添加到附件。');
  });
  const page = workbook.getWorksheet(blank.sheet.name) ?? workbook.worksheets[0]!;
  for (const [row, filled] of rowsFor(blank, places, county)) writeRow(page, row, blank, chosen, filled);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** Which row holds whom. */
export function rowsFor({ sheet, header, place }: Blank, places: readonly Filled[], county: Filled): Map<number, Filled> {
  if (place === undefined) return new Map([[header + 1, county]]);
  const named = sheet.rows.filter(({ number }) => number > header).flatMap(({ number, cells }) => {
    const cell = cells[place];
    const filled = isBlank(cell) ? undefined : whoseRow(cell.text, places, county);
    return filled ? [[number, filled] as const] : [];
  });
  if (named.length > 0) return new Map(named);
  return new Map([...places, county].map((filled, n) => [header + 1 + n, filled]));
}

/** The longest name that stands in the cell, so that 新城镇 is not taken for 城镇. */
function whoseRow(text: string, places: readonly Filled[], county: Filled): Filled | undefined {
  if (/^\s*(?:合\s*计|总\s*计|全县)/u.test(text)) return county;
  return places.filter(({ place }) => text.includes(place)).toSorted((a, b) => b.place.length - a.place.length)[0];
}

function writeRow(page: Worksheet, row: number, { place }: Blank, chosen: Chosen, filled: Filled): void {
  if (place !== undefined && !page.getCell(row, place + 1).value) page.getCell(row, place + 1).value = filled.place;
  for (const [index, figure] of chosen) {
    const cell = page.getCell(row, index + 1);
    const value = filled.values.get(figure);
    if (value !== undefined && !cell.formula) cell.value = value;
  }
}
