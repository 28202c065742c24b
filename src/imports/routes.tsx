import { isId } from '#platform/records/read.ts';
import { limits } from '#platform/importing/limits.ts';
import { markedWorkbook } from '#platform/importing/marked.ts';
import { committeeChoices } from '#institutions/facts.ts';
import { check } from '#platform/lifecycle/lifecycle.ts';
import { workbookType } from '#platform/documents/sheet.ts';
import { notFound, Problem, Repeated } from '#platform/problems.ts';
import { keeping, transact } from '#platform/records/act.ts';
import { count, get, list } from '#platform/records/read.ts';
import { refuse, take } from '#platform/records/write.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { openedVersion, requestId, sent, type Sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { dayOf, today } from '#platform/time.ts';
import { appliedAt } from '#plans/facts.ts';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { assessSheet, type AssessedRow } from './assessing.ts';
import { chosen } from './choosing.ts';
import { freshForm } from '#platform/ui/form.tsx';
import { type ImportsChapter, kindsIn, targetOf } from './chapter.ts';
import { enterBatch } from './entering.ts';
import { batchJson, previewJson } from './json.ts';
import { openBatch, type SentFile } from './opening.ts';
import { BatchPage } from './pages/batch.tsx';
import { ImportsPage, type RefusedFile } from './pages/imports.tsx';
import { DecidingPage } from './pages/deciding.tsx';
import { RowPage } from './pages/row.tsx';
import { asksForYear, countsOf, previewOf, rowsWith } from './reading.ts';
import { wholeNumber } from './whole-number.ts';
import { importBatch, type ImportBatch } from './record.ts';
import { choose, decide, mend, sheetsOf, type Decided, type StoredSheet } from './store.ts';
import { blankTemplate } from './template.ts';
import { undoBatch } from './undoing.ts';
import { countWords } from './words.ts';

/** Files of one upload, and all of them together. */
const mostFiles = 10;
const uploadBytes = 4 * limits.fileBytes;
const batchesOnPage = 20;
const rowsOnPage = 20;
const mostRowsOnPage = 200;

/** 表格导入: its pages and their JSON twins. */
export function mountImports(site: Site, chapter: ImportsChapter): void {
  const tag = importBatch.title;
  const answer = { type: 'object' };
  const at = '/imports/:id';
  site.add({ method: 'GET', path: '/imports', handle: listBatches(chapter), api: { summary: '导入记录', tag, answer } });
  site.add({ method: 'POST', path: '/imports', handle: receiveFiles(chapter), limit: uploadBytes, api: { summary: '上传表格（multipart，字段 files）', tag, answer, status: 201 } });
  site.add({ method: 'GET', path: at, handle: showBatch(chapter), api: { summary: '预览：每张工作表怎样读，每一行会怎样', tag, answer } });
  site.add({ method: 'GET', path: '/imports/kinds/:kind/template.xlsx', handle: giveTemplate(chapter) });
  site.add({ method: 'GET', path: `${at}/marked.xlsx`, handle: returnMarked(chapter) });
  site.add({ method: 'POST', path: `${at}/sheets/:sheet`, handle: chooseSheet(chapter), api: { summary: '更改一张工作表的读法', tag, answer } });
  site.add({ method: 'GET', path: `${at}/rows/:sheet/:row`, handle: showRow(chapter) });
  site.add({ method: 'POST', path: `${at}/rows/:sheet/:row`, handle: mendRow(chapter), api: { summary: '更正一行', tag, answer } });
  site.add({ method: 'GET', path: `${at}/rows/:sheet/:row/deciding`, handle: showConflicts(chapter) });
  site.add({ method: 'POST', path: `${at}/rows/:sheet/:row/deciding`, handle: decideRow(chapter), api: { summary: '两边都改过的格子以哪一个为准', tag, answer } });
  site.add({ method: 'POST', path: `${at}/entering`, handle: enter(chapter), api: { summary: '导入合格的行', tag, answer } });
  site.add({ method: 'POST', path: `${at}/dropping`, handle: drop, api: { summary: '不导入', tag, answer } });
  site.add({ method: 'POST', path: `${at}/undoing`, handle: undo(chapter), api: { summary: '撤销整批', tag, answer } });
}

