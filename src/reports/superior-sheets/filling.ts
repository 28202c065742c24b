/** From the blank sheet to the filled one: what stands in which cell, and the workbook with it. */
import { spot as spotOf } from '#platform/documents/given/looking.ts';
import { writtenInto } from '#platform/documents/given/writing.ts';
import type { Visit } from '#platform/http/visit.ts';
import type { Standing } from '#platform/records/moment.ts';
import type { Asked } from '#reports/asked.ts';
import type { Declared } from '#reports/declared.ts';
import { unlined, type Understood } from '#reports/superior-sheets/guessing.ts';
import { listed, type Resources } from '#reports/superior-sheets/lists.ts';
import { nameIn, type Fact, type Mark } from '#reports/superior-sheets/marks.ts';
import { placing, type Whose } from '#reports/superior-sheets/placing.ts';
import { addressOf, textAt, type Form } from '#reports/superior-sheets/reading-form.ts';
import { spotsOf, type Spot } from '#reports/superior-sheets/spots.ts';
import { quotesFor, toldOf, valueOf, type Facts, type Told } from '#reports/superior-sheets/values.ts';

/** A filled cell, as it is shown and kept. */
export interface FilledCell {
  sheet: string;
  /** B4 */
  at: string;
  row: number;
  column: number;
  value: number | string;
  words: string;
  /** Of a number: what it is and where its list is. */
  told?: Told;
}

export interface Around {
  standing: Standing;
  visit: Visit;
  declared: Declared;
  resources: Resources;
  whose: readonly Whose[];
  facts: Facts;
}

/** Cells in which a superior says that nothing belongs there. */
const closed = /^(?:[/／—－×-]|——)$/u;

/** Every cell that the marks fill; of two for one cell the later. */
export async function filledCells(around: Around, sheets: readonly Understood[], marks: readonly Mark[], asked: Pick<Asked, 'from' | 'to'>): Promise<FilledCell[]> {
  const bySheet = new Map(sheets.map((one) => [one.form.sheet.name, one]));
  const filling = marks.filter(({ fills, sheet }) => fills !== '' && bySheet.has(sheet));
  const spots = filling.flatMap((mark) => spotsOf(mark, bySheet.get(mark.sheet)!, around.whose, asked));
  const quoted = await quotesFor(around.standing, around.declared, spots);
  const cells = new Map<string, FilledCell>();
  const put = (cell: Omit<FilledCell, 'at'>) => cells.set(`${cell.sheet}!${cell.row}:${cell.column}`, { ...cell, at: addressOf(cell.row, cell.column) });
  for (const { text, ...name } of namedBy(filling, sheets, around)) put({ ...name, value: text, words: '' });
  for (const spot of spots) {
    const { form } = bySheet.get(spot.sheet)!;
    if (form.look.reckoned.has(spotOf(spot.row, spot.column))) continue;
    const standing = textAt(form, spot.row, spot.column);
    const quote = quoted(spot);
    const value = quote ? valueOf(quote, form, spot) : factOf(spot, standing, around.facts);
    if (value !== undefined && !(quote && closed.test(standing))) put({ sheet: spot.sheet, row: spot.row, column: spot.column, value, words: spot.words, ...(quote ? { told: toldOf(quote) } : {}) });
  }
  for (const mark of filling.filter(({ kind }) => kind === 'list')) {
    const { form } = bySheet.get(mark.sheet)!;
    for (const cell of await listed(around.standing.reading, around.visit, around.resources, mark, form, around.declared.figures, asked)) put({ ...cell, sheet: mark.sheet, words: mark.words });
  }
  return [...cells.values()];
}

/** Where the sheet leaves it to us to name the townships whose numbers stand in its columns. */
const namedBy = (marks: readonly Mark[], sheets: readonly Understood[], { whose }: Around) =>
  sheets.flatMap(({ form, head }) => (head && marks.some(({ kind, sheet }) => kind === 'column' && sheet === form.sheet.name) ? placing(head, whose).names.map((name) => ({ sheet: form.sheet.name, ...name })) : []));

/** Behind a label it goes on with it: 填报单位：某某县政协. */
function factOf({ fills }: Spot, standing: string, facts: Facts): string | undefined {
  const value = fills.startsWith('fact:') ? facts[nameIn(fills) as Fact] : undefined;
  return value === undefined ? undefined : `${unlined(standing)}${value}`;
}

export const filledWorkbook = ({ bytes }: Form, cells: readonly FilledCell[]): Uint8Array => writtenInto(bytes, Map.groupBy(cells, ({ sheet }) => sheet));
