import fc from 'fast-check';
import { expect, test } from 'vitest';
import { likenessGroups } from '#duties/proposals/review/likeness.ts';

const titled = (...titles: string[]) => titles.map((title, n) => ({ id: String(n), title }));
const groups = (...titles: string[]) => likenessGroups(titled(...titles)).map((group) => group.map(({ title }) => title));

test('titles of one matter stand together, mere fields do not', () => {
  expect(groups('关于解决县城停车难问题的提案', '关于推进农村养老服务的提案', '关于破解县城停车难的建议', '关于增加县城停车位、解决停车难的提案', '关于推进农村垃圾分类的提案', '关于保护古树名木的提案'))
    .toEqual([['关于解决县城停车难问题的提案', '关于破解县城停车难的建议', '关于增加县城停车位、解决停车难的提案']]);
});

test('width and frame do not matter; nothing is alone in a group, nothing in two', () => {
  expect(groups('关于５Ｇ基站建设的提案', '关于5G基站建设工作的建议')).toHaveLength(1);
  fc.assert(fc.property(fc.array(fc.constantFrom('修路', '修桥', '关于修路的提案', '饮水', '停车难', '', '的'), { maxLength: 30 }), (titles) => {
    const found = likenessGroups(titled(...titles));
    const ids = found.flatMap((group) => group.map(({ id }) => id));
    expect(found.every((group) => group.length > 1)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  }));
});
