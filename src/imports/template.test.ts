import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { recognise } from '#platform/importing/recognition.ts';
import { takeSheet } from '#platform/importing/taking.ts';
import { readWorkbook } from '#platform/importing/workbook.ts';
import { blankTemplate } from './template.ts';

const kinds = slices.flatMap(({ imports = [] }) => imports.map(({ kind }) => kind));
const today = '2026-01-13';

async function understood(bytes: Uint8Array, fileName: string) {
  const [sheet] = (await readWorkbook(bytes, fileName)).sheets;
  const recognition = recognise(sheet!, kinds, { fileName })!;
  return { recognition, taken: takeSheet(sheet!, recognition, { today }) };
}

describe('blank templates', () => {
  test.each(kinds.map((kind) => ({ name: kind.title, kind })))('$name: every heading is understood as its own, and the example stays out', async ({ kind }) => {
    const { recognition, taken } = await understood(await blankTemplate(kind, { organ: '云岭县', today }), `${kind.title}（空白模板）.xlsx`);
    expect(recognition.kind.name).toBe(kind.name);
    expect(Object.entries(recognition.mapping).toSorted(([, a], [, b]) => a - b).map(([field]) => field)).toEqual(Object.keys(kind.columns));
    expect(taken.rows).toEqual([]);
    expect(taken.aside.map(({ nature }) => nature)).toEqual(['example']);
  });

  test('a row written below the example comes in as it was written', async () => {
    const kind = kinds.find(({ name }) => name === 'inspection')!;
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await blankTemplate(kind, { organ: '云岭县', today })).buffer as ArrayBuffer);
    workbook.worksheets[0]!.addRow(['白石镇', '一季度', '饮水安全调研', '2025-03-21', '是']);
    const { taken } = await understood(new Uint8Array(await workbook.xlsx.writeBuffer()), '调研视察.xlsx');
    expect(taken.rows.map(({ values, remarks }) => [values['committee'], values['topic'], remarks])).toEqual([['白石镇', '饮水安全调研', []]]);
  });
});
