import { expect, test } from 'vitest';
import { OfficialSheet } from './official.tsx';
import { address } from './sample.ts';

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
