import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { WorkCalendars } from '#platform/database/schema.ts';
import { lines, number, text } from '#platform/fields.ts';
import { countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type YearCalendar = Selectable<WorkCalendars>;

export const yearCalendarFields = z.object({
  year: number('年份', 2000, 2099),
  source: text('依据', 200, { hint: '通知的名称和日期，例如：国务院办公厅关于2027年部分节假日安排的通知' }),
  notice: lines('通知正文', 5_000, { hint: '把通知里各个节日的放假和上班安排整段贴进来，系统自己读出日期' }),
});

/** 工作日历: which days of a year are off and which weekends are worked. Deadlines in working days follow from it. */
export const yearCalendar = lifecycle<YearCalendar>()({
  name: 'work_calendar',
  title: '工作日历',
  table: 'work_calendars',
  path: 'work-calendars',
  fields: yearCalendarFields,
  nameOf: (row) => `${row.year}年工作日历`,
  initial: 'in_force',
  states: { in_force: { label: '执行', open: false } },
  steps: {},
  visibleTo: [signedIn, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['in_force'], by: [countyOffice] },
});
