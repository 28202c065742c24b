import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { dayOf } from '#platform/time.ts';

export const today = (act: Act): string => dayOf(act.at);

/** The day of something that has happened: today unless said otherwise, never tomorrow. */
export function happenedOn(act: Act, field: string, day: string | null | undefined): string {
  if (day && day > today(act)) throw invalid({ [field]: '日期在今天之后，请核对。' });
  return day ?? today(act);
}

/** A day by which something is to be done. */
export function stillAhead(act: Act, field: string, day: string): string {
  if (day < today(act)) throw invalid({ [field]: '这个期限已经过了，请填今天或以后的日期。' });
  return day;
}

const DAY_MS = 86_400_000;

/** What was due on this day or earlier is overdue. */
export const dayBeforeToday = (): string => dayOf(new Date(Date.now() - DAY_MS));
