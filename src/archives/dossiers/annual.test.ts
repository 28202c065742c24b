import { expect, test } from 'vitest';
import type { Heading, WorkKind } from '#platform/work.ts';
import { toBoundPdf } from '#platform/documents/pdf.ts';
import { annualPapers } from '#archives/dossiers/annual-paper.ts';
import type { Dossier } from '#archives/dossiers/whose.ts';
import { annualParts, annualSummary } from '#archives/dossiers/annual.ts';
import type { Line } from '#archives/dossiers/lines.ts';

let n = 0;
const line = (name: string, heading: Heading, row: Partial<Line['row']> = {}): Line =>
  ({ heading, kind: { name } as WorkKind, row: { subject: 'm', id: String((n += 1)), day: '2026-05-12', received: '2026-05-12', title: '一件', proved: false, ...row }, about: '', by: '', recorder: null });
const told = (lines: readonly Line[]) => Object.fromEntries(annualParts(lines).map(({ label, told: words }) => [label, words]));

test('the form counts the lines of the archive: who was not there stands beside who was, and an activity is one', () => {
  const lines = [
    line('meeting', 'meeting', { status: 'present' }), line('meeting', 'meeting', { status: 'late' }), line('meeting', 'leave', { status: 'leave' }), line('meeting', 'leave', { status: 'absent' }),
    line('inspection', 'visit', { same: 'a' }), line('attendance', 'visit', { kind: 'inspection', same: 'a', status: 'present' }), line('attendance', 'visit', { kind: 'inspection', same: 'b', status: 'present' }),
    line('attendance', 'leave', { kind: 'inspection', same: 'c', status: 'leave' }), line('consultation', 'consultation', { same: 'd' }),
    line('proposal', 'proposal', { role: 'first', stage: ['submitted', 'filed', 'key'] }), line('proposal', 'proposal', { role: 'cosigner', stage: ['submitted', 'filed', 'excellent'] }),
    line('opinion_item', 'opinion', { stage: ['submitted', 'adopted', 'instructed'] }), line('opinion_item', 'opinion', { stage: ['submitted'] }),
    line('deed', 'deed', { stage: ['done', 'verified'], amount: 30 }), line('deed', 'deed', { stage: ['done'], amount: 12 }),
    line('duty_shift', 'station'), line('training', 'training'), line('honour', 'honour', { title: '优秀政协委员' }),
  ];
  expect(told(lines)).toEqual({
    出席会议: '应到4次，实到2次，请假1次，缺席1次', 参加调研视察: '2次，请假和缺席1次', 参加协商: '1次', 提案: '领衔1件，联名1件；其中立案2件，重点1件，优秀1件', 社情民意: '报送2条，采用1条，批示1条',
    为民实事: '2件，其中已核实1件，服务42人次', 服务站: '值班1次，接单0件', 学习培训: '1次', 表彰奖励: '优秀政协委员（2026-05）',
  });
  expect(annualSummary(2026, annualParts(lines))).toMatch(/^2026年，本人认真履行委员职责：出席会议应到4次/u);
});

test.each([['a short year', 1], ['a year of many honours', 12]])('the form is the two sides of one sheet: %s', async (_name, honours) => {
  const profile = ['姓名', '性别', '民族', '出生年月', '党派', '界别', '届次', '政协职务', '所属联络委', '所属专委会', '单位及职务'].map((label) => [label, '很长的单位名称'] as const);
  const dossier = { subject: 'member', name: '买买提·阿不都热合曼', shown: { from: '2026-01-01', to: '2026-12-31' }, year: 2026 } as Dossier;
  const lines = Array.from({ length: honours }, () => line('honour', 'honour', { title: '全县政协系统优秀提案奖' }));
  const bytes = await toBoundPdf(annualPapers({ dossier, profile, lines, possible: [], annuals: [], corrections: [], organ: '政协岚溪县委员会', day: '2026-12-31' }));
  expect(Number(/\/Type \/Pages\s+\/Count (\d+)/u.exec(Buffer.from(bytes).toString('latin1'))?.[1])).toBe(2);
});

test('a year without records says so, and a draft is never longer than the form takes', () => {
  expect(new Set(Object.values(told([])))).toEqual(new Set(['没有记录']));
  expect(annualSummary(2026, annualParts([]))).toBe('2026年，本人没有登记的履职记录。');
  const many = Array.from({ length: 60 }, () => line('honour', 'honour', { title: '全县政协系统优秀提案奖' }));
  expect(annualSummary(2026, annualParts(many)).length).toBeLessThanOrEqual(500);
});
