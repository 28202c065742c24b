import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { headOf } from '#reports/superior-sheets/heads.ts';
import { placing, wholeCounty, type Placing } from '#reports/superior-sheets/placing.ts';
import { readForm } from '#reports/superior-sheets/reading-form.ts';

const whose = [{ id: '1', place: '小河乡' }, { id: '2', place: '白石镇', called: ['白石乡', '黑石乡'] }, wholeCounty('云岭彝族自治县')];
const sources = [{ key: 'figure:visits', label: '调研视察次数' }, { key: 'figure:deeds', label: '民生实事' }];

type Line = readonly (string | number | null)[];

async function placed(lines: readonly Line[], merged: readonly string[] = []): Promise<Omit<Placing, 'rows'> & { rows: [number, string][] }> {
  const workbook = new ExcelJS.Workbook();
  const page = workbook.addWorksheet('附表');
  lines.forEach((line) => page.addRow(line));
  merged.forEach((range) => page.mergeCells(range));
  const { sheets: [form] } = await readForm({ bytes: new Uint8Array(await workbook.xlsx.writeBuffer()), name: '附表.xlsx', kind: 'xlsx' });
  const { rows, ...rest } = placing(headOf(form!, sources)!, whose);
  return { ...rest, rows: [...rows].map(([row, { place }]) => [row + 1, place]) };
}

const head: Line = ['乡镇（街道）', '调研视察次数', '民生实事'];
const small = ['小河乡', '白石镇', '云岭彝族自治县合计'];

describe('whose row it is', () => {
  test('those whom the sheet names, also by a name of before; a total is the county\'s; whom nobody knows is told', async () => {
    const { rows, unknown } = await placed([head, ['白石乡'], ['小河乡人民政府'], ['东风农场'], ['合 计'], ['填表人：张三，2026年']]);
    expect(rows).toEqual([[2, '白石镇'], [3, '小河乡'], [5, small[2]]]);
    expect(unknown).toEqual(['东风农场']);
  });

  test('two townships that one committee serves do not both get its number', async () => {
    expect(await placed([head, ['黑石乡'], ['白石镇'], ['小河乡']])).toMatchObject({ rows: [[3, '白石镇'], [4, '小河乡']], unknown: ['黑石乡'] });
  });

  test('a row that numbers the columns belongs to the header', async () => {
    expect((await placed([head, ['甲', 1, 2]])).rows).toEqual(small.map((place, n) => [3 + n, place]));
    expect((await placed([head, ['（甲）', '（1）', '（2）=（1）×2'], ['小河乡']])).rows).toEqual([[3, '小河乡']]);
  });

  test('what counts people in committees is no column of places', async () => {
    expect((await placed([['联络委主任（名）', '乡镇（街道）', '调研视察次数', '民生实事'], [null, '白石镇']])).rows).toEqual([[2, '白石镇']]);
  });

  test('free rows take the townships, a total under them stays where it is', async () => {
    const { rows, names } = await placed([head, [], [], ['合计']]);
    expect(rows).toEqual([[2, '小河乡'], [3, '白石镇'], [4, small[2]]]);
    expect(names.map(({ text }) => text)).toEqual(['小河乡', '白石镇']);
  });

  test('too few free rows above what is written under the table: nothing, and how many there are', async () => {
    expect(await placed([head, [], ['填表人：']])).toMatchObject({ rows: [], names: [], room: 1 });
    expect(await placed([head, [], ['合计']])).toMatchObject({ rows: [], room: 1 });
  });
});

describe('a sheet over counties', () => {
  const over: Line = ['县（市、区）', '调研视察次数', '民生实事'];
  test.each(['云岭彝族自治县', '云岭县', '云岭', '云岭自治县政协', '政协云岭彝族自治县委员会'])('%s is the own row, and the total is not ours', async (name) => {
    expect(await placed([over, ['青岩县'], [name], ['合计']])).toMatchObject({ rows: [[3, small[2]]], unknown: [] });
  });
  test('without names it is the own county\'s', async () => {
    expect(await placed([over])).toMatchObject({ rows: [[2, '云岭彝族自治县']], names: [{ text: '云岭彝族自治县' }] });
  });
  test('under a header that does not speak of places the names are found', async () => {
    expect((await placed([['报送者', '调研视察次数', '民生实事'], ['青岩县'], ['云岭县']])).rows).toEqual([[3, small[2]]]);
  });
});

test('a title over the whole sheet is no part of the words under it', async () => {
  const { rows } = await placed([['某某州乡镇政协工作情况统计表', null, null], head, ['小河乡']], ['A1:C1']);
  expect(rows).toEqual([[3, '小河乡']]);
});
