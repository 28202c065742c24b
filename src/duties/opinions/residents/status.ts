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
import { sentences, type SentenceName } from '#duties/opinions/residents/wording.tsx';

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
  /** In which language it was told, when that was not Chinese. */
  language: string | null;
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
  /** Which sentence of the page it is: it may be said in the second language. */
  name: SentenceName;
  /** The same in Chinese. */
  sentence: string;
  at: string;
}

/** More stages than this are no course but a quarrel. */
const MOST_STAGES = 50;

const stageOf: Record<string, SentenceName> = {
  received: 'stage_received', in_hand: 'stage_in_hand', answered: 'stage_answered', closed: 'stage_closed', merged: 'stage_merged', void: 'stage_void',
};
const stepStages: Record<string, SentenceName> = { unsolved: 'stage_unsolved', unsolvedAlong: 'stage_unsolved', reopen: 'stage_reopen', refute: 'stage_refute', confirm: 'stage_confirm', verify: 'stage_verify' };
/** The same said of the entry in which it is handled, whose own reporter is another person. */
const leadStages: Record<string, SentenceName | undefined> = { ...stepStages, unsolved: 'stage_reopen', confirm: undefined, verify: undefined };

/** Where it stands, as a sentence of the page. */
export const stageNow = (state: string): SentenceName => (state === 'in_hand' ? 'now_in_hand' : (stageOf[state] ?? 'stage_received'));

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
      object_until: (await mayObjectUntil(look, own, entry, day)) ?? null,
      verified_on: own.verified_on, reopened: own.reopened,
      held_why: own.screened === 'held' ? own.screened_why : null,
      views: await viewsOf(look, own.id), erased_on: own.erased_on, language: own.language,
    };
  });

/** The clock of the answer: working days from receipt, or from 没有解决. Issue 4: with the clock; peers C11. */
async function clockOf(look: Reading, from: string, day: string): Promise<Clock> {
  const calendar = await workCalendarOf(look);
  const due_on = workingDayAfter(calendar, from, await parameterAt(look, 'residents.answer_days', from));
  const left = day <= due_on ? workingDaysBetween(calendar, day, due_on).days : -workingDaysBetween(calendar, due_on, day).days;
  return { from, gone: workingDaysBetween(calendar, from, day).days, left, due_on, basis: sourceWords(await appliedAt(look, 'residents.answer_days', from)) };
}

interface Line {
  step: string;
  from: string | null;
  to: string | null;
  at: Date;
  relation: string;
  own: boolean;
}

/** Its stages from the journal, in words without names; from the day on which it was merged, those of the entry in which it is handled. */
async function courseOf(look: Reading, { id, merged_into, received_on }: LedgerEntry): Promise<Stage[]> {
  const { rows } = await sql<Line>`
    select step, content::jsonb ->> 'from' as from, content::jsonb ->> 'to' as to, content::jsonb ->> 'relation' as relation, at, record_id = ${id} as own from journal
    where county_id = ${look.county} and record = ${ledgerEntry.name} and (record_id = ${id} or (record_id = ${merged_into} and seq > (
      select coalesce(max(seq), 0) from journal where county_id = ${look.county} and record = ${ledgerEntry.name} and record_id = ${id} and step = 'merge')))
    order by seq limit ${MOST_STAGES}`.execute(look.db);
  return rows.flatMap((line): Stage[] => {
    const name = nameOf(line);
    return name ? [{ name, sentence: sentences[name][1], at: line.from === null ? received_on : dayOf(line.at) }] : [];
  });
}

/** What a receipt's holder makes the lead do stands in the own line already. */
function nameOf({ step, from, to, own, relation }: Line): SentenceName | undefined {
  if (from === null) return 'stage_received';
  if (!own && relation === 'receipt_holder' && step === 'reopen') return undefined;
  const named = own ? stepStages : leadStages;
  if (step in named) return named[step];
  return to !== from ? stageOf[to ?? ''] : undefined;
}
