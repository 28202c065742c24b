import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { toDocx } from './docx.ts';
import { heading, paragraph, type BriefPaper } from './model.ts';
import { OfficialSheet } from './official.tsx';

const brief: BriefPaper = {
  layout: 'brief', masthead: '社情民意信息', issue: '〔2025〕第3期（总第75期）', mark: '内部资料', title: '关于规范集镇停车的建议', organ: '政协云岭自治县委员会办公室', date: '2025-06-18',
  note: '供参阅。', blocks: [heading(1, '情况问题'), paragraph('逢集拥堵。')], reflector: '白石镇政协联络委 石大山委员', hands: [['编辑', '杨秀兰'], ['签发', '石远航']],
  reportTo: '县委、县政府', issueTo: '各联络委', copies: 50,
};

const wordsOf = (bytes: Uint8Array): string => new TextDecoder().decode(unzipSync(bytes)['word/document.xml']).replace(/<\/w:p>/gu, '\n').replace(/<[^>]+>/gu, '');

test('a brief is printed in the order of its parts, the same bytes each time', async () => {
  const bytes = await toDocx(brief);
  expect(wordsOf(bytes).split('\n').filter((line) => line.trim() !== '')).toEqual([
    '内部资料', '社情民意信息', '〔2025〕第3期（总第75期）', '政协云岭自治县委员会办公室编2025年6月18日', '关于规范集镇停车的建议', '编者按：供参阅。', '一、情况问题', '逢集拥堵。',
    '（白石镇政协联络委 石大山委员反映）', '报：县委、县政府', '发：各联络委', '编辑：杨秀兰　签发：石远航共印50份',
  ]);
  expect(await toDocx(brief)).toEqual(bytes);
});

test('the page shows the same', () => {
  const page = String(<OfficialSheet paper={brief} />);
  for (const part of ['内部资料', '社情民意信息', '〔2025〕第3期（总第75期）', '编者按：供参阅。', '石大山委员反映', '报：县委、县政府', '共印50份']) expect(page).toContain(part);
  expect(page).not.toContain('送：');
});
