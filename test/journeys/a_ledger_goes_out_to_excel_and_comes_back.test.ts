import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { edit } from '#platform/records/write.ts';
import { enterMany } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { siteOf, type Visitor } from '../visitor.ts';

describe('a ledger goes out to Excel and comes back', () => {
  let county: TestCounty;
  let clerk: Visitor;
  let rows: LedgerEntry[];
  let workbook: ExcelJS.Workbook;
  let batch: string;

  beforeAll(async () => {
    county = await testCounty(slices);
    clerk = await siteOf(county, slices)({ role: 'worker', committee: county.here.committee });
    const told = (matter: string, more: Partial<LedgerEntry> = {}) => ({ committee_id: county.here.committee, received_on: '2025-03-02', matter, place: '岩脚村', way: 'letter', category: '道路', people_affected: 30, handling: 'to_township', outcome: 'in_hand', dispute: false, reporter: '吴大娘', phone: '13812345678', ...more }) as LedgerEntry;
    rows = await county.act((act) => enterMany(act, [told('水渠垮塌'), told('路灯不亮'), told('井盖松动', { precision: 'month', received_on: '2025-03-01' }), told('班车停开'), told('垃圾没有清运'), told('水渠垮塌')], {}));
  });
  afterAll(() => county.drop());

  const entries = async () => new Map((await reading(county.house, county.cast.office, (look) => list(look, ledgerEntry, { limit: 50 }))).map((row) => [row.id, row]));
  const correct = (row: LedgerEntry, values: Partial<LedgerEntry>) => county.act((act) => edit(act, ledgerEntry, row.id, undefined, values), county.cast.worker);
  const sheet = () => workbook.worksheets[0]!;
  const columnOf = (label: string): number => {
    let found = 0;
    sheet().getRow(3).eachCell((cell, n) => { if (cell.text === label) found = n; });
    return found;
  };
  const rowOf = (row: LedgerEntry): ExcelJS.Row => {
    let found: ExcelJS.Row | undefined;
    sheet().eachRow((one) => { if (one.getCell(columnOf('系统编号')).text === row.id) found = one; });
    return found!;
  };
  const write = (row: LedgerEntry, label: string, value: string | null) => { rowOf(row).getCell(columnOf(label)).value = value; };

  async function download(): Promise<void> {
    const answer = await clerk.fetch('/ledger/working.xlsx');
    expect(answer.status).toBe(200);
    workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await answer.arrayBuffer());
  }

  async function sendBack(name: string): Promise<any> {
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    const { body } = await clerk.upload('/imports', [{ name, bytes }]);
    batch = body.items[0].id;
    return (await clerk.json(`/imports/${batch}?size=200`)).body;
  }

  const verdictsOf = (preview: any) => new Map(preview.rows.items.map((row: any) => [row.record_id ?? row.written.matter, row]));

  test('given it went out, it hides and locks which row is which record, and tells nothing of who reported', async () => {
    await download();
    expect(sheet().getColumn(columnOf('系统编号')).hidden).toBe(true);
    expect([rowOf(rows[0]!).getCell(columnOf('系统编号')).protection?.locked ?? true, rowOf(rows[0]!).getCell(columnOf('反映问题') || 6).protection?.locked]).toEqual([true, false]);
    expect(JSON.stringify(sheet().getSheetValues())).not.toMatch(/吴大娘|13812345678/);
  });

  test('when it comes back untouched, every row is the same and nothing is to be done', async () => {
    const preview = await sendBack('未改.xlsx');
    expect(preview.counts).toMatchObject({ same: 6, changed: 0, new: 0, conflict: 0, refused: 0, duplicate: 0 });
    expect(preview.sheets[0].not_returned).toEqual([]);
  });

  test('when cells were changed here and there, each row says what it will become', async () => {
    const [canal, lamp, cover, bus, rubbish] = rows as [LedgerEntry, LedgerEntry, LedgerEntry, LedgerEntry, LedgerEntry];
    await download();
    write(canal, '地点', '新寨村');
    write(lamp, '地点', '小河村');
    write(lamp, '涉及人数', '45');
    write(cover, '事项类别', null);
    sheet().spliceRows(rowOf(rubbish).number, 1);
    sheet().addRow([null, '2025-04-05', '白石镇', '走访', '岩脚村', '新冒出来的事']);
    await correct(lamp, { place: '大河村' });
    await correct(bus, { category: '交通' });
    const preview = await sendBack('改过.xlsx');
    const verdicts = verdictsOf(preview);
    expect(preview.counts).toMatchObject({ same: 2, changed: 2, new: 1, conflict: 1, refused: 0 });
    expect(verdicts.get(canal.id)).toMatchObject({ verdict: 'changed', differences: [{ from: '岩脚村', to: '新寨村' }] });
    expect(verdicts.get(lamp.id)).toMatchObject({ verdict: 'conflict', differences: [{ from: '30', to: '45' }], conflicts: [{ column: 'place', before: '岩脚村', file: '小河村', system: '大河村' }] });
    expect(verdicts.get(cover.id)).toMatchObject({ verdict: 'changed', differences: [{ from: '道路', to: '（空）' }] });
    expect(verdicts.get(bus.id)).toMatchObject({ verdict: 'same', remarks: [expect.objectContaining({ level: 'info', sentence: expect.stringContaining('“交通”') })] });
    expect(preview.sheets[0].not_returned).toEqual([rubbish.id]);
  });

  test('when it is entered, what both changed waits, what somebody else changed stays, and what is missing is not gone', async () => {
    const [canal, lamp, cover, bus, rubbish] = rows as [LedgerEntry, LedgerEntry, LedgerEntry, LedgerEntry, LedgerEntry];
    expect((await clerk.send(`/imports/${batch}/entering`, { update: true })).body).toMatchObject({ entered: 1, updated: 2 });
    const now = await entries();
    expect(now.get(canal.id)).toMatchObject({ place: '新寨村', reporter: '吴大娘', phone: '13812345678', version: 2 });
    expect(now.get(cover.id)).toMatchObject({ category: null, precision: 'month' });
    expect([now.get(lamp.id)!.place, now.get(bus.id)!.category, now.get(rubbish.id)!.state]).toEqual(['大河村', '交通', 'in_hand']);
  });

  test('when it is decided cell by cell, then the row comes in as decided', async () => {
    const [, lamp] = rows as [LedgerEntry, LedgerEntry];
    const preview = (await clerk.json(`/imports/${batch}?size=200`)).body;
    const row = preview.rows.items.find((one: any) => one.verdict === 'conflict');
    const page = await clerk.get(`/imports/${batch}/rows/0/${row.row}/deciding`);
    expect(page.text).toContain('用表格的：小河村');
    expect((await clerk.send(`/imports/${batch}/rows/0/${row.row}/deciding`, { place: 'neither' })).status).toBe(422);
    expect((await clerk.send(`/imports/${batch}/rows/0/${row.row}/deciding`, { place: 'system' })).body).toMatchObject({ verdict: 'changed' });
    await clerk.send(`/imports/${batch}/entering`, { update: true });
    expect((await entries()).get(lamp.id)).toMatchObject({ place: '大河村', people_affected: 45 });
  });

  test('when it is undone, everything stands as before, and what somebody changed since stays', async () => {
    const [canal, lamp, cover] = rows as [LedgerEntry, LedgerEntry, LedgerEntry];
    await correct(cover, { category: '管网' });
    expect((await clerk.send(`/imports/${batch}/undoing`, {})).status).toBe(200);
    const now = await entries();
    expect(now.size).toBe(6);
    expect([now.get(canal.id)!.place, now.get(lamp.id)!.people_affected, now.get(cover.id)!.category]).toEqual(['岩脚村', 30, '管网']);
  });

  test('a row whose record is not there for this person is refused, not entered anew', async () => {
    await download();
    rowOf(rows[0]!).getCell(columnOf('系统编号')).value = crypto.randomUUID();
    const preview = await sendBack('别处的.xlsx');
    expect(preview.counts).toMatchObject({ refused: 1, new: 0 });
  });
});
