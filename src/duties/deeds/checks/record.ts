import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { DeedChecks } from '#platform/database/schema.ts';
import { choice, day, lines, reference, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, countyOffice, maintainer, theMember } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { notTheDoer } from '#duties/deeds/relations.ts';

export type DeedCheck = Selectable<DeedChecks>;

export const checkWays = { visit: '入户、到现场', call: '电话核对', papers: '查看材料' } as const;

const found = z.object({
  way: choice('怎样核查的', checkWays),
  found: lines('核查情况', 1_000).optional(),
  checked_on: day('核查日期', { hint: '不填就是今天' }).optional(),
  checker: text('核查人', 50, { hint: '不填就是您自己' }).optional(),
});

/** Follows from the drawing of a round; nobody enters one by hand. */
export const deedCheckFields = z.object({ deed_id: reference('民生实事', 'deed'), round_id: reference('抽查', 'deed_round') });

/** 实事抽查: one deed of a spot check. The county looks, never the member who did it; what is untrue is struck in the same act. */
export const deedCheck = lifecycle<DeedCheck>()({
  name: 'deed_check',
  title: '实事抽查',
  table: 'deed_checks',
  path: 'deed-checks',
  fields: deedCheckFields,
  nameOf: ({ subject }) => subject,
  initial: 'drawn',
  states: {
    drawn: { label: '待核查', open: true },
    passed: { label: '属实', open: false },
    failed: { label: '不属实', open: false },
  },
  steps: {
    pass: { label: '属实', noun: 'pass', from: ['drawn'], to: 'passed', by: [notTheDoer<DeedCheck>(countyOffice)], input: found, clause: 'duty.deed' },
    fail: { label: '不属实', noun: 'failure', from: ['drawn'], to: 'failed', by: [notTheDoer<DeedCheck>(countyOffice)], input: z.object({ ...found.shape, found: lines('核查情况', 1_000, { hint: '写明哪里不属实，会记为不予认定的理由' }) }), clause: 'duty.deed' },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeBody(), theMember()],
  createdBy: [countyOffice, maintainer],
  editable: { in: [], by: [] },
  attachable: { by: [countyOffice] },
  searchable: ['subject', 'found'],
  newestBy: 'drawn_on',
});
