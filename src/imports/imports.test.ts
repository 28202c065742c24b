import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sheetFile } from '../../db/demo-county/sheet-files.ts';
import { testCounty, type TestCounty } from '../../test/county.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { groupingsSlice } from '#institutions/groupings/slice.ts';
import { unitsSlice } from '#institutions/units/slice.ts';
import { committee } from '#institutions/committees/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { verifyJournal } from '#platform/journal/verify.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import { reading, transact } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { edit, remove } from '#platform/records/write.ts';
import { keeping } from '#platform/records/act.ts';
import type { ImportsChapter } from './chapter.ts';
import { enterBatch, type Confirmed } from './entering.ts';
import { openBatch } from './opening.ts';
import { countsOf, previewOf, type Preview } from './reading.ts';
import { importBatch, type ImportBatch } from './record.ts';
import { importsSlice } from './slice.ts';
import { markedWorkbook } from '#platform/importing/marked.ts';
import { choose, mend } from './store.ts';
import { undoBatch } from './undoing.ts';

const slices = [committeesSlice(), groupingsSlice, unitsSlice, inspectionsSlice];
const chapter: ImportsChapter = {
  targets: slices.flatMap((slice) => slice.imports ?? []),
  founders: slices.flatMap((slice) => slice.founders ?? []),
  undoDays: async () => 30,
};
const header = ['乡镇', '季度', '主题', '时间', '是否与县政协联动', '参加委员人次'];
const good = [['白石镇', '一季度', '饮水安全调研', '2025.3.23', '否', 13], ['小河乡', '二季度', '基层医疗视察', '２０２５-５-６', '是', 8]];

let county: TestCounty;
let office: Actor;
beforeAll(async () => {
  county = await testCounty([...slices, importsSlice(chapter)]);
  office = county.cast.office;
});
afterAll(() => county.drop());

