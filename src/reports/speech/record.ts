import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Speeches } from '#platform/database/schema.ts';
import { day, reference, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type SpeechGiven = Selectable<Speeches>;

export const speechFields = z.object({
  title: text('标题', 100),
  template_id: reference('文字模板', 'speech_template'),
  from_on: day('统计起始'),
  to_on: day('统计截止'),
});

/** 定稿: a speech as it was given out. It is never corrected: another one is given out, and this one withdrawn. */
export const speech = lifecycle<SpeechGiven>()({
  name: 'speech',
  title: '定稿',
  table: 'speeches',
  path: 'speeches',
  fields: speechFields,
  nameOf: (row) => row.title,
  initial: 'given',
  states: {
    given: { label: '已定稿', open: true },
    withdrawn: { label: '已作废', open: false },
  },
  steps: {
    withdraw: { label: '作废', noun: 'withdrawal', from: ['given'], to: 'withdrawn', by: [countyOffice], reason: true },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: [], by: [countyOffice] },
});
