import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { reading, type Act, type Reading } from '#platform/records/act.ts';
import { createMany } from '#platform/records/write.ts';
import { doDailyWork } from '#platform/schedule.ts';
import { isWorkingDay, workingDaysBetween, type WorkCalendar } from '#platform/working-days.ts';
import { daysLater } from '#platform/obligations/spans.ts';
import { consultation } from '#duties/consultations/record.ts';
import { deed } from '#duties/deeds/record.ts';
import { inspection } from '#duties/inspections/record.ts';
import { opinionItem } from '#duties/opinions/items/record.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { proposal } from '#duties/proposals/record.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { enterYear } from '#plans/calendar/actions.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { spansOwed, standingsOf, type OwedSpan, type StandingState } from '#plans/obligations/facts.ts';
import { declaredParameter } from '#plans/parameters.ts';
import { remind } from '#reports/reminders/reminding.ts';
import { statement } from '#reports/statements/record.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const obligations = slices.flatMap((slice) => slice.obligations ?? []);
const YEARS = { from: '2090-01-01', to: '2091-12-31' };
const at = (day: string, hour = '12:00'): Date => new Date(`${day}T${hour}:00+08:00`);

/** Somebody who owes something in a span, and the day on which it was done, if ever. */
interface Owing {
  obligation: string;
  span: OwedSpan;
  debtor: string;
  people: string[];
  /** The day of the act, and the day that its record bears. */
  done?: { on: string; bears: string };
}

let county: TestCounty;
let calendar: WorkCalendar;
let owings: Owing[];
let staff: Record<string, string[]>;
let worker: Visitor;
let member: Visitor;

const look = <T>(work: (now: Reading) => Promise<T>): Promise<T> => reading(county.house, county.cast.office, work);

beforeAll(async () => {
  county = await testCounty(slices);
  const enter = siteOf(county, slices);
  [worker, member] = [await enter({ role: 'worker', committee: county.here.committee }), await enter({ person: county.there.person })];
  staff = await county.act(settle);
  for (const year of [2090, 2091]) await county.act((act) => enterYear(act, { year, source: '测试', notice: '国庆节：10月1日至7日放假调休，共7天。' }, {}));
  calendar = await look(workCalendarOf);
  owings = await look(invented);
  for (const one of owings.filter(({ done }) => done).toSorted((a, b) => a.done!.on.localeCompare(b.done!.on))) {
    county.house.clock = () => at(one.done!.on);
    await county.act((act) => doIt(act, one));
  }
  county.house.clock = undefined;
}, 60_000);
afterAll(() => county.drop());

/** A worker and a director in one place, a worker in the other, one clerk in the county office. */
async function settle(act: Act): Promise<Record<string, string[]>> {
  const { here, there } = county;
  const posts = [['director', here.committee], ['worker', there.committee], ['county_office', null]] as const;
  const people = await createMany(act, person, posts.map(([role]) => ({ name: `任${role}者` })));
  await createMany(act, post, posts.map(([role, committee_id], n) => ({ person_id: people[n]!.id, name: people[n]!.name, role, committee_id, unit_id: null, since: '2022-01-10', acting: false })));
  const [director, otherWorker, clerk] = people.map(({ id }) => id) as [string, string, string];
  return { [here.committee]: [worker.person, director], [there.committee]: [otherWorker], [county.id]: [clerk], [here.member]: [here.person], [there.member]: [there.person] };
}

/** Of everything owed in two years about two thirds are done, some of them late. */
async function invented(now: Reading): Promise<Owing[]> {
  const { here, there } = county;
  const debtors = { committee: [here.committee, there.committee], member: [here.member, there.member], county: [county.id] };
  const all: Owing[] = [];
  for (const owing of obligations) {
    for (const span of await spansOwed(now, owing, YEARS)) for (const debtor of debtors[owing.owedBy]) all.push({ obligation: owing.name, span, debtor, people: staff[debtor]! });
  }
  const fates = fc.sample(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined, freq: 3 }), { numRuns: all.length, seed: 11 });
  return all.map((one, n) => (fates[n] === undefined ? one : { ...one, done: doneAt(one.span, fates[n]) }));
}

