import { expect, test } from 'vitest';
import { composeBody, type NamedTable } from '#reports/wording/body.ts';

const keys = (rows: string[][]): NamedTable => ({ name: '重点提案', table: { kind: 'table', rows, columns: [{ label: '名称', share: 3, align: 'left' }, { label: '日期', share: 1, align: 'center' }] } });
const body = '没有确定重点提案。\n〔重点提案〕';

test('a table stands where the body places it', () => {
  const { blocks, remarks } = composeBody({ body, quotes: [], tables: [keys([['修桥', '2025-03-03']])] });
  expect([blocks.map(({ kind }) => kind), remarks]).toEqual([['paragraph', 'table'], []]);
});

test('a table without records is not printed as a head alone, and whoever reads the draft is told', () => {
  const { blocks, remarks } = composeBody({ body, quotes: [], tables: [keys([])] });
  expect([blocks.map(({ kind }) => kind), remarks]).toEqual([['paragraph'], ['按“名称、日期”列的表里没有记录，正文里没有印。']]);
});
