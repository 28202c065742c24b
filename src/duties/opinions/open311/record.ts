import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { PartnerSystems } from '#platform/database/schema.ts';
import { choice, reference, text } from '#platform/fields.ts';
import { auditor, countyOffice, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type PartnerSystem = Selectable<PartnerSystems>;

export const rights = { write: '送件，并查询自己送的件', read: '只查询' } as const;

export const partnerFields = z.object({
  name: text('系统名称', 50, { hint: '例如：12345政务服务便民热线。台账里写明是它转来的' }),
  rights: choice('可以做什么', rights),
  committee_id: reference('说不清乡镇的件送到', 'committee', { hint: '不选的，对方没有写明乡镇（街道）的件会被退回，请它补上' }).optional(),
  contact: text('对方联系人和电话', 100, { hint: '出了问题找谁' }).optional(),
});

/** 对接系统: who may send to the ledger without being a person. Issue 4, intake: Open311, so that a hotline can exchange. */
export const partnerSystem = lifecycle<PartnerSystem>()({
  name: 'partner_system',
  title: '对接系统',
  table: 'partner_systems',
  path: 'partner-systems',
  fields: partnerFields,
  nameOf: (row) => row.name,
  initial: 'waiting',
  states: {
    waiting: { label: '待发密钥', open: true, waitsFor: ['issue'] },
    active: { label: '使用中', open: true, waitsFor: [] },
    revoked: { label: '已停用', open: false },
  },
  steps: {
    issue: { label: '发放密钥', noun: 'key', from: ['waiting', 'revoked'], to: 'active', by: [countyOffice] },
    renew: { label: '换发密钥', noun: 'new-key', from: ['active'], to: 'active', by: [countyOffice], final: true },
    revoke: { label: '停用', noun: 'revocation', from: ['waiting', 'active'], to: 'revoked', by: [countyOffice], reason: true },
  },
  visibleTo: [countyOffice, auditor, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['waiting', 'active'], by: [countyOffice] },
  confidential: ['key_hash'],
  privyTo: [],
  attachable: false,
  searchable: ['name'],
});