const listBatches = (chapter: ImportsChapter): Handler => (visit) => drawImports(visit, chapter, [], 200);

async function drawImports(visit: Visit, chapter: ImportsChapter, refused: RefusedFile[], status: number): Promise<Response> {
  const at = pageNumber(visit);
  return look(visit, async (reading) => {
    const total = await count(reading, importBatch);
    const rows = await list(reading, importBatch, { order: [{ column: 'created_at', descending: true }], limit: batchesOnPage, offset: (at - 1) * batchesOnPage });
    if (visit.json) return json(visit, { items: rows.map((row) => batchJson(visit.actor, row)), total, page: at, size: batchesOnPage });
    return page(visit, <ImportsPage frame={frameOf(visit)} batches={rows} paging={{ page: at, size: batchesOnPage, total }} kinds={kindsIn(chapter, visit.county)} refused={refused} mostFiles={mostFiles} />, status);
  });
}

const receiveFiles = (chapter: ImportsChapter): Handler => async (visit) => {
  const body = await sent(visit);
  const files = await filesOf(body);
  const opened: ImportBatch[] = [];
  const refused: RefusedFile[] = [];
  for (const [i, file] of files.entries()) {
    const request = requestId(visit, body);
    try {
      opened.push(await openBatch(visit.house, visit.actor, chapter, file, request && `${request.slice(0, 60)}-${i}`));
    } catch (error) {
      if (error instanceof Repeated) opened.push(await look(visit, (reading) => get(reading, importBatch, error.id)));
      else if (error instanceof Problem && error.status !== 403) refused.push({ name: file.name, status: error.status, sentence: error.message });
      else throw error;
    }
  }
  if (visit.json) {
    if (opened.length === 0) throw new Problem(refused[0]!.status, 'file_refused', refused.map(({ name, sentence }) => `${name}：${sentence}`).join(' '));
    return json(visit, { items: opened.map((batch) => batchJson(visit.actor, batch)), refused }, 201);
  }
  if (refused.length > 0) return drawImports(visit, chapter, refused, opened.length > 0 ? 200 : refused[0]!.status);
  if (opened.length === 1) return seeOther(visit, `/imports/${opened[0]!.id}`);
  return seeOther(visit, '/imports', { tone: 'good', sentence: `已读取 ${opened.length} 个文件。请逐个打开，核对后导入；委员名册请先导入，别的表会用到。` });
};

/** @throws Problem 422 without a file, or with too many */
async function filesOf(body: Sent): Promise<SentFile[]> {
  const files = (body.form?.getAll('files') ?? []).filter((file): file is File => typeof file !== 'string' && (file.size > 0 || file.name !== ''));
  if (files.length === 0) throw new Problem(422, 'no_file', '还没有选择文件。请选择要导入的表格。', { fields: { files: '请选择要导入的表格。' } });
  if (files.length > mostFiles) throw new Problem(422, 'too_many_files', `一次最多 ${mostFiles} 个文件，这次有 ${files.length} 个。请分几次上传。`, { fields: { files: `一次最多 ${mostFiles} 个文件。` } });
  return Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
}

const showBatch = (chapter: ImportsChapter): Handler => (visit) => drawBatch(visit, chapter, 200);

