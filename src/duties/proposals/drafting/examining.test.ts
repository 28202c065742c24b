import { expect, test } from 'vitest';
import { examine, type Draft, type Finding } from '#duties/proposals/drafting/examining.ts';

const limits = { title: 20, recommended: 30, most: 60 };
const whole: Draft = { title: '关于疏通村口边沟的提案', situation: '雨后积水没过脚踝。', analysis: '边沟淤了多年。', advice: '一、清淤。二、每季检查。' };
const told = (draft: Draft, tone: Finding['tone']): string[] => examine(draft, limits).filter((one) => one.tone === tone).map(({ sentence }) => sentence);

test('a whole proposal lacks nothing, and its suggestions are counted', () => {
  expect(told(whole, 'missing')).toEqual([]);
  expect(told(whole, 'hint')).toEqual([]);
  expect(told(whole, 'good')).toEqual(['案由的写法合适。', '情况、分析、建议都写了。', '共2条建议，答复时逐条对应。', '正文28字。']);
});

test.each<[string, Draft, Finding['tone'], string]>([
  ['no title', { ...whole, title: '' }, 'missing', '还没有写案由'],
  ['a long title', { ...whole, title: '关于疏通村口边沟清理淤泥整修路面安装路灯的提案' }, 'missing', '案由不超过20字，现在有23字'],
  ['a title like a slogan', { ...whole, title: '修好村口的路' }, 'hint', '关于……的提案'],
  ['two matters', { ...whole, title: '关于清淤以及装路灯的提案' }, 'hint', '一事一案'],
  ['no situation', { ...whole, situation: null }, 'missing', '情况和问题'],
  ['no advice', { ...whole, advice: null }, 'missing', '还缺“建议”'],
  ['no analysis', { ...whole, analysis: null }, 'hint', '原因分析'],
  ['lines without counting', { ...whole, advice: '清淤\n检查' }, 'hint', '算作2条'],
  ['more than recommended', { ...whole, situation: '水'.repeat(20) }, 'hint', '精简到30字以内'],
  ['more than there may be', { ...whole, situation: '水'.repeat(60) }, 'missing', '多了19字'],
  ['units of many trades', { ...whole, suggested_ids: ['1', '2', '3', '4'] }, 'hint', '有4个'],
])('%s', (_what, draft, tone, words) => {
  expect(told(draft, tone).join()).toContain(words);
});

test('only what is missing stops anybody, and each says where it is mended', () => {
  for (const draft of [{}, { ...whole, title: '' }, { ...whole, advice: null, situation: '水'.repeat(60) }]) {
    for (const { tone, field } of examine(draft, limits)) if (tone === 'missing') expect(field).toBeDefined();
  }
});
