import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Outcomes } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, references, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, leader, maintainer, theMember } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type Outcome = Selectable<Outcomes>;

/** What may become of an item, at any of the levels, as often as it happens; what leaders write on it is an instruction. Domain rules 3.3. */
export const outcomeKinds = { adopted_single: '单篇采用', adopted_merged: '综合采用', forwarded: '转呈、转送', feedback: '部门反馈' } as const;

export const levels = { township: '乡镇（街道）', county: '县', city: '市', province: '省', nation: '全国' } as const;

/** So many of our own items may go into one printed piece. */
const MOST_TOGETHER = 20;

const content = {
  kind: choice('结果', outcomeKinds),
  level: choice('层级', levels),
  body: text('采用或转送单位', 100, { hint: '例如：市政协办公室' }).optional(),
  publication: text('刊物和期号', 100, { hint: '例如：市政协《社情民意》第12期' }).optional(),
  came_on: day('日期'),
  words: lines('说明或反馈内容', 2_000).optional(),
  share_of: number('综合稿共用了几条原稿', 2, 99, { hint: '连同别处的一起算，每条各占几分之一；不清楚就空着' }).optional(),
};

/** As it is noted: for one item, or for several of ours that went into one piece. */
export const outcomeFields = z.object({
  item_id: reference('社情民意信息', 'opinion_item'),
  ...content,
  with_ids: references('一起综合的本县信息', 'opinion_item', MOST_TOGETHER).optional(),
});

/** What is noted of it besides the items. */
export const contentFields = z.object(content);

/** Those who keep an item's papers: the county office, and the committee from which it came. */
export const noters = [countyOffice, committeeStaff<Outcome>()];

/** 采用情况. Speech, 五个一: 社情民意信息; the levels and the single or merged adoption: domain rules 3.3. */
export const outcome = lifecycle<Outcome>()({
  name: 'outcome',
  title: '采用情况',
  table: 'outcomes',
  path: 'outcomes',
  fields: outcomeFields,
  nameOf: (row) => `${levels[row.level as 'county']}：${outcomeKinds[row.kind as 'forwarded']}（${row.title}）`,
  initial: 'noted',
  states: {
    noted: { label: '已登记', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    void: { label: '作废', noun: 'voiding', from: ['noted'], to: 'void', by: noters, reason: true, final: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, leader, committeeBody(), theMember<Outcome>('member_id', '反映委员')],
  createdBy: [...noters, maintainer],
  editable: { in: ['noted'], by: noters },
  searchable: ['title', 'body', 'publication', 'words'],
  newestBy: 'came_on',
});

/** The part of a merged piece that one item has: 1/3. */
export const shareWords = ({ share_of }: Pick<Outcome, 'share_of'>): string => (share_of ? `1/${share_of}` : '');
