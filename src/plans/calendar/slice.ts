import type { Slice } from '#platform/chapter.ts';
import { bringNationalNotices } from '#plans/calendar/actions.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { yearCalendar } from '#plans/calendar/record.ts';
import { mount } from '#plans/calendar/routes.tsx';

export const workCalendarSlice: Slice = { records: [yearCalendar], workDays: workCalendarOf, atFounding: bringNationalNotices, mount };
