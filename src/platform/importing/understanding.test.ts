import { describe, expect, test } from 'vitest';
import type { Cell, Sheet } from './cell.ts';
import { contextOf, placeIn } from './context.ts';
import { natureOfRows } from './data-rows.ts';
import { column, importKind } from './kind.ts';
import { kinds, ledger, member } from './fixtures.ts';
import { recognise, remarkLabel } from './recognition.ts';
import { text } from './readers/text.ts';
import { takeSheet } from './taking.ts';
import { judgeRows } from './verdict.ts';

type Content = string | number | null;

/** A sheet of plain cells; merged ranges (first row, first column, last row, last column, from 1) are repeated as the reader does. */
function sheet(rows: Content[][], merges: [number, number, number, number][] = [], name = '台账'): Sheet {
  const cells = rows.map((row) => row.map((content): Cell | null => (content === null ? null : typeof content === 'number' ? { text: String(content), number: content } : { text: content })));
  for (const [top, left, bottom, right] of merges) {
    const master = cells[top - 1]![left - 1]!;
    for (let r = top; r <= bottom; r++) for (let c = left; c <= right; c++) if (r !== top || c !== left) cells[r - 1]![c - 1] = { ...master, merged: c === left ? 'down' : 'across' };
  }
  return { name, hidden: false, hiddenColumns: [], rows: cells.flatMap((row, i) => (row.some((cell) => cell !== null) ? [{ number: i + 1, cells: row }] : [])) };
}

const header = ['序号', '来访时间', '反映人', '联系电话', '反映事项', '办理结果'];
const data = (n: number): Content[] => [n, '2025-03-01', '王芳', '13812345678', `路灯不亮${n}`, '已解决'];

describe('rows that are no data', () => {
  const natures = (...rows: Content[][]) => {
    const under = sheet([header, ...rows]);
    return natureOfRows(under, recognise(under, [ledger], { fileName: '白石镇台账.xlsx' })!).map(({ nature }) => nature);
  };

  test.each([
    ['a total with one number', ['合计', null, null, null, '34条', null]],
    ['a total over every column', ['合 计', 34, 30, 28, 34, 20]],
    ['a total after an empty first cell', [null, '小计', 12, null, 30, 4]],
    ['a sentence of totals', [null, '共收到群众反映34件，已解决20件', null, null, null, null]],
  ])('%s', (_, row) => expect(natures(data(1), row)).toEqual(['data', 'total']));

  test.each([
    ['a note', ['注：每月25日前报送', null, null, null, null, null]],
    ['who filled it in', ['填表人：王芳', null, '审核人：', '李强', '联系电话：', '13812345678']],
    ['a closing sentence', ['以上台账由联络委负责解释。', null, null, null, null, null]],
  ])('%s', (_, row) => expect(natures(data(1), row)).toEqual(['data', 'note']));

  test('the header once more on the next printed page', () => expect(natures(data(1), header, data(2))).toEqual(['data', 'header', 'data']));
  test('lines that hold nothing but their number', () => expect(natures(data(1), [2, null, null, null, null, null], ['三', null, null, null, null, null])).toEqual(['data', 'numbered blank', 'numbered blank']));
  test('a row that merely mentions a total is data', () => expect(natures([1, '2025-03-01', '王芳', null, '合计收费不合理', '已解决'])).toEqual(['data']));
  test('a row with a single content is kept for the clerk to see when it could be data', () => expect(natures(data(1), [null, null, null, null, '路灯不亮', null])).toEqual(['data', 'data']));

  test('a group title names the township of the rows below it', () => {
    const under = sheet([header, ['小河乡', null, null, null, null, null], data(1), ['石门镇', null, null, null, null, null], data(2)]);
    const { rows, aside } = takeSheet(under, recognise(under, [ledger], { fileName: '县台账2025.xlsx' })!, { today: '2026-01-13' });
    expect(rows.map(({ values }) => values['committee'])).toEqual(['小河乡', '石门镇']);
    expect(aside.map(({ nature }) => nature)).toEqual(['group', 'group']);
  });
});

describe('what surrounds a table', () => {
  test.each([
    ['白石镇政协联络委民情台账（2025年度）', '白石镇'],
    ['云岭苗族自治县白石镇民情台账', '白石镇'],
    ['某某县月亮山乡台账', '月亮山乡'],
    ['填报单位：东门街道办事处', '东门街道'],
    ['经济开发区登记', '经济开发区'],
    ['六乡镇群众反映问题登记', null],
    ['东部六乡镇群众反映问题登记', null],
    ['各乡镇街道台账', null],
    ['全县台账', null],
    ['乡镇政协联络委台账', null],
  ])('%s → %s', (title, place) => expect(placeIn(title, [])).toBe(place));

  test('known places are found first, the longest of them', () => expect(placeIn('新白石镇台账', ['白石镇', '新白石镇'])).toBe('新白石镇'));

  test('the nearest line speaks first', () => {
    const above = sheet([['2024年民情台账', null], ['二〇二五年三月', null]]).rows;
    const context = contextOf('白石镇2023.xlsx', { ...sheet([]), name: '小河乡' }, above, []);
    expect(context).toMatchObject({ place: '小河乡', year: 2024, month: 3, session: null });
    expect(contextOf('九届五次会议提案.xlsx', sheet([]), [], [])).toMatchObject({ session: { term: 9, number: 5 }, year: null });
  });
});

