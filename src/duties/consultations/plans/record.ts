import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ConsultationPlans } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, references, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type ConsultationPlan = Selectable<ConsultationPlans>;

export const planScopes = { year: '年度协商计划', single: '单项请示' } as const;

export const planFields = z.object({
  scope: choice('请示什么', planScopes),
  committee_id: reference('联络委', 'committee', { hint: '不选就是县政协的' }).optional(),
  year: number('年度', 1949, 2200),
  topic_ids: references('议题', 'consultation_topic', 60, { hint: '已选定、还没有请示过的' }).optional(),
  requested_to: text('报送哪个党委', 100, { hint: '不填就按联络委所在的乡镇（街道）' }).optional(),
  grounds: lines('请示的缘由', 4_000, { hint: '不填就用通常的写法' }).optional(),
});

/** What the Party committee answered, as it stands on its paper. */
export const replyFields = z.object({
  reply_no: text('批复文号', 60, { hint: '没有文号的写“签批”或“会议纪要”' }),
  replied_on: day('批复日期', { hint: '不填就是今天' }).optional(),
  refused_ids: references('其中没有批准的议题', 'consultation_topic', 60, { hint: '都批准的不用勾' }).optional(),
  reply: lines('批复内容', 2_000, { hint: '没有批准的，照批复写明原因，会公开' }).optional(),
});

const staff = [committeeStaff<ConsultationPlan>(), countyOffice];

/** 年度协商计划、议题请示: topics go before the Party committee, and its answer comes back on paper. Domain rules 5.2 (S129: a strict request, a plan). */
export const consultationPlan = lifecycle<ConsultationPlan>()({
  name: 'consultation_plan',
  title: '协商计划和请示',
  table: 'consultation_plans',
  path: 'consultation-plans',
  fields: planFields,
  nameOf: (row) => row.title,
  initial: 'draft',
  states: {
    draft: { label: '起草', open: true, waitsFor: ['submit'] },
    requested: { label: '已请示', open: true, waitsFor: ['answer'] },
    answered: { label: '已批复', open: false },
    dropped: { label: '不再请示', open: false },
  },
  steps: {
    submit: {
      label: '报送请示', noun: 'request', from: ['draft'], to: 'requested', by: staff, clause: 'duty.half_yearly',
      ready: ({ topics_n }) => (topics_n > 0 ? undefined : '还没有议题。请先“选议题”，再报送请示。'),
      input: z.object({ request_no: text('请示文号', 60, { hint: '没有编号的不用填' }).optional(), requested_on: day('请示日期', { hint: '不填就是今天' }).optional() }),
    },
    answer: { label: '登记批复', noun: 'reply', from: ['requested'], to: 'answered', by: staff, onBehalfOf: '党委', input: replyFields, clause: 'duty.half_yearly' },
    take_back: { label: '撤回请示', noun: 'request-withdrawal', from: ['requested'], to: 'draft', by: staff, reason: true },
    drop: { label: '不再请示', noun: 'dropping', from: ['draft'], to: 'dropped', by: staff, reason: true },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer, committeeBody()],
  createdBy: [...staff, maintainer],
  editable: { in: ['draft'], by: staff },
  searchable: ['title', 'grounds', 'reply'],
});
