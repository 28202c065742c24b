import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Consultations } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, references, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, leader, maintainer, participant, relation, self } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { all, holdsAny, is, not } from '#platform/predicate.ts';

export type Consultation = Selectable<Consultations>;

/** What the deciding body did with the advice. A consultation itself decides nothing. */
export const uptakes = { done: '已落实', under_way: '正在落实', planned: '列入计划', none: '未采纳' } as const;

export const consultationFields = z.object({
  committee_id: reference('联络委', 'committee'),
  topic: text('议题', 200),
  held_on: day('时间'),
  place: text('地点', 200).optional(),
  attendant_ids: references('应邀参加人员', 'participant', 60, { hint: '本联络委登记的参加人员；应邀的人能看到这次协商' }).optional(),
  residents: number('参加群众', 0, 100_000).optional(),
  agreed: number('形成共识（条）', 0, 1_000).optional(),
  advice: lines('协商意见', 20_000, { hint: '报党委、政府或村级组织参考；由他们决定' }).optional(),
  uptake: choice('落实情况', uptakes).optional(),
});

/** What a participant tells who suggests a topic. */
export const suggestedFields = consultationFields.pick({ committee_id: true, topic: true, held_on: true, place: true });

const suggestion = is<Consultation>('state', 'suggested');

/** Suggests a topic to the own committee, in the own name. Which kinds may is a parameter of the plan: asked when it is sent. */
const suggesting = relation<Consultation>('participant', '本联络委参加人员（提议题）', (actor) =>
  all(participant<Consultation>().of(actor), suggestion, self<Consultation>('suggested_by').of(actor)));

/** Whoever is asked to a consultation sees it, once the committee has it in its plan. */
const attendant = relation<Consultation>('attendant', '应邀参加人员', ({ personId }) => all(holdsAny<Consultation>('attendant_ids', personId ? [personId] : []), not(suggestion)));

/** 协商活动. Speech, 五个一: 半年一次协商活动. */
export const consultation = lifecycle<Consultation>()({
  name: 'consultation',
  title: '协商活动',
  table: 'consultations',
  path: 'consultations',
  fields: consultationFields,
  nameOf: (row) => row.topic,
  initial: 'planned',
  states: {
    suggested: { label: '议题建议', open: true },
    planned: { label: '计划', open: true },
    held: { label: '已召开', open: true },
    reported: { label: '意见已报送', open: true },
    closed: { label: '已归档', open: false },
    cancelled: { label: '已取消', open: false },
    declined: { label: '议题未列入', open: false },
  },
  steps: {
    adopt: { label: '列入计划', noun: 'adoption', from: ['suggested'], to: 'planned', by: [committeeStaff(), countyOffice], clause: 'duty.half_yearly', input: z.object({ held_on: day('计划时间') }) },
    decline: { label: '不列入', noun: 'declining', from: ['suggested'], to: 'declined', by: [committeeStaff(), countyOffice], reason: true },
    hold: {
      label: '登记已召开', noun: 'holding', from: ['planned'], to: 'held', by: [committeeStaff(), countyOffice], clause: 'duty.half_yearly',
      input: z.object({ held_on: day('实际时间'), residents: number('参加群众', 0, 100_000), agreed: number('形成共识（条）', 0, 1_000) }),
    },
    report: {
      label: '报送意见', noun: 'reporting', from: ['held'], to: 'reported', by: [committeeStaff(), countyOffice],
      ready: (row) => (row.advice ? undefined : '请先在“修改”里写明协商意见，再报送。'),
    },
    close: {
      label: '归档', noun: 'closing', from: ['held', 'reported'], to: 'closed', by: [committeeStaff(), countyOffice],
      ready: (row) => (row.uptake ? undefined : '请先在“修改”里登记落实情况，再归档。'),
    },
    cancel: { label: '取消', noun: 'cancellation', from: ['planned'], to: 'cancelled', by: [committeeStaff(), countyOffice], reason: true },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer, committeeBody(), self<Consultation>('suggested_by', '提出议题的参加人员'), attendant],
  createdBy: [committeeStaff(), countyOffice, maintainer, suggesting],
  editable: { in: ['planned', 'held', 'reported'], by: [committeeStaff(), countyOffice] },
  searchable: ['topic', 'place', 'advice'],
  newestBy: 'held_on',
});
