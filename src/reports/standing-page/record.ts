import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { CommitteeContacts } from '#platform/database/schema.ts';
import { lines, phone, reference, text } from '#platform/fields.ts';
import { committeeStaff, countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type CommitteeContact = Selectable<CommitteeContacts>;

export const contactFields = z.object({
  committee_id: reference('联络委', 'committee'),
  address: text('办公地点', 100, { hint: '例如：镇政府二楼，服务大厅旁' }).optional(),
  hours: text('接待时间', 100, { hint: '例如：工作日上午9时至11时30分，赶场天全天' }).optional(),
  phone: phone('办公电话', { hint: '只填办公室的电话，不填个人手机；县里设为公开才会显示' }).optional(),
  words: lines('一句话介绍', 300).optional(),
});

/** 公开信息: where and when residents find a committee. One for each committee; it has no path of its own. */
export const committeeContact = lifecycle<CommitteeContact>()({
  name: 'committee_contact',
  title: '公开信息',
  table: 'committee_contacts',
  path: 'committee-contacts',
  fields: contactFields,
  nameOf: (row) => row.address ?? '公开信息',
  initial: 'shown',
  states: { shown: { label: '公开中', open: true, waitsFor: [] }, hidden: { label: '已撤下', open: false } },
  steps: {
    hide: { label: '撤下', noun: 'hiding', from: ['shown'], to: 'hidden', by: [countyOffice], reason: true },
    show: { label: '重新公开', noun: 'showing', from: ['hidden'], to: 'shown', by: [countyOffice] },
  },
  visibleTo: [signedIn, maintainer],
  createdBy: [committeeStaff(), countyOffice, maintainer],
  editable: { in: ['shown'], by: [committeeStaff(), countyOffice] },
  attachable: false,
});
