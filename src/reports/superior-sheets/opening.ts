/** A superior's sheet with its blank workbook opened: what it says, what fills it. */
import { attachmentsOf } from '#platform/files/attachments.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Declared } from '#reports/declared.ts';
import { declaredWithOwn } from '#reports/figures/facts.ts';
import { understood, type Understood } from '#reports/superior-sheets/guessing.ts';
import { sourcesOf, type Source } from '#reports/superior-sheets/marks.ts';
import { readForm, type Form } from '#reports/superior-sheets/reading-form.ts';
import { superiorSheet, type SuperiorSheet } from '#reports/superior-sheets/record.ts';
import { settled, type Settled } from '#reports/superior-sheets/settling.ts';

export interface Opened {
  form: Form;
  sheets: readonly Understood[];
  settled: Settled;
  sources: readonly Source[];
  /** With the county's own figures. */
  declared: Declared;
}

/** Opened forms by their content, which never changes: a clerk opens the same one cell by cell. Larger ones are read again. */
const forms = new Map<string, Promise<Form>>();
const MOST_FORMS = 8;
const LARGEST_KEPT = 1024 * 1024;

/**
 * The newest workbook that is attached, understood; undefined while there is none.
 * @throws Problem when what is attached is none, or cannot be read
 */
export async function openSheet(reading: Reading, declared: Declared, row: SuperiorSheet): Promise<Opened | undefined> {
  const standing = (await attachmentsOf(reading, superiorSheet, row.id)).filter(({ withdrawn_at }) => !withdrawn_at);
  const file = standing.findLast(({ kind }) => kind === 'xlsx' || kind === 'xls');
  if (!file && standing.length > 0) throw new Problem(422, 'not_workbook', '附件里没有 Excel 表格。请把上级发来的空表（.xlsx 或 .xls）添加到附件；是别的格式的，请先用 Excel 或 WPS 另存为“.xlsx”。');
  if (!file) return undefined;
  const form = await formOf(`${reading.county}:${file.hash}`, Number(file.bytes), async () => readForm({ ...file, bytes: new Uint8Array(await new Response(await reading.house.files.open(reading.county, file.hash)).arrayBuffer()) }));
  const known = await declaredWithOwn(reading, declared);
  const sources = sourcesOf(known);
  const sheets = understood(form, sources);
  return { form, sheets, sources, declared: known, settled: settled(row.marks, sheets) };
}

/** @throws Problem 422 while there is no blank sheet */
export async function expectOpened(reading: Reading, declared: Declared, row: SuperiorSheet): Promise<Opened> {
  const opened = await openSheet(reading, declared, row);
  if (!opened) throw new Problem(422, 'no_blank', '还没有空表。请先把上级发来的 Excel 空表添加进来。');
  return opened;
}

function formOf(key: string, bytes: number, read: () => Promise<Form>): Promise<Form> {
  const known = forms.get(key);
  if (known) return known;
  const form = read();
  if (bytes > LARGEST_KEPT) return form;
  forms.set(key, form);
  form.catch(() => forms.delete(key));
  if (forms.size > MOST_FORMS) forms.delete(forms.keys().next().value!);
  return form;
}
