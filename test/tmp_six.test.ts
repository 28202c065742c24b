import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { slices } from '#county.ts';
import { sheetFile } from '../db/demo-county/sheet-files.ts';
import { openBatch } from '#imports/opening.ts';
import { enterBatch } from '#imports/entering.ts';
import { undoBatch } from '#imports/undoing.ts';
import { previewOf, countsOf } from '#imports/reading.ts';
import { choose } from '#imports/store.ts';
import { reading, keeping } from '#platform/records/act.ts';
import { testCounty, type TestCounty } from './setup/county.ts';
import { parameterAt } from '#plans/facts.ts';

const told = slices;
const chapter = { targets: told.flatMap((s) => s.imports ?? []), founders: told.flatMap((s) => s.founders ?? []), undoDays: async () => 30 };
let county: TestCounty;
beforeAll(async () => { county = await testCounty('trial'); });
afterAll(() => county.close());
const files = ['政协委员名册.xlsx','白石镇民情台账2025.xlsx','清溪乡台账.csv','六乡镇群众反映问题登记.xls','提案登记表.xlsx','2025年履职活动登记.xlsx'];
const batches: string[] = [];
test.each(files)('%s', async (file) => {
  const office = county.actor('王小梅', [{ role: 'county_office', committeeId: null, unitId: null }]);
  const bytes = readFileSync('/work/shared/ledgers/' + file);
  let t = Date.now();
  const batch = await openBatch(county.house, office, chapter, { name: file, bytes }, null);
  batches.push(batch.id);
  const t1 = Date.now() - t; t = Date.now();
  let p = await reading(county.house, office, (look) => previewOf(look, chapter, batch.id));
  for (const s of p.sheets) if (s.rows.some((r) => r.remarks.some((m) => m.asks === 'year'))) await keeping(county.house, county.id, (db) => choose(db, county.id, batch.id, s.stored.sheet, { ...s.stored.choice!, told: { year: 2025 } }));
  p = await reading(county.house, office, (look) => previewOf(look, chapter, batch.id));
  console.log(file, 'open', t1, 'preview', Date.now() - t, JSON.stringify(countsOf(p.sheets)), p.sheets.map((s) => `${s.stored.name}:${s.understood?.recognition.kind.name}:${JSON.stringify(countsOf([s]))}`).join(' '), 'foundings', p.foundings.length, Object.entries(Object.groupBy(p.foundings, (f) => f.what)).map(([k, v]) => k + v!.length).join());
  const said: Record<string, number[]> = {};
  for (const m of p.sheets.flatMap((s) => s.rows.flatMap((r) => r.remarks))) { const k = m.level + ' ' + m.label + ' ' + m.sentence.replace(/“[^”]*”/g, '“…”').replace(/\d+/g, '#').replace(/（[^）]*）/g, '（…）'); (said[k] ??= []).push(m.row); }
  for (const k in said) console.log('   ', k, said[k]!.length, said[k]!.slice(0, 5).join());
  t = Date.now();
  const done = await enterBatch(county.house, office, chapter, batch.id, { foundings: new Set(p.foundings.map((f) => f.key)), update: true }, null);
  console.log('   entered', done.entered, done.updated, done.refused, Date.now() - t);
});
test('undo all', async () => {
  const office = county.actor('王小梅', [{ role: 'county_office', committeeId: null, unitId: null }]);
  for (const id of batches.toReversed()) { const t = Date.now(); const u = await undoBatch(county.house, office, chapter, id, null); console.log('undone', u.file_name, JSON.stringify(u.kept).slice(0, 300), Date.now() - t); }
  const left = await reading(county.house, office, async ({ db }) => { const out: any = {}; for (const d of county.house.records.values()) { const { rows } = await sql<{ n: string }>`select count(*) as n from ${sql.table(d.table)}`.execute(db); if (Number(rows[0]!.n)) out[d.table] = rows[0]!.n; } return out; });
  console.log(left);
});
test('5000 rows', async () => {
  const office = county.actor('王小梅', [{ role: 'county_office', committeeId: null, unitId: null }]);
  const rows: any[] = [['序号','来访时间','乡镇','反映人','联系电话','反映事项','事项类别','地点','办理方式','办理结果']];
  for (let i = 1; i < 5000; i++) rows.push([i, `2025.${1 + i % 12}.${1 + i % 28}`, i % 2 ? '白石镇' : '清溪乡', '王芳', '13812345678', `反映第${i}个问题，路灯不亮，盼早日解决`, '市政', '新寨村', '转办', '已解决']);
  const bytes = await sheetFile('xlsx', [{ name: '台账', rows, merges: [], hiddenColumns: [] }]);
  (globalThis as any).gc?.();
  const rss0 = process.memoryUsage().rss; let peak = 0; const timer = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss); }, 20);
  let t = Date.now();
  const batch = await openBatch(county.house, office, chapter, { name: '大台账.xlsx', bytes }, null);
  console.log('open', Date.now() - t); t = Date.now();
  const p = await reading(county.house, office, (look) => previewOf(look, chapter, batch.id));
  console.log('preview', Date.now() - t, countsOf(p.sheets)); t = Date.now();
  const done = await enterBatch(county.house, office, chapter, batch.id, { foundings: new Set(p.foundings.map((f) => f.key)), update: true }, null);
  console.log('entered', done.entered, Date.now() - t); t = Date.now();
  await undoBatch(county.house, office, chapter, batch.id, null);
  console.log('undone', Date.now() - t); clearInterval(timer);
  console.log('rss', Math.round(rss0 / 1e6), '→ peak', Math.round(peak / 1e6));
}, 120000);
