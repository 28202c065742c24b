import type { Selectable } from 'kysely';
import { z } from 'zod';
import { digests } from '#platform/bridges/signing.ts';
import type { Bridges } from '#platform/database/schema.ts';
import { choice, lines, text } from '#platform/fields.ts';
import { auditor, countyOffice, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type Bridge = Selectable<Bridges>;

export const bridgeFields = z.object({
  name: text('对方系统', 50, { hint: '例如：州政务协同平台' }),
  address: text('接收地址', 300, { hint: '对方给的，以 https:// 开头' }),
  kinds: lines('推送哪些事', 500, { hint: '一行一类，写菜单里的名称，例如：提案、交办事项。只推送编号、步骤和网页地址，不推送内容和人名' }),
  digest: choice('签名算法', digests),
});

/** 消息对接: an outside system that is told when something happened, so that it can bring it to people's telephones. Issue 9: signed webhooks. */
export const bridge = lifecycle<Bridge>()({
  name: 'bridge',
  title: '消息对接',
  table: 'bridges',
  path: 'bridges',
  fields: bridgeFields,
  nameOf: (row) => row.name,
  initial: 'waiting',
  states: {
    waiting: { label: '待发密钥', open: true, waitsFor: ['issue'] },
    sending: { label: '推送中', open: true, waitsFor: [] },
    broken: { label: '对方长期收不到，已暂停', open: true, waitsFor: ['resume'] },
    stopped: { label: '已停用', open: false },
  },
  steps: {
    issue: { label: '发放密钥', noun: 'key', from: ['waiting', 'stopped'], to: 'sending', by: [countyOffice], proof: true },
    renew: { label: '换发密钥', noun: 'new-key', from: ['sending', 'broken'], to: 'sending', by: [countyOffice], final: true, proof: true },
    resume: { label: '恢复推送', noun: 'resumption', from: ['broken'], to: 'sending', by: [countyOffice] },
    give_up: { label: '暂停', noun: 'pause', from: ['sending'], to: 'broken', by: [maintainer], reason: true },
    stop: { label: '停用', noun: 'stop', from: ['waiting', 'sending', 'broken'], to: 'stopped', by: [countyOffice], reason: true },
  },
  visibleTo: [countyOffice, auditor, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['waiting', 'sending', 'broken'], by: [countyOffice] },
  confidential: ['secret'],
  privyTo: [],
  attachable: false,
});
