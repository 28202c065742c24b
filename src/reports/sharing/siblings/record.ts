import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Siblings } from '#platform/database/schema.ts';
import { day, text } from '#platform/fields.ts';
import { maintainer, superiorOffice } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type Sibling = Selectable<Siblings>;

/** As people read a fingerprint aloud and write it down: spaces and colons between, large letters. */
const asFingerprint = (typed: string): string => typed.normalize('NFKC').replace(/[\s:：-]/g, '').toLowerCase();

export const siblingFields = z.object({
  name: text('县（市、区）', 50),
  fingerprint: text('签名指纹', 120, { hint: '64位数字和字母。请对方在“数据共享”页查看后书面或当面告诉您，核对无误再登记' }).overwrite(asFingerprint).regex(/^[0-9a-f]{64}$/),
  since: day('从哪天起参加'),
});

/** 单独安装的县: one with a machine of its own. What it reports is believed by its signature alone. */
export const sibling = lifecycle<Sibling>()({
  name: 'sibling',
  title: '单独安装的县',
  table: 'siblings',
  path: 'participating-counties',
  fields: siblingFields,
  nameOf: (row) => row.name,
  initial: 'active',
  states: { active: { label: '参加', open: true, waitsFor: [] }, ended: { label: '已退出', open: false } },
  steps: {
    issue: { label: '发放接口密钥', noun: 'key', from: ['active'], by: [superiorOffice], aside: true },
    end: { label: '退出', noun: 'ending', from: ['active'], to: 'ended', by: [superiorOffice], reason: true },
    resume: { label: '重新参加', noun: 'resumption', from: ['ended'], to: 'active', by: [superiorOffice] },
  },
  visibleTo: [superiorOffice, maintainer],
  createdBy: [superiorOffice, maintainer],
  editable: { in: ['active'], by: [superiorOffice] },
  confidential: ['key_hash'],
  privyTo: [],
  attachable: false,
});
