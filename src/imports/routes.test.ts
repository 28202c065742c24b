import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type DemoSheet, sheetFile } from '../../db/demo-county/sheet-files.ts';
import { testCounty, type TestCounty } from '../../test/county.ts';
import { siteOf, type Visitor } from '../../test/visitor.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { groupingsSlice } from '#institutions/groupings/slice.ts';
import { unitsSlice } from '#institutions/units/slice.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { importsSlice } from './slice.ts';

const gathered = [committeesSlice(), groupingsSlice, unitsSlice, inspectionsSlice];
const slices = [
  ...gathered,
  importsSlice({ targets: gathered.flatMap((slice) => slice.imports ?? []), founders: gathered.flatMap((slice) => slice.founders ?? []), undoDays: async () => 30 }),
];
const header = ['乡镇', '主题', '时间', '参加委员人次'];

let county: TestCounty;
let office: Visitor;
let worker: Visitor;
const faults = vi.fn<(...said: unknown[]) => void>();
beforeAll(async () => {
  county = await testCounty(slices);
  const visitor = siteOf(county, slices);
  office = await visitor({ role: 'county_office' });
  worker = await visitor({ role: 'worker', committee: county.there.committee });
  vi.spyOn(console, 'error').mockImplementation(faults);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await county.drop();
});

const page = (name: string, rows: DemoSheet['rows']): DemoSheet => ({ name, rows, merges: [], hiddenColumns: [] });
const file = async (name: string, ...sheets: DemoSheet[]) => ({ name, bytes: await sheetFile('xlsx', sheets) });
const opened = async (...sheets: DemoSheet[]): Promise<string> => {
  const { status, body } = await office.upload('/imports', [await file('登记.xlsx', ...sheets)]);
  expect(status).toBe(201);
  return body.items[0].id;
};
const preview = async (id: string, query = '') => (await office.json(`/imports/${id}${query}`)).body;

test('several files at once: the good ones are opened, each bad one comes back with its sentence', async () => {
  const good = await file('一.xlsx', page('登记', [header, ['白石镇', '饮水调研', '2025-03-01', 3]]));
  const { status, body } = await office.upload('/imports', [good, { name: '二.pdf', bytes: new TextEncoder().encode('%PDF-1.7') }]);
  expect([status, body.items.length, body.refused]).toEqual([201, 1, [{ name: '二.pdf', status: 415, sentence: expect.stringContaining('不是表格') }]]);
  const only = await office.upload('/imports', [{ name: '空.csv', bytes: new Uint8Array() }]);
  expect(only).toMatchObject({ status: 422, body: { detail: expect.stringContaining('空的') } });
  expect((await office.upload('/imports', [])).status).toBe(422);
  expect((await office.upload('/imports', Array.from({ length: 11 }, () => good))).status).toBe(422);
});

test('through the JSON twin: preview, another reading, a mended row, entering, undoing', async () => {
  const id = await opened(page('登记', [header, ['白石镇', '饮水调研', '2025-03-01', 3], ['白石镇', '道路调研', '2025-02-30', 4], ['新桥镇', '学校调研', '2025-04-01', 5]]));
  expect(await preview(id)).toMatchObject({ state: 'open', counts: { new: 2, refused: 1 }, foundings: [{ key: 'committee:新桥镇' }], sheets: [{ kind: 'inspection', header: { first: 1, last: 1 } }] });
  expect((await preview(id, '?verdict=refused')).rows).toMatchObject({ total: 1, items: [{ row: 3, remarks: [{ level: 'refuse', column: 'C', label: '时间' }] }] });
  expect((await office.send(`/imports/${id}/sheets/0`, { kind: 'inspection', 'column-0': 'committee', 'column-1': 'topic' })).body.sheets[0].missing).toEqual(['时间']);
  expect((await office.send(`/imports/${id}/sheets/0`, { kind: 'inspection', 'column-0': 'committee', 'column-1': 'topic', 'column-2': 'held', 'column-3': 'attendance' })).body.counts).toMatchObject({ new: 2, refused: 1 });
  expect((await office.send(`/imports/${id}/rows/0/3`, { held: '2025-02-28' })).body).toMatchObject({ verdict: 'new' });
  expect((await office.send(`/imports/${id}/entering`, { foundings: ['committee:新桥镇'] })).body).toMatchObject({ state: 'entered', entered: 4 });
  expect((await office.json('/inspections')).body.total).toBe(3);
  expect((await office.send(`/imports/${id}/undoing`, {})).body).toMatchObject({ state: 'undone' });
  expect((await office.json('/inspections')).body.total).toBe(0);
});

