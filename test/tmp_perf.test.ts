import { afterAll, beforeAll, test } from 'vitest';
import { slices } from '#county.ts';
import { sheetFile } from '../db/demo-county/sheet-files.ts';
import { openBatch } from '#imports/opening.ts';
import { enterBatch } from '#imports/entering.ts';
import { undoBatch } from '#imports/undoing.ts';
import { previewOf } from '#imports/reading.ts';
import { reading } from '#platform/records/act.ts';
import { testCounty, type TestCounty } from './setup/county.ts';
import { Session } from 'node:inspector/promises';
import { writeFileSync } from 'node:fs';

const chapter = { targets: slices.flatMap((s) => s.imports ?? []), founders: slices.flatMap((s) => s.founders ?? []), undoDays: async () => 30 };
let county: TestCounty;
beforeAll(async () => { county = await testCounty('trial'); });
afterAll(() => county.close());
async function prof<T>(name: string, f: () => Promise<T>): Promise<T> {
  const s = new Session(); s.connect(); await s.post('Profiler.enable'); await s.post('Profiler.start'); const t = Date.now();
  const r = await f(); const ms = Date.now() - t; const { profile } = await s.post('Profiler.stop'); s.disconnect();
  const self = new Map<string, number>(); const dt = profile.timeDeltas!; const byId = new Map(profile.nodes.map((n) => [n.id, n]));
  profile.samples!.forEach((id, i) => { const n = byId.get(id)!; const k = `${n.callFrame.functionName} ${n.callFrame.url.split('/').slice(-2).join('/')}:${n.callFrame.lineNumber}`; self.set(k, (self.get(k) ?? 0) + dt[i]! / 1000); });
  console.log(name, ms, [...self].sort((a, b) => b[1] - a[1]).slice(0, 14).map(([k, v]) => `\n   ${Math.round(v)} ${k}`).join(''));
  return r;
}
test('5000 rows', async () => {
  const office = county.actor('王小梅', [{ role: 'county_office', committeeId: null, unitId: null }]);
  const rows: any[] = [['序号','来访时间','乡镇','反映人','联系电话','反映事项','事项类别','地点','办理方式','办理结果']];
  for (let i = 1; i < 5000; i++) rows.push([i, `2025.${1 + i % 12}.${1 + i % 28}`, i % 2 ? '白石镇' : '清溪乡', '王芳', '13812345678', `反映第${i}个问题，路灯不亮，盼早日解决`, '市政', '新寨村', '转办', '已解决']);
  const bytes = await sheetFile('xlsx', [{ name: '台账', rows, merges: [], hiddenColumns: [] }]);
  const batch = await prof('open', () => openBatch(county.house, office, chapter, { name: '大台账.xlsx', bytes }, null));
  const p = await prof('preview', () => reading(county.house, office, (look) => previewOf(look, chapter, batch.id)));
  await prof('enter', () => enterBatch(county.house, office, chapter, batch.id, { foundings: new Set(p.foundings.map((f) => f.key)), update: true }, null));
  await prof('undo', () => undoBatch(county.house, office, chapter, batch.id, null));
}, 120000);
