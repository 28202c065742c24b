import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ArchiveCorrections } from '#platform/database/schema.ts';
import { choice, lines, text } from '#platform/fields.ts';
import { committeesServed, holds, membershipsOf, type Actor } from '#platform/identity/actor.ts';
import { auditor, chair, committeeStaff, countyOffice, maintainer, relation, theMember } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { all, not, oneOf, when, type Predicate } from '#platform/predicate.ts';

export type ArchiveCorrection = Selectable<ArchiveCorrections>;

export const correctionFields = z.object({ said: lines('哪里不对、应该怎样', 1_000, { hint: '例如：5月12日的调研我参加了，名单上写的是缺席；有材料的，提交以后作附件' }) });

/** The line at which it is asked, as the page knows it; without it something is missing, or it is about the whole. */
export const enteringFields = correctionFields.extend({
  of: text('档案', 60).optional(), work: text('类别', 60).optional(), record_id: text('记录', 60).optional(),
});

export const outcomes = { corrected: '已更正', added: '已补登', stands: '不予更正' } as const;

export const answerFields = z.object({
  outcome: choice('处理', outcomes),
  answer: lines('答复和理由', 1_000, { hint: '更正、补登在原来的记录里办；这里写明办了什么，或者为什么不改' }),
});

/** Nobody answers what he asked for himself. */
const notOwn = (actor: Actor): Predicate<ArchiveCorrection> => all(
  not(oneOf<ArchiveCorrection>('member_id', membershipsOf(actor))), not(oneOf<ArchiveCorrection>('body_id', committeesServed(actor, 'worker', 'director', 'deputy_director'))),
);
const recorder = relation<ArchiveCorrection>('recorder', '登记的联络委工作人员（不是自己申请的）', (actor) =>
  all(oneOf<ArchiveCorrection>('committee_id', committeesServed(actor, 'worker', 'director', 'deputy_director')), notOwn(actor)));
const office = relation<ArchiveCorrection>('county_office', '县政协办公室（不是自己申请的）', (actor) => all(when(holds(actor, 'county_office')), notOwn(actor)));

const askers = [theMember<ArchiveCorrection>(), committeeStaff<ArchiveCorrection>('body_id')];

/** 更正申请: what a member, or a committee, says is wrong in the own archive; answered with a reason by whoever recorded it, or by the office (peers H2). */
export const archiveCorrection = lifecycle<ArchiveCorrection>()({
  name: 'archive_correction',
  title: '更正申请',
  table: 'archive_corrections',
  path: 'archive-corrections',
  fields: correctionFields,
  nameOf: (row) => `${row.name}：${row.line ?? row.said.slice(0, 30)}`,
  initial: 'asked',
  states: { asked: { label: '待答复', open: true }, answered: { label: '已答复', open: false }, withdrawn: { label: '已撤回', open: false } },
  steps: {
    answer: { label: '答复', noun: 'answer', from: ['asked'], to: 'answered', by: [office, recorder], input: answerFields, clause: 'duty.archive' },
    withdraw: { label: '撤回', noun: 'withdrawal', from: ['asked'], to: 'withdrawn', by: askers, aside: true },
  },
  visibleTo: [...askers, committeeStaff<ArchiveCorrection>(), countyOffice, chair, auditor, maintainer],
  createdBy: [...askers, maintainer],
  editable: { in: ['asked'], by: askers },
  attachable: { by: [...askers, countyOffice] },
  newestBy: 'asked_on',
  due: { by: 'answer_by', in: ['asked'], counted: { from: 'asked_on', days: 'days' } },
});
