import { obligations as deedly } from '#duties/deeds/facts.ts';
import { obligations as monthly } from '#duties/opinions/ledger/facts.ts';
import { spansOwed, standingsOf } from '#plans/obligations/facts.ts';
import { superiorSheet, type SuperiorSheet } from '#reports/superior-sheets/record.ts';
import { grantExemption } from '#reports/obligations/signing.ts';
import { spanOf } from '#platform/obligations/spans.ts';
import { create } from '#platform/records/write.ts';
import { dayIn, type Life } from './life.ts';
import { attachInvented } from './papers.ts';
import { sheetFile, type DemoSheet } from './sheet-files.ts';

/** A flood, and a member in hospital: excused with a reason and a basis. */
export function excused({ on, office, places, year }: Life): void {
  const grant = grantExemption([...monthly, ...deedly]);
  on(dayIn(year, 10, 9), office, async (act) => {
    const [owing] = monthly;
    for (const month of [8, 7, 6, 5]) { // the flood was in the month in which somebody is missing
      const span = spanOf(owing!.rhythm, dayIn(year, month, 1));
      const missing = (await standingsOf(act, owing!, await spansOwed(act, owing!, span))).find(({ state }) => state === 'late');
      if (!missing) continue;
      await grant(act, { obligation: owing!.name, committee_id: missing.debtor.id, span_from: span.from, why: `${month}月洪灾，全力投入抢险和安置。`, basis: '主席会议同意' }, {});
      return;
    }
  });
  const [patient] = places[5]!.members;
  if (patient) on(dayIn(year, 9, 3), office, (act) => grant(act, {
    obligation: 'deed_yearly', member_id: patient.id, span_from: dayIn(year, 1, 1), why: '住院治疗，全年不能参加活动。', basis: '委员工作室申请，主席会议同意',
  }, {}));
}

/** What the prefecture asks for on a sheet of its own. */
export function superiorSheets({ on, office, places, year }: Life): void {
  on(dayIn(year, 6, 8), office, async (act) => {
    const row = await create<SuperiorSheet>(act, superiorSheet, { title: '乡镇政协工作情况统计表', sent_by: '州政协办公室' });
    await attachInvented(act, superiorSheet, row.id, '附件1 统计表（虚构）.xlsx', await sheetFile('xlsx', [blank(places.map(({ committee }) => committee.place))]));
  });
}

const blank = (names: readonly string[]): DemoSheet => ({
  name: '统计表', hiddenColumns: [],
  rows: [
    ['乡镇政协工作情况统计表', null, null, null, null, null], ['填报单位：', null, null, null, null, '单位：次、件'],
    ['序号', '乡镇（街道）', '履职活动', null, null, '备注'], [null, null, '调研视察次数', '协商活动次数', '民生实事件数', null],
    ...names.toReversed().map((name, n) => [n + 1, name, null, null, null, null]), [null, '合计', null, null, null, null],
  ],
  merges: [[1, 1, 1, 6], [3, 1, 4, 1], [3, 2, 4, 2], [3, 3, 3, 5], [3, 6, 4, 6]],
});