test('a year told for one sheet holds for the others of the file that wait for one', async () => {
  const rows = (month: string): DemoSheet['rows'] => [header, ['白石镇', `${month}调研`, month, 3]];
  const id = await opened(page('上', rows('3月')), page('下', rows('9月')), page('去年', [['2024年登记', null, null, null], ...rows('5月')]));
  expect((await preview(id)).counts).toMatchObject({ new: 1, refused: 2 });
  await office.send(`/imports/${id}/sheets/0`, { kind: 'inspection', year: '2025' });
  const { counts, sheets } = await preview(id);
  expect(counts).toMatchObject({ new: 3, refused: 0 });
  expect(sheets.map(({ year }: { year: number }) => year)).toEqual([2025, 2025, 2024]);
});

test('another clerk does not find the file, whatever the address', async () => {
  const id = await opened(page('登记', [header, ['白石镇', '饮水调研', '2025-03-01', 3]]));
  expect((await worker.json(`/imports/${id}`)).status).toBe(404);
  expect((await worker.get(`/imports/${id}/marked.xlsx`)).status).toBe(404);
  for (const act of ['entering', 'undoing', 'dropping', 'sheets/0', 'rows/0/2']) expect((await worker.send(`/imports/${id}/${act}`, {})).status).toBe(404);
  expect((await worker.json('/imports')).body.total).toBe(0);
});

test('a sheet taken for another kind after a row was mended is read anew', async () => {
  const id = await opened(page('登记', [header, ['白石镇', '道路调研', '2025-02-30', 4]]));
  await office.send(`/imports/${id}/rows/0/2`, { held: '2025-02-28', findings: '路面破损' });
  expect(await preview(id)).toMatchObject({ counts: { new: 1 } });
  expect(await office.send(`/imports/${id}/sheets/0`, { kind: 'committee' })).toMatchObject({ status: 200, body: { sheets: [{ kind: 'committee' }] } });
});

describe('nothing that can be sent makes a fault', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('', '\u0000', '\ud800', '%', '=1+1', '-1', '1e309', '99999999999', '长'.repeat(40_000), '<script>', '2025-02-30', 'inspection', 'committee', '__proto__', 'constructor'),
  );
  const value: fc.Arbitrary<unknown> = fc.oneof(nasty, fc.jsonValue({ maxDepth: 1 }));

  test('to the addresses of a file', { timeout: 120_000 }, async () => {
    const id = await opened(page('登记', [header, ['白石镇', '饮水调研', '2025-03-01', 3], ['小河乡', '道路调研', '2025-02-30', 4]]));
    const names = ['kind', 'header_first', 'header_last', 'year', 'place', 'column-0', 'column-1', 'column-2', 'topic', 'held', 'committee', 'foundings', 'update', 'version', 'request_id'];
    const path = fc.constantFrom(`/imports/${id}/sheets/0`, `/imports/${id}/sheets/9`, `/imports/${id}/rows/0/2`, `/imports/${id}/rows/0/3`, `/imports/${id}/rows/x/y`, `/imports/${id}/entering`);
    await fc.assert(
      fc.asyncProperty(path, fc.dictionary(fc.constantFrom(...names), value), async (to, content) => {
        expect((await office.send(to, content)).status).toBeLessThan(500);
        expect((await office.get(`/imports/${id}`)).status).toBe(200);
      }),
      { numRuns: 60 },
    );
    expect(faults.mock.calls).toEqual([]);
  });

  test('in the cells and names of a file', { timeout: 120_000 }, async () => {
    const cell = fc.oneof(nasty, fc.double(), fc.integer(), fc.constant(null)).map((content) => (typeof content === 'string' ? content.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu, '') : content));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 4, maxLength: 6 }), { maxLength: 6 }), nasty, async (rows, name) => {
        const csv = [header, ...rows].map((row) => row.map((content) => `"${String(content ?? '').replaceAll('"', '""').toWellFormed()}"`).join(',')).join('\n');
        const answer = await office.upload('/imports', [{ name: `${name}.csv`, bytes: new TextEncoder().encode(csv) }, await file(`${name}.xlsx`, page('登记', [header, ...rows]))]);
        expect(answer.status).toBeLessThan(500);
        for (const { id } of answer.body.items ?? []) {
          expect((await office.get(`/imports/${id}`)).status).toBe(200);
          expect((await office.get(`/imports/${id}/marked.xlsx`)).status).toBeLessThan(500);
          expect((await office.send(`/imports/${id}/entering`, { update: true })).status).toBeLessThan(500);
        }
      }),
      { numRuns: 10 },
    );
    expect(faults.mock.calls).toEqual([]);
  });
});
