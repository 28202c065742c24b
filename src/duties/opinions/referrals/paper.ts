import { heading, paragraph, type AddressPaper, type Block } from '#platform/documents/model.ts';
import { printedDay } from '#platform/time.ts';
import type { Around } from '#duties/opinions/referrals/around.ts';
import type { Referral } from '#duties/opinions/referrals/record.ts';
import { numberWords, resultWords, senderWords } from '#duties/opinions/referrals/sections.tsx';
import { resultBoxes } from '#duties/opinions/referrals/words.ts';

/** 转办单 as it goes to a unit that works on paper, with room for what it answers (forms, 转办单与办理反馈). Nothing of the entry stands in it. */
export function referralPaper(row: Referral, around: Around, bodyName: string): AddressPaper {
  const { units } = around;
  const facts: [string, string][] = [
    ['转出', `${senderWords(row, around)}　${printedDay(row.sent_on)}`],
    ['事由', row.subject],
    ['地点', row.place ?? ''],
    ['主办单位', `${units.get(row.lead_unit_id) ?? ''}${row.forced_on ? '（指定承办，不再退回）' : ''}`],
    ['会办单位', row.assisting_ids.map((id) => units.get(id)).join('、')],
    ['答复期限', printedDay(row.due_on)],
  ];
  return {
    layout: 'address', title: '民情转办单', byline: numberWords(row), date: row.sent_on, organ: bodyName,
    blocks: [table(facts.filter(([, value]) => value !== '')), heading(1, '请办理的事项'), ...row.matter.split('\n').map((line) => paragraph(line)), heading(1, '办理反馈'), table(answerOf(row))],
  };
}

/** What was answered, or empty lines to be written in by hand. */
const answerOf = (row: Referral): [string, string][] => [
  ['办理结果', row.replied_on ? resultWords(row) : resultBoxes],
  ['办理情况', row.replied_on ? (row.reply ?? '') : '\n\n\n'],
  ['承诺', row.promise ? `${row.promised_on ? `${printedDay(row.promised_on)}之前：` : ''}${row.promise}` : ''],
  ['会办单位意见', ''],
  ['审核人', row.replied_on ? (row.checked_by ?? '') : ''],
  ['答复日期', row.replied_on ? printedDay(row.replied_on) : ''],
];

const table = (rows: readonly [string, string][]): Block => ({
  kind: 'table', form: true,
  columns: [{ label: '项目', share: 2, align: 'center' }, { label: '内容', share: 7, align: 'left' }],
  rows,
});
