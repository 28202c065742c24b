import { describe, expect, test } from 'vitest';
import { attachmentLabel, attachmentNote, heading, headingTexts, numberIn, numberText, paragraph } from './model.ts';
import { signaturePlaces } from './signature.ts';
import { chineseNumeral, documentDate, oneLine, printable, widthOf } from './text.ts';

describe('the parts of an official paper', () => {
  test('headings are numbered by their place, each level anew under the one above', () => {
    const blocks = [heading(1, '甲'), heading(2, '子'), heading(2, '丑'), paragraph('文'), heading(1, '乙'), heading(2, '寅'), heading(3, '卯'), heading(4, '辰'), heading(4, '巳')];
    expect([...headingTexts(blocks).values()]).toEqual(['一、甲', '（一）子', '（二）丑', '二、乙', '（一）寅', '1. 卯', '（1）辰', '（2）巳']);
  });

  test('one attachment has no number, several have', () => {
    const one = [{ title: '指标表', blocks: [] }];
    const two = [...one, { title: '核对表', blocks: [] }];
    expect(attachmentNote([])).toEqual([]);
    expect(attachmentNote(one)).toEqual(['附件：指标表']);
    expect(attachmentNote(two)).toEqual(['附件：1. 指标表', '2. 核对表']);
    expect([attachmentLabel(one, 0), attachmentLabel(two, 1)]).toEqual(['附件', '附件2']);
  });

  test('the document number has hexagonal brackets and no leading zero', () => {
    expect(numberText({ code: '牟协', year: 2018, serial: 4 })).toBe('牟协〔2018〕4号');
    expect(numberIn('牟协[2018]4号')).toEqual({ code: '牟协', year: 2018, serial: 4 });
    expect(numberIn('会议纪要四')).toBeUndefined();
  });

  test('numerals and dates', () => {
    expect([1, 10, 11, 20, 99, 100, 105, 110, 215].map(chineseNumeral)).toEqual(['一', '十', '十一', '二十', '九十九', '一百', '一百零五', '一百一十', '二百一十五']);
    expect(() => chineseNumeral(1000)).toThrow(RangeError);
    expect(documentDate('2025-01-03')).toBe('2025年1月3日');
    expect(() => documentDate('2025/1/3')).toThrow(RangeError);
  });

  test('width counts Western letters by half, the middle dot of names in full', () => {
    expect(widthOf('2025年')).toBe(3);
    expect(widthOf('买买提·吐尔逊')).toBe(7);
    expect(widthOf('𠮷')).toBe(1);
  });

  test('what no paper can show is taken out, the rest stays', () => {
    expect(printable('甲\u0000\u000B乙\uFFFF\n丙\uD800')).toBe('甲乙\n丙\uFFFD');
    expect(oneLine(' 甲\r\n乙\t丙 ')).toBe('甲 乙 丙');
  });
});

describe('the signature', () => {
  test('with a seal: the date four from the right, the name centred over it', () => {
    const places = signaturePlaces('政协云岭自治县委员会', '2025年3月7日', true);
    expect(places.date).toBe(4);
    expect(places.organ + 10 / 2).toBe(places.date + 6 / 2);
  });

  test('with a seal and a very long name: centred still, ending at the edge', () => {
    const organ = '云岭自治县人民政府农业农村和乡村振兴工作领导小组办公室';
    const places = signaturePlaces(organ, '2025年3月7日', true);
    expect(places.organ).toBe(0);
    expect(places.date + 3).toBe(widthOf(organ) / 2);
  });

  test('without a seal: the date begins two characters after the name', () => {
    const places = signaturePlaces('政协云岭自治县委员会', '2025年3月7日', false);
    expect(places.organ).toBe(2);
    expect(places.organ + 10 - (places.date + 6)).toBe(2);
  });

  test('without a seal and with a short name: the date stands two from the right and pushes the name', () => {
    const places = signaturePlaces('云岭县委', '2025年12月31日', false);
    expect(places.date).toBe(2);
    expect(places.organ + 4 - (places.date + 7)).toBe(2);
  });
});
