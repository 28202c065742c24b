import { afterAll, beforeAll, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { countFigures } from '#platform/figures/count.ts';
import { recogniseWorkbook } from '#platform/importing/recognition.ts';
import { takeSheet } from '#platform/importing/taking.ts';
import { judgeRows } from '#platform/importing/verdict.ts';
import { readWorkbook } from '#platform/importing/workbook.ts';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { removeMany } from '#platform/records/write.ts';
import { enterOne } from '#duties/opinions/ledger/actions.ts';
import { disputesReceived, disputesSettled } from '#duties/opinions/ledger/facts.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { disputeImport } from '#duties/opinions/disputes/imports.ts';
import { dispute, type Dispute } from '#duties/opinions/disputes/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';

const kinds = slices.flatMap(({ imports = [] }) => imports.map(({ kind }) => kind));
const ledger = [
  '白石镇2025年矛盾纠纷调解台账',
  '案卷编号,受理时间,当事人,纠纷类型,纠纷简要情况,发生地点,涉及人数,调解员,调解结果,化解时间,履行情况',
  '1,2025-03-02,石志明、龙老三,土地山林,界石被移动,岩脚村,6,村支书,调解成功,2025-03-09,已履行',
  '2,2025.4.8,吴秀英,邻里,建房挡光,新寨村,,,调解不成,,',
  '3,5月,"杨光,潘海燕、韦胜",打麻将,赌债,,,,正在调解,,',
].join('\n');

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([parametersSlice, opinionsSlice]);
});
afterAll(() => county.drop());

async function resolved() {
  const workbook = await readWorkbook(new TextEncoder().encode(ledger), '纠纷.csv');
  const [found] = recogniseWorkbook(workbook, kinds);
  expect(found!.recognition?.kind.name).toBe('dispute');
  const rows = judgeRows(disputeImport.kind, takeSheet(found!.sheet, found!.recognition!, { today: '2026-01-13' }).rows);
  return reading(county.house, county.cast.office, (look) => disputeImport.resolve(look, rows));
}

const numbers = () => reading(county.house, county.cast.office, (look) => countFigures(look, [disputesReceived, disputesSettled], { from: '2025-01-01', to: '2025-12-31' }));

test('rows of a dispute ledger become files with their entries, the one told before is not told again; undone, all is as it was', async () => {
  const stood = await county.act((act) => enterOne(act, { committee_id: county.here.committee, received_on: '2025-03-02', matter: '两家地界', place: '岩脚村', dispute: true }, {}));
  expect([...(await numbers()).values()]).toEqual([1, 0]);
  const rows = await resolved();
  expect(rows[2]!.problems).toEqual([expect.objectContaining({ field: 'cause', level: 'check' })]);
  const batch = crypto.randomUUID();
  const entered = (await county.act((act) => disputeImport.enter!(act, rows, batch))) as Dispute[];
  expect(entered).toMatchObject([
    { state: 'closed', settled: true, performed: true, cause: '土地山林纠纷', party_a: '石志明', party_b: '龙老三', agreed_on: '2025-03-09', entry_id: stood.id, alone: false },
    { state: 'failed', settled: false, cause: '邻里纠纷', party_a: '吴秀英', party_b: null, alone: true },
    { state: 'mediating', settled: null, cause: '打麻将', other_parties: '韦胜', precision: 'month' },
  ]);
  const entries = await reading(county.house, county.cast.office, (look) => list<LedgerEntry>(look, ledgerEntry, { limit: 10 }));
  expect(entries.length).toBe(3);
  expect(entries.map(({ matter }) => matter).join()).not.toMatch(/吴秀英|赌债/);
  expect([...(await numbers()).values()]).toEqual([3, 1]);

  await county.act(async (act) => {
    await disputeImport.withdraw!(act, entered, batch);
    await removeMany(act, dispute, entered, { step: 'import_undone', relation: 'import', batch });
  });
  const left = await reading(county.house, county.cast.office, (look) => list<LedgerEntry>(look, ledgerEntry, { limit: 10 }));
  expect(left).toMatchObject([{ id: stood.id, dispute_id: null }]);
});

test('the same sheet again finds what stands; a row that says more moves the ledger too, and takes nothing back that was noted here', async () => {
  const rows = await resolved();
  await county.act((act) => disputeImport.enter!(act, rows, crypto.randomUUID()));
  const standing = await reading(county.house, county.cast.office, (look) => disputeImport.existing(look, rows));
  expect([...standing.keys()].toSorted()).toEqual([0, 1, 2]);
  const again = (at: number, columns: object) => county.act((act) => disputeImport.update!(act, standing.get(at)!, { ...rows[at]!, columns: { ...rows[at]!.columns, ...columns } }, crypto.randomUUID())) as Promise<Dispute>;
  const before = (await numbers()).get(disputesSettled.name)!;
  expect(await again(2, { state: 'closed', settled: true, agreed_on: '2025-06-01', ended_on: '2025-06-01' })).toMatchObject({ state: 'closed', settled: true });
  expect((await numbers()).get(disputesSettled.name)).toBe(before + 1);
  expect(await again(1, { state: 'mediating', settled: null, place: '新寨村二组' })).toMatchObject({ state: 'failed', settled: false, place: '新寨村二组' });
});
