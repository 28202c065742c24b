import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Terms } from '#platform/database/schema.ts';
import { day, number, references } from '#platform/fields.ts';
import { countyOffice, maintainer, signedIn, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { not, present } from '#platform/predicate.ts';
import { today } from '#platform/time.ts';

export type Term = Selectable<Terms>;

export const termFields = z.object({
  number: number('第几届', 1, 99),
  starts_on: day('起始日期', { hint: '从这一天起，新一届委员在任' }),
  seats: number('委员名额', 1, 5_000, { hint: '本届委员总数，预留的名额也算在内' }).optional(),
  first_session_on: day('一次会议开幕日期', { hint: '换届之后，到这一天之前还可以撤销' }).optional(),
});

const frozen = present<Term>('frozen_on');
const [officeUnlessFrozen, officeIfFrozen] = [whilst<Term>(countyOffice, not(frozen), '县政协办公室（名册没有冻结的）'), whilst<Term>(countyOffice, frozen, '县政协办公室（名册已冻结的）')];
const officeAfterChange = whilst<Term>(countyOffice, present('changed_over_at'), '县政协办公室（在系统里换届产生的一届）');

/** More people than this take over nobody's open work. */
const MOST_CONTACTS = 200;

/** 届: five years by the charter. A new one is prepared beside the current one and takes over in one act (换届). */
export const term = lifecycle<Term>()({
  name: 'term',
  title: '届',
  table: 'terms',
  path: 'terms',
  fields: termFields,
  nameOf: (row) => `第${row.number}届`,
  initial: 'preparing' as 'preparing' | 'current' | 'closed', // closed by the step of another term
  states: {
    preparing: { label: '筹备中', open: true },
    current: { label: '本届', open: true, waitsFor: [] },
    closed: { label: '已届满', open: false },
  },
  steps: {
    takeOver: {
      label: '换届', noun: 'taking-over', from: ['preparing'], to: 'current', by: [countyOffice], onBehalfOf: '县政协全体会议',
      input: z.object({
        contact_ids: references('离任委员未办完事项的联系人', 'member', MOST_CONTACTS, { hint: '每个联络委可以选几位，本联络委离任委员的事项由他们分着联系；没有选的，由县政协办公室联系' }).default([]),
      }),
    },
    freeze: {
      label: '冻结名册', noun: 'freezing', from: ['current'], by: [officeUnlessFrozen], reason: true,
      input: z.object({ frozen_on: day('冻结日期', { hint: '冻结以后，本届名册不再登记、增补和修改；辞职、去世等照常办理' }) }),
    },
    thaw: { label: '解除冻结', noun: 'thawing', from: ['current'], by: [officeIfFrozen], reason: true },
    takeBack: {
      label: '撤销换届', noun: 'taking-back', from: ['current'], to: 'preparing', by: [officeAfterChange], reason: true,
      ready: (row) => (row.first_session_on && today() >= row.first_session_on ? `一次会议已于${row.first_session_on}开幕，换届不能再撤销。` : undefined),
    },
  },
  visibleTo: [signedIn, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['preparing', 'current'], by: [countyOffice] },
});
