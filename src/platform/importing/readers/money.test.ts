import { expect, test } from 'vitest';
import { yuan } from './money.ts';

const context = { today: '2026-01-13', year: 2025, header: '金额' };
const read = (text: string, more: object = {}) => yuan({ max: 100_000_000 })({ text }, { ...context, ...more });

test.each(['25500', '25,500', '２５５００', '25500元', '¥25,500.00', '人民币25500元整', '2.55万', '2.55万元', '2.55 万元'])('%s is 25500 yuan', (text) => {
  expect(read(text).value).toBe(25_500);
});

test('a bare number is in the unit of its header, else in the one above the table, else in yuan', () => {
  expect(read('2.55', { header: '金额（万元）' }).value).toBe(25_500);
  expect(read('2.55', { unit: '万元' }).value).toBe(25_500);
  expect(read('25500', { header: '金额（元）', unit: '万元' }).value).toBe(25_500);
  expect(read('25500元', { header: '金额（万元）' }).value).toBe(25_500);
  expect(read('25500').remarks).toEqual([]);
  expect(read('2.55', { unit: '万元' }).remarks).toEqual([{ level: 'info', sentence: '“2.55”按表上的单位“万元”录入为 25500 元。' }]);
});

test('parts of a yuan are rounded and said; what is no amount is left out with a sentence', () => {
  expect(read('1,234.50')).toEqual({ value: 1_235, remarks: [{ level: 'check', sentence: '“1,234.50”有角分，按整数元 1235 录入。' }] });
  for (const text of ['待定', '两千', '-5', '2万5', '999999999999']) expect([text, read(text).value, read(text).remarks[0]?.level]).toEqual([text, null, 'check']);
});
