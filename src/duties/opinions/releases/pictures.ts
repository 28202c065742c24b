import { attachmentsOf, getAttachment, type Attachment } from '#platform/files/attachments.ts';
import { coverParts, type Box } from '#platform/files/covering.ts';
import { kindNamed, type ImageKind } from '#platform/files/kinds.ts';
import { isPrivy } from '#platform/lifecycle/lifecycle.ts';
import { invalid, notFound } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import type { KeptFile } from '#platform/files/taking-in.ts';

/** The grid over a picture: fine enough for a face in a group, few enough for a thumb. */
export const COLUMNS = 16;
export const ROWS = 12;

/** The pictures of an entry, for those who may open its files. */
export async function picturesOf(reading: Reading, entry: LedgerEntry | undefined): Promise<Attachment[]> {
  if (!entry || !isPrivy(ledgerEntry, reading.actor, entry)) return [];
  return (await attachmentsOf(reading, ledgerEntry, entry.id)).filter(({ kind, withdrawn_at }) => kindNamed(kind).image && !withdrawn_at);
}

/** @throws Problem 404 for whoever may not open it, and for what is no picture */
export async function getPicture(reading: Reading, entry: LedgerEntry, id: string): Promise<Attachment> {
  const picture = await getAttachment(reading, ledgerEntry, entry.id, id);
  if (!isPrivy(ledgerEntry, reading.actor, entry) || !kindNamed(picture.kind).image) throw notFound('这张图片');
  return picture;
}

/** The ticked cells of the grid, those side by side as one box. */
export function boxesOf(cells: readonly string[]): Box[] {
  const ticked = [...new Set(cells.map(Number))].filter((n) => Number.isInteger(n) && n >= 0 && n < COLUMNS * ROWS).toSorted((a, b) => a - b);
  if (ticked.length === 0) throw invalid({ cell: '还没有选要遮住的地方。确实不用遮的图片，请另存后在附件里添加。' });
  const rows: { row: number; first: number; last: number }[] = [];
  for (const n of ticked) {
    const [row, column] = [Math.floor(n / COLUMNS), n % COLUMNS];
    const before = rows.at(-1);
    if (before?.row === row && before.last === column - 1) before.last = column;
    else rows.push({ row, first: column, last: column });
  }
  return rows.map(({ row, first, last }) => ({ left: first / COLUMNS, top: row / ROWS, width: (last - first + 1) / COLUMNS, height: 1 / ROWS }));
}

/** The covered picture in the store, under a name that tells nothing. */
export const covered = (reading: Reading, picture: Attachment, boxes: readonly Box[]): Promise<KeptFile> =>
  coverParts(reading.house.files, reading.county, { hash: picture.hash, kind: picture.kind as ImageKind }, boxes, '遮盖后的图片');

