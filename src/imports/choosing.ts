import { columnLetters } from '#platform/importing/cell.ts';
import { limits } from '#platform/importing/limits.ts';
import { recognise, recogniseAs } from '#platform/importing/recognition.ts';
import type { Sent } from '#platform/http/body.ts';
import { Problem } from '#platform/problems.ts';
import { type ImportsChapter, targetOf } from './chapter.ts';
import type { ImportBatch } from './record.ts';
import type { SheetChoice, StoredSheet } from './store.ts';
import { wholeNumber } from './whole-number.ts';

/** The reading that the form asks for. Kind or header changed: columns are found anew; otherwise they are as chosen. */
export function chosen(chapter: ImportsChapter, batch: ImportBatch, stored: StoredSheet, places: string[], body: Sent): SheetChoice | null {
  const name = body.text('kind');
  if (!name) return null;
  const target = targetOf(chapter, name);
  if (!target) throw new Problem(422, 'no_kind', '没有这种表。请从列出的几种里选择。', { fields: { kind: '请从列出的几种里选择。' } });
  const sheet = { name: stored.name, hidden: stored.hidden, rows: stored.rows.map(({ row, cells }) => ({ number: row, cells })), hiddenColumns: [] };
  const told = toldBy(body);
  const options = { fileName: batch.file_name, places, told };
  const asked = headerAsked(stored, body);
  const header = asked ?? (stored.choice?.kind === name ? stored.choice.header : recognise(sheet, [target.kind], options)?.header) ?? { first: stored.rows[0]?.row ?? 1, last: stored.rows[0]?.row ?? 1 };
  const same = stored.choice?.kind === name && stored.choice.header.first === header.first && stored.choice.header.last === header.last;
  const mapping = same ? mappingAsked(Object.keys(target.kind.columns), stored.choice!.mapping, body) : recogniseAs(sheet, target.kind, header, options).mapping;
  return { kind: name, header, mapping, told };
}

function toldBy(body: Sent): SheetChoice['told'] {
  const [year, place] = [body.text('year'), body.text('place')];
  if (year && !/^(19|20)\d{2}$/u.test(year)) throw new Problem(422, 'bad_year', `“${year}”不是年份。请填四位数字，如 2025。`, { fields: { year: '请填四位数字，如 2025。' } });
  return { ...(year ? { year: Number(year) } : {}), ...(place ? { place: place.slice(0, 50) } : {}) };
}

function headerAsked(stored: StoredSheet, body: Sent): SheetChoice['header'] | null {
  const first = wholeNumber(body.text('header_first'));
  if (first === null) return null;
  const last = wholeNumber(body.text('header_last')) ?? first;
  const lastRow = stored.rows.at(-1)?.row ?? 0;
  if (last < first || last - first >= limits.headerDepth || last >= lastRow) {
    throw new Problem(422, 'bad_header', `表头行不对：最多 ${limits.headerDepth} 行，并且下面还要有数据。请核对行号。`, { fields: { header_first: '请核对行号。' } });
  }
  return { first, last };
}

/** `column-<index>` holds a field's name, or nothing. A field may stand once. */
function mappingAsked(fields: string[], before: Readonly<Record<string, number>>, body: Sent): Record<string, number> {
  const asked = Array.from({ length: limits.columns }, (_, index) => ({ index, field: body.text(`column-${index}`) }));
  if (!body.form?.has('columns') && !body.json) return { ...before };
  if (body.json && asked.every(({ field }) => field === undefined)) return { ...before };
  const mapping: Record<string, number> = {};
  for (const { index, field } of asked) {
    if (!field || !fields.includes(field)) continue;
    if (field in mapping) throw new Problem(422, 'column_twice', `${columnLetters(mapping[field]!)} 列和 ${columnLetters(index)} 列对应了同一项。请改其中一列。`);
    mapping[field] = index;
  }
  return mapping;
}
