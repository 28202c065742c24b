import type { Selectable } from 'kysely';
import type { Subscriptions } from '#platform/database/schema.ts';
import { auditor, chair, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type Subscription = Selectable<Subscriptions>;

/** 已答应报送的数字: what the county agreed to, in the very words and by the definition that it agreed to. */
export const subscription = lifecycle<Subscription>()({
  name: 'subscription',
  title: '答应报送的数字',
  table: 'subscriptions',
  path: 'subscriptions',
  nameOf: (row) => row.label,
  initial: 'accepted',
  states: { accepted: { label: '按期报送', open: true, waitsFor: [] }, stopped: { label: '不再报送', open: false } },
  steps: {
    stop: { label: '不再报送', noun: 'stopping', from: ['accepted'], to: 'stopped', by: [countyOffice], reason: true },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: [], by: [countyOffice] },
  attachable: false,
});
