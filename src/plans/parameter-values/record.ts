import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ParameterValues } from '#platform/database/schema.ts';
import { day, text } from '#platform/fields.ts';
import { countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { declaredParameter } from '#plans/parameters.ts';

export type ParameterSetting = Selectable<ParameterValues>;

export const parameterFields = z.object({
  value: text('新值', 200),
  from_day: day('从哪天起'),
  why: text('依据', 200, { hint: '例如：履职方案第六条，或哪次主席会议' }).optional(),
});

/** One value of a parameter, from a day on. It is never changed: a later value stands in its place. */
export const parameterSetting = lifecycle<ParameterSetting>()({
  name: 'parameter_value',
  title: '办法参数',
  table: 'parameter_values',
  path: 'parameters',
  fields: parameterFields,
  nameOf: (row) => declaredParameter(row.key)?.label ?? row.key,
  initial: 'set',
  states: { set: { label: '已设定', open: false } },
  steps: {},
  visibleTo: [signedIn, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: [], by: [] },
});
