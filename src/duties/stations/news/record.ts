import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { News } from '#platform/database/schema.ts';
import { day, lines, reference, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, maintainer, type Relation } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { all, is, never, not, present } from '#platform/predicate.ts';

export type NewsItem = Selectable<News>;

/** Below what a public page may weigh on a slow telephone. */
const TEXT_MOST = 4_000;

export const newsFields = z.object({
  committee_id: reference('联络委', 'committee'),
  title: text('标题', 100),
  content: lines('内容', TEXT_MOST, { hint: '公开给所有人看：不写群众的姓名、电话、住址' }),
  happened_on: day('哪天的事'),
});

/** Four eyes before everybody: nobody publishes what he wrote. */
const another = (base: Relation<NewsItem>, label: string): Relation<NewsItem> => ({
  name: base.name, label,
  of: (actor) => (actor.personId ? all(base.of(actor), present<NewsItem>('author_id'), not(is<NewsItem>('author_id', actor.personId))) : never as ReturnType<Relation<NewsItem>['of']>),
});
const staff = [committeeStaff<NewsItem>(), countyOffice];
const readers = [another(committeeStaff<NewsItem>(), '本联络委工作人员（不是起草人）'), another(countyOffice, '县政协办公室（不是起草人）')];

/** 委员会动态: public only when a second person has read it. */
export const newsItem = lifecycle<NewsItem>()({
  name: 'news_item',
  title: '联络委动态',
  table: 'news',
  path: 'news',
  fields: newsFields,
  nameOf: (row) => row.title,
  initial: 'draft',
  states: {
    draft: { label: '拟稿', open: true, waitsFor: ['submit'] },
    submitted: { label: '待审核公开', open: true, waitsFor: ['publish'] },
    published: { label: '已公开', open: false },
    withdrawn: { label: '已撤下', open: false },
  },
  steps: {
    submit: { label: '送审', noun: 'submission', from: ['draft'], to: 'submitted', by: staff },
    publish: { label: '审核通过并公开', noun: 'publication', from: ['submitted'], to: 'published', by: readers, clause: 'duty.archive' },
    return: { label: '退回修改', noun: 'return', from: ['submitted'], to: 'draft', by: staff, reason: true },
    withdraw: { label: '撤下', noun: 'withdrawal', from: ['published'], to: 'withdrawn', by: staff, reason: true },
    reopen: { label: '重新拟稿', noun: 'revision', from: ['published', 'withdrawn'], to: 'draft', by: staff, reason: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeBody()],
  createdBy: [...staff, maintainer],
  editable: { in: ['draft'], by: staff },
  attachable: false,
  searchable: ['title', 'content'],
  newestBy: 'happened_on',
});
