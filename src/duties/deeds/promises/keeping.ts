import { invalid } from '#platform/problems.ts';
import type { Effect } from '#platform/records/write.ts';
import { happenedOn, stillAhead, today } from '#duties/days.ts';
import { expectLater } from '#duties/promising.ts';
import type { Deed } from '#duties/deeds/record.ts';

/** 承诺: how it goes on until it is kept, carried over or withdrawn. */

export interface Told {
  on: string;
  note: string;
}

/** A promise that is told about more often than this is told about nowhere else. */
const MOST_TOLD = 60;

export const progressOf = ({ progress }: Pick<Deed, 'progress'>): Told[] => progress as unknown as Told[];

const tell: Effect<Deed> = async (act, row, { note, on }: { note: string; on?: string }) => {
  const told = progressOf(row);
  if (told.length >= MOST_TOLD) throw invalid({ note: `一项承诺最多记${MOST_TOLD}次进展。请把剩下的写进“怎样做”，或登记完成。` });
  const next = [...told, { on: happenedOn(act, 'on', on), note }].toSorted((a, b) => a.on.localeCompare(b.on));
  return { progress: JSON.stringify(next) as unknown as Deed['progress'] };
};

const carryOver: Effect<Deed> = async (act, row, { due_on }: { due_on: string }) => {
  expectLater(row.due_on ?? row.done_on, due_on);
  return { due_on: stillAhead(act, 'due_on', due_on), done_on: due_on, carried_n: row.carried_n + 1 };
};

export const promiseSteps = {
  note: tell,
  carry_over: carryOver,
  fulfil: async (act) => ({ done_on: today(act) }),
  publish: async (act) => ({ published_on: today(act) }),
  unpublish: async () => ({ published_on: null }),
} satisfies Partial<Record<string, Effect<Deed>>>;
