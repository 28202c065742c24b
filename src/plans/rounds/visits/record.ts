import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { RoundVisits } from '#platform/database/schema.ts';
import { day, lines, reference, text } from '#platform/fields.ts';
import { countyOffice, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { seenByPlaceAndCounty } from '#plans/rounds/relations.ts';

export type RoundVisit = Selectable<RoundVisits>;

export const visitedFields = z.object({
  visited_on: day('走访日期'),
  visitors: text('走访人', 100),
  checks: lines('逐项核对', 4_000, { hint: '每项一行：内容、冒号、结论（符合、不符合、不适用）；不符合的，在逗号后面写看到了什么' }),
  account: lines('情况', 2_000, { hint: '没有发现问题，也写一句' }),
});

/** What may be put right of a visit that was made; the day stays, for what was found is dated by it. */
export const revisedFields = visitedFields.omit({ visited_on: true });

export const visitFields = z.object({ round_id: reference('督查', 'round'), committee_id: reference('联络委', 'committee') });

/** 督查走访: one committee of a round's sample; the drawing opens it. */
export const roundVisit = lifecycle<RoundVisit>()({
  name: 'round_visit',
  title: '督查走访',
  table: 'round_visits',
  path: 'round-visits',
  fields: visitFields,
  nameOf: (row) => (row.visited_on ? `${row.visited_on}走访` : '待走访'),
  initial: 'planned',
  states: {
    planned: { label: '待走访', open: true },
    made: { label: '已走访', open: false },
    skipped: { label: '不再走访', open: false },
  },
  steps: {
    make: { label: '登记走访', noun: 'visit', from: ['planned'], to: 'made', by: [countyOffice], input: visitedFields },
    revise: { label: '更正走访记录', noun: 'revision', from: ['made'], by: [countyOffice], input: revisedFields, reason: true },
    skip: { label: '不再走访', noun: 'omission', from: ['planned'], to: 'skipped', by: [countyOffice], reason: true },
  },
  visibleTo: seenByPlaceAndCounty,
  createdBy: [countyOffice, maintainer],
  editable: { in: [], by: [] },
  newestBy: 'visited_on',
});
