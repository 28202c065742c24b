/** The marks that hold for a sheet: those the office set, found again by their words when the superior changed the sheet, and what the words suggest besides. */
import { bareLabel } from '#platform/importing/labels.ts';
import { freeBeside, unlined, type Understood } from '#reports/superior-sheets/guessing.ts';
import { keyOf, type Mark, type MarkKind } from '#reports/superior-sheets/marks.ts';
import { addressOf, isFree, placeOf, textAt, type FormSheet } from '#reports/superior-sheets/reading-form.ts';

export interface Settled {
  /** What fills the sheet; a guess is marked as one. */
  marks: (Mark & { guessed?: true; movedFrom?: string })[];
  /** What the office set and the sheet no longer has. */
  lost: Mark[];
}

export function settled(saved: readonly Mark[], sheets: readonly Understood[]): Settled {
  const found = saved.map((mark) => ({ mark, now: foundAgain(mark, sheets) }));
  const own = found.flatMap(({ mark, now }) => (now ? [{ ...now, ...(now.at !== mark.at ? { movedFrom: mark.at } : {}) }] : []));
  const taken = new Set(own.map(keyOf));
  const guesses = sheets.flatMap(({ guesses }) => guesses).filter((guess) => !taken.has(keyOf(guess))).map((guess) => ({ ...guess, guessed: true as const }));
  return { marks: [...guesses, ...own], lost: found.flatMap(({ mark, now }) => (now || mark.fills === '' ? [] : [mark])) };
}

/** Where its words stand now: at its place, else at the only other one. */
function foundAgain(mark: Mark, sheets: readonly Understood[]): Mark | undefined {
  const sheet = sheetOf(mark, sheets);
  if (!sheet) return undefined;
  const here = { ...mark, sheet: sheet.form.sheet.name };
  if (mark.words === '' || alike(wordsAt(mark.kind, mark.at, sheet), mark.words)) return here;
  const others = [...new Set(placesWith(mark, sheet))];
  return others.length === 1 ? { ...here, at: others[0]! } : undefined;
}

/** By its name; a renamed one by its words, and the one whose header is understood best where nothing else is known. */
function sheetOf(mark: Mark, sheets: readonly Understood[]): Understood | undefined {
  const named = sheets.find(({ form }) => form.sheet.name === mark.sheet);
  if (named) return named;
  const withWords = sheets.filter((sheet) => mark.words !== '' && placesWith(mark, sheet).length > 0);
  return withWords.length > 0 ? withWords[0] : sheets.toSorted((a, b) => (b.head?.sure ?? 0) - (a.head?.sure ?? 0))[0];
}

const alike = (one: string, other: string): boolean => bareLabel(one) === bareLabel(other);

/** The words by which a place is known. */
export function wordsAt(kind: MarkKind, at: string, { form, head }: Understood): string {
  const { row, column } = placeOf(at);
  if (kind === 'column') return head?.columns.find(({ letter }) => letter === at)?.header ?? '';
  if (kind === 'row') return labelOf(form, row);
  if (kind === 'list') return row > 0 ? textAt(form, row - 1, column) : '';
  return unlined(textAt(form, row, column)) || nearestLeft(form, row, column) || (row > 0 ? textAt(form, row - 1, column) : '');
}

const labelOf = (form: FormSheet, row: number): string => form.rows.get(row + 1)?.cells.find((cell) => cell && cell.number === undefined && cell.text.trim() !== '')?.text.trim() ?? '';

function nearestLeft(form: FormSheet, row: number, column: number): string {
  for (let at = column - 1; at >= 0; at--) if (!isFree(form, row, at)) return textAt(form, row, at);
  return '';
}

/** Every place of the kind that has these words. */
function placesWith({ kind, words, fills }: Mark, { form, head }: Understood): string[] {
  if (kind === 'column') return (head?.columns ?? []).filter(({ header }) => alike(header, words)).map(({ letter }) => letter);
  const standing = form.sheet.rows.flatMap(({ number, cells }) => cells.flatMap((cell, column) => (cell && !cell.merged && alike(unlined(cell.text), words) ? [{ row: number - 1, column }] : [])));
  return standing.map(({ row, column }) => {
    if (kind === 'row') return String(row + 1);
    if (kind === 'list') return addressOf(row + 1, column);
    return addressOf(row, fills.startsWith('fact:') && /[:：]$/u.test(words) ? column : freeBeside(form, row, column));
  });
}
