import { describe, expect, test } from 'vitest';
import { templateProblems, withLabels, withNames, type Quotable } from '#reports/wording/tokens.ts';

const all: Quotable[] = [
  { kind: 'figure', name: 'opinions_received', label: '收集问题和建议', definition: '' },
  { kind: 'figure', name: 'items_to_county', label: '报县政协转呈', definition: '' },
  { kind: 'figure', name: 'items_again', label: '报县政协转呈', definition: '' },
  { kind: 'claim', name: 'ledger_monthly', label: '坚持台账登记，按月反映', definition: '' },
  { kind: 'ratio', name: 'filing_rate', label: '立案率', definition: '' },
];

describe('tokens', () => {
  test('are stored by lasting names and shown by the clerk\'s words', () => {
    const typed = '共{收集问题和建议|余}条，立案率{立案率}';
    const stored = '共{opinions_received|余}条，立案率{filing_rate}';
    expect(withNames(typed, all)).toBe(stored);
    expect(withLabels(stored, all)).toBe(typed);
  });

  test('keep their names where the words would be unclear', () => {
    expect(withLabels('{items_to_county}', all)).toBe('{items_to_county}');
  });

  test('leave out the marks of the words, which the template keeps for itself', () => {
    expect(withLabels('{ledger_monthly}', all)).toBe('{坚持台账登记按月反映}');
    expect(withNames('{坚持台账登记按月反映}', all)).toBe('{ledger_monthly}');
  });

  test('only tokens are changed, never the text', () => {
    expect(withNames('立案率是{立案率}', all)).toBe('立案率是{filing_rate}');
  });

  test('what nobody declared, and manners that do not exist, are named with their line', () => {
    expect(templateProblems('好\n{没有}和{ledger_monthly|余}', all)).toEqual([
      '第2行：没有“{没有}”这个数字或判断，请从下面的清单里选。', '第2行：“坚持台账登记，按月反映”没有“余”这种写法。',
    ]);
    expect(templateProblems('{opinions_received|余}{filing_rate|率}', all)).toEqual([]);
  });
});
