import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell } from '../cell.ts';
import { serialOfDay } from '../serial.ts';
import { day, showKnownDay } from './day.ts';

const context = { today: '2026-01-13', year: 2025, header: '来访时间' };
const read = (cell: Cell | string, more: Partial<typeof context> | { year: null } = {}) => day()(typeof cell === 'string' ? { text: cell } : cell, { ...context, ...more });
const shown = (cell: Cell | string, more = {}) => {
  const { value } = read(cell, more);
  return value && showKnownDay(value);
};

describe('a day is read in every way offices write it', () => {
  test.each([
    ['2025.3.23', '2025-03-23'],
    ['2025-03-21', '2025-03-21'],
    ['２０２５-１１-１２', '2025-11-12'],
    ['２０２５．３．２', '2025-03-02'],
    ['20250413', '2025-04-13'],
    ['2025/3/1', '2025-03-01'],
    ['2025年3月8日', '2025-03-08'],
    ['2025 年 3 月 8 日', '2025-03-08'],
    ['2025年3月8号', '2025-03-08'],
    ['2025-03-21 08:30', '2025-03-21'],
    ['2025-03-21T00:00:00.000Z', '2025-03-21'],
    ['2025年3月21日上午9时', '2025-03-21'],
    ['2025年3月21日（星期五）', '2025-03-21'],
    ['2025年3月21日周五', '2025-03-21'],
    ['二〇二五年三月二十一日', '2025-03-21'],
    ['二零二五年十一月二日', '2025-11-02'],
    ['25.3.21', '2025-03-21'],
    ['3/21/2025', '2025-03-21'],
    ['21/3/2025', '2025-03-21'],
    ['3月21日', '2025-03-21'],
    ['3.21', '2025-03-21'],
    ['45737', '2025-03-21'],
    ['2025年3月', '2025年3月'],
    ['2025.3', '2025年3月'],
    ['2025-03', '2025年3月'],
    ['202503', '2025年3月'],
    ['2月', '2025年2月'],
    ['12月份', '2025年12月'],
    ['十一月', '2025年11月'],
    ['2025年3月中旬', '2025年3月'],
    ['2025', '2025年'],
    ['2025年度', '2025年'],
    ['2025.3.21-3.23', '2025-03-21'],
    ['2025.3.21-23', '2025-03-21'],
    ['3月21日至23日', '2025-03-21'],
    ['2025年3月21日、4月2日', '2025-03-21'],
    ['3-4月', '2025年3月'],
    ['2025.03.21。', '2025-03-21'],
  ])('%s', (written, expected) => expect(shown(written)).toBe(expected));

  test('number cells: dates by format, lost formats, months, and 2025.1 which may have been 2025.10', () => {
    expect(shown({ text: '2025-03-21', number: 45737, date: 'day' })).toBe('2025-03-21');
    expect(shown({ text: '2025-03', number: 45717, date: 'month' })).toBe('2025年3月');
    expect(read({ text: '45737', number: 45737 })).toMatchObject({ value: { day: '2025-03-21' }, remarks: [{ level: 'info' }] });
    expect(shown({ text: '20250413', number: 20250413 })).toBe('2025-04-13');
    expect(shown({ text: '2025.3', number: 2025.3 })).toBe('2025年3月');
    expect(shown({ text: '3', number: 3 }, { header: '月份' })).toBe('2025年3月');
    expect(read({ text: '3', number: 3 }).value).toBeNull();
    expect(read({ text: '1973.1', number: 1973.1 }).remarks[0]?.sentence).toContain('1973年10月');
  });
});

describe('what is no day is refused with a sentence that says why', () => {
  test.each([
    ['2025年13月2日', '没有13月'],
    ['2025-02-30', '2025年2月没有30日'],
    ['2025.4.31', '2025年4月没有31日'],
    ['20251301', '没有13月'],
    ['2052-03-01', '在今天（2026-01-13）之后'],
    ['2026年2月', '在今天（2026-01-13）之后'],
    ['去年冬天', '看不出是哪一天'],
    ['不详', '看不出是哪一天'],
    ['0000-00-00', '看不出是哪一天'],
    ['1700-01-01', '没有“1700年”这样的年份'],
    ['=TODAY()', '看不出是哪一天'],
  ])('%s', (written, sentence) => {
    const { value, remarks } = read(written);
    expect(value).toBeNull();
    expect(remarks).toMatchObject([{ level: 'refuse' }]);
    expect(remarks[0]?.sentence).toContain(sentence);
  });

  test('a month without a year anywhere asks for the year instead of guessing one', () => {
    expect(read('2月', { year: null })).toMatchObject({ value: null, remarks: [{ level: 'refuse', asks: 'year' }] });
  });

  test('a day to come is no fault where plans are read', () => {
    expect(day({ future: 'allow' })({ text: '2027-01-01' }, context).value?.day).toBe('2027-01-01');
  });
});

const days = fc.date({ min: new Date('1955-01-01T00:00:00Z'), max: new Date('2026-01-13T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));

test('every real day comes back from every way of writing it', () => {
  const ways = [
    (d: string) => d,
    (d: string) => d.replaceAll('-', '.'),
    (d: string) => d.replaceAll('-', ''),
    (d: string) => d.replaceAll('-0', '/').replaceAll('-', '/'),
    (d: string) => d.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日'),
    (d: string) => d.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
    (d: string) => ` ${d} 09:15`,
  ];
  fc.assert(
    fc.property(days, fc.constantFrom(...ways), (d, way) => {
      expect(read(way(d)).value).toEqual({ day: d, precision: 'day' });
      expect(read({ text: d, number: serialOfDay(d), date: 'day' }).value).toEqual({ day: d, precision: 'day' });
    }),
  );
});

test('no text makes the reader throw or invent a day that does not exist', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\d年月日.\-/一二十 ]{1,14}$/)), (text) => {
      const { value, remarks } = read(text);
      if (value === null) expect(remarks.length).toBeGreaterThan(0);
      else expect(new Date(`${value.day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(value.day);
    }),
    { numRuns: 2000 },
  );
});
