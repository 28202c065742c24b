import { expect, test } from 'vitest';
import { z } from 'zod';
import { accepted, choice, day, lines, number, phone, reference, references, text, tick, typed } from '#platform/fields.ts';
import { Problem } from '#platform/problems.ts';

const schema = z.object({
  name: text('姓名', 5), matter: lines('事项', 10), on: day('时间'), kind: choice('类别', { a: '甲', b: '乙' }),
  people: number('人数', 1, 99).optional(), phone: phone('电话').optional(), unit: reference('单位', 'unit').optional(),
  others: references('其他单位', 'unit', 2).optional(), joint: tick('联动').optional(),
});
const good = { name: '王芳', matter: '修路\n通水', on: '2025年3月2日', kind: 'a' };
const uuid = '0198c000-0000-7000-8000-000000000001';

function sentencesFor(values: Record<string, unknown>, strict = false): Readonly<Record<string, string>> {
  try {
    accepted(strict ? schema.strict() : schema, values);
    return {};
  } catch (error) {
    expect(error).toMatchObject({ status: 422 });
    return (error as Problem).fields;
  }
}

test('good values come out as they are stored', () => {
  expect(accepted(schema, { ...good, name: ' 王\n芳 ', phone: '１３８ 1234 5678' })).toEqual({ ...good, name: '王 芳', on: '2025-03-02', phone: '13812345678' });
});

test.each([
  [{ name: undefined }, 'name', '请填写“姓名”。'],
  [{ name: ' \u0000 ' }, 'name', '请填写“姓名”。'],
  [{ name: '一二三四五六' }, 'name', '“姓名”最多5个字，请精简一些。'],
  [{ on: '2025-02-30' }, 'on', '“时间”要写成实际有的日期，例如 2025-03-02 或 2025年3月2日。'],
  [{ on: undefined }, 'on', '请填写“时间”。'],
  [{ kind: undefined }, 'kind', '请选择“类别”。'],
  [{ kind: 'c' }, 'kind', '“类别”请从列出的几项中选择。'],
  [{ people: 0 }, 'people', '“人数”不能小于1。'],
  [{ people: 100 }, 'people', '“人数”不能大于99。'],
  [{ people: '几十' }, 'people', '“人数”请填整数。'],
  [{ phone: '1381234567' }, 'phone', '“电话”看起来多了或少了数字：手机号11位，座机请带区号，例如 0855-1234567。'],
  [{ unit: '水务局' }, 'unit', '“单位”没有对上，请从列表中重新选择。'],
  [{ others: [uuid, uuid] }, 'others', '“其他单位”里有重复或没有对上的，请重新选择。'],
])('%j: a sentence that says what is wrong', (wrong, field, sentence) => {
  expect(sentencesFor({ ...good, ...wrong })).toEqual({ [field]: sentence });
});

test('what nobody knows is named, in JSON', () => {
  expect(sentencesFor({ ...good, nonsense: 1 }, true)).toEqual({ '': '不认识的项目：nonsense。请核对名称。' });
});

test('a form’s texts become numbers, ticks and lists', () => {
  const form = [['name', '王芳'], ['people', '１,０００'], ['others', uuid], ['others', ''], ['joint', 'on'], ['matter', '']] as [string, string][];
  expect(typed(schema, form)).toMatchObject({ name: '王芳', people: 1000, others: [uuid], joint: true, matter: undefined });
});

/** What a schema was derived from, which zod keeps with it. */
const madeOf = (field: unknown): unknown => (field as { ['_zod']?: { parent?: unknown } } | undefined)?.['_zod']?.parent;

test('a field is one schema: it keeps nothing that it was made of, and shares what it checks', () => {
  const [one, other] = [text('标题', 7), text('题目', 7)];
  expect(one).not.toBe(other);
  expect(one.def.checks).toEqual(other.def.checks);
  one.def.checks!.forEach((check, n) => expect(check).toBe(other.def.checks![n]));
  for (const field of [one, lines('事项', 10), day('时间'), number('人数', 1, 9), phone('电话')]) expect(madeOf(madeOf(madeOf(field)))).toBeUndefined();
});