async function drawBatch(visit: Visit, chapter: ImportsChapter, status: number, problem?: Problem): Promise<Response> {
  const { preview, undoing } = await look(visit, async (reading) => {
    const opened = await previewOf(reading, chapter, visit.param('id'));
    return { preview: opened, undoing: opened.batch.state === 'entered' ? await appliedAt(reading, 'import.undo_days', dayOf(opened.batch.changed_at)) : undefined };
  });
  const at = pageNumber(visit);
  const size = Math.min(mostRowsOnPage, wholeNumber(visit.query.get('size')) ?? rowsOnPage);
  const first = preview.sheets.findIndex(({ understood }) => understood);
  const sheet = Math.min(wholeNumber(visit.query.get('sheet'), 0) ?? Math.max(first, 0), Math.max(preview.sheets.length - 1, 0));
  const rows = preview.sheets[sheet] ? rowsWith(preview.sheets[sheet], visit.query.get('verdict') ?? undefined) : [];
  const shown = { sheet, rows: rows.slice((at - 1) * size, at * size), total: rows.length, page: at, size };
  if (visit.json) return json(visit, previewJson(visit.actor, preview, shown), status);
  return page(visit, <BatchPage frame={frameOf(visit)} actor={visit.actor} preview={preview} shown={shown} kinds={kindsIn(chapter, visit.county)} problem={problem} records={visit.house.records} undoing={undoing} />, status);
}

/** Reads one sheet for a change of it, and makes sure that the person may still work on the batch. */
async function sheetToChange(visit: Visit): Promise<{ batch: ImportBatch; stored: StoredSheet; places: string[] }> {
  return look(visit, async (reading) => {
    const batch = await get(reading, importBatch, visit.param('id'));
    refuse(check(importBatch, 'enter', visit.actor, batch));
    const stored = (await sheetsOf(reading, batch.id)).find(({ sheet }) => String(sheet) === visit.param('sheet'));
    if (!stored) throw notFound('这张工作表');
    return { batch, stored, places: (await committeeChoices(reading)).map(({ label }) => label) };
  });
}

const chooseSheet = (chapter: ImportsChapter): Handler => async (visit) => {
  const body = await sent(visit);
  const { batch, stored, places } = await sheetToChange(visit);
  if (stored.rows.some(({ recordId }) => recordId)) throw new Problem(409, 'already_entered', '这张工作表已有行导入，读法不能再改。需要重来时，请先撤销整批。');
  const choice = chosen(chapter, batch, stored, places, body);
  await keeping(visit.house, visit.county.id, (db) => choose(db, visit.county.id, batch.id, stored.sheet, choice));
  const alike = choice?.told.year ? await tellYear(visit, chapter, batch.id, choice.told.year) : 0;
  if (visit.json) return drawBatch(visit, chapter, 200);
  const others = alike > 0 ? `同一文件里另外 ${alike} 张没有年份的工作表也按 ${choice!.told.year} 年。` : '';
  return seeOther(visit, `/imports/${batch.id}?sheet=${stored.sheet}`, { tone: 'good', sentence: choice ? `已按新的读法重新核对。${others}` : '这张工作表不导入。' });
};

/** A year told for one sheet holds for the others of the file that wait for one; answers how many. */
async function tellYear(visit: Visit, chapter: ImportsChapter, id: string, year: number): Promise<number> {
  const { sheets } = await look(visit, (reading) => previewOf(reading, chapter, id));
  const waiting = sheets.filter((sheet) => asksForYear(sheet) > 0).map(({ stored }) => stored);
  for (const { sheet, choice } of waiting) {
    await keeping(visit.house, visit.county.id, (db) => choose(db, visit.county.id, id, sheet, { ...choice!, told: { ...choice!.told, year } }));
  }
  return waiting.length;
}

async function rowToMend(visit: Visit, chapter: ImportsChapter): Promise<{ batch: ImportBatch; stored: StoredSheet; row: AssessedRow }> {
  const { batch, stored } = await sheetToChange(visit);
  const assessed = await look(visit, (reading) => assessSheet(reading, chapter, batch, stored));
  const row = assessed.rows.find((one) => String(one.row) === visit.param('row'));
  if (!row) throw notFound('这一行');
  if (row.verdict === 'entered') throw new Problem(409, 'already_entered', '这一行已经导入。请到导入后的记录里修改。');
  return { batch, stored, row };
}

const showRow = (chapter: ImportsChapter): Handler => async (visit) => {
  const { batch, stored, row } = await rowToMend(visit, chapter);
  return drawRow(visit, chapter, batch, stored, row, 200);
};

