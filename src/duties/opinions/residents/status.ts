import { sql } from 'kysely';
import { committee } from '#institutions/committees/record.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { appliedAt, parameterAt } from '#plans/facts.ts';
import { program } from '#platform/identity/actor.ts';
import { reading, type House, type Reading } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { dayOf, today } from '#platform/time.ts';
import { sourceWords } from '#platform/ui/applied.tsx';
import { workingDayAfter, workingDaysBetween } from '#platform/working-days.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { viewsOf, type ViewsByStanding } from '#duties/opinions/shield/facts.ts';
import { entryOf, mayObjectUntil, remarksOn } from '#duties/opinions/residents/remarks.ts';

/** What the holder of a receipt may know: where it stands and what was answered, not who told what. */
export interface ReportStatus {
  receipt: string;
  place: string;
  received_on: string;
  state: string;
  stateLabel: string;
  answered_on: string | null;
  closed_on: string | null;
  answer: string | null;
  /** The clock, while an answer is owed. */
  clock: Clock | null;
  course: Stage[];
  /** Until when 没有解决 may be said. */
  object_until: string | null;
  verified_on: string | null;
  reopened: number;
  /** Why it was not taken up, in the county's words. */
  held_why: string | null;
  /** How often, and in which standing, somebody had the name and telephone number shown. */
  views: ViewsByStanding[];
  /** When they were erased by the retention rule. */
  erased_on: string | null;
}

export interface Clock {
  from: string;
  /** Working days gone, and left until the day; below zero when it is over. */
  gone: number;
  left: number;
  due_on: string;
  basis: string;
}

export interface Stage {
  sentence: string;
  at: string;
}

/** More stages than this are no course but a quarrel. */
const MOST_STAGES = 50;

const stageWords: Record<string, string> = {
  received: '已收到', in_hand: '开始办理', answered: '已答复', closed: '已办结', merged: '与同类事项一并办理', void: '没有继续办理',
};
const stepWords: Record<string, string> = { unsolved: '您说没有解决，重新办理', reopen: '重新办理', refute: '回访没有解决，重新办理', confirm: '您说解决了', verify: '回访已解决' };

/** Read by the program, because a resident sees neither committees nor calendars; told is only what stands above. */
export const findStatus = (house: House, county: string, receipt: string, day = today()): Promise<ReportStatus | undefined> =>
  reading(house, program(county), async (look) => {
    const own = await entryOf(look, receipt);
    if (!own) return undefined;
    const entry = (own.merged_into ? await find(look, ledgerEntry, own.merged_into) : undefined) ?? own;
    const place = await find(look, committee, own.committee_id);
    const { state, answered_on, closed_on } = entry;
    const owed = ['received', 'in_hand'].includes(state);
    const [remark] = (await remarksOn(look, [entry.id])).get(entry.id) ?? [];
    const answered = answered_on !== null || state === 'closed';
    return {
      receipt, place: place?.place ?? '', received_on: own.received_on, state, stateLabel: ledgerEntry.states[state as 'received'].label,
      answered_on, closed_on, answer: answered ? entry.outcome_text : null,
      clock: owed ? await clockOf(look, remark?.said_on ?? own.received_on, day) : null,
      course: await courseOf(look, own),
      object_until: own === entry ? ((await mayObjectUntil(look, own, day)) ?? null) : null,
      verified_on: own.verified_on, reopened: own.reopened,
      held_why: own.screened === 'held' ? own.screened_why : null,
      views: await viewsOf(look, own.id), erased_on: own.erased_on,
    };
  });

/** The clock of the answer: working days from receipt, or from 没有解决. Issue 4: with the clock; peers C11. */
async function clockOf(look: Reading, from: string, day: string): Promise<Clock> {
  const calendar = await workCalendarOf(look);
  const due_on = workingDayAfter(calendar, from, await parameterAt(look, 'residents.answer_days', from));
  const left = day <= due_on ? workingDaysBetween(calendar, day, due_on).days : -workingDaysBetween(calendar, due_on, day).days;
  return { from, gone: workingDaysBetween(calendar, from, day).days, left, due_on, basis: sourceWords(await appliedAt(look, 'residents.answer_days', from)) };
}

/** Its stages from the journal, in words without names. */
async function courseOf(look: Reading, { id, received_on }: LedgerEntry): Promise<Stage[]> {
  const { rows } = await sql<{ step: string; from: string | null; to: string | null; at: Date }>`
    select step, content::jsonb ->> 'from' as from, content::jsonb ->> 'to' as to, at from journal
    where county_id = ${look.county} and record = ${ledgerEntry.name} and record_id = ${id} order by seq limit ${MOST_STAGES}`.execute(look.db);
  return rows.flatMap(({ step, from, to, at }) => {
    if (from === null) return [{ sentence: stageWords['received']!, at: received_on }];
    const sentence = stepWords[step] ?? (to !== from ? stageWords[to ?? ''] : undefined);
    return sentence ? [{ sentence, at: dayOf(at) }] : [];
  });
}
