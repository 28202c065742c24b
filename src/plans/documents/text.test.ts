import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { citedClauses, emptyClause, planKinds, type Clause } from '#plans/clauses.ts';
import { compare } from '#plans/documents/comparing.ts';
import { nextNumber, renumbered } from '#plans/documents/numbering.ts';
import { planPaper } from '#plans/documents/paper.ts';
import type { Plan } from '#plans/documents/record.ts';
import { recognised, split } from '#plans/documents/splitting.ts';
import { clausesFrom, expectSingle } from '#plans/documents/text.ts';
import { examples } from '#plans/examples/facts.ts';
import type { Block } from '#platform/documents/model.ts';
import { wordChanges } from '#platform/word-changes.ts';

const clause = (number: string, text: string, more: Partial<Clause> = {}): Clause => ({ ...emptyClause, number, text, ...more });

describe('a pasted text', () => {
  test('by articles: （一） stays inside its article', () => {
    const pieces = split('履职方案\n第一章　总则\n第一条 为了做好工作，制定本方案。\n第二章 活动\n第二条　一月一次民情信息反映。每月反映一次：\n（一）登记；\n（二）报送。');
    expect(pieces.map(({ level, number, heading, text }) => [level, number, heading, text])).toEqual([
      ['clause', '', '', '履职方案'], ['chapter', '第一章', '总则', ''], ['clause', '第一条', '', '为了做好工作，制定本方案。'], ['chapter', '第二章', '活动', ''],
      ['clause', '第二条', '一月一次民情信息反映', '每月反映一次：\n（一）登记；\n（二）报送。'],
    ]);
  });

  test('without articles: 一、 opens a part, （一） a clause', () => {
    expect(split('一、总体要求\n坚持实事求是。\n二、工作任务\n（一）一季一次调研视察活动。每季度开展。').map(({ level, number, heading }) => [level, number, heading])).toEqual([
      ['chapter', '一', '总体要求'], ['clause', '', ''], ['chapter', '二', '工作任务'], ['clause', '（一）', '一季一次调研视察活动'],
    ]);
  });

  test('what a piece answers to is known by its words, once, and kept from the text before', () => {
    const pieces = recognised('duty', split('第一条 每季度开展一次调研。\n第二条 每季度开展两次。\n第三条 甲'), [clause('第二条', '', { heading: '甲', key: 'duty.deed', parameters: { 'deeds.required': '2' } })]);
    expect(pieces.map(({ key, parameters }) => [key, parameters])).toEqual([['duty.quarterly', {}], [null, {}], ['duty.deed', { 'deeds.required': '2' }]]);
  });

  test('no word is lost or invented, whatever is pasted', () => {
    const line = fc.constantFrom('第一章 总则', '第三条　内容。', '一、总体', '（一）分项。后文', '平常的一行', '第十二条', '  ', '第2条甲');
    const plain = (text: string) => text.replace(/[\s\u3000。、]/g, '');
    fc.assert(fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const kept = split(lines.join('\n')).map(({ number, heading, text }) => number + heading + text).join('');
      expect(plain(kept)).toBe(plain(lines.join('\n')));
    }));
  });
});

describe('the paper of a plan', () => {
  const text = [clause('第一章', '', { level: 'chapter', heading: '总则' }), clause('第一条', '为了做好工作，制定本方案。\n（一）登记；'), clause('一', '', { level: 'chapter', heading: '附则' })];
  const row = { title: '履职方案', issued_by: '政协云岭自治县委员会', clauses: text, adopted_by: null, adopted_on: null, document_no: null, issued_on: null, in_force_from: null } as unknown as Plan;
  const wordsOf = (blocks: readonly Block[]) => blocks.map((block) => (block.kind === 'paragraph' ? block.runs.map((run) => run.text).join('') : ''));

  test('is a notice that brings it into force, with the whole text behind it', () => {
    const paper = planPaper({ ...row, adopted_by: '县政协主席会议', adopted_on: '2025-01-14', document_no: '云协〔2025〕4号', issued_on: '2025-01-17', in_force_from: '2025-02-01' }, '政协云岭自治县委员会', '2025-03-01');
    expect(paper).toMatchObject({ title: '关于印发《履职方案》的通知', number: { code: '云协', year: 2025, serial: 4 }, date: '2025-01-17', mark: '政协云岭自治县委员会文件' });
    expect(wordsOf(paper.blocks)).toEqual(['《履职方案》已经县政协主席会议于2025年1月14日审定，现印发给你们，自2025年2月1日起施行，请结合实际认真执行。']);
    expect(wordsOf(paper.attachments![0]!.blocks)).toEqual(['第一章　总则', '第一条　为了做好工作，制定本方案。', '（一）登记；', '一、附则']);
  });

  test('of a draft has no number and names no day that is not there', () => {
    const paper = planPaper(row, '政协云岭自治县委员会', '2025-03-01');
    expect([paper.number, paper.date, wordsOf(paper.blocks)]).toEqual([undefined, '2025-03-01', ['《履职方案》现印发给你们，请结合实际认真执行。']]);
  });
});

