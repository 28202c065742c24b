import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { PlenarySpeeches } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, leader, maintainer, theMember, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { is, not } from '#platform/predicate.ts';

export type PlenarySpeech = Selectable<PlenarySpeeches>;

export const forms = { spoken: '口头发言', written: '书面发言' } as const;

export const speechFields = z.object({
  inspection_id: reference('由哪次调研视察形成', 'inspection').optional(),
  committee_id: reference('推荐的联络委', 'committee').optional(),
  member_id: reference('发言的委员', 'member', { hint: '不是委员的，填下面的“发言人”' }).optional(),
  speaker: text('发言人', 100, { hint: '选了委员就不用填' }).optional(),
  for_body: text('代表谁发言', 100, { hint: '例如：民盟支部、白石镇联络委；只代表本人的空着' }).optional(),
  term: number('届', 1, 99),
  session: number('次', 1, 99),
  title: text('题目', 100),
  body: lines('发言稿', 20_000, { hint: '一行是一段；“一、”开头的行是小标题' }).optional(),
});

const speaker = theMember<PlenarySpeech>('member_id', '发言的委员');
const writers = [speaker, committeeStaff<PlenarySpeech>(), countyOffice];

/** 大会发言: what a member says at the plenary, spoken or handed in (domain rules 4: one of the things that a visit may become). */
export const plenarySpeech = lifecycle<PlenarySpeech>()({
  name: 'plenary_speech',
  title: '大会发言',
  table: 'plenary_speeches',
  path: 'plenary-speeches',
  fields: speechFields,
  nameOf: ({ title }) => title,
  initial: 'draft',
  states: {
    draft: { label: '起草中', open: true },
    submitted: { label: '已报送', open: true, waitsFor: ['give'] },
    given: { label: '已发言', open: false },
    passed_over: { label: '没有安排', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    submit: { label: '报送', noun: 'submission', from: ['draft'], to: 'submitted', by: writers, ready: ({ body }) => (body ? undefined : '请先写好发言稿，再报送。') },
    give: {
      label: '登记发言', noun: 'giving', from: ['submitted'], to: 'given', by: [countyOffice],
      input: z.object({ form: choice('发言方式', forms), given_on: day('发言日期', { hint: '不填就是今天' }).optional() }),
    },
    giveBack: { label: '退回修改', noun: 'return', from: ['submitted'], to: 'draft', by: [countyOffice], reason: true },
    passOver: { label: '没有安排', noun: 'passing-over', from: ['submitted'], to: 'passed_over', by: [countyOffice], reason: true },
    void: { label: '作废', noun: 'voiding', from: ['draft'], to: 'void', by: writers, reason: true, aside: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeBody(), speaker, whilst(leader, not(is<PlenarySpeech>('state', 'draft')))],
  createdBy: [...writers, maintainer],
  editable: { in: ['draft'], by: writers },
  searchable: ['title', 'speaker', 'body'],
  named: ['speaker'],
  newestBy: 'given_on',
});
