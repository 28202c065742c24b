import { expect, test } from 'vitest';
import { OfficialSheet } from './official.tsx';
import { address, letter, request } from './sample.ts';

const shown = (): string => String(<OfficialSheet paper={address} />);

test('a paper on the screen has its links, numbered headings and attachments', () => {
  const page = shown();
  expect(page).toContain('<a href="/x">103</a>');
  expect(page).toContain('<strong>一是组织有序。</strong>');
  for (const words of ['一、“三个有”规范机构设置', '（一）配备', '1. 主任', '（1）兼任', '附件：主要指标一览表', '政协云岭自治县委员会（2025年12月31日）']) expect(page).toContain(words);
});

test('what was typed is text, never markup', () => {
  const page = String(<OfficialSheet paper={{ ...address, title: '<b>题</b>', blocks: [{ kind: 'paragraph', runs: [{ text: '<img src=x>' }] }] }} />);
  expect(page).not.toContain('<img');
  expect(page).not.toContain('<b>');
});

test('a formal paper and a letter show their heads as they are printed, with the second language where the county has one', () => {
  const page = String(<OfficialSheet paper={request} />);
  for (const words of ['000012', '特急', 'CWNGHEZ YINZLINGJ SWCIYEN VEIJYENZVEI', '政协云岭自治县委员会文件', '云协〔2026〕7号', '签发人：王振华', '2026年3月7日', '（联系人：李梅', '2026年3月8日印发']) expect(page).toContain(words);
  expect(page.indexOf('CWNGHEZ')).toBeLessThan(page.indexOf('委员会文件'));
  const beside = String(<OfficialSheet paper={{ ...request, second: { text: 'CWNGHEZ', place: 'right' } }} />);
  expect(beside.indexOf('CWNGHEZ')).toBeGreaterThan(beside.indexOf('委员会文件'));
  expect(String(<OfficialSheet paper={letter} />)).toContain('云交函〔2026〕12号');
});
