import { isWorkday } from 'chinese-days';
import { describe, expect, test } from 'vitest';
import { Problem } from '#platform/problems.ts';
import { workCalendar, workingDayAfter, workingDaysBetween } from '#platform/working-days.ts';
import { nationalNotices } from '#plans/calendar/national.ts';
import { readNotice } from '#plans/calendar/notice.ts';

const read = nationalNotices.map(({ year, notice }) => readNotice(year, notice));
const isWeekday = (day: string): boolean => ![0, 6].includes(new Date(day).getUTCDay());
const calendar = workCalendar(read);
const daysOf = (year: number): string[] => Array.from({ length: 366 }, (_, n) => new Date(Date.UTC(year, 0, 1) + n * 86_400_000).toISOString().slice(0, 10)).filter((day) => day.startsWith(`${year}`));

describe('the notices that every county is founded with', () => {
  test.each(nationalNotices.map(({ year }) => year))('of %i make the same days as an independent calendar', (year) => {
    const { off, worked } = read.find((one) => one.year === year)!;
    const ours = daysOf(year).filter((day) => worked.includes(day) || (isWeekday(day) && !off.includes(day)));
    expect(ours).toEqual(daysOf(year).filter((day) => isWorkday(day)));
  });

  test.each([
    ['2024-09-27', '2024-10-14', 8], // Sunday 29 September and Saturday 12 October are worked, 1 to 7 October are off
    ['2025-09-26', '2025-10-13', 7], // Sunday 28 September and Saturday 11 October, 1 to 8 October off
    ['2026-09-18', '2026-10-12', 12], // Sunday 20 September and Saturday 10 October, 25 September and 1 to 7 October off
  ])('the October weeks after %s up to %s have %i working days', (after, until, days) => {
    expect(workingDaysBetween(calendar, after, until)).toEqual({ days, sure: true });
    expect(workingDayAfter(calendar, after, days)).toBe(until);
  });
});

describe('a notice', () => {
  test('may name the year, run over two months and use half-width signs', () => {
    const { off, worked } = readNotice(2027, '春节:2027年1月30日(周六)至2月3日放假调休,共5天。1月24日、2月7日上班。');
    expect(off).toEqual(['2027-01-30', '2027-01-31', '2027-02-01', '2027-02-02', '2027-02-03']);
    expect(worked).toEqual(['2027-01-24', '2027-02-07']);
  });

  test.each([
    ['今年照常。', '没有读出放假的日期'],
    ['一、元旦：2月30日至3月5日放假。', '“2月30日”不是2027年的日期'],
    ['一、国庆节：10月7日至1日放假。二、春节：2月1日至7日放假。', '起止日期不对'],
    ['一、国庆节：10月1日至7日放假。10月5日上班。', '又放假又上班'],
    ['一、国庆节：10月1日至7日放假。10月12日上班。', '2027-10-12不是周末'],
    ['一、元旦：2026年12月31日至2027年1月3日放假。', '不在2027年内'],
  ])('%s is refused with what is wrong', (notice, sentence) => {
    expect(() => readNotice(2027, notice)).toThrow(Problem);
    try {
      readNotice(2027, notice);
    } catch (error) {
      expect((error as Problem).fields['notice']).toContain(sentence);
    }
  });
});