describe('headers', () => {
  const found = (rows: Content[][], merges: [number, number, number, number][] = []) => recognise(sheet(rows, merges), kinds, { fileName: '表.xlsx' });

  test('of two rows joined by merges', () => {
    const rows = [['姓名', '性别', '联系方式', null], [null, null, '手机', '身份证号'], ['王芳', '女', '13812345678', null]];
    expect(found(rows, [[1, 1, 2, 1], [1, 2, 2, 2], [1, 3, 1, 4]])).toMatchObject({ kind: member, header: { first: 1, last: 2 }, mapping: { name: 0, sex: 1, telephone: 2, identityNumber: 3 } });
  });

  test('far down, after lines that look a little like one', () => {
    const rows = [['民情台账', null, null, null, null, null], ['填报单位：白石镇', null, '填表人：', null, '时间：2025年12月', null], [null], header, data(1)];
    expect(found(rows)).toMatchObject({ header: { first: 4, last: 4 }, context: { year: 2025, place: '白石镇' } });
  });

  test('without any order, with marks, breaks and width', () => {
    expect(found([['反映问题＊', '联系\n电话', '日　期', '反映人（姓名）'], ['路灯不亮', '1', '2025-1-1', '王芳']])?.mapping).toEqual({ matter: 0, telephone: 1, collected: 2, reporter: 3 });
  });

  test('a word that only contains a label is taken when its column reads so', () => {
    const days = recognise(sheet([['群众反映的主要问题', '具体来访时间'], ['路灯不亮', '2025-1-1']]), [ledger], { fileName: '白石镇.xlsx' });
    expect(days?.mapping).toEqual({ matter: 0, collected: 1 });
    const words = recognise(sheet([['群众反映的主要问题', '来访时间段', '反映人'], ['路灯不亮', '上午', '王芳']]), [ledger], { fileName: '白石镇.xlsx' });
    expect(words?.mapping).toEqual({ matter: 0, reporter: 2 });
  });

  test('the column of remarks of a returned file is never data', () => {
    const remarking = importKind({ name: 'r', title: 'r', record: 'r', words: [], columns: { what: column('事项', { read: text({ max: 100 }), required: true }), many: column('数量', { read: text({ max: 9 }) }), why: column('说明', { read: text({ max: 100 }) }) }, identity: () => null });
    expect(recognise(sheet([[remarkLabel, '事项', '数量'], ['1. 请补填', '修路', 3]]), [remarking], { fileName: '表.xlsx' })?.mapping).toEqual({ what: 1, many: 2 });
  });

  test('instructions and foreign tables are not taken for data', () => {
    expect(found([['填表说明'], ['请如实填写。']])).toBeNull();
    expect(found([['商品', '单价', '数量'], ['钢笔', 5, 2]])).toBeNull();
  });
});

describe('verdicts', () => {
  const judge = (...rows: Content[][]) => {
    const under = sheet([header, ...rows]);
    const { rows: taken } = takeSheet(under, recognise(under, [ledger], { fileName: '白石镇.xlsx' })!, { today: '2026-01-13' });
    return judgeRows(ledger, taken);
  };

  test('the same thing twice comes in once; with other words in it, the clerk is asked', () => {
    const [first, again, other] = judge(data(1), data(1), [1, '2025-03-01', '李强', null, '路灯不亮1', null]);
    expect([first, again, other].map((row) => row?.verdict)).toEqual(['new', 'duplicate', 'duplicate']);
    expect(again!.remarks).toMatchObject([{ level: 'info', sentence: '与第 2 行完全相同，没有重复录入。' }]);
    expect(other!.remarks).toMatchObject([{ level: 'check' }]);
  });

  test('a refused row does not stand in the way of a good one like it', () => {
    expect(judge([1, '2025-02-30', '王芳', null, '断水', null], [2, '2025-02-28', '王芳', null, '断水', null]).map(({ verdict }) => verdict)).toEqual(['refused', 'new']);
  });

  test('a cell that is a formula is taken as shown and said to be one; an Excel error is not taken', () => {
    const under = sheet([header, data(1), data(2)]);
    Object.assign(under.rows[1]!.cells[4]!, { formula: true });
    Object.assign(under.rows[2]!.cells[4]!, { error: true, text: '#REF!' });
    const { rows } = takeSheet(under, recognise(under, [ledger], { fileName: '白石镇.xlsx' })!, { today: '2026-01-13' });
    expect(rows[0]!.remarks).toMatchObject([{ level: 'info', sentence: expect.stringContaining('公式') }]);
    expect(rows[1]!.remarks).toMatchObject([{ level: 'refuse', column: 'E', label: '反映事项', sentence: expect.stringContaining('#REF!') }]);
  });
});
