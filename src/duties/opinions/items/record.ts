import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { OpinionItems } from '#platform/database/schema.ts';
import { choice, day, lines, reference, references, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, leader, maintainer, self, theMember, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { is, not, oneOf } from '#platform/predicate.ts';

export type OpinionItem = Selectable<OpinionItems>;

/** Where it goes. Speech: 报同级党委、政府协调办理或报县政协转呈县委、县政府签批办理; 通过“直通车”渠道. */
export const itemRoutes = { township: '报同级党委、政府', county: '报县政协转呈', direct: '直通车' } as const;

/** What may become of an item, at any of the levels, as often as it happens. Domain rules 3.3. */
export const outcomeKinds = {
  adopted_single: '单篇采用', adopted_merged: '综合采用', forwarded: '转送', instruction: '领导批示', feedback: '办理反馈',
} as const;
export const outcomeLevels = { township: '乡镇（街道）', county: '县', city: '市', province: '省', nation: '全国' } as const;

/** One matter, one item: more entries than this are several matters. */
export const MOST_SOURCES = 20;

export const itemFields = z.object({
  committee_id: reference('联络委', 'committee').optional(),
  member_id: reference('反映委员', 'member').optional(),
  title: text('标题', 100, { hint: '例如：关于改善集镇停车秩序的建议' }),
  category: text('类别', 50).optional(),
  situation: lines('情况问题', 3_000).optional(),
  causes: lines('原因分析', 3_000).optional(),
  advice: lines('意见建议', 3_000).optional(),
  entries: references('来源民情', 'ledger_entry', MOST_SOURCES).optional(),
});

export const outcomeFields = z.object({
  kind: choice('结果', outcomeKinds),
  level: choice('层级', outcomeLevels),
  body: text('采用或反馈单位', 100).optional(),
  leader: text('批示领导', 50).optional(),
  came_on: day('日期'),
  words: lines('批示或反馈内容', 2_000).optional(),
});

const draft = is<OpinionItem>('state', 'draft');
const sentIn = not(draft);
const author = self<OpinionItem>('author_id', '起草人');
const member = theMember<OpinionItem>('member_id', '反映委员');
const writers = [author, member, committeeStaff<OpinionItem>()];

/** What goes to the township's own Party committee and government is edited in the committee. */
const editorOfTheTownship = whilst<OpinionItem>(committeeStaff(), is<OpinionItem>('route', 'township'));

/** 社情民意信息. Speech, 五个一: 整理编辑社情民意信息. */
export const opinionItem = lifecycle<OpinionItem>()({
  name: 'opinion_item',
  title: '社情民意信息',
  table: 'opinion_items',
  path: 'opinion-items',
  fields: itemFields,
  nameOf: (row) => row.title,
  initial: 'draft',
  states: {
    draft: { label: '草稿', open: true },
    submitted: { label: '已报送', open: true, waitsFor: ['compile'] },
    edited: { label: '已采编', open: true, waitsFor: ['issue'] },
    issued: { label: '已印发', open: false },
    unused: { label: '未采用', open: false },
  },
  steps: {
    submit: {
      label: '报送', noun: 'submission', from: ['draft'], to: 'submitted', by: [...writers, countyOffice], clause: 'duty.monthly',
      ready: (row) => (row.situation && row.advice ? undefined : '请先写好“情况问题”和“意见建议”，再报送。'),
      input: z.object({ route: choice('报送去向', itemRoutes) }),
    },
    withdraw: { label: '撤回修改', noun: 'withdrawal', from: ['submitted'], to: 'draft', by: writers },
    compile: {
      label: '采编', noun: 'compiling', from: ['submitted'], to: 'edited', by: [countyOffice, editorOfTheTownship],
      input: z.object({ title: text('采编后的标题', 100), route: choice('报送去向', itemRoutes) }),
    },
    issue: { label: '印发', noun: 'issuing', from: ['edited'], to: 'issued', by: [countyOffice], input: z.object({ issued_on: day('印发日期') }), final: true },
    setAside: { label: '不采用', noun: 'setting-aside', from: ['submitted', 'edited'], to: 'unused', by: [countyOffice], reason: true },
    reconsider: { label: '重新采编', noun: 'reconsideration', from: ['unused'], to: 'submitted', by: [countyOffice], reason: true },
    note: { label: '登记采用、批示', noun: 'outcomes', from: ['submitted', 'edited', 'issued'], by: [countyOffice, committeeStaff()], input: outcomeFields },
  },
  visibleTo: [
    maintainer, author, member, committeeStaff(),
    whilst(countyOffice, sentIn), whilst(chair, sentIn), whilst(auditor, sentIn), whilst(leader, oneOf<OpinionItem>('state', ['edited', 'issued'])), whilst(committeeBody<OpinionItem>(), sentIn),
  ],
  createdBy: [committeeStaff(), committeeBody(), member, countyOffice, maintainer],
  editable: {
    in: ['draft', 'submitted', 'edited'],
    by: [...writers.map((one) => whilst(one, draft)), whilst(countyOffice, oneOf<OpinionItem>('state', ['submitted', 'edited']))],
  },
  searchable: ['title', 'category', 'situation', 'causes', 'advice'],
  newestBy: 'submitted_on',
});
