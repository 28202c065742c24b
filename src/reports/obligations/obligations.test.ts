import fc from 'fast-check';
import ICAL from 'ical.js';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { records, slices } from '#county.ts';
import { declaredParameter } from '#plans/parameters.ts';
import { citedClauses } from '#plans/clauses.ts';
import { reading, type Reading } from '#platform/records/act.ts';
import { createMany, edit, lock, take } from '#platform/records/write.ts';
import { standingsOf, spansOwed, verdictsOfObligation, type Standing } from '#plans/obligations/facts.ts';
import { exemption, zeroReport, type ZeroReport } from '#plans/obligations/record.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { deedEveryMember } from '#duties/deeds/facts.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { ledgerMonthly } from '#duties/opinions/ledger/facts.ts';
import { pressingFor } from '#reports/obligations/facts.ts';
import { closeEmpty } from '#reports/obligations/closing.ts';
import { grantExemption, rewordZero, signZero } from '#reports/obligations/signing.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const obligations = slices.flatMap((slice) => slice.obligations ?? []);
const named = (name: string) => obligations.find((one) => one.name === name)!;

test('every obligation names parameters and a clause that there are, and a column that its record has', () => {
  for (const one of obligations) {
    const keys = [one.required, one.warn, one.late, ...(one.due ? Object.values(one.due) : [])].filter((key) => key !== undefined);
    expect(keys.filter((key) => declaredParameter(key) === undefined), one.name).toEqual([]);
    expect(citedClauses.map(({ key }) => key), one.name).toContain(one.clause);
    expect(records).toContain(one.dischargedBy.declared);
  }
  expect(new Set(obligations.map(({ name }) => name)).size).toBe(obligations.length);
});

let county: TestCounty;
beforeAll(async () => void (county = await testCounty(slices)));
afterAll(() => county.drop());

test('a plan says under each clause what is owed by it', async () => {
  const { text } = await (await siteOf(county, slices)({ role: 'county_office' })).get('/plans/examples/duty');
  const said = [...text.matchAll(/应办：([^；<]+)/g)].flatMap(([, words]) => words!.split('、'));
  expect(said.toSorted()).toEqual(obligations.map(({ label }) => label).toSorted());
});

const at = (day: string): Date => new Date(`${day}T12:00:00+08:00`);
const look = <T>(work: (now: Reading) => Promise<T>): Promise<T> => reading(county.house, county.cast.office, work);
const stateOn = async (name: string, from: string, to: string, day: string): Promise<Standing> => {
  const [one] = await look(async (now) => {
    const moment = { ...now, asOf: at(day) };
    return standingsOf(moment, named(name), await spansOwed(moment, named(name), { from, to }), county.here.committee);
  });
  return one!;
};
/** Acts as somebody on a day of the past or the future. */
const on = <T>(day: string, who: keyof TestCounty['cast'], work: Parameters<typeof county.act<T>>[0]): Promise<T> => {
  county.house.clock = () => at(day);
  return county.act(work, county.cast[who]).finally(() => (county.house.clock = undefined));
};
const entry = (committee_id: string, received_on: string, n: number) => ({ committee_id, received_on, precision: 'day', matter: '饮水', number: n });
const visit = (committee_id: string, held_on: string, state = 'held') => ({ committee_id, topic: '饮水', kind: 'research', held_on, precision: 'day', joint: false, report: false, state });