type Row = (string | number | null)[];
const sheet = (rows: Row[], name = '调研视察') => sheetFile('xlsx', [{ name, rows, merges: [], hiddenColumns: [] }]);
const open = async (rows: Row[], actor = office, name = '登记.xlsx') => openBatch(county.house, actor, chapter, { name, bytes: await sheet(rows) }, null);
const preview = (id: string, actor = office): Promise<Preview> => reading(county.house, actor, (look) => previewOf(look, chapter, id));
const enter = (batch: ImportBatch, confirmed: Partial<Confirmed> = {}, actor = office) => enterBatch(county.house, actor, chapter, batch.id, { foundings: new Set(), update: true, ...confirmed }, null);
const undo = (batch: ImportBatch) => undoBatch(county.house, office, chapter, batch.id, null);
const inspections = () => reading(county.house, office, (look) => list<Inspection>(look, inspection, { limit: 100 }));
const places = () => reading(county.house, office, (look) => list(look, committee, { limit: 100 })).then((rows) => rows.map(({ place }) => place).toSorted());
const counts = async (id: string) => countsOf((await preview(id)).sheets);
/** Everything that records and kept counts hold, to compare before and after. */
const whole = () =>
  reading(county.house, office, async ({ db }) => {
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(t) - 'version' - 'changed_at' as row from inspections t union all
      select to_jsonb(t) - 'version' - 'changed_at' from committees t union all
      select to_jsonb(t) from kept_counts t where n <> 0 order by 1`.execute(db);
    return JSON.stringify(rows);
  });

beforeEach(async () => {
  const batches = await reading(county.house, office, (look) => list<ImportBatch>(look, importBatch, { where: is('state', 'entered'), order: [{ column: 'created_at', descending: true }], limit: 50 }));
  for (const batch of batches) await undo(batch);
  for (const left of await inspections()) await county.act((act) => remove(act, inspection, left, { step: 'import_undone', relation: 'maintainer' }));
});

test('a preview writes no record; entering makes exactly the good rows, in the journal under the batch', async () => {
  const batch = await open([header, ...good, ['白石镇', '三季度', '无日期的调研', '2025年13月2日', '否', 3]]);
  expect(await inspections()).toEqual([]);
  expect(await counts(batch.id)).toMatchObject({ new: 2, refused: 1 });
  const entered = await enter(batch);
  expect(entered).toMatchObject({ state: 'entered', entered: 2, updated: 0, refused: 1 });
  expect((await inspections()).map(({ topic, held_on, joint, attendance, state, batch_id }) => [topic, held_on, joint, attendance, state, batch_id]).toSorted()).toEqual([
    ['基层医疗视察', '2025-05-06', true, 8, 'held', batch.id],
    ['饮水安全调研', '2025-03-23', false, 13, 'held', batch.id],
  ]);
  expect(await counts(batch.id)).toMatchObject({ new: 0, entered: 2, refused: 1 });
});

test('the same file again changes nothing; a changed one shows what differs, and changes only that', async () => {
  await enter(await open([header, ...good]));
  const again = await open([header, ...good]);
  expect(await counts(again.id)).toMatchObject({ new: 0, same: 2, changed: 0 });
  await expect(enter(again)).rejects.toMatchObject({ status: 422, code: 'nothing_to_enter' });
  const changed = await open([header, good[0]!, [...good[1]!.slice(0, 5), 9]]);
  const [sheetNow] = (await preview(changed.id)).sheets;
  expect(sheetNow!.rows.map(({ verdict, standing }) => [verdict, standing?.differences])).toEqual([['same', []], ['changed', [{ label: '参加委员人次', from: '8', to: '9' }]]]);
  expect(await enter(changed, { update: false }).catch((error: { code: string }) => error.code)).toBe('nothing_to_enter');
  expect(await enter(changed)).toMatchObject({ entered: 0, updated: 1 });
  expect((await inspections()).map(({ attendance }) => attendance).toSorted()).toEqual([13, 9].toSorted());
});

test('an empty cell says nothing: it never wipes out what stands', async () => {
  await enter(await open([header, ...good]));
  const sparse = await open([header, ['白石镇', null, '饮水安全调研', '2025-03-23', null, null]]);
  expect(await counts(sparse.id)).toMatchObject({ same: 1, changed: 0 });
});

describe('what is missing is proposed, and founded only when ticked', () => {
  const rows = [header, ...good, ['新桥镇', '一季度', '道路调研', '2025-02-03', '否', 4], ['新桥镇', '二季度', '学校调研', '2025-05-03', '否', 4]];

  test('unticked, its rows wait; ticked, they come in with it', async () => {
    const batch = await open(rows);
    expect((await preview(batch.id)).foundings.map(({ key }) => key)).toEqual(['committee:新桥镇']);
    expect(await enter(batch)).toMatchObject({ entered: 2 });
    expect(await places()).toEqual(['小河乡', '白石镇'].toSorted());
    expect(await counts(batch.id)).toMatchObject({ new: 2, entered: 2 });
    expect(await enter(batch, { foundings: new Set(['committee:新桥镇']) })).toMatchObject({ entered: 5 });
    expect(await places()).toContain('新桥镇');
    expect(await inspections()).toHaveLength(4);
  });

  test('a committee clerk cannot found one, nor enter rows of another place', async () => {
    const batch = await open(rows, county.cast.worker);
    const [only] = (await preview(batch.id, county.cast.worker)).sheets;
    expect(only!.rows.map(({ verdict }) => verdict)).toEqual(['new', 'refused', 'refused', 'refused']);
    expect(only!.rows[1]!.remarks.at(-1)!.sentence).toContain('您不在其中');
    expect(await enter(batch, { foundings: new Set(['committee:新桥镇']) }, county.cast.worker)).toMatchObject({ entered: 1 });
    expect(await places()).not.toContain('新桥镇');
  });
});

test('others do not see the file: it is not found', async () => {
  const batch = await open([header, ...good], county.cast.worker);
  await expect(preview(batch.id, county.cast['other worker'])).rejects.toMatchObject({ status: 404 });
  await expect(enter(batch, {}, county.cast.chair)).rejects.toMatchObject({ status: 404 });
  await expect(open([header, ...good], county.cast.member)).rejects.toMatchObject({ status: 403 });
});

describe('undoing', () => {
  test('puts everything back: records, changes, what was founded, kept counts', async () => {
    await enter(await open([header, ...good]));
    const before = await whole();
    const batch = await open([header, [...good[0]!.slice(0, 5), 99], ['新桥镇', '一季度', '道路调研', '2025-02-03', '是', 4]]);
    await enter(batch, { foundings: new Set(['committee:新桥镇']) });
    expect(await whole()).not.toBe(before);
    expect(await undo(batch)).toMatchObject({ state: 'undone', kept: [] });
    expect(await whole()).toBe(before);
    expect(await reading(county.house, office, (look) => verifyJournal(look.db, county.id))).not.toHaveProperty('broken');
  });

  test('an import undone in between does not stand in the way', async () => {
    const before = await whole();
    const first = await open([header, ...good]);
    await enter(first);
    const second = await open([header, [...good[0]!.slice(0, 5), 50], good[1]!]);
    await enter(second);
    const third = await open([header, [...good[0]!.slice(0, 5), 60], good[1]!]);
    await enter(third);
    await undo(third);
    await undo(second);
    expect((await inspections()).map(({ attendance }) => attendance).toSorted()).toEqual([13, 8]);
    expect(await undo(first)).toMatchObject({ kept: [] });
    expect(await whole()).toBe(before);
  });

  test('keeps and names what somebody has worked on since, and what it stands on', async () => {
    const batch = await open([header, good[0]!, ['新桥镇', '一季度', '道路调研', '2025-02-03', '是', 4]]);
    await enter(batch, { foundings: new Set(['committee:新桥镇']) });
    const road = (await inspections()).find(({ topic }) => topic === '道路调研')!;
    await transact(county.house, office, null, (act) => edit<Inspection>(act, inspection, road.id, undefined, { attendance: 5 }));
    const undone = await undo(batch);
    expect((undone.kept as unknown as { name: string; why: string }[]).map(({ name, why }) => [name, why])).toEqual([
      ['道路调研', '导入后有人办理过或修改过'],
      ['新桥镇政协联络委', '已被别的记录引用'],
    ]);
    expect((await inspections()).map(({ topic }) => topic)).toEqual(['道路调研']);
  });
});

test('a refused row is mended on the page, or in the returned workbook; both bring in just that row', async () => {
  const batch = await open([header, good[0]!, ['白石镇', '三季度', '旧桥调研', '2025年13月2日', '否', 3]]);
  await enter(batch);
  const [only] = (await preview(batch.id)).sheets;
  const returned = await markedWorkbook([{ sheet: only!.sheet, recognition: only!.understood!.recognition, refused: only!.rows.filter(({ verdict }) => verdict === 'refused') }]);
  await county.act((act) => mend(act, batch.id, 0, 3, { held: '2025-09-02' }));
  expect(await counts(batch.id)).toMatchObject({ entered: 1, new: 1, refused: 0 });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(returned.buffer as ArrayBuffer);
  workbook.worksheets[0]!.getCell(2, 5).value = '2025-09-02';
  const mended = await openBatch(county.house, office, chapter, { name: '登记.xlsx', bytes: new Uint8Array(await workbook.xlsx.writeBuffer()) }, null);
  expect(await counts(mended.id)).toMatchObject({ new: 1, refused: 0 });
  await enter(mended);
  expect(await counts(batch.id)).toMatchObject({ entered: 1, same: 1 });
});

test('a mapping chosen once is remembered for the next file with such a header, also in a returned one', async () => {
  const odd = ['乡镇', '什么事', '哪一天', '几个人'];
  const batch = await open([odd, ['白石镇', '山塘调研', '2025-04-05', 6]]);
  await keeping(county.house, county.id, (db) => choose(db, county.id, batch.id, 0, { kind: 'inspection', header: { first: 1, last: 1 }, mapping: { committee: 0, topic: 1, held: 2, attendance: 3 }, told: {} }));
  await enter(batch);
  const next = await open([odd, ['小河乡', '林地调研', '2025-04-06', 7]]);
  expect((await preview(next.id)).sheets[0]!.stored.choice?.mapping).toEqual({ committee: 0, topic: 1, held: 2, attendance: 3 });
  const returned = await open([['错误说明', ...odd], ['', '小河乡', '林地调研', '2025-04-06', 7]]);
  expect((await preview(returned.id)).sheets[0]!.stored.choice?.mapping).toEqual({ committee: 1, topic: 2, held: 3, attendance: 4 });
});

test('the same request twice opens one batch and enters once', async () => {
  const bytes = await sheet([header, ...good]);
  const batch = await openBatch(county.house, office, chapter, { name: 'a.xlsx', bytes }, 'request-open-1');
  await expect(openBatch(county.house, office, chapter, { name: 'a.xlsx', bytes }, 'request-open-1')).rejects.toMatchObject({ id: batch.id });
  const confirmed = { foundings: new Set<string>(), update: true };
  await enterBatch(county.house, office, chapter, batch.id, confirmed, 'request-enter-1');
  await expect(enterBatch(county.house, office, chapter, batch.id, confirmed, 'request-enter-1')).rejects.toThrow('repeated');
  expect(await inspections()).toHaveLength(2);
});

test('a file that is sent twice before it is entered waits once', async () => {
  const rows: Row[] = [['乡镇', '主题', '时间', '参加委员人次'], ['白石镇', '两次发来的调研', '2025-06-03', 5]];
  const bytes = await sheet(rows);
  const send = (name: string) => openBatch(county.house, office, chapter, { name, bytes }, null);
  const first = await send('两次.xlsx');
  expect((await send('两次.xlsx')).id).toBe(first.id);
  expect((await send('另一个名字.xlsx')).id).not.toBe(first.id);
});

test('the time for undoing is over when it is over', async () => {
  const late = { ...chapter, undoDays: async () => -1 };
  const batch = await open([header, ['白石镇', '四季度', '冬季调研', '2025-12-01', '否', 3]]);
  await enterBatch(county.house, office, late, batch.id, { foundings: new Set(), update: true }, null);
  await expect(undo(batch)).rejects.toMatchObject({ status: 422, message: expect.stringContaining('期限') });
});
