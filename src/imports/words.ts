import { natureLabels } from '#platform/importing/data-rows.ts';
import { type KnownDay, showKnownDay } from '#platform/importing/readers/day.ts';
import { verdictLabels } from '#platform/importing/verdict.ts';
import type { Counts, RowVerdict } from './reading.ts';

export const verdictWords: Record<RowVerdict, string> = { ...verdictLabels, entered: '已导入' };

export const natureWords = natureLabels;

/** The counts that are not nought, in words. */
export function countWords(counts: Counts): string {
  const said = (Object.entries(verdictWords) as [RowVerdict, string][]).flatMap(([verdict, word]) => (counts[verdict] > 0 ? [`${word} ${counts[verdict]} 行`] : []));
  return said.length > 0 ? said.join('，') : '没有数据行';
}

/** A value as it will be stored, when that can be said in the clerk's words; otherwise null and the cell's own text stands. */
export function storedWords(value: unknown): string | null {
  if (typeof value === 'string' && !/^(?:[a-z_]+|\d)$/u.test(value)) return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.join('、');
  return isKnownDay(value) ? showKnownDay(value) : null;
}

const isKnownDay = (value: unknown): value is KnownDay => typeof value === 'object' && value !== null && 'day' in value && 'precision' in value;
