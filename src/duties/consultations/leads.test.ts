import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { workCalendar, workingDayBefore, workingDaysBetween } from '#platform/working-days.ts';
import { leadsOf, type LeadTimes } from '#duties/consultations/leads.ts';
import { pointsOf } from '#duties/consultations/quality.ts';
import type { Consultation } from '#duties/consultations/record.ts';

/** Lead times and the quality rule, over any calendar and any values of the plan. */

const dayFrom = (n: number): string => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
const days = fc.integer({ min: 0, max: 364 }).map(dayFrom);
const calendars = fc.record({ off: fc.uniqueArray(days, { maxLength: 20 }), worked: fc.uniqueArray(days, { maxLength: 8 }) }).map(({ off, worked }) => workCalendar([{ year: 2026, off, worked }]));
const usual: LeadTimes = { notice: 15, materials: 10, minutes: 7 };
const row = (more: Partial<Consultation>): Consultation => ({ state: 'planned', precision: 'day', batch_id: null, held_on: '2026-06-30', noticed_on: null, materials_on: null, minutes_at: null, residents: null, approved_on: null, approval_no: null, results_listed_at: null, ...more } as Consultation);

describe('lead times', () => {
  test('the last day for a notice is the last with so many working days to the meeting', () => fc.assert(fc.property(calendars, days, fc.integer({ min: 0, max: 40 }), (calendar, day, n) => {
    const found = workingDayBefore(calendar, day, n);
    expect(workingDaysBetween(calendar, found, day).days).toBe(n);
    const next = new Date(Date.parse(found) + 86_400_000).toISOString().slice(0, 10);
    if (n > 0) expect(workingDaysBetween(calendar, next, day).days).toBe(n - 1);
  })));

  test('a notice is late exactly when fewer working days are left than its kind asks for', () => fc.assert(fc.property(calendars, days, days, fc.integer({ min: 0, max: 20 }), (calendar, held_on, noticed_on, notice) => {
    const [lead] = leadsOf(row({ held_on, noticed_on }), { ...usual, notice }, calendar, '2026-01-01');
    expect(lead!.late).toBe(noticed_on > lead!.due);
    if (noticed_on <= held_on) expect(lead!.late).toBe(workingDaysBetween(calendar, noticed_on, held_on).days < notice);
  })));

  test('minutes are owed once it was held; what an old ledger does not know, and what was called off, is not late', () => {
    const calendar = workCalendar([]);
    expect(leadsOf(row({}), usual, calendar, '2026-12-01').map(({ name }) => name)).toEqual(['notice', 'materials']);
    expect(leadsOf(row({ state: 'held' }), usual, calendar, '2026-12-01').map(({ name, late }) => [name, late])).toEqual([['notice', true], ['materials', true], ['minutes', true]]);
    expect(leadsOf(row({ state: 'held', minutes_at: new Date('2026-07-09T08:00:00+08:00') }), usual, calendar, '2026-12-01').at(-1)).toMatchObject({ due: '2026-07-09', late: false });
    expect(leadsOf(row({ state: 'held', batch_id: 'imported' }), usual, calendar, '2026-12-01')).toEqual([]);
    expect(leadsOf(row({ state: 'held', precision: 'half' }), usual, calendar, '2026-12-01')).toEqual([]);
    expect(leadsOf(row({ state: 'cancelled' }), usual, calendar, '2026-12-01')).toEqual([]);
  });
});

test('the quality rule has exactly the points that the plan asks for, and each is met by what it says', () => fc.assert(fc.property(
  fc.boolean(), fc.nat(30), fc.boolean(), fc.option(days), fc.option(fc.nat(40)), fc.boolean(),
  (approval, residents, results, approved_on, came, listed) => {
    const points = pointsOf(row({ state: 'held', approved_on, residents: came, results_listed_at: listed ? new Date('2026-07-01') : null }), { approval, residents, results });
    expect(points).toHaveLength(Number(approval) + Number(residents > 0) + Number(results));
    expect(points.every(({ met }) => met)).toBe((!approval || approved_on !== null) && (residents === 0 || (came ?? 0) >= residents) && (!results || listed));
    expect(points.every(({ why }) => why !== '')).toBe(true);
  },
)));
