import { allAppliedAt, parameterAt } from '#plans/facts.ts';
import type { Reading } from '#platform/records/act.ts';
import { dayOf } from '#platform/time.ts';
import type { Basis } from '#platform/ui/applied.tsx';
import { workingDayAfter, workingDayBefore, workingDaysBetween, type WorkCalendar } from '#platform/working-days.ts';
import { kindOf } from '#duties/consultations/kinds.ts';
import type { Consultation } from '#duties/consultations/record.ts';
import { heldStates, type ConsultationKind } from '#duties/consultations/words.ts';

/** How far ahead a consultation is told and supplied, and how soon its minutes follow, by its kind. Domain rules 5.2 (S135). Nothing is refused for being late: it is told. */

const keys = {
  topical: { notice: 'consultations.notice_topical', materials: 'consultations.materials_topical', minutes: 'consultations.minutes_topical' },
  sector: { notice: 'consultations.notice_sector', materials: 'consultations.materials_sector', minutes: 'consultations.minutes_sector' },
  grassroots: { notice: 'consultations.notice_grassroots', materials: 'consultations.materials_grassroots', minutes: 'consultations.minutes_grassroots' },
} as const satisfies Record<ConsultationKind, Record<string, string>>;

export const leadWords = { notice: '发通知', materials: '送材料', minutes: '出纪要' } as const;
export type LeadName = keyof typeof leadWords;
const names = Object.keys(leadWords) as LeadName[];

export type LeadTimes = Readonly<Record<LeadName, number>>;

/** The lead times of every kind on a day, asked once for many rows. */
export async function leadTimesOn(reading: Reading, day: string): Promise<Readonly<Record<ConsultationKind, LeadTimes>>> {
  const of = async (kind: ConsultationKind): Promise<LeadTimes> =>
    ({ notice: await parameterAt(reading, keys[kind].notice, day), materials: await parameterAt(reading, keys[kind].materials, day), minutes: await parameterAt(reading, keys[kind].minutes, day) });
  return { topical: await of('topical'), sector: await of('sector'), grassroots: await of('grassroots') };
}

/** The same with plan and clause, for the page of one. */
export const leadBases = (reading: Reading, { kind, held_on }: Pick<Consultation, 'kind' | 'held_on'>): Promise<Basis[]> =>
  allAppliedAt(reading, [...Object.values(keys[kindOf(kind)]), 'consultations.approval', 'consultations.quality_residents', 'consultations.quality_results'], held_on);

/** One of them at one consultation. */
export interface Lead {
  name: LeadName;
  days: number;
  /** By which day; and when it was done, if it was. */
  due: string;
  done: string | null;
  late: boolean;
}

const doneOn = ({ noticed_on, materials_on, minutes_at }: Consultation, name: LeadName): string | null =>
  (name === 'notice' ? noticed_on : name === 'materials' ? materials_on : minutes_at && dayOf(minutes_at));

const running = ['planned', 'convened', ...heldStates];

/**
 * What is to be done by when, and what is late against it, as of a day. A consultation whose day is only known roughly has no such days; minutes are
 * due only once it was held. What an old ledger does not know is not late.
 */
export function leadsOf(row: Consultation, times: LeadTimes, calendar: WorkCalendar, today: string): Lead[] {
  if (row.precision !== 'day' || row.batch_id !== null || !running.includes(row.state)) return [];
  return names.filter((name) => name !== 'minutes' || heldStates.includes(row.state)).map((name) => {
    const days = times[name];
    const due = name === 'minutes' ? workingDayAfter(calendar, row.held_on, days) : workingDayBefore(calendar, row.held_on, days);
    const done = doneOn(row, name);
    return { name, days, due, done, late: (done ?? today) > due };
  });
}

/** How many working days too late. */
export const lateBy = ({ due, done }: Lead, calendar: WorkCalendar, today: string): number => workingDaysBetween(calendar, due, done ?? today).days;
