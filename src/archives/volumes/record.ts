import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ArchiveVolumes } from '#platform/database/schema.ts';
import { choice, number, reference } from '#platform/fields.ts';
import { auditor, chair, committeeStaff, countyOffice, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type ArchiveVolume = Selectable<ArchiveVolumes>;

export const scopes = { year: '年度卷', term: '届末移交卷' } as const;

export const volumeFields = z.object({
  scope: choice('种类', scopes, { hint: '年度卷：一年的档案；届末移交卷：一届委员的履职档案，一人一档' }),
  year: number('年度', 1949, 2200, { hint: '年度卷填写，要等这一年过完' }).optional(),
  term: number('第几届', 1, 99, { hint: '届末移交卷填写' }).optional(),
  committee_id: reference('联络委', 'committee', { hint: '只封存一个联络委的，在这里选；全县的空着' }).optional(),
});

const makers = [committeeStaff<ArchiveVolume>(), countyOffice];

/** 年度卷: the archives of a year (or a term) in one pack, sealed; once sealed nothing in it changes (peers H6, H8). */
export const archiveVolume = lifecycle<ArchiveVolume>()({
  name: 'archive_volume',
  title: '年度卷',
  table: 'archive_volumes',
  path: 'archive-volumes',
  fields: volumeFields,
  nameOf: (row) => row.title,
  initial: 'making',
  states: {
    making: { label: '生成中', open: true, waitsFor: [] },
    sealed: { label: '已封存', open: false },
    failed: { label: '没有生成', open: true, waitsFor: ['retry'] },
    void: { label: '已作废', open: false },
  },
  steps: {
    seal: { label: '封存', noun: 'sealing', from: ['making'], to: 'sealed', by: [maintainer], clause: 'duty.archive' },
    fail: { label: '没有生成', noun: 'failure', from: ['making'], to: 'failed', by: [maintainer] },
    retry: { label: '重新生成', noun: 'retrial', from: ['making', 'failed'], to: 'making', by: makers },
    annul: { label: '作废', noun: 'annulment', from: ['making', 'failed', 'sealed'], to: 'void', by: [countyOffice], reason: true, final: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeStaff<ArchiveVolume>()],
  createdBy: [...makers, maintainer],
  editable: { in: [], by: [] },
  attachable: false,
  newestBy: 'to_day',
});
