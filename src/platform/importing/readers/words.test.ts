import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { affiliation, choice, ethnicGroup, letter, sex, yesNo } from './choice.ts';
import { count, half, quarter, serialNumber, year } from './number.ts';
import { partsFor } from './pair.ts';
import { personNames } from './person-name.ts';
import { naming, namings, text } from './text.ts';
import { telephone } from './telephone.ts';

const context = { today: '2026-01-13', year: 2025, header: '' };

test.each([
  [yesNo(), ['是', '√', '★', '有', '是（重点）', '１'], true],
  [yesNo(), ['否', '×', '无', '没有', '不属于', '-'], false],
  [sex(), ['女', '2', '２', '女性', 'f'], '2'],
  [ethnicGroup(), ['汉', '汉族', '汉 族', '01'], '汉族'],
  [affiliation(), ['党员', '中共', '中共党员', '共产党员'], '中共党员'],
  [affiliation(), ['无党派', '无党派人士'], '无党派人士'],
  [letter(), ['a', 'Ａ', 'A类', '（A）', ' A '], 'A'],
  [count(), ['36', '３６', '36人', '约36余户', '36 人次', '三十六人', '36左右', '36台', '三十六套'], 36],
  [count(), ['1,200', '1200人次', '0.12万人'], 1200],
  [serialNumber(), ['12', '第12号', '第１２号', '12号', 'QX-012', '2025-012'], 12],
  [quarter(), ['四季度', '第4季度', 'Q4', '4', '2025年第四季度'], 4],
  [half(), ['上半年', '1', '2025年上半年'], 1],
  [year(), ['2025', '2025年', '2025年度'], 2025],
] as const)('one meaning, many spellings (case %#)', (read, written, expected) => {
  for (const words of written) expect([words, read({ text: words }, context).value]).toEqual([words, expected]);
});

describe('a list of meanings', () => {
  const disposition = choice({ filed: ['立案'], declined: ['不予立案', '不立案'], merged: ['并案'], converted: ['转社情民意'] }, { unknown: 'refuse' });
  test('the longer word wins over the one inside it', () => {
    expect(disposition({ text: '不予立案' }, context).value).toBe('declined');
    expect(disposition({ text: '建议立案' }, context).value).toBe('filed');
    expect(disposition({ text: '并案（并入29号）' }, context).value).toBe('merged');
  });
  test('an unknown or double meaning is not guessed, and the sentence lists what may be written', () => {
    expect(disposition({ text: '研究中' }, context)).toMatchObject({ value: null, remarks: [{ level: 'refuse', sentence: '“研究中”不在可填的内容里。可填：立案、不予立案、并案、转社情民意。' }] });
    expect(disposition({ text: '立案或并案' }, context).value).toBeNull();
  });
  test('满意 is not found inside 不满意 and 基本满意', () => {
    const rating = choice({ good: ['满意'], fair: ['基本满意'], bad: ['不满意'] });
    expect(['满意', '基本满意', '不满意', '委员表示不满意'].map((words) => rating({ text: words }, context).value)).toEqual(['good', 'fair', 'bad', 'bad']);
  });
});

test('one cell with two answers fills two fields', () => {
  const read = partsFor({ handling: choice({ referred: ['转办'] }), outcome: choice({ resolved: ['已解决'] }) }, 'handling');
  expect(read({ text: '转办，已解决' }, context)).toEqual({ value: 'referred', remarks: [], also: { outcome: 'resolved' } });
  expect(read({ text: '已解决' }, context)).toMatchObject({ value: null, also: { outcome: 'resolved' } });
  expect(read({ text: '转办，等回音' }, context).remarks[0]?.sentence).toContain('等回音');
});

describe('text', () => {
  const read = text({ max: 50, lines: true });
  test('a text that looks like a formula stays a text, and is remarked upon', () => {
    for (const written of ['=HYPERLINK("http://example.invalid","点此")', '+cmd|calc', '@SUM(A1)']) expect(read({ text: written }, context)).toMatchObject({ value: written, remarks: [{ level: 'check' }] });
    expect(read({ text: '-3 度时水管冻裂' }, context).remarks).toEqual([]);
  });
  test('line breaks stay where asked, and too long is refused, not cut', () => {
    expect(read({ text: ' 井盖异响 \n 多处松动 ' }, context).value).toBe('井盖异响\n 多处松动');
    expect(text({ max: 50 })({ text: '井盖异响\n多处松动' }, context).value).toBe('井盖异响 多处松动');
    expect(read({ text: '长'.repeat(51) }, context).remarks[0]?.sentence).toContain('51 个字');
  });
  test('names of records: 无 is none; several are cut', () => {
    expect(naming()({ text: '无' }, context)).toEqual({ value: null, remarks: [] });
    expect(naming()({ text: '白 石 镇' }, context).value).toBe('白石镇');
    expect(namings()({ text: '市农委、市环保局，市农委' }, context).value).toEqual(['市农委', '市环保局']);
  });
});

test('no reader throws on any text, and none returns nothing without a word', () => {
  const readers = [yesNo(), sex(), ethnicGroup(), affiliation(), letter(), count(), serialNumber(), quarter(), half(), year(), telephone(), personNames(), text({ max: 100 })];
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }).filter((written) => written.trim() !== ''), fc.constantFrom(...readers), (written, read) => {
      const reading = read({ text: written }, context);
      expect(reading.value === null ? reading.remarks.length : 1).toBeGreaterThan(0);
    }),
    { numRuns: 3000 },
  );
});