// In the order of the days on which they act: a county's moments only go forward.
test('two years of random acts: each standing is what a person with the papers on the table would say', async () => {
  const { here, house, cast } = county;
  const random = fc.sample(fc.record({ day: fc.integer({ min: 0, max: 729 }), cancelled: fc.boolean() }), { numRuns: 9, seed: 3 });
  const days = random.map(({ day, cancelled }) => ({ on: new Date(Date.UTC(2090, 0, 1) + day * 86_400_000).toISOString().slice(0, 10), cancelled }));
  for (const { on: day, cancelled } of days.toSorted((a, b) => a.on.localeCompare(b.on))) await on(day, 'office', (act) => createMany<Inspection>(act, inspection, [visit(here.committee, day, cancelled ? 'cancelled' : 'held')]));
  for (let n = 10; n < 800; n += 23) {
    const day = new Date(Date.UTC(2090, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
    const standings = await reading(house, cast.office, async (now) => {
      const moment = { ...now, asOf: at(day) };
      return standingsOf(moment, named('inspection_quarterly'), await spansOwed(moment, named('inspection_quarterly'), { from: '2090-01-01', to: '2091-12-31' }), here.committee);
    });
    for (const { span, state } of standings) {
      const held = days.some((one) => !one.cancelled && one.on >= span.from && one.on <= span.to && one.on <= day);
      expect(held ? 'done' : day > span.to ? 'late' : 'ahead', `${span.label} on ${day}`).toBe({ discharged: 'done', discharged_late: 'done', late: 'late', open: 'ahead', near: 'ahead', excused: '' }[state]);
    }
  }
});

describe('a zero report', () => {
  const sign = signZero(obligations);
  const values = (span_from: string) => ({ obligation: 'ledger_monthly', committee_id: county.there.committee, span_from, sentence: '走访三个村，没有要反映的' });

  test('discharges the month for claim and calendar, where the plan says that it counts', async () => {
    const examined = () => look((now) => ledgerMonthly.examine({ ...now, asOf: at('2097-03-01') }, { from: '2097-01-01', to: '2097-01-31', committee: county.there.committee }));
    expect((await examined()).counterExamples).toHaveLength(1);
    await on('2097-02-05', 'other director', (act) => sign(act, values('2097-01-01'), {}));
    expect((await examined()).counterExamples).toHaveLength(0);
    await on('2097-02-10', 'office', (act) => createMany(act, parameterSetting, [{ key: 'monthly.zero_report', value: 'not', from_day: '2097-01-01' }]));
    expect((await examined()).counterExamples).toHaveLength(1);
    await on('2097-02-11', 'office', (act) => createMany(act, parameterSetting, [{ key: 'monthly.zero_report', value: 'counts', from_day: '2097-01-01' }]));
  });

  test('is signed once, by the own director, of a month that is over and empty', async () => {
    await expect(on('2097-02-12', 'other director', (act) => sign(act, values('2097-01-01'), {}))).rejects.toThrow('已经签过');
    await expect(on('2097-02-15', 'other director', (act) => sign(act, values('2097-02-01'), {}))).rejects.toMatchObject({ fields: { span_from: expect.stringContaining('还没有过完') } });
    await expect(on('2097-03-05', 'director', (act) => sign(act, values('2097-02-01'), {}))).rejects.toThrow('零报告由');
    await on('2097-04-05', 'office', (act) => createMany<LedgerEntry>(act, ledgerEntry, [entry(county.there.committee, '2097-03-09', 1)] as never));
    await expect(on('2097-04-06', 'other director', (act) => sign(act, values('2097-03-01'), {}))).rejects.toThrow('已经有1条');
    expect(zeroReport.states).toHaveProperty('withdrawn');
  });
});

describe('a quarter', () => {
  test('is open, presses, is late, and is discharged by the record that came', async () => {
    const state = async (day: string) => (await stateOn('inspection_quarterly', '2098-01-01', '2098-03-31', day)).state;
    expect(await Promise.all(['2098-02-03', '2098-03-28', '2098-04-01'].map(state))).toEqual(['open', 'near', 'late']);
    const [row] = await on('2098-04-02', 'office', (act) => createMany<Inspection>(act, inspection, [visit(county.here.committee, '2098-03-05')]));
    expect(await stateOn('inspection_quarterly', '2098-01-01', '2098-03-31', '2098-04-03')).toMatchObject({ state: 'discharged', by: { id: row!.id, day: '2098-03-05' } });
    expect(await state('2098-04-01')).toBe('late'); // as it was known then
  });

  test('from which a committee is excused is neither late nor examined; revoked, it is late again', async () => {
    const give = grantExemption(obligations);
    const values = { obligation: 'inspection_quarterly', committee_id: county.here.committee, span_from: '2098-04-01', why: '抗洪救灾' };
    const excused = await on('2098-07-02', 'office', (act) => give(act, values, {}));
    expect((await stateOn('inspection_quarterly', '2098-04-01', '2098-06-30', '2098-07-03')).state).toBe('excused');
    await expect(on('2098-07-03', 'office', (act) => give(act, values, {}))).rejects.toThrow('已经免计');
    await expect(on('2098-07-03', 'office', (act) => give(act, { ...values, span_from: '2098-05-01' }, {}))).rejects.toMatchObject({ fields: { span_from: expect.stringContaining('第一天') } });
    await on('2098-07-04', 'office', (act) => take(act, exemption, excused.id, 'revoke', { reason: '情况有出入' }));
    expect((await stateOn('inspection_quarterly', '2098-04-01', '2098-06-30', '2098-07-05')).state).toBe('late');
  });
});

describe('one deed of each member', () => {
  const give = grantExemption(obligations);
  const year = (n: number) => ({ from: `${n}-01-01`, to: `${n}-12-31` });
  const missing = (n: number) => look(async (now) => (await deedEveryMember.examine(now, year(n))).counterExamples.map(({ label }) => label).toSorted());
  const values = { obligation: 'deed_yearly', span_from: '2085-01-01', why: '长期住院治疗', basis: '主席会议同意' };

  test('a member who is excused for a period is neither late in the calendar nor a counter-example of the claim, in those years only', async () => {
    expect(await missing(2085)).toEqual(['杨小河', '石大山']);
    const excused = await on('2098-11-02', 'office', (act) => give(act, { ...values, member_id: county.here.member, span_until: '2086-12-31' }, {}));
    expect(excused).toMatchObject({ committee_id: county.here.committee, span_until: '2086-12-31', basis: '主席会议同意' });
    expect([await missing(2085), await missing(2086), await missing(2087)]).toEqual([['杨小河'], ['杨小河'], ['杨小河', '石大山']]);
    const states = await look(async (now) => (await standingsOf({ ...now, asOf: at('2098-11-03') }, named('deed_yearly'), await spansOwed(now, named('deed_yearly'), { from: '2085-01-01', to: '2087-12-31' }), county.here.member)).map(({ state }) => state));
    expect(states).toEqual(['excused', 'excused', 'late']);
    await on('2098-11-04', 'office', (act) => take(act, exemption, excused.id, 'revoke', { reason: '已经出院' }));
    expect(await missing(2085)).toEqual(['杨小河', '石大山']);
  });

  test('a committee is excused with all its members; nobody is excused twice, nor from what others owe, nor to the middle of a span', async () => {
    const whole = { ...values, span_from: '2088-01-01', committee_id: county.there.committee };
    await on('2098-11-05', 'office', (act) => give(act, whole, {}));
    expect(await missing(2088)).toEqual(['石大山']);
    const granting = (more: object) => on('2098-11-06', 'office', (act) => give(act, { ...values, span_from: '2088-01-01', ...more }, {}));
    await expect(granting({ committee_id: county.there.committee })).rejects.toThrow('已经免计');
    await expect(granting({ member_id: county.there.member })).rejects.toThrow('已经免计');
    await expect(granting({})).rejects.toMatchObject({ fields: { committee_id: expect.stringContaining('请选') } });
    await expect(granting({ member_id: county.here.member, committee_id: county.there.committee })).rejects.toMatchObject({ fields: { member_id: expect.stringContaining('不在所选的联络委') } });
    await expect(granting({ member_id: county.here.member, span_until: '2088-06-30' })).rejects.toMatchObject({ fields: { span_until: expect.stringContaining('不是一期的最后一天') } });
    await expect(granting({ obligation: 'inspection_quarterly', member_id: county.here.member })).rejects.toMatchObject({ fields: { member_id: expect.stringContaining('不免个人') } });
  });
});

test('the preview of every parameter of a duty says who would be late by it, and no more than that', async () => {
  const owing = named('inspection_quarterly');
  const { judge, parameters } = verdictsOfObligation(owing);
  const scope = { from: '2094-01-01', to: '2094-03-31', committee: county.here.committee };
  const judged = (supposing: Reading['supposing']) => look((now) => judge({ ...now, asOf: at('2094-04-06'), supposing }, scope));
  expect(parameters).toEqual(expect.arrayContaining(['quarterly.required', 'light.near_days', 'obligation.late_days']));
  const [as, excused, graced] = [await judged(undefined), await judged([{ key: 'quarterly.required', value: '0', from_day: '2094-01-01' }]), await judged([{ key: 'obligation.late_days', value: '10', from_day: '2094-01-01' }])];
  expect([as.failing.length, excused.failing.length, graced.failing.length]).toEqual([1, 0, 0]);
  expect([as.words, excused.words]).toEqual(['应办1项，已完成0项，过期1项', '没有应办的']);
});

describe('a month that the program closes', () => {
  const close = (day: string) => closeEmpty(obligations)(county.house, county.id, day);
  const zeros = (span_from: string) => look(async (now) => (await sql<{ id: string; signatory: string; signed_on: string; committee_id: string; sentence: string; state: string }>`
    select * from zero_reports where county_id = ${now.county} and span_from = ${span_from}::date order by signatory`.execute(now.db)).rows);

  test('is signed on the last working day in time, once, and only where the plan says so and nothing was entered', async () => {
    await on('2098-11-10', 'office', (act) => createMany<LedgerEntry>(act, ledgerEntry, [entry(county.there.committee, '2098-10-09', 77)] as never));
    county.house.clock = () => at('2098-11-25');
    await close('2098-11-25');
    expect(await zeros('2098-10-01')).toEqual([]);
    await on('2098-11-25', 'office', (act) => createMany(act, parameterSetting, [{ key: 'monthly.zero_close', value: 'system', from_day: '2098-01-01' }]));
    await close('2098-11-24');
    expect(await zeros('2098-10-01')).toEqual([]);
    await close('2098-11-25');
    await close('2098-11-25');
    expect(await zeros('2098-10-01')).toMatchObject([{ committee_id: county.here.committee, signatory: '系统', signed_on: '2098-11-25', state: 'signed' }]);
    expect((await stateOn('ledger_monthly', '2098-10-01', '2098-10-31', '2098-12-01')).state).toBe('discharged');
    await close('2098-12-25'); // a Thursday, the reporting day of November
    expect(await zeros('2098-11-01')).toHaveLength(2);
  });

  test('is the director\'s as soon as he puts it in his own words; whose and when it is stays', async () => {
    const [row] = await zeros('2098-10-01');
    const reword = (values: Partial<ZeroReport>, who: keyof TestCounty['cast'] = 'director') => on('2098-12-26', who, async (act) => {
      const before = await lock(act, zeroReport, row!.id);
      return edit<ZeroReport>(act, zeroReport, row!.id, undefined, await rewordZero(act, before, values));
    });
    await expect(reword({ span_from: '2098-09-01' })).rejects.toMatchObject({ fields: { '': expect.stringContaining('只能改说明') } });
    await expect(reword({ sentence: '代签' }, 'worker')).rejects.toThrow('您不在其中');
    expect(await reword({ sentence: '走访五个村，没有新的反映。' })).toMatchObject({ signatory: county.cast.director.name, sentence: '走访五个村，没有新的反映。' });
    county.house.clock = undefined;
  });
});

test('what presses is looked up: asked twice, or a day later, nothing is doubled and nothing written', async () => {
  const lines = () => look(async (now) => (await sql<{ seq: string }>`select seq from journal_heads where county_id = ${now.county}`.execute(now.db)).rows[0]!.seq);
  const before = await lines();
  const asked = (day: string) => look((now) => pressingFor({ ...now, asOf: at(day) }, obligations, county.here.committee));
  const keys = (all: Standing[]) => all.map(({ owing, span }) => `${owing.name} ${span.from}`);
  const [once, twice, later] = [keys(await asked('2098-10-02')), keys(await asked('2098-10-02')), keys(await asked('2098-10-03'))];
  expect(twice).toEqual(once);
  expect(new Set(once).size).toBe(once.length);
  expect(once).toContain('inspection_quarterly 2098-07-01');
  expect(later).toEqual(expect.arrayContaining(['inspection_quarterly 2098-07-01']));
  expect(await lines()).toBe(before);
});

describe('the pages', () => {
  let director: Visitor;
  let office: Visitor;
  beforeAll(async () => {
    const enter = await siteOf(county, slices);
    director = await enter({ role: 'director', committee: county.here.committee });
    office = await enter({ role: 'county_office' });
  });

  test('show month and year, to those of the committee and of the county, and refuse what is none in a sentence', async () => {
    const month = await director.get('/duty-calendar?month=2097-02');
    expect(month.text).toContain('每月反映民情（2097年1月）');
    expect((await office.get('/duty-calendar?view=year&month=2097-01')).text).toContain('每季度开展调研视察');
    expect((await director.get(`/duty-calendar?committee=${county.there.committee}`)).status).toBe(404);
    expect((await office.get('/duty-calendar?month=2097-13')).status).toBe(400);
    expect((await office.get('/duty-calendar/nothing/2097-01-01')).status).toBe(404);
    expect((await office.get('/duty-calendar/ledger_monthly/2097-01-02')).status).toBe(404);
  });

  test('a director signs a month of nothing where he sees it', async () => {
    const path = `/duty-calendar/ledger_monthly/2025-01-01?committee=${county.here.committee}`;
    expect((await director.get(path)).text).toContain('签零报告');
    const signed = await director.send('/zero-reports', { obligation: 'ledger_monthly', committee_id: county.here.committee, span_from: '2025-01-01', sentence: '没有' });
    expect(signed.status).toBe(201);
    expect((await director.get(path)).text).toContain('零报告：没有');
  });

  test('a secret address opens the calendar to a program until it is renewed or taken back', async () => {
    const address = async () => (await director.send('/duty-calendar/feed', {})).body.address as string;
    const asked = (url: string, headers = {}) => director.fetch(new URL(url).pathname, { headers });
    const first = await address();
    const answer = await asked(first);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const events = new ICAL.Component(ICAL.parse(await answer.text())).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    expect(events.length).toBeGreaterThan(5);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
    expect((await asked(first, { 'if-none-match': answer.headers.get('etag')! })).status).toBe(304);
    const second = await address();
    expect((await asked(first)).status).toBe(404);
    expect((await asked(second)).status).toBe(200);
    await director.send('/duty-calendar/feed/revocation', {});
    expect((await asked(second)).status).toBe(404);
    expect((await director.send('/duty-calendar/feed', { committee: county.there.committee })).status).toBe(403);
  });

  test('what was called off is cancelled there, under the same id with a higher number', async () => {
    const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    const [row] = await county.act((act) => createMany<Inspection>(act, inspection, [visit(county.here.committee, day, 'planned')]));
    const { address } = (await director.send('/duty-calendar/feed', { committee: county.here.committee })).body;
    const read = async () => new ICAL.Component(ICAL.parse(await (await director.fetch(new URL(address).pathname)).text())).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one)).find(({ uid }) => uid.includes(row!.id))!;
    const before = await read();
    await county.act((act) => take(act, inspection, row!.id, 'cancel', { reason: '大雨' }), county.cast.office);
    const after = await read();
    expect([before.uid, before.component.getFirstPropertyValue('status')]).toEqual([after.uid, 'CONFIRMED']);
    expect(after.component.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(after.sequence).toBeGreaterThan(before.sequence);
  });
});
