import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { IncomingPapers } from '#platform/database/schema.ts';
import { choice, day, lines, reference, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { paperKinds, urgencies } from '#reports/papers/kinds.ts';

export type IncomingPaper = Selectable<IncomingPapers>;

export const incomingFields = z.object({
  committee_id: reference('哪个联络委收的', 'committee', { hint: '县政协收的不选' }).optional(),
  received_on: day('收文日期'),
  from_body: text('来文单位', 100),
  document_no: text('来文字号', 60).optional(),
  title: text('来文标题', 200),
  kind: choice('文种', paperKinds).optional(),
  dated_on: day('成文日期').optional(),
  matter: lines('内容和相关情况', 5_000).optional(),
  urgency: choice('紧急程度', urgencies, { hint: '一般的不选' }).optional(),
  due_on: day('办理时限', { hint: '来文里写明的；没有就空着' }).optional(),
  answers_id: reference('答复我方哪份发文', 'outgoing_paper', { hint: '批复、复函请选上，两份就连在一起' }).optional(),
  original: text('原件存放', 200, { hint: '扫描件在下方“附件”里添加' }).optional(),
});

const office = [countyOffice, committeeStaff<IncomingPaper>()];

/** 收文: every paper that comes in, until it is filed. 党政机关公文处理工作条例 art. 24; domain forms, incoming_doc. What leaders write is done on paper and entered here. */
export const incomingPaper = lifecycle<IncomingPaper>()({
  name: 'incoming_paper',
  title: '收文',
  table: 'incoming_papers',
  path: 'incoming-papers',
  fields: incomingFields,
  nameOf: (row) => row.title,
  initial: 'registered',
  states: {
    registered: { label: '待拟办', open: true, waitsFor: ['propose'] },
    proposed: { label: '待批示', open: true, waitsFor: ['instruct'] },
    handling: { label: '承办中', open: true, waitsFor: ['finish'] },
    done: { label: '已办结', open: true, waitsFor: ['file'] },
    filed: { label: '已归档', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    propose: {
      label: '拟办', noun: 'proposal', from: ['registered'], to: 'proposed', by: office,
      input: z.object({ proposed: lines('拟办意见', 2_000), proposed_by: text('拟办人', 50) }),
    },
    instruct: {
      label: '登记批示', noun: 'instruction', from: ['registered', 'proposed'], to: 'handling', by: office, onBehalfOf: '批示领导',
      input: z.object({
        instructed_by: text('批示领导', 50), instructed_on: day('批示日期'), instruction: lines('批示内容', 2_000, { hint: '只圈阅、没有写字的空着' }).optional(),
        handler: text('承办人', 100), due_on: day('办理时限').optional(),
      }),
    },
    read: { label: '阅知，不需办理', noun: 'reading', from: ['registered', 'proposed'], to: 'done', by: office, aside: true, input: z.object({ circulated: text('传阅', 200, { hint: '传阅的人，几位用顿号隔开' }), done_on: day('阅毕日期') }) },
    finish: {
      label: '办结', noun: 'closing', from: ['handling'], to: 'done', by: office,
      input: z.object({ result: lines('办理结果', 2_000), done_on: day('办结日期'), reply_id: reference('复文', 'outgoing_paper', { hint: '有复文的选上' }).optional() }),
    },
    file: { label: '归档', noun: 'filing', from: ['done'], to: 'filed', by: office, input: z.object({ file_no: text('档号', 60), filed_on: day('归档日期') }) },
    void: { label: '作废', noun: 'voiding', from: ['registered', 'proposed'], to: 'void', by: office, reason: true, final: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeBody<IncomingPaper>()],
  createdBy: [...office, maintainer],
  editable: { in: ['registered', 'proposed', 'handling'], by: office },
  searchable: ['title', 'from_body', 'document_no'],
  newestBy: 'received_on',
  due: { by: 'due_on', in: ['registered', 'proposed', 'handling'] },
});
