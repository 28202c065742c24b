import { parameterAt } from '#plans/facts.ts';
import { invalid } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import type { Effect } from '#platform/records/write.ts';
import { dayOf, today } from '#platform/time.ts';
import type { LedgerEntry } from '#duties/opinions/ledger/record.ts';

/** A list that a county writes into one parameter: 甲、乙、丙; 无 is an empty one. */
export const listed = (words: string): string[] => words.split(/[、，,;；]/u).map((word) => word.trim()).filter((word) => word !== '' && word !== '无');

/** The county's reasons for holding something back, as it lists them. */
export const holdReasons = async (reading: Reading, day = today()): Promise<string[]> => listed(await parameterAt(reading, 'residents.hold_reasons', day));

/** What looking at an entry changes. Whoever begins to handle it has looked. */
export const screeningEffects: Record<'pass' | 'hold', Effect<LedgerEntry>> = {
  pass: async () => ({ screened: 'passed' }),
  hold: async (act: Act, _row, { screened_why }: { screened_why: string }) => {
    const reasons = await holdReasons(act, dayOf(act.at));
    if (!reasons.includes(screened_why)) throw invalid({ screened_why: `搁置的理由请从本县的几项中选：${reasons.join('、')}。` });
    return { screened: 'held', screened_why };
  },
};
