import { expect, test } from 'vitest';
import { phrasesOf } from './phrases.ts';
import { rewritten } from './rewriting.ts';

const found = (source: string, leftOut?: string[]) => phrasesOf('a.tsx', source, new Set(leftOut)).map(({ kind, text }) => `${kind}: ${text}`);

test('strings, templates, attributes and runs of text are phrases', () => {
  expect(found("say('保存');")).toEqual(['string: 保存']);
  expect(found('say(`共${n}件`);')).toEqual(['template: 共{0}件']);
  expect(found('const a = <input aria-label="姓名" />;')).toEqual(['attribute: 姓名']);
  expect(found('const a = <p>看全部{n}件</p>;')).toEqual(['run: 看全部{0}件']);
});

test('what is put into a phrase is a phrase of its own', () => {
  expect(found("say(`共${n}件${late ? `，${late}件超期` : '，都在期内'}`);")).toEqual(['template: 共{0}件{1}', 'template: ，{0}件超期', 'string: ，都在期内']);
  expect(found('const a = <p>请看<a href={x}>办法</a>。</p>;')).toEqual(['run: 请看{0}。', 'run: 办法']);
});

test('a run ends where something new begins, and takes in neither icons nor inputs at its ends', () => {
  expect(found('const a = <div><h1>标题</h1>说明<p>段落</p></div>;')).toEqual(['run: 标题', 'run: 说明', 'run: 段落']);
  expect(found('const a = <label><input name="x" /> 同意</label>;')).toEqual(['run:  同意']);
  expect(found('const a = <a><Icon name="x" />新增</a>;')).toEqual(['run: 新增']);
});

test('white space is folded as JSX folds it', () => {
  expect(found('const a = (\n  <p>\n    第一行\n    第二行 {n}\n  </p>\n);')).toEqual(['run: 第一行 第二行 {0}']);
  expect(found("const a = <p>编号{'：'}{n}</p>;")).toEqual(['run: 编号：{0}']);
});

test('what is compared, looked up or cut by is no phrase', () => {
  for (const source of [
    "if (a === '是') b();", "switch (a) { case '是': b(); }", "const a = b.includes('，');", "const a = ['甲', '乙'].includes(b);", "const a = b.split('、');",
    "const a = new Set(['甲']);", "const a = new RegExp(`第${n}条`);", "const a = b.replace('旧', c);", "const a = { 甲: b };", "const a = b['甲'];", "const a = '一二三'[n];",
    "type A = '甲' | '乙';", 'const a = sql`select 甲`;', "import a from './甲.ts';", "const a = { synonyms: ['乡镇'], words: ['台账'] };", 'say(/第.条/u);',
  ]) expect(found(source), source).toEqual([]);
  expect(found("const a = b.replace('旧', '新');")).toEqual(['string: 新']);
});

test('words that a county sets its own for are phrases, one by one, and stay in the source', () => {
  expect(found("const a = { default: '甲类、乙类' };")).toEqual(['usual: 甲类', 'usual: 乙类']);
  expect(found("const a = { default: '可以用、转载，请注明。' };")).toEqual(['usual: 可以用、转载，请注明。']);
  expect(rewritten('a.ts', "const a = { default: '甲类', label: '甲类' };", new Set(), () => 'A')).toBe("const a = { default: '甲类', label: \"A\" };");
});

test('braces of the text are told from holes', () => {
  expect(found("say('写成{{名称}}');")).toEqual(['string: 写成{{{{名称}}}}']);
});

test('what is put into SQL is a phrase', () => {
  expect(found('const a = sql`select ${\'甲\'}::text as words`;')).toEqual(['string: 甲']);
});

test('constants that hold no phrases are left out', () => {
  expect(found("const names = '王李张'; const label = '姓名';", ['names'])).toEqual(['string: 姓名']);
});