function doneAt(span: OwedSpan, share: number): NonNullable<Owing['done']> {
  const days = Math.round((Date.parse(span.due) - Date.parse(span.from)) / 86_400_000) + 15;
  const on = daysLater(span.from, Math.floor(days * share));
  return { on, bears: on < span.to ? on : span.to };
}

let number = 0;

/** What discharges each duty, as it is registered. */
const records: Record<string, (act: Act, one: Owing, bears: string) => Promise<unknown>> = {
  ledger_monthly: (act, { debtor }, received_on) => createMany(act, ledgerEntry, [{ committee_id: debtor, received_on, precision: 'day', matter: '饮水', number: (number += 1) }]),
  opinion_items_monthly: (act, _one, submitted_on) => createMany(act, opinionItem, [{ committee_id: county.here.committee, title: '饮水', submitted_on, precision: 'day', state: 'submitted' }]),
  inspection_quarterly: (act, { debtor }, held_on) => createMany(act, inspection, [{ committee_id: debtor, topic: '饮水', kind: 'research', held_on, precision: 'day', joint: false, report: false, state: 'held' }]),
  consultation_half_yearly: (act, { debtor }, held_on) => createMany(act, consultation, [{ committee_id: debtor, topic: '饮水', held_on, precision: 'day', state: 'held' }]),
  proposals_yearly: (act, { debtor }, submitted_on) => createMany(act, proposal, [{ committee_id: debtor, title: '修路', proposer_name: '县工商联', proposer_kind: 'organisation', term: 9, session: 5, submitted_on, state: 'submitted' }]),
  deed_yearly: (act, { debtor }, done_on) => createMany(act, deed, [{ member_id: debtor, deed: '义诊', kind: 'clinic', done_on, precision: 'day', approximate: false, state: 'recorded' }]),
};

const statementKinds: Record<string, string> = { plan_yearly: 'yearly_plan', report_half_yearly: 'half_year', summary_yearly: 'yearly_summary' };

const doIt = (act: Act, one: Owing): Promise<unknown> => records[one.obligation]?.(act, one, one.done!.bears) ?? createMany(act, statement, [{
  committee_id: one.debtor, kind: statementKinds[one.obligation] as never, from_on: one.span.from, to_on: one.span.to, title: '报告', body: '写好了。', as_of: act.at, submitted_on: one.done!.on, state: 'submitted',
}]);

/** What a person with the papers on the table says in the morning of a day: acts are taken at noon, so that those of the day are not known yet. */
function standing({ obligation, span, done }: Owing, day: string): StandingState {
  if (done && done.on < day) return (obligation in statementKinds ? done.on : done.bears) > span.grace ? 'discharged_late' : 'discharged';
  if (day > span.grace) return 'late';
  return day > span.due || workingDaysBetween(calendar, day, span.due).days <= span.near ? 'near' : 'open';
}

const daysIn = (from: string, to: string): string[] => {
  const days: string[] = [];
  for (let day = from; day <= to; day = daysLater(day, 1)) days.push(day);
  return days;
};
const workingIn = (from: string, to: string): string[] => daysIn(from, to).filter((day) => isWorkingDay(calendar, day));

test('every duty of which the demonstration plans ask any is among them', () => {
  expect(new Set(owings.map(({ obligation }) => obligation))).toEqual(new Set(obligations.filter(({ required }) => required === undefined || declaredParameter(required)!.default !== 0).map(({ name }) => name)));
  expect(owings.filter(({ done }) => done).length).toBeGreaterThan(60);
});

test('two years of acts: on any day each standing of every duty is what the papers say', { timeout: 120_000 }, async () => {
  for (const day of daysIn('2090-01-02', '2092-02-20').filter((_, n) => n % 29 === 0)) {
    const states = await look(async (now) => {
      const moment = { ...now, asOf: at(day, '08:00') };
      const found = new Map<string, StandingState>();
      for (const owing of obligations) {
        for (const one of await standingsOf(moment, owing, await spansOwed(moment, owing, YEARS))) found.set(`${owing.name} ${one.span.from} ${one.debtor.id}`, one.state);
      }
      return found;
    });
    expect(states.size).toBe(owings.length);
    for (const one of owings) expect(states.get(`${one.obligation} ${one.span.from} ${one.debtor}`), `${one.obligation} ${one.span.label} on ${day}`).toBe(standing(one, day));
  }
});

