import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { FormalRecommendations } from '#platform/database/schema.ts';
import { choice, day, lines, reference, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, leader, maintainer, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { oneOf } from '#platform/predicate.ts';

export type FormalRecommendation = Selectable<FormalRecommendations>;

export const adopters = { standing_committee: '常务委员会会议', chair_meeting: '主席会议', plenary: '全体会议' } as const;

export const formalFields = z.object({
  inspection_id: reference('由哪次调研视察形成', 'inspection').optional(),
  committee_id: reference('提出的联络委', 'committee', { hint: '县政协自己提出的空着' }).optional(),
  title: text('标题', 100, { hint: '例如：关于加强农村饮水安全管护的建议案' }),
  addressee: text('主送', 100, { hint: '例如：中共××县委、××县人民政府' }),
  body: lines('正文', 20_000, { hint: '一行是一段；“一、”开头的行是小标题' }).optional(),
});

const writers = [committeeStaff<FormalRecommendation>(), countyOffice];
const adopted = oneOf<FormalRecommendation>('state', ['adopted', 'sent', 'answered']);

/** 建议案: a formal recommendation to the Party committee or the government, adopted by a meeting of the conference. It advises; whoever receives it decides. */
export const formalRecommendation = lifecycle<FormalRecommendation>()({
  name: 'formal_recommendation',
  title: '建议案',
  table: 'formal_recommendations',
  path: 'formal-recommendations',
  fields: formalFields,
  nameOf: ({ title }) => title,
  initial: 'draft',
  states: {
    draft: { label: '起草中', open: true, waitsFor: ['adopt'] },
    adopted: { label: '已通过', open: true, waitsFor: ['send'] },
    sent: { label: '已报送', open: true, waitsFor: ['answer'] },
    answered: { label: '已有回复', open: false },
    declined: { label: '没有通过', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    adopt: {
      label: '登记通过', noun: 'adoption', from: ['draft'], to: 'adopted', by: [countyOffice], onBehalfOf: '通过建议案的会议', clause: 'duty.quarterly',
      ready: ({ body }) => (body ? undefined : '请先写好正文，再登记会议通过。'),
      input: z.object({ adopted_by: choice('由哪个会议通过', adopters), meeting: text('会议名称、文号', 100, { hint: '例如：九届十二次主席会议' }), adopted_on: day('通过日期', { hint: '不填就是今天' }).optional() }),
    },
    decline: { label: '没有通过', noun: 'declining', from: ['draft'], to: 'declined', by: [countyOffice], reason: true },
    send: {
      label: '报送', noun: 'sending', from: ['adopted'], to: 'sent', by: [countyOffice],
      input: z.object({ doc_no: text('文号', 60), sent_on: day('报送日期', { hint: '不填就是今天' }).optional() }),
    },
    answer: {
      label: '登记回复', noun: 'answer', from: ['sent'], to: 'answered', by: [countyOffice], onBehalfOf: '收到建议案的党委、政府',
      input: z.object({ outcome: lines('批示或办理情况', 3_000), outcome_on: day('回复日期', { hint: '不填就是今天' }).optional() }),
    },
    void: { label: '作废', noun: 'voiding', from: ['draft', 'adopted'], to: 'void', by: [countyOffice], reason: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeBody(), whilst(leader, adopted)],
  createdBy: [...writers, maintainer],
  editable: { in: ['draft'], by: writers },
  searchable: ['title', 'addressee', 'body', 'outcome'],
  newestBy: 'adopted_on',
});
