import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Releases } from '#platform/database/schema.ts';
import { lines, reference, text } from '#platform/fields.ts';
import { auditor, chair, committeeStaff, countyOffice, maintainer, relation, seenBy, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { all, is, never, not, type Predicate } from '#platform/predicate.ts';

export type Release = Selectable<Releases>;

export const releaseFields = z.object({
  entry_id: reference('民情台账', 'ledger_entry'),
  title: text('标题', 60),
  matter: lines('公开的事项', 2_000, { hint: '不写姓名、电话、证件号和门牌号' }),
  answer: lines('公开的答复', 2_000),
});

const clerks = [committeeStaff<Release>(), countyOffice];
const draft = is<Release>('state', 'draft');

/** Four eyes: whoever wrote it last does not publish it. */
const secondReader = relation<Release>('second_reader', '拟稿人以外的工作人员', (actor) =>
  (actor.personId ? all(seenBy(actor, clerks), not(is<Release>('author_id', actor.personId))) : (never as Predicate<Release>)));

/** 公开稿: nothing of the ledger is public by itself; what shall be gets a text of its own. */
export const release = lifecycle<Release>()({
  name: 'release',
  title: '公开稿',
  table: 'releases',
  path: 'releases',
  fields: releaseFields,
  nameOf: (row) => row.title,
  initial: 'draft',
  states: {
    draft: { label: '草稿', open: true },
    submitted: { label: '待复核', open: true, waitsFor: ['publish'] },
    published: { label: '已公开', open: false },
    withdrawn: { label: '已撤下', open: false },
  },
  steps: {
    submit: { label: '送复核', noun: 'submission', from: ['draft'], to: 'submitted', by: clerks },
    giveBack: { label: '退回修改', noun: 'return', from: ['submitted'], to: 'draft', by: [secondReader], reason: true },
    publish: { label: '复核通过并公开', noun: 'publication', from: ['submitted'], to: 'published', by: [secondReader] },
    withdraw: { label: '撤下', noun: 'withdrawal', from: ['draft', 'submitted', 'published'], to: 'withdrawn', by: clerks, reason: true, final: true },
  },
  visibleTo: [committeeStaff(), countyOffice, chair, auditor, maintainer],
  createdBy: clerks,
  editable: { in: ['draft'], by: clerks },
  // What stands beside it when it is published was read by two: nothing comes later.
  attachable: { by: clerks.map((one) => whilst(one, draft)) },
  searchable: ['title', 'matter', 'answer'],
});
