import { sql, type Selectable, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { Inspections } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, references, text, tick } from '#platform/fields.ts';
import { auditor, chair, countyOffice, leader, maintainer, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { Predicate } from '#platform/predicate.ts';
import { halfWords } from '#duties/attending/halves.ts';
import { markingFields } from '#duties/attending/record.ts';
import { asked, organiser } from '#duties/attending/relations.ts';
import { attendModes } from '#duties/attending/words.ts';
import { bodiesPeople, bodiesStaff } from '#duties/inspections/relations.ts';
import { inspectionKinds, topicSources } from '#duties/inspections/words.ts';

export type Inspection = Selectable<Inspections>;

/** More committees no county has in one visit. */
const MOST_BODIES = 60;

export const inspectionFields = z.object({
  topic: text('主题', 200),
  kind: choice('类别', inspectionKinds, { hint: '调研是研究问题、提出建议；视察是看决策部署落实得怎样；考察是到外地学习' }),
  topic_id: reference('计划里的题目', 'inspection_topic', { hint: '不在计划里的空着' }).optional(),
  source: choice('题目来源', topicSources).optional(),
  committee_id: reference('组织单位', 'committee', { hint: '县政协组织的空着' }).optional(),
  partner_ids: references('一起开展的联络委', 'committee', MOST_BODIES, { hint: '联合、联动开展的，把参加的都勾上；只登记这一条，参加的联络委不用另外登记' }).optional(),
  joint: tick('配合县政协联动').optional(),
  held_on: day('时间'),
  from_half: choice('从哪个半天开始', halfWords, { hint: '不选就是上午' }).optional(),
  until_on: day('到哪一天', { hint: '一天以内的空着' }).optional(),
  until_half: choice('到哪个半天结束', halfWords, { hint: '不选就是下午' }).optional(),
  place: text('地点', 200).optional(),
  destination: text('考察去的地方', 200, { hint: '考察填写，例如：外县某镇某村' }).optional(),
  itinerary: lines('行程', 5_000, { hint: '一站一行：几点、到哪里、看什么。例如：9:30 白石村 看饮水工程' }).optional(),
  outline: lines('提纲', 5_000, { hint: '调研写要弄清的问题；视察写看哪项部署、哪件事的落实；考察写要学什么' }).optional(),
  contact: text('联系人', 100, { hint: '姓名、电话' }).optional(),
  transport: text('交通安排', 200).optional(),
  attend: choice('参加方式', attendModes, { hint: '不选就是应当参加' }).optional(),
  places: number('报名名额', 1, 300, { hint: '自愿报名的填写；不限的空着' }).optional(),
  reply_by: day('请在几时前答复').optional(),
  attendance: number('参加委员人次', 0, 10_000, { hint: '有名单的，登记出席以后自动算出' }).optional(),
  report: tick('已形成报告').optional(),
  findings: lines('发现的问题和建议', 20_000).optional(),
});

const organisers = [organiser<Inspection>(), countyOffice];

const someAsked: Predicate<Inspection> = {
  test: ({ asked_ids }) => (asked_ids ?? []).length > 0,
  sql: (alias) => sql<SqlBool>`cardinality(${sql.ref(`${alias}.asked_ids`)}) > 0`,
};

const marked = (row: Inspection): boolean => !someAsked.test(row) || row.marked_on !== null;

/** 调研视察: one record however many committees take part. Speech, 五个一: 一季一次调研视察活动. */
export const inspection = lifecycle<Inspection>()({
  name: 'inspection',
  title: '调研视察',
  table: 'inspections',
  path: 'inspections',
  fields: inspectionFields,
  nameOf: (row) => row.topic,
  initial: 'planned',
  states: {
    planned: { label: '计划', open: true },
    held: { label: '已开展', open: true, waitsFor: ['close'] },
    closed: { label: '已归档', open: false },
    cancelled: { label: '已取消', open: false },
  },
  steps: {
    notify: {
      label: '发出通知', noun: 'notice', from: ['planned'], by: organisers, aside: true,
      input: z.object({ notice_no: text('通知文号', 60, { hint: '没有文号的空着' }).optional(), reply_by: day('请在几时前答复', { hint: '不填就照原来的' }).optional() }),
    },
    hold: {
      label: '登记已开展', noun: 'holding', from: ['planned'], to: 'held', by: organisers, clause: 'duty.quarterly',
      input: z.object({ held_on: day('实际时间'), attendance: number('参加委员人次', 0, 10_000, { hint: '有名单的不用填，登记出席时自动算出' }).optional() }),
    },
    mark: { label: '登记出席', noun: 'marking', from: ['held'], by: organisers.map((one) => whilst(one, someAsked, `${one.label}（有名单时）`)), input: markingFields },
    close: {
      label: '归档', noun: 'closing', from: ['held'], to: 'closed', by: organisers,
      ready: (row) => (!marked(row) ? '名单上有人，还没有登记出席。请先登记出席，再归档。' : row.attendance === null ? '请先填写参加委员人次，再归档。' : undefined),
    },
    reopen: { label: '重新打开', noun: 'reopening', from: ['closed'], to: 'held', by: [countyOffice], reason: true },
    cancel: { label: '取消', noun: 'cancellation', from: ['planned'], to: 'cancelled', by: organisers, reason: true },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer, bodiesPeople<Inspection>(), asked<Inspection>()],
  createdBy: [...organisers, maintainer],
  editable: { in: ['planned', 'held'], by: organisers },
  attachable: { by: [...organisers, bodiesStaff<Inspection>()] },
  searchable: ['topic', 'place', 'findings'],
  newestBy: 'held_on',
});
