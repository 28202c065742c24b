import { expect, test } from 'vitest';
import { rewritten } from './rewriting.ts';

const said = (source: string, words: Record<string, string>) => rewritten('a.tsx', source, new Set(), ({ text }) => words[text]);

test('words stand in the place of the phrases, and nothing else changes', () => {
  expect(said("say('保存'); keep('草稿'); // 注", { 保存: 'Save' })).toBe('say("Save"); keep(\'草稿\'); // 注');
  expect(said('const a = <input title="姓名" />;', { 姓名: 'Name “so”' })).toBe('const a = <input title={"Name “so”"} />;');
});

test('holes move with the words, and what is in them is translated too', () => {
  expect(said("say(`${b}的${a ? '甲' : x}`);", { '{0}的{1}': '{1} of {0}', 甲: 'A' })).toBe('say(`${a ? "A" : x} of ${b}`);');
  expect(said('const a = <p>请看<a href={x}>办法</a>。</p>;', { '请看{0}。': '{0} tells.', 办法: 'The scheme' })).toBe('const a = <p><a href={x}>{"The scheme"}</a>{" tells."}</p>;');
});

test('one of two words beside a number, the n-th of more', () => {
  const run = (code: string, n: unknown) => new Function('n', `return ${code}`)(n) as string;
  const items = said('`共${n}件`', { '共{0}件': '{0} {0:item|items}' });
  expect([1, 2, '1'].map((n) => run(items, n))).toEqual(['1 item', '2 items', '1 item']);
  const month = said('`${n}月`', { '{0}月': '{0:January|February|March}' });
  expect([1, 3, 13].map((n) => run(month, n))).toEqual(['January', 'March', '13']);
});

test('what is put into a sentence can be written small', () => {
  const entering = said('`登记${title}`', { '登记{0}': 'Enter {0:~}' });
  expect(['Ledger', 'PDF', '民情'].map((title) => new Function('title', `return ${entering}`)(title) as string)).toEqual(['Enter ledger', 'Enter PDF', 'Enter 民情']);
});

test('no word can end the text that it stands in', () => {
  const words = 'a `b` ${c} \\ "d" {{e}}';
  expect(new Function('n', `return ${said('`共${n}件`', { '共{0}件': `{0}${words}` })}`)(1)).toBe('1a `b` ${c} \\ "d" {e}');
  expect(new Function(`return ${said("'共'", { 共: words })}`)()).toBe('a `b` ${c} \\ "d" {e}');
});