function drawRow(visit: Visit, chapter: ImportsChapter, batch: ImportBatch, stored: StoredSheet, row: AssessedRow, status: number): Promise<Response> {
  return page(visit, <RowPage frame={frameOf(visit)} batch={batch} stored={stored} row={row} kind={targetOf(chapter, stored.choice!.kind)!.kind} />, status);
}

const mendRow = (chapter: ImportsChapter): Handler => async (visit) => {
  const body = await sent(visit);
  const { batch, stored, row } = await rowToMend(visit, chapter);
  const fields = Object.keys(targetOf(chapter, stored.choice!.kind)!.kind.columns);
  const before = stored.rows.find((one) => one.row === row.row)?.mended ?? {};
  const mended = { ...before, ...typedFields(fields, row, body) };
  await transact(visit.house, visit.actor, null, (act) => mend(act, batch.id, stored.sheet, row.row, mended));
  const now = await rowToMend(visit, chapter);
  if (visit.json) return json(visit, { row: now.row.row, verdict: now.row.verdict, remarks: now.row.remarks });
  if (now.row.verdict === 'refused') return drawRow(visit, chapter, batch, now.stored, now.row, 422);
  return seeOther(visit, `/imports/${batch.id}?sheet=${stored.sheet}`, { tone: 'good', sentence: `第 ${row.row} 行已更正，可以导入了。` });
};

const showConflicts = (chapter: ImportsChapter): Handler => async (visit) => {
  const { batch, stored, row } = await rowToMend(visit, chapter);
  return page(visit, <DecidingPage frame={frameOf(visit)} batch={batch} stored={stored} row={row} form={freshForm()} />);
};

const decideRow = (chapter: ImportsChapter): Handler => async (visit) => {
  const body = await sent(visit);
  const { batch, stored, row } = await rowToMend(visit, chapter);
  const before = stored.rows.find((one) => one.row === row.row)?.decided ?? {};
  const asked = (row.standing?.conflicts ?? []).map(({ column }) => [column, body.text(column)] as const);
  const open = (row.standing?.conflicts ?? []).filter((_, n) => !['file', 'system'].includes(asked[n]![1] ?? '')).map(({ column, label }) => [column, `请选择“${label}”以哪一个为准。`]);
  if (open.length > 0 && visit.json) throw new Problem(422, 'undecided', '还有格子没有选择。', { fields: Object.fromEntries(open) });
  if (open.length > 0) return page(visit, <DecidingPage frame={frameOf(visit)} batch={batch} stored={stored} row={row} form={{ values: Object.fromEntries(asked), problems: Object.fromEntries(open) }} />, 422);
  await keeping(visit.house, visit.county.id, (db) => decide(db, visit.county.id, batch.id, stored.sheet, row.row, { ...before, ...Object.fromEntries(asked) } as Decided));
  const now = await rowToMend(visit, chapter);
  if (visit.json) return json(visit, { row: now.row.row, verdict: now.row.verdict, remarks: now.row.remarks });
  return seeOther(visit, `/imports/${batch.id}?sheet=${stored.sheet}`, { tone: 'good', sentence: `第 ${row.row} 行已选好。` });
};

/** What was typed and differs from what stands in the cell. */
function typedFields(fields: string[], row: AssessedRow, body: Sent): Record<string, string> {
  const typed = fields.flatMap((field) => {
    const given = body.form ? body.form.has(field) : body.json !== undefined && field in body.json;
    const text = body.text(field) ?? '';
    return given && text !== (row.written[field] ?? '').trim() ? [[field, text.slice(0, limits.cellCharacters)]] : [];
  });
  return Object.fromEntries(typed);
}

const enter = (chapter: ImportsChapter): Handler => async (visit) => {
  const body = await sent(visit);
  const foundings = new Set(listed(body, 'founding').filter((key) => !body.form || body.form.has(`found-${key.split(':')[0]}`)));
  const confirmed = { foundings, update: body.form ? body.form.has('update') : body.json?.['update'] === true };
  return perform(visit, chapter, body, (id) => enterBatch(visit.house, visit.actor, chapter, id, confirmed, requestId(visit, body), openedVersion(body)), enteredWords);
};