describe('reminders', () => {
  const [first, last] = ['2090-01-02', '2091-12-31'];
  const run = (day: string, hour = '09:30') => doDailyWork(county.house, { id: county.id, workDays: calendar }, [remind(obligations)], at(day, hour));
  const kept = (from: string, to: string): Promise<string[]> => look(async (now) => (await sql<{ line: string }>`
    select concat_ws(' ', day, obligation, span_from, debtor_id, pressing, person_id) as line from reminders
    where county_id = ${now.county} and span_from >= '2090-01-01' and day between ${from}::date and ${to}::date order by 1`.execute(now.db)).rows.map(({ line }) => line).toSorted());
  /** As if these days had not been yet; only the owner of the tables can do so. */
  const forget = (from: string) => county.database.ownerPool.query(`begin; set local app.county = '${county.id}'; delete from days_worked where day >= '${from}'; delete from reminders where day >= '${from}'; commit`);
  /** The first working morning on which each was near, and on which it was late: said once to everybody concerned. */
  const expected = (from: string, to: string): string[] => owings.flatMap((one) => (['near', 'late'] as const).flatMap((pressing) => {
    const day = workingIn(first, last).find((morning) => standing(one, morning) === pressing);
    return day && day >= from && day <= to ? one.people.map((who) => `${day} ${one.obligation} ${one.span.from} ${one.debtor} ${pressing} ${who}`) : [];
  })).toSorted();

  test('over two years each duty is brought to mind once when it presses and once when it is late, on working days only', { timeout: 240_000 }, async () => {
    for (const day of daysIn(first, last)) await run(day);
    const lines = await kept(first, last);
    expect(lines).toEqual(expected(first, last));
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.filter((line) => !isWorkingDay(calendar, line.slice(0, 10)))).toEqual([]);
  });

  test('nothing is said at night, at dawn, on a holiday, or a second time on the day', async () => {
    expect(await run(last)).toEqual([]);
    expect(await run('2092-01-02', '07:59')).toEqual([]);
    expect(await run('2092-01-02', '20:00')).toEqual([]);
    expect(await run('2092-01-05')).toEqual([]); // a Saturday
    expect(await run('2092-01-02', '19:59')).toEqual(['2092-01-01', '2092-01-02']);
    await forget(daysLater(last, 1));
  });

  test('run twice, a day late, a week off: at the end the same was said, of the same days', { timeout: 240_000 }, async () => {
    const [from, to] = ['2091-01-10', '2091-02-12'];
    const days = workingIn(from, to);
    const irregular = fc.array(fc.record({ skipped: fc.integer({ min: 0, max: 8 }), times: fc.integer({ min: 1, max: 2 }), hour: fc.constantFrom('08:00', '13:20', '19:59') }), { minLength: 30, maxLength: 30 });
    await fc.assert(fc.asyncProperty(irregular, async (runs) => {
      await forget(from);
      let place = -1;
      for (const { skipped, times, hour } of runs) {
        place = Math.min(place + 1 + skipped, days.length - 1);
        for (let n = 0; n < times; n += 1) await run(days[place]!, hour);
      }
      expect(await kept(from, to)).toEqual(expected(from, to));
    }), { numRuns: 4, seed: 5, endOnFailure: true });
  });

  test('a day that was begun and cut off is finished by the next run', async () => {
    const [from, to] = ['2091-02-01', '2091-02-12'];
    await forget(from);
    const cut = async () => {
      await remind(obligations)(county.house, county.id, from);
      throw new Error('power cut');
    };
    await expect(doDailyWork(county.house, { id: county.id, workDays: calendar }, [cut], at(from, '09:00'))).rejects.toThrow('power cut');
    for (const day of workingIn(from, to)) await run(day);
    expect(await kept(from, to)).toEqual(expected(from, to));
  });

  test('everybody reads the own ones in bundles of a day, and nobody those of another', async () => {
    const { status, body } = await worker.json('/reminders');
    expect([status, body.detail]).toEqual([200, undefined]);
    expect(body.items.length).toBeGreaterThan(5);
    expect(body.items.map(({ day }: { day: string }) => day)).toEqual(body.items.map(({ day }: { day: string }) => day).toSorted().toReversed());
    const page = (await worker.get('/reminders')).text;
    expect(page).toContain('白石镇：');
    expect(page).not.toContain('小河乡：');
    expect((await member.get('/reminders')).text).not.toContain('白石镇');
  });
});
