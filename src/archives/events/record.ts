import { sql, type Selectable, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { ArchiveEvents } from '#platform/database/schema.ts';
import { choice, day, lines, reference, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, countyOffice, maintainer, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { Predicate } from '#platform/predicate.ts';
import { today } from '#platform/time.ts';
import { halfWords } from '#duties/attending/halves.ts';
import { markingFields } from '#duties/attending/record.ts';
import { asked, organiser } from '#duties/attending/relations.ts';
import { circles, eventKinds } from '#archives/events/words.ts';

export type ArchiveEvent = Selectable<ArchiveEvents>;

export const eventFields = z.object({
  title: text('会议或活动', 200, { hint: '例如：县政协九届五次全体会议' }),
  kind: choice('类别', eventKinds),
  committee_id: reference('组织单位', 'committee', { hint: '县政协组织的空着' }).optional(),
  held_on: day('时间'),
  from_half: choice('从哪个半天开始', halfWords, { hint: '不选就是上午' }).optional(),
  until_on: day('到哪一天', { hint: '一天以内的空着' }).optional(),
  until_half: choice('到哪个半天结束', halfWords, { hint: '不选就是下午' }).optional(),
  place: text('地点', 200).optional(),
  content: lines('议程或内容', 2_000).optional(),
});

/** A new one begins with its list: one entry records everybody who was there (forms member_record: 组织者一次登记全部参加人). */
export const enteringFields = eventFields.extend({
  who: choice('名单', circles, { hint: '这些人都列上，都算参加；请假、缺席的登记出席时再改' }).optional(),
});

const organisers = [organiser<ArchiveEvent>(), countyOffice];

const someAsked: Predicate<ArchiveEvent> = {
  test: ({ asked_n }) => asked_n > 0,
  sql: (alias) => sql<SqlBool>`${sql.ref(`${alias}.asked_n`)} > 0`,
};

/** 会议活动: recorded by whoever organised it (谁组织谁记录, domain rules 7.2, S156), with the list of who was there. */
export const archiveEvent = lifecycle<ArchiveEvent>()({
  name: 'archive_event',
  title: '会议活动',
  table: 'archive_events',
  path: 'archive-events',
  fields: eventFields,
  nameOf: (row) => row.title,
  initial: 'entered',
  states: {
    entered: { label: '登记中', open: true, waitsFor: ['close'] },
    closed: { label: '已归档', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    mark: {
      label: '登记出席', noun: 'marking', from: ['entered'], by: organisers.map((one) => whilst(one, someAsked, `${one.label}（有名单时）`)), input: markingFields,
      ready: ({ held_on }) => (held_on > today() ? '还没有到时间，开过以后再登记出席。' : undefined),
    },
    close: {
      label: '归档', noun: 'closing', from: ['entered'], to: 'closed', by: organisers, clause: 'duty.archive',
      ready: ({ marked_on }) => (marked_on ? undefined : '还没有登记出席。请先把参加的人列上，登记出席，再归档。'),
    },
    reopen: { label: '重新打开', noun: 'reopening', from: ['closed'], to: 'entered', by: [countyOffice], reason: true },
    annul: { label: '作废', noun: 'annulment', from: ['entered'], to: 'void', by: organisers, reason: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeBody<ArchiveEvent>(), asked<ArchiveEvent>()],
  createdBy: [...organisers, maintainer],
  editable: { in: ['entered'], by: organisers },
  attachable: { by: organisers },
  searchable: ['title', 'place', 'content'],
  newestBy: 'held_on',
});
