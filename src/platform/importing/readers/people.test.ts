import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCharacter, identityNumber } from './identity-number.ts';
import { personName, splitNames, tidyName } from './person-name.ts';
import { telephone } from './telephone.ts';

const context = { today: '2026-01-13', year: 2025, header: '姓名' };

describe('telephone numbers', () => {
  const read = (text: string, number?: number) => telephone()({ text, ...(number === undefined ? {} : { number }) }, context);
  test.each([
    ['13895466051', '13895466051'],
    ['１３８０３５６３３３８', '13803563338'],
    ['150 0820 8848', '15008208848'],
    ['150-0820-8848', '15008208848'],
    ['+86 15008208848', '15008208848'],
    ['电话：15008208848', '15008208848'],
    ['0851-8234567', '0851-8234567'],
    ['08518234567', '0851-8234567'],
    ['01062345678', '010-62345678'],
    ['（0851）8234567', '0851-8234567'],
    ['8234567', '8234567'],
    ['15008208848/13895466051', '15008208848'],
    ['15008208848 13895466051', '15008208848'],
  ])('%s', (written, expected) => expect(read(written).value).toBe(expected));

  test('one digit short is said so; whether the row stays out is the column’s choice', () => {
    expect(read('1874529641')).toMatchObject({ value: null, remarks: [{ level: 'check', sentence: '“1874529641”是 10 位，手机号应为 11 位，请补正。' }] });
    expect(telephone({ wrong: 'refuse' })({ text: '1874529641' }, context).remarks[0]?.level).toBe('refuse');
    expect(read('无').value).toBeNull();
  });
});

describe('identity numbers', () => {
  const read = (text: string, number?: number) => identityNumber()({ text, ...(number === undefined ? {} : { number }) }, context);

  test('a number cell lost its last digits: left out, never restored', () => {
    for (const reading of [read('533143198708213060', 533143198708213060), read('5.33143E+17'), read('110101199001011230', 110101199001011230)]) {
      expect(reading).toMatchObject({ value: null, remarks: [{ level: 'check' }] });
      expect(reading.remarks[0]?.sentence).toContain('无法恢复');
    }
  });

  test('right ones are taken, fifteen digits are made eighteen, wrong ones left out', () => {
    expect(read('11010519491231002X').value).toBe('11010519491231002X');
    expect(read('１１０１０５19491231002x').value).toBe('11010519491231002X');
    expect(read('110105491231002').value).toBe('11010519491231002X');
    expect(read('110105194912310021').remarks[0]?.sentence).toContain('校验位');
    expect(read('110105194913310026').remarks[0]?.sentence).toContain('出生日期不存在');
    expect(read('11010519491231').remarks[0]?.sentence).toContain('14 位');
  });

  test('any single wrong digit is found', () => {
    const numbers = fc.tuple(fc.stringMatching(/^[1-6]\d{5}$/), fc.integer({ min: 1950, max: 2005 }), fc.stringMatching(/^\d{3}$/)).map(([area, year, order]) => `${area}${year}0615${order}`);
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (first17, at, step) => {
        const right = first17 + checkCharacter(first17);
        expect(read(right).value).toBe(right);
        const wrong = right.slice(0, at) + String((Number(right[at]) + step) % 10) + right.slice(at + 1);
        expect(read(wrong).value).toBeNull();
      }),
    );
  });
});

describe('names', () => {
  const read = (text: string) => personName({ telephone: 'telephone', sex: 'sex', ethnicGroup: 'group', nobody: ['匿名'] })({ text }, context);

  test.each([
    ['陈　强', '陈强'],
    ['田 伟', '田伟'],
    ['欧阳春花', '欧阳春花'],
    ['买买提•吐尔逊', '买买提·吐尔逊'],
    ['阿依古丽．艾山', '阿依古丽·艾山'],
    ['阿依古丽 · 艾山', '阿依古丽·艾山'],
    ['喆珺', '喆珺'],
    ['𬱖𬬭', '𬱖𬬭'],
    ['㐂', '㐂'],
    ['John Smith', 'John Smith'],
  ])('%s', (written, expected) => expect(read(written).value).toBe(expected));

  test('what stands behind a name goes to its own fields', () => {
    expect(read('廖玉兰(女，苗族)')).toMatchObject({ value: '廖玉兰', also: { sex: '2', group: '苗族' }, remarks: [] });
    expect(read('覃永强（女）')).toMatchObject({ value: '覃永强', also: { sex: '2' } });
    expect(read('吴文斌18735653611')).toMatchObject({ value: '吴文斌', also: { telephone: '18735653611' } });
    expect(read('吴文斌 电话：187 3565 3611')).toMatchObject({ value: '吴文斌', also: { telephone: '187 3565 3611' } });
    expect(read('匿名18790221587')).toMatchObject({ value: null, also: { telephone: '18790221587' }, remarks: [] });
    expect(read('王芳（列席）')).toMatchObject({ value: '王芳', remarks: [{ level: 'info', sentence: '姓名后的“列席”没有录入。' }] });
    expect(read('12345').remarks[0]?.level).toBe('refuse');
  });

  test('lists of names are cut at marks, and at spaces that are not inside a name', () => {
    expect(splitNames('彭建国 王天佑')).toEqual(['彭建国', '王天佑']);
    expect(splitNames('韦文斌，李德胜')).toEqual(['韦文斌', '李德胜']);
    expect(splitNames('王　芳、李 强;张伟\n田敏等4人')).toEqual(['王芳', '李强', '张伟', '田敏']);
    expect(splitNames('王 芳 李 强')).toEqual(['王芳', '李强']);
  });

  test('tidying twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(tidyName(tidyName(name))).toBe(tidyName(name));
      }),
    );
  });
});
