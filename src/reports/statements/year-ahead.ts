/** What a yearly plan sets itself to do: how much, by when and under which clause, as the plans in force ask it. */
import { obligations as ofConsultations } from '#duties/consultations/facts.ts';
import { obligations as ofDeeds } from '#duties/deeds/facts.ts';
import { obligations as ofInspections } from '#duties/inspections/facts.ts';
import { obligations as ofLedger } from '#duties/opinions/ledger/facts.ts';
import { obligations as ofProposals } from '#duties/proposals/facts.ts';
import type { Committee } from '#institutions/committees/record.ts';
import type { Table } from '#platform/documents/model.ts';
import type { Reading } from '#platform/records/act.ts';
import { clauseWords, parameterAt } from '#plans/facts.ts';
import { spansOwed } from '#plans/obligations/facts.ts';
import { obligations as ofStatements } from '#reports/statements/facts.ts';
import type { Period } from '#reports/statements/periods.ts';

/** The parameters that the table of the five ones prints. */
export const printedParameters = ['monthly.required', 'monthly.day', 'quarterly.required', 'half_yearly.required', 'deeds.required'] as const;

/** What each of the five ones asks for on a day; what the plan asks none of is no task. */
export async function tasksTable(reading: Reading, day: string): Promise<Table> {
  const value = async (key: (typeof printedParameters)[number]) => parameterAt(reading, key, day);
  const consultation = await parameterAt(reading, 'label.consultation', day);
  const [month, quarter, half, deeds] = [await value('monthly.required'), await value('quarterly.required'), await value('half_yearly.required'), await value('deeds.required')];
  const tasks: [task: string, asked: number, amount: string, until: string, clause: string][] = [
    ['一月一次民情反映', month, `每月不少于${month}次`, `次月${await value('monthly.day')}日前`, 'duty.monthly'],
    ['一季一次调研视察', quarter, `每季度不少于${quarter}次`, '每季度末前', 'duty.quarterly'],
    [`半年一次${consultation}`, half, `每半年不少于${half}次`, '6月、12月底前', 'duty.half_yearly'],
    ['一年一次提案征集', 1, '组织委员提出提案，推荐重点提案', '按县政协通知', 'duty.yearly'],
    ['一人一件民生实事', deeds, `每名委员不少于${deeds}件`, '12月底前', 'duty.deed'],
  ];
  const rows: string[][] = [];
  for (const [task, asked, amount, until, clause] of tasks) if (asked > 0) rows.push([task, amount, until, (await clauseWords(reading, clause, day)) ?? '—']);
  return {
    kind: 'table', rows,
    columns: [{ label: '任务', share: 3.6, align: 'left' }, { label: '数量', share: 4.4, align: 'left' }, { label: '时限', share: 3, align: 'left' }, { label: '依据', share: 4.6, align: 'left' }],
  };
}

const asked = [...ofLedger, ...ofInspections, ...ofConsultations, ...ofProposals, ...ofDeeds, ...ofStatements];

/** The months of a year, each with what the committee owes in it; the first ones also what is left of the year before. Of a span in which it was founded it owes nothing yet (`debtorsOf`). */
export async function calendarTable(reading: Reading, { founded_on }: Pick<Committee, 'founded_on'>, { from, to }: Period): Promise<Table> {
  const before = `${Number(from.slice(0, 4)) - 1}${from.slice(4)}`;
  const owed: { due: string; words: string }[] = [];
  for (const owing of asked) {
    const spans = await spansOwed(reading, owing, { from: before, to });
    const its = spans.filter((span) => span.due >= from && span.due <= to && (owing.owedBy === 'member' || founded_on === null || founded_on <= span.from));
    owed.push(...its.map(({ due, label }) => ({ due, words: `${owing.label}（${label}）` })));
  }
  const byDay = Map.groupBy(owed.toSorted((a, b) => a.due.localeCompare(b.due)), ({ due }) => due);
  const rows = Array.from({ length: 12 }, (_, n) => {
    const days = [...byDay].filter(([due]) => Number(due.slice(5, 7)) === n + 1);
    return [`${n + 1}月`, days.map(([due, those]) => `${Number(due.slice(8))}日前：${those.map(({ words }) => words).join('、')}`).join('\n') || '—'];
  });
  return { kind: 'table', rows, columns: [{ label: '月份', share: 2, align: 'center' }, { label: '最迟完成', share: 13, align: 'left' }] };
}
