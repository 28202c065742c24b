import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Stations } from '#platform/database/schema.ts';
import { day, phone, reference, text } from '#platform/fields.ts';
import { auditor, committeeStaff, countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { kindField } from '#duties/own-kinds.ts';
import { stationKinds } from '#duties/stations/words.ts';

export type Station = Selectable<Stations>;

export const stationFields = z.object({
  committee_id: reference('联络委', 'committee'),
  name: text('名称', 60, { hint: '照牌匾写，例如：白石镇委员服务站' }),
  kind: kindField('种类', stationKinds),
  address: text('地址', 200, { hint: '群众找得到的写法' }).optional(),
  hours: text('开放时间', 200, { hint: '例如：每周三上午9点到11点，逢赶集日全天' }).optional(),
  contact: text('联系人', 50, { hint: '公开页上看得到' }).optional(),
  phone: phone('联系电话', { hint: '公开页上看得到，写办公电话' }).optional(),
  services: text('服务项目', 200, { hint: '用顿号隔开，例如：政策宣讲、医疗义诊、法律援助' }).optional(),
  plaque: text('牌匾', 100, { hint: '牌匾上的字和挂牌的地方；没有挂牌的不填' }).optional(),
  opened_on: day('开办日期'),
});

/** As many letters as the table expects of the public address. */
export const CODE_LETTERS = 6;

const staff = [committeeStaff<Station>(), countyOffice];

/** 委员服务站. Domain rules 6; forms, volunteer_station. Every page but its pages here is for everybody. */
export const station = lifecycle<Station>()({
  name: 'station',
  title: '委员服务站',
  table: 'stations',
  path: 'stations',
  fields: stationFields,
  nameOf: (row) => row.name,
  initial: 'open',
  states: { open: { label: '开放', open: true, waitsFor: [] }, closed: { label: '已撤销', open: false } },
  steps: {
    close: { label: '撤销', noun: 'closing', from: ['open'], to: 'closed', by: staff, reason: true, input: z.object({ closed_on: day('撤销日期') }) },
    reopen: { label: '恢复开放', noun: 'reopening', from: ['closed'], to: 'open', by: staff, reason: true },
  },
  visibleTo: [countyOffice, auditor, maintainer, signedIn],
  createdBy: [...staff, maintainer],
  editable: { in: ['open'], by: staff },
  searchable: ['name', 'address', 'services'],
  named: ['name', 'address'],
  newestBy: 'opened_on',
});