/** All that is told of what happened, with the rows that still wait. */
const enteredWords = (batch: ImportBatch): string => `已导入：新增 ${batch.entered} 条，更新 ${batch.updated} 条。${batch.refused > 0 ? `还有 ${batch.refused} 行需要修改。` : ''}`;

const undo = (chapter: ImportsChapter): Handler => async (visit) => {
  const body = await sent(visit);
  return perform(visit, chapter, body, (id) => undoBatch(visit.house, visit.actor, chapter, id, requestId(visit, body), openedVersion(body)), (batch) => {
    const kept = (batch.kept as unknown[]).length;
    return kept > 0 ? `整批已撤销，其中 ${kept} 条导入后有人办理过或被引用，保留未动，下面列出。` : '整批已撤销，系统恢复到导入以前。';
  });
};

const drop: Handler = async (visit) => {
  const body = await sent(visit);
  const id = visit.param('id');
  const work = () => transact(visit.house, visit.actor, requestId(visit, body), (act) => take<ImportBatch>(act, importBatch, id, 'drop', { version: openedVersion(body) }));
  const batch = await repeatable(visit, id, work);
  return visit.json ? json(visit, batchJson(visit.actor, batch)) : seeOther(visit, '/imports', { tone: 'info', sentence: `“${batch.file_name}”没有导入。` });
};

async function perform(visit: Visit, chapter: ImportsChapter, body: Sent, work: (id: string) => Promise<ImportBatch>, words: (batch: ImportBatch) => string): Promise<Response> {
  const id = visit.param('id');
  if (!isId(id)) throw notFound('这次导入');
  try {
    const batch = await repeatable(visit, id, () => work(id));
    if (visit.json) return json(visit, batchJson(visit.actor, batch));
    return seeOther(visit, `/imports/${id}`, { tone: 'good', sentence: words(batch) });
  } catch (error) {
    if (body.form && error instanceof Problem && error.status === 422) return drawBatch(visit, chapter, 422, error);
    throw error;
  }
}

/** A request that was answered before is answered with the batch as it is now. */
async function repeatable(visit: Visit, id: string, work: () => Promise<ImportBatch>): Promise<ImportBatch> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Repeated)) throw error;
    return look(visit, (reading) => get(reading, importBatch, id));
  }
}

const listed = (body: Sent, name: string): string[] => {
  const given: unknown = body.form ? body.form.getAll(name) : body.json?.[`${name}s`];
  return Array.isArray(given) ? given.filter((value): value is string => typeof value === 'string') : [];
};

const returnMarked = (chapter: ImportsChapter): Handler => async (visit) => {
  const { batch, sheets } = await look(visit, (reading) => previewOf(reading, chapter, visit.param('id')));
  const toMark = sheets.flatMap(({ sheet, understood, rows }) => {
    const refused = rows.filter(({ verdict }) => verdict === 'refused');
    return understood && refused.length > 0 ? [{ sheet, recognition: understood.recognition, refused }] : [];
  });
  if (toMark.length === 0) throw new Problem(404, 'nothing_refused', `没有需要修改的行：${countWords(countsOf(sheets))}。`);
  return workbookAnswer(`${batch.file_name.replace(/\.[^.]*$/u, '')}（需修改）.xlsx`, await markedWorkbook(toMark));
};

const giveTemplate = (chapter: ImportsChapter): Handler => async (visit) => {
  const kind = kindsIn(chapter, visit.county).find(({ name }) => name === visit.param('kind'));
  if (!kind) throw notFound('这种表');
  return workbookAnswer(`${kind.title}（空白模板）.xlsx`, await blankTemplate(kind, { organ: visit.county.name, today: today() }));
};

const workbookAnswer = (name: string, bytes: Uint8Array): Response =>
  new Response(Buffer.from(bytes), {
    headers: { 'content-type': workbookType, 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`, 'cache-control': 'no-store' },
  });

const pageNumber = (visit: Visit): number => Math.min(wholeNumber(visit.query.get('page')) ?? 1, limits.rows);
