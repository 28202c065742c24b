import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ArchiveNotes } from '#platform/database/schema.ts';
import { choice, day, lines, references, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, maintainer, theMember } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type ArchiveNote = Selectable<ArchiveNotes>;

/** What an archive has of somebody that no duty records (domain rules 7.2, S155: outside democratic appraisal, invited county activities). */
export const noteKinds = { honour: '表彰', appraisal: '外部评价', invited: '应邀活动', other: '其他' } as const;
export type NoteKind = keyof typeof noteKinds;

export const noteLevels = { township: '乡镇级', county: '县级', city: '市级', province: '省级', nation: '国家级' } as const;

const content = {
  kind: choice('类别', noteKinds),
  title: text('事项', 200, { hint: '例如：被评为优秀政协委员' }),
  day: day('日期', { hint: '文件或证书上的日期' }),
  level: choice('级别', noteLevels).optional(),
  given_by: text('表彰、评价或邀请的单位', 100).optional(),
  document_no: text('文号', 60).optional(),
  words: lines('内容', 2_000).optional(),
};

/** So many are honoured by one document. */
export const MOST_TOGETHER = 300;

export const noteFields = z.object(content);

/** One document may honour several: each gets a record of his own. */
export const enteringFields = z.object({
  ...content,
  member_ids: references('委员', 'member', MOST_TOGETHER).optional(),
  body_ids: references('联络委', 'committee', MOST_TOGETHER, { hint: '表彰、评价的是联络委的，在这里选' }).optional(),
});

const recorders = [committeeStaff<ArchiveNote>(), countyOffice];

/** 档案登记: an honour, an appraisal by somebody else, an invitation; recorded by the office or by the committee whose member it is. */
export const archiveNote = lifecycle<ArchiveNote>()({
  name: 'archive_note',
  title: '档案登记',
  table: 'archive_notes',
  path: 'archive-notes',
  fields: enteringFields,
  nameOf: (row) => `${row.name}：${row.title}`,
  initial: 'standing',
  states: { standing: { label: '已登记', open: false }, void: { label: '已作废', open: false } },
  steps: {
    annul: { label: '作废', noun: 'annulment', from: ['standing'], to: 'void', by: recorders, reason: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, theMember<ArchiveNote>(), committeeStaff<ArchiveNote>(), committeeBody<ArchiveNote>('body_id')],
  createdBy: [...recorders, maintainer],
  editable: { in: ['standing'], by: recorders },
  attachable: { by: recorders },
  searchable: ['title', 'name', 'words'],
  named: ['name'],
  newestBy: 'day',
});
