import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Settings } from '#platform/database/schema.ts';
import { day, lines, number, references, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, leader, maintainer, signedIn, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { not, present } from '#platform/predicate.ts';

export type Setting = Selectable<Settings>;

/** More committees than this no county sets up. */
const MOST_COMMITTEES = 200;

/** The bodies that decide and reply; the county office only enters what they did. */
const standingCommittee = '县委常委会';
const partyCommittee = '县委';

export const settingFields = z.object({
  title: text('事项', 200, { hint: '例如：关于设置乡镇（街道）政协联络委的请示' }),
  committee_ids: references('涉及的联络委', 'committee', MOST_COMMITTEES, { hint: '已经登记的在这里勾选；还没有登记的写在下面' }).optional(),
  places: lines('拟设立联络委的乡镇（街道）', 1000, { hint: '每行一个，例如“白石镇”；登记后自动列为“拟设立”，印发时一并设立，不用再逐个登记' }).optional(),
  studied_on: day('调研论证日期').optional(),
  studied_with: text('会同单位', 200, { hint: '例如：县委组织部，各乡镇（街道）党（工）委' }).optional(),
  grounds: lines('缘由与依据', 2000, { hint: '请示正文的第一段；留空则用通常的写法' }).optional(),
  signatory: text('签发人', 50, { hint: '请示是上行文，要标明签发人；留空则留出手签的位置' }).optional(),
  contact: text('联系人及电话', 100, { hint: '请示附注用' }).optional(),
  scan: text('原件存放', 200, { hint: '纸质原件在哪里能找到；扫描件登记之后可在页面下方“附件”里添加' }).optional(),
  remark: lines('备注', 500).optional(),
});

/** A request is replied to once. */
const officeUnlessReplied = whilst<Setting>(countyOffice, not(present('reply_no')), '县政协办公室（还没有登记批复时）');

/** 设置审定: the decision under which committees are set up. Speech, 三个有: 组织有序. Not every county Party committee replies to the request before its document is issued. */
export const setting = lifecycle<Setting>()({
  name: 'setting',
  title: '设置审定',
  table: 'settings',
  path: 'settings',
  fields: settingFields,
  nameOf: (row) => row.title,
  initial: 'studied',
  states: {
    studied: { label: '调研论证', open: true },
    requested: { label: '已请示', open: true },
    decided: { label: '常委会已审定', open: true },
    issued: { label: '已印发', open: true, waitsFor: ['plaque', 'appoint'] },
    appointed: { label: '已任命', open: false },
    declined: { label: '未予同意', open: false },
  },
  steps: {
    request: {
      label: '登记请示', noun: 'request', from: ['studied'], to: 'requested', by: [countyOffice], clause: 'setting_up.procedure',
      input: z.object({ request_no: text('请示文号', 60), requested_on: day('请示日期') }),
    },
    decide: {
      label: '登记常委会审定', noun: 'decision', from: ['requested'], to: 'decided', by: [countyOffice], onBehalfOf: standingCommittee, clause: 'setting_up.procedure',
      input: z.object({ meeting: text('会议名称', 100, { hint: '例如：十四届县委常委会第35次会议' }), decided_on: day('审定日期') }),
    },
    decline: { label: '登记未予同意', noun: 'refusal', from: ['requested'], to: 'declined', by: [countyOffice], onBehalfOf: standingCommittee, reason: true },
    reply: {
      label: '登记批复', noun: 'reply', from: ['requested', 'decided', 'issued', 'appointed'], by: [officeUnlessReplied], onBehalfOf: partyCommittee, clause: 'setting_up.procedure',
      input: z.object({
        reply_no: text('批复文号', 60), replied_on: day('批复日期'),
        reply: lines('批复意见', 2000, { hint: '照批复原文填写；扫描件登记之后在页面下方“附件”里添加' }),
      }),
    },
    issue: {
      label: '登记印发', noun: 'issuing', from: ['decided'], to: 'issued', by: [countyOffice], clause: 'setting_up.procedure',
      input: z.object({ document_no: text('文号', 60), issued_by: text('印发机关', 60), issued_on: day('印发日期') }),
    },
    plaque: {
      label: '登记授牌', noun: 'plaques', from: ['issued', 'appointed'], by: [countyOffice], clause: 'setting_up.procedure',
      ready: ({ committee_ids, unplaqued_ids }) => (unplaqued_ids.length === 0 ? `涉及的${committee_ids.length}个联络委都已授牌。日期要改的，请在那个联络委的“修改”里改。` : undefined),
      input: z.object({ plaqued_ids: references('授牌的联络委', 'committee', MOST_COMMITTEES, { hint: '不勾选就是全部还没有登记授牌的' }).optional(), plaque_on: day('授牌日期') }),
    },
    appoint: {
      label: '登记任命文件', noun: 'appointment', from: ['issued'], to: 'appointed', by: [countyOffice], clause: 'setting_up.leaders',
      input: z.object({ appointment_no: text('任命文号', 60, { hint: '这几个联络委还没有任命文号的在任职务，一并记上' }), appointed_on: day('任命日期') }),
    },
    certify: {
      label: '登记发证', noun: 'certificates', from: ['appointed'], by: [countyOffice],
      input: z.object({ certificates: number('发放聘书（证书）份数', 1, 9999), certificates_on: day('发放日期') }),
    },
  },
  visibleTo: [signedIn, chair, leader, auditor, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['studied', 'requested', 'decided'], by: [countyOffice] },
  searchable: ['title', 'document_no', 'meeting'],
});
