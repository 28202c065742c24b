import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { expect, test } from 'vitest';
import { calendarText, type CalendarEvent } from '#platform/obligations/ical.ts';

const event = (more: Partial<CalendarEvent>): CalendarEvent => ({
  uid: 'inspection-1@test.lianxinqiao', sequence: 3, changedAt: new Date('2026-03-01T02:03:04Z'), title: '饮水安全调研', day: '2026-10-01', href: 'https://xian.example/inspections/1', cancelled: false, ...more,
});
const long = event({ uid: 'b@t', title: `关于进一步做好${'农村人居环境整治'.repeat(12)}；第一、二项, 见附件\\`, description: '第一行\n第二行', hours: { from: '09:30', to: '11:00' }, place: '鼓楼坪，议事亭' });
const text = calendarText('岚溪县履职日历', [event({}), long, event({ uid: 'c@t', cancelled: true })]);

test('no line is longer than 75 bytes, every one ends with CRLF, and no character is cut', () => {
  const lines = text.split('\r\n');
  expect(lines.pop()).toBe('');
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(lines.some((line) => line.startsWith(' '))).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  expect(text).not.toContain('\uFFFD');
});

test('ical.js reads it: whole days, hours in China, words, links, ids, what was cancelled', () => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const [day, hours, cancelled] = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  expect(day).toMatchObject({ uid: 'inspection-1@test.lianxinqiao', sequence: 3, summary: '饮水安全调研' });
  expect([day!.startDate.isDate, day!.startDate.toString(), day!.endDate.toString()]).toEqual([true, '2026-10-01', '2026-10-02']);
  expect(day!.component.getFirstPropertyValue('url')).toBe('https://xian.example/inspections/1');
  expect([hours!.summary, hours!.description, hours!.location]).toEqual([long.title, `第一行\n第二行\n${long.href}`, long.place]);
  expect(hours!.startDate.toJSDate().toISOString()).toBe('2026-10-01T01:30:00.000Z');
  expect(hours!.startDate.zone?.tzid).toBe('Asia/Shanghai');
  expect(cancelled!.component.getFirstPropertyValue('status')).toBe('CANCELLED');
});

test('node-ical, which shares no code with it, reads the same', () => {
  const read = nodeIcal.sync.parseICS(text) as Record<string, { type: string; summary?: unknown; start?: Date; end?: Date; status?: string; datetype?: string; sequence?: unknown; tz?: string }>;
  const events = Object.fromEntries(Object.entries(read).filter(([, one]) => one.type === 'VEVENT'));
  expect(Object.keys(events)).toEqual(['inspection-1@test.lianxinqiao', 'b@t', 'c@t']);
  expect(events['b@t']).toMatchObject({ summary: long.title, start: new Date('2026-10-01T01:30:00Z'), end: new Date('2026-10-01T03:00:00Z') });
  expect(events['inspection-1@test.lianxinqiao']).toMatchObject({ datetype: 'date', summary: '饮水安全调研' });
  expect(events['c@t']?.status).toBe('CANCELLED');
});