describe('the numbers of a draft', () => {
  const text = [clause('第一章', '', { level: 'chapter' }), clause('第一条', '甲'), clause('第二条', '乙'), clause('第三条', '按照第二条和《评优办法》第二条办理，见第一条。')];

  test('count on when a clause is put in, and what names a clause goes along; another paper is left alone', () => {
    const { clauses, followed } = renumbered(text, text.toSpliced(2, 0, clause('第二条', '新')));
    expect(clauses.map(({ number }) => number)).toEqual(['第一章', '第一条', '第二条', '第三条', '第四条']);
    expect(clauses.at(-1)!.text).toBe('按照第三条和《评优办法》第二条办理，见第一条。');
    expect(followed).toBe(1);
    expect(nextNumber(text, 3)).toBe('第三条');
  });

  test('a reference to a clause that is gone is marked, not turned into its successor', () => {
    const { clauses, lost } = renumbered(text, text.toSpliced(2, 1));
    expect(clauses.map(({ number }) => number)).toEqual(['第一章', '第一条', '第二条']);
    expect(clauses.at(-1)!.text).toContain('按照【原第二条已删除，请改写】和《评优办法》第二条');
    expect(lost).toBe(1);
  });

  test('numbers that a county counts in its own way are left to it', () => {
    const own = [clause('第一条', '甲'), clause('第五条', '乙')];
    expect(renumbered(own, own.toSpliced(0, 1)).clauses.map(({ number }) => number)).toEqual(['第五条']);
  });

  test('whatever is taken out or moved, the rest counts without a gap and every reference names the clause that it named', () => {
    const n = 9;
    const digits = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const whole = digits.map((digit, place) => clause(`第${digit}条`, `${place}：见第${digits[(place * 4 + 1) % n]}条`));
    fc.assert(fc.property(fc.integer({ min: 0, max: n - 1 }), fc.integer({ min: 0, max: n - 1 }), fc.boolean(), (from, to, out) => {
      const rest = whole.toSpliced(from, 1);
      const { clauses } = renumbered(whole, out ? rest : rest.toSpliced(to, 0, whole[from]!));
      expect(clauses.map(({ number }) => number)).toEqual(digits.slice(0, clauses.length).map((digit) => `第${digit}条`));
      for (const { text: says } of clauses) {
        const [own, named] = says.split('：见') as [string, string];
        const meant = String((Number(own) * 4 + 1) % n);
        const target = clauses.find(({ number }) => number === named);
        expect(target ? target.text.split('：')[0] : '').toBe(out && meant === String(from) ? '' : meant);
      }
    }));
  });
});

describe('two versions', () => {
  test('a clause put in, taken out and changed are told apart, whatever their numbers', () => {
    const older = [clause('第一条', '甲'), clause('第二条', '每季度开展一次调研。', { key: 'duty.quarterly' }), clause('第三条', '要取消的')];
    const newer = [clause('第一条', '甲'), clause('第二条', '新加的', { heading: '新' }), clause('第三条', '每季度开展两次调研。', { key: 'duty.quarterly', parameters: { 'quarterly.required': '2' } })];
    const told = compare(older, newer);
    expect(told.map(({ change, older: was, newer: now }) => [change, was?.number, now?.number])).toEqual([
      ['same', '第一条', '第一条'], ['added', undefined, '第二条'], ['changed', '第二条', '第三条'], ['removed', '第三条', undefined],
    ]);
    expect(compare(older, [clause('第一条', '序'), ...older.map((one, place) => ({ ...one, number: `第${'二三四'[place]}条` }))]).map(({ change }) => change)).toEqual(['added', 'renumbered', 'renumbered', 'renumbered']);
    expect(told[2]!.runs).toContainEqual({ kind: 'added', words: expect.stringContaining('两') });
    expect(told[2]!.runs.map(({ words }) => words).join('')).toContain('【每季度应开展调研视察：2次】');
  });

  test('the runs give both texts back, and nothing else', () => {
    const text = fc.array(fc.constantFrom('每季度', '开展', '一次', '两次', '调研', '，', '。', '委员'), { maxLength: 20 }).map((words) => words.join(''));
    fc.assert(fc.property(text, text, (older, newer) => {
      const runs = wordChanges(older, newer);
      const without = (kind: string) => runs.filter((run) => run.kind !== kind).map(({ words }) => words).join('');
      expect([without('added'), without('removed')]).toEqual([older, newer]);
    }));
  });

  test('every piece of both is told once', () => {
    const piece = fc.record({ number: fc.constantFrom('第一条', '第二条', ''), heading: fc.constantFrom('', '甲', '乙'), text: fc.constantFrom('一', '二', '三') }).map(({ number, ...rest }) => clause(number, rest.text, rest));
    fc.assert(fc.property(fc.array(piece, { maxLength: 8 }), fc.array(piece, { maxLength: 8 }), (older, newer) => {
      const told = compare(older, newer);
      expect(told.flatMap((row) => row.newer ?? [])).toEqual(newer);
      expect(new Set(told.flatMap((row) => row.older ?? []))).toEqual(new Set(older));
      expect(told.flatMap((row) => row.older ?? [])).toHaveLength(older.length);
    }));
  });
});

describe.each(Object.keys(planKinds) as (keyof typeof planKinds)[])('the example of %s', (kind) => {
  test('can be written as it stands, sets each value once, and answers to every clause of its kind', () => {
    const { clauses, title } = examples[kind];
    expect(clausesFrom(kind, clauses)).toEqual(clauses);
    expectSingle(clauses);
    expect(title).toContain('联络委员会');
    const missing = citedClauses.filter((cited) => cited.kind === kind && !clauses.some(({ key }) => key === cited.key)).map(({ key }) => key);
    expect(missing).toEqual([]);
  });

  test('pasted as text, it is cut and recognised as it was written', () => {
    const { clauses } = examples[kind];
    const pasted = clauses.map(({ number, heading, text }) => [number, heading, text].filter(Boolean).join('　')).join('\n');
    const pieces = split(pasted);
    expect(pieces.map(({ level, number }) => [level, number])).toEqual(clauses.map(({ level, number }) => [level, number]));
    const known = recognised(kind, pieces);
    for (const { key, number } of clauses) if (key) expect(known.find((piece) => piece.number === number)?.key, number).toBe(key);
  });
});
