import { committeeChoices } from '#institutions/facts.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { haveCheck } from '#plans/haves/checks/record.ts';
import { finding } from '#plans/rounds/findings/record.ts';
import { resultTask } from '#duties/consultations/results/tasks/record.ts';
import { recommendation } from '#duties/inspections/recommendations/record.ts';
import { instruction } from '#duties/opinions/instructions/record.ts';
import { commitment } from '#duties/opinions/referrals/commitments/record.ts';
import { referral } from '#duties/opinions/referrals/record.ts';
import { proposal } from '#duties/proposals/record.ts';
import { undertaking } from '#duties/proposals/undertakings/record.ts';
import { serviceOrder } from '#duties/stations/orders/record.ts';
import { task } from '#duties/tasks/record.ts';
import { namingOf } from '#platform/figures/naming.ts';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import { daysLater } from '#platform/obligations/spans.ts';
import { all, always, between, is, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { dayOf } from '#platform/time.ts';
import { deadlineOn, type Deadline } from '#platform/working-days.ts';
import type { Asked } from '#reports/asked.ts';
import { standingsIn } from '#reports/obligations/facts.ts';

/** Something of which the day is past and that is not done: what, and which committee or unit has it. Never a person. */
export interface Overdue {
  kind: string;
  what: string;
  whose: { id: string; label: string; unit: boolean };
  due: string;
  over: Deadline;
  href: string;
}

/** Records with a day by which they must be done: by which columns they know the unit, and the committee, that has them. */
interface Running {
  declared: Lifecycle;
  unit?: string;
  committee: string | null;
}

const running: readonly Running[] = [
  { declared: proposal, unit: 'lead_unit_id', committee: 'committee_id' },
  { declared: undertaking, unit: 'unit_id', committee: null },
  { declared: referral, unit: 'lead_unit_id', committee: 'committee_id' },
  { declared: commitment, unit: 'lead_unit_id', committee: 'committee_id' },
  { declared: instruction, unit: 'lead_unit_id', committee: 'committee_id' },
  { declared: recommendation, unit: 'unit_id', committee: 'committee_id' },
  { declared: resultTask, unit: 'unit_id', committee: 'committee_id' },
  { declared: serviceOrder, committee: 'committee_id' },
  { declared: task, committee: 'committee_id' },
  { declared: finding, committee: 'committee_id' },
  { declared: haveCheck, committee: 'committee_id' },
];

/** More of one kind nobody reads through; the oldest come first. */
const MOST = 500;

/** The last day that is looked at: the end of the period, or the day of the moment before it. */
const lookedAt = (reading: Reading, { to }: Asked): string => [to, dayOf(reading.asOf ?? new Date())].toSorted()[0]!;

/** What was due before the end of the period and is not done at the moment, of what the reader may see; the oldest first. */
export async function overdueOf(reading: Reading, obligations: readonly Obligation[], asked: Asked): Promise<Overdue[]> {
  const day = lookedAt(reading, asked);
  const [calendar, owed, records] = [await workCalendarOf(reading), await duties(reading, obligations, asked, day), await recordsOver(reading, asked, day)];
  return [...owed, ...records].toSorted((a, b) => a.due.localeCompare(b.due) || a.whose.label.localeCompare(b.whose.label, 'zh-CN'))
    .map((one) => ({ ...one, over: deadlineOn(calendar, day, one.due, 0) }));
}

type Found = Omit<Overdue, 'over'>;

/** Duties of committees and of the county that fell due in the period. What members owe is told by the five ones, as a fraction. */
async function duties(reading: Reading, obligations: readonly Obligation[], { from, committee }: Asked, day: string): Promise<Found[]> {
  const asked = obligations.filter(({ owedBy }) => owedBy === 'committee' || (owedBy === 'county' && !committee));
  const standings = await standingsIn(reading, asked, { from, to: day, committee });
  return standings.filter(({ state }) => state === 'late').map(({ owing, span, debtor }) => ({
    kind: owing.label, what: `${owing.label}（${span.label}）`, whose: { id: debtor.committee ?? NOBODY, label: debtor.committee ? debtor.label : BODY, unit: false }, due: span.due,
    href: `/duty-calendar/${owing.name}/${span.from}${debtor.committee ? `?committee=${debtor.committee}` : ''}`,
  }));
}

async function recordsOver(reading: Reading, { committee }: Asked, day: string): Promise<Found[]> {
  const found: { one: Running; row: Recorded }[] = [];
  for (const one of running.filter((kind) => !committee || kind.committee)) {
    const { by, in: states } = one.declared.due!;
    const where = all<any>(oneOf<any>('state', states), between<any>(by, undefined, daysLater(day, -1)), committee ? is<any>(one.committee!, committee) : always);
    found.push(...(await list<Recorded>(reading, one.declared, { where, order: [{ column: by }], limit: MOST })).map((row) => ({ one, row })));
  }
  const named = await namesOf(reading, found, day);
  return found.map(({ one: { declared, ...columns }, row }) => ({
    kind: declared.title, what: declared.nameOf(row), whose: named(whose(columns, row)), due: valueOf(row, declared.due!.by)!, href: `/${declared.path}/${row.id}`,
  }));
}

const valueOf = (row: Recorded, column: string): string | null => (row as unknown as Record<string, string | null>)[column] ?? null;

interface Whose {
  of: 'unit' | 'committee';
  id: string | null;
}

/** The unit that handles it, and where there is none the committee. */
function whose({ unit, committee }: Omit<Running, 'declared'>, row: Recorded): Whose {
  const handling = unit ? valueOf(row, unit) : null;
  return handling ? { of: 'unit', id: handling } : { of: 'committee', id: committee ? valueOf(row, committee) : null };
}

async function namesOf(reading: Reading, found: readonly { one: Running; row: Recorded }[], day: string): Promise<(one: Whose) => Overdue['whose']> {
  const ids = Map.groupBy(found.map(({ one, row }) => whose(one, row)).filter(({ id }) => id !== null), ({ of }) => of);
  const naming = await namingOf(reading, new Map([...ids].map(([of, those]) => [of, those.map(({ id }) => id!)])));
  const places = new Map((await committeeChoices(reading, day)).map(({ value, label }) => [value, label]));
  return ({ of, id }) => (id ? { id, unit: of === 'unit', label: places.get(id) ?? naming(of, id) ?? BODY } : { id: NOBODY, unit: false, label: BODY });
}

/** What neither a unit nor a committee has is the body's own; in addresses it stands under this word. */
const NOBODY = 'county';
const BODY = '县政协';

/** What one committee or unit has, under its name; those with the oldest first. */
export interface OverdueOf {
  whose: Overdue['whose'];
  n: number;
  oldest: Overdue;
}

export const byWhom = (all: readonly Overdue[]): OverdueOf[] =>
  [...Map.groupBy(all, ({ whose: { id } }) => id)].map(([, those]) => ({ whose: those[0]!.whose, n: those.length, oldest: those[0]! }));
