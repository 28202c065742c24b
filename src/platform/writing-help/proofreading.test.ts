import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proofread } from '#platform/writing-help/proofreading.ts';

/** As somebody would have it who takes every suggestion. */
const taken = (text: string): string => proofread(text).toReversed().reduce((now, { start, old, new: better }) => now.slice(0, start) + better + now.slice(start + old.length), text);

test.each([
  ['路灯坏了,晚上看不见.', '路灯坏了，晚上看不见。'],
  ['建议:一是修路;二是装灯', '建议：一是修路；二是装灯'],
  ['为 了 群众', '为了群众'],
  ['请尽快解决。。', '请尽快解决。'],
  ['等等...', '等等……'],
  ['修好了，。', '修好了。'],
  ['《履职方案》、《考核办法》', '《履职方案》《考核办法》'],
  ['共１２户', '共12户'],
  ['二〇二五年三月', '2025年三月'],
  ['二零二六年', '2026年'],
  ['涉及10-20户', '涉及10～20户'],
  ['下降10-20%', '下降10%～20%'],
  ['三、四个人', '三四个人'],
  ['约20户左右', '约20户'],
  ['群众的的意见', '群众的意见'],
  ['请尽快按装路灯', '请尽快安装路灯'],
  ['截止2025年底', '截至2025年底'],
])('%s becomes %s', (text, better) => expect(taken(text)).toBe(better));

test.each(['为了了解情况，我们走访了12户。', '的的确确', '电话0871-6512-345', '联系时间8:00到18:00', '见 https://example.cn/a,b', '3.14公里', '一、三个问题', '他说：“好。”', '10%～20%', '等等……', '2025年3月2日', '在Word、Excel里'])('%s is left alone', (text) => expect(proofread(text)).toEqual([]));

test('whatever is written, suggestions name words that stand there, do not overlap, and are carried out to an end', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'的，。、；：,.;:?! 约左右1-20%０二〇年户《》“”…三四个按装截止…~～') }), (text) => {
    const found = proofread(text);
    for (const { start, old } of found) expect(text.slice(start, start + old.length)).toBe(old);
    found.slice(1).forEach(({ start }, n) => expect(start).toBeGreaterThanOrEqual(found[n]!.start + found[n]!.old.length));
    let now = text;
    for (let round = 0; round < 12; round += 1) now = taken(now);
    expect(proofread(now)).toEqual([]);
  }), { numRuns: 300 });
});
