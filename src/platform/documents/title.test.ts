import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { widthOf } from './text.ts';
import { titleLines } from './title.ts';

const capacity = 20;

describe('a title is broken into lines', () => {
  test('a short title stays on one line', () => {
    expect(titleLines('主要指标一览表', capacity)).toEqual(['主要指标一览表']);
  });

  test('the speech: in the shape of a trapezoid and between words', () => {
    expect(titleLines('在加强和改进市县政协工作座谈会上的发言材料', capacity)).toEqual(['在加强和改进市县政协工作', '座谈会上的发言材料']);
  });

  test('a notice: brackets stay with their words', () => {
    expect(titleLines('关于印发乡镇（街道）政协联络委员会规范化建设工作方案的通知', capacity))
      .toEqual(['关于印发乡镇（街道）政协', '联络委员会规范化建设工作方案的通知']);
  });

  test('a quoted name is one word', () => {
    expect(titleLines('“三个有”规范机构设置、“四个方案”规范工作机制、“五个一”规范履职活动工作情况汇报', capacity))
      .toEqual(['“三个有”规范机构设置、', '“四个方案”规范工作机制、', '“五个一”规范履职活动工作情况汇报']);
  });

  test('a day is not broken', () => {
    expect(titleLines('关于2026年1月1日至9月30日政协联络委履职情况的报告', capacity).join('|')).not.toMatch(/月\||年\|/);
  });

  test('a standing committee is one word', () => {
    expect(titleLines('政协岚溪侗族自治县委员会常务委员会2026年工作报告', capacity)).toEqual(['政协岚溪侗族自治县委员会', '常务委员会2026年工作报告']);
  });

  test('three lines are no hourglass', () => {
    const title = `${'甲'.repeat(15)}、${'乙'.repeat(12)}、${'丙'.repeat(7)}、${'丁'.repeat(8)}`;
    for (const capacity of [16, 18, 20]) {
      const widths = titleLines(title, capacity).map(widthOf);
      expect(widths.length).toBeGreaterThan(2);
      for (let line = 1; line < widths.length - 1; line++) {
        expect(widths[line]! < widths[line - 1]! && widths[line]! < widths[line + 1]!).toBe(false);
      }
    }
  });

  test('line breaks written by the author stand', () => {
    expect(titleLines('民情台账\n分析报告', capacity)).toEqual(['民情台账', '分析报告']);
  });

  test('nothing is lost and no line is too wide, whatever the text', () => {
    const text = fc.string({ unit: fc.constantFrom('政', '协', '的', '（', '）', '《', '》', '2', 'a', '喆', '·', '、', '关', '于', '𠮷'), maxLength: 160, size: 'max' });
    fc.assert(fc.property(text, (title) => {
      const lines = titleLines(title, capacity);
      expect(lines.join('')).toBe(title);
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(capacity);
    }), { numRuns: 300 });
  });
});
