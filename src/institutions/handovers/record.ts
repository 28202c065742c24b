import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Handovers } from '#platform/database/schema.ts';
import { reference } from '#platform/fields.ts';
import { auditor, chair, countyOffice, maintainer, theMember } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type Handover = Selectable<Handovers>;

export const handoverFields = z.object({ contact_id: reference('联系人', 'member', { hint: '不选就由县政协办公室联系' }).optional() });

/**
 * 移交: work that a member left open at a change of term. The record itself keeps its proposer as history; here stands who is asked about it from then
 * on. Made by the change of term only.
 */
export const handover = lifecycle<Handover>()({
  name: 'handover',
  title: '换届移交',
  table: 'handovers',
  path: 'handovers',
  fields: handoverFields,
  nameOf: (row) => row.title,
  initial: 'open',
  states: { open: { label: '待办完', open: true }, done: { label: '已办完', open: false } },
  steps: {
    assign: { label: '更换联系人', noun: 'contact', from: ['open'], by: [countyOffice], input: handoverFields },
    finish: { label: '办完', noun: 'finishing', from: ['open'], to: 'done', by: [countyOffice, theMember<Handover>('contact_id', '联系人')] },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, theMember<Handover>('contact_id', '联系人')],
  createdBy: [countyOffice, maintainer],
  editable: { in: [], by: [] },
  attachable: false,
});
