import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Terms } from '#platform/database/schema.ts';
import { day, number, reference } from '#platform/fields.ts';
import { countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { today } from '#platform/time.ts';

export type Term = Selectable<Terms>;

export const termFields = z.object({
  number: number('第几届', 1, 99),
  starts_on: day('起始日期', { hint: '从这一天起，新一届委员在任' }),
  seats: number('委员名额', 1, 5_000, { hint: '本届委员总数，预留的名额也算在内' }).optional(),
  first_session_on: day('一次会议开幕日期', { hint: '换届之后，到这一天之前还可以撤销' }).optional(),
});

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
      input: z.object({ contact_id: reference('离任委员未办完事项的联系人', 'member', { hint: '从下一届人选里选；不选就由县政协办公室联系' }).optional() }),
    },
    takeBack: {
      label: '撤销换届', noun: 'taking-back', from: ['current'], to: 'preparing', by: [countyOffice], reason: true,
      ready: (row) => {
        if (!row.changed_over_at) return '本届不是在系统里换届产生的，没有可以撤销的换届。';
        return row.first_session_on && today() >= row.first_session_on ? `一次会议已于${row.first_session_on}开幕，换届不能再撤销。` : undefined;
      },
    },
  },
  visibleTo: [signedIn, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['preparing', 'current'], by: [countyOffice] },
});
