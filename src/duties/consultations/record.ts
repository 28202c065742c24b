import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Consultations } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, references, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, leader, maintainer, participant, relation, self } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { all, holdsAny, is, not } from '#platform/predicate.ts';
import { markingFields } from '#duties/attending/record.ts';
import { selvesOf } from '#duties/attending/relations.ts';
import { consultationKinds, uptakes } from '#duties/consultations/words.ts';

export type Consultation = Selectable<Consultations>;

export const consultationFields = z.object({
  committee_id: reference('联络委', 'committee'),
  topic_id: reference('来自征集', 'consultation_topic', { hint: '从征集的议题来的才选；形式和批准会带过来' }).optional(),
  topic: text('议题', 200),
  kind: choice('形式', consultationKinds).optional(),
  held_on: day('时间'),
  time_words: text('几点', 40, { hint: '例如：上午9时' }).optional(),
  venue_id: reference('协商场所', 'venue', { hint: '登记过的议事室、院坝；别的地方写在“地点”里' }).optional(),
  place: text('地点', 200).optional(),
  first_convenor: text('第一召集人', 50, { hint: '一般是党委书记' }).optional(),
  executive_convenor: text('执行召集人', 50, { hint: '联络委主任，或者联系的委员' }).optional(),
  host: text('主持人', 50).optional(),
  attendant_ids: references('应邀参加人员', 'participant', 60, { hint: '本联络委登记的参加人员；应邀的人能看到这次协商' }).optional(),
  preparation: lines('会前走访调研', 2_000).optional(),
  agenda: lines('议程', 4_000).optional(),
  approved_on: day('党委批准日期').optional(),
  approval_no: text('批准文号', 60).optional(),
  residents: number('参加群众', 0, 100_000).optional(),
  agreed: number('形成共识（条）', 0, 1_000).optional(),
  advice: lines('协商意见', 20_000, { hint: '报党委、政府或村级组织参考；由他们决定' }).optional(),
  uptake: choice('落实情况', uptakes).optional(),
});

/** What is entered of it once it was held. */
export const holdingFields = z.object({ held_on: day('实际时间'), residents: number('参加群众', 0, 100_000), agreed: number('形成共识（条）', 0, 1_000) });

/** What a participant tells who suggests a topic. */
export const suggestedFields = consultationFields.pick({ committee_id: true, topic: true, held_on: true, place: true });

const suggestion = is<Consultation>('state', 'suggested');

/** Suggests a topic to the own committee, in the own name. Which kinds may is a parameter of the plan: asked when it is sent. */
const suggesting = relation<Consultation>('participant', '本联络委参加人员（提议题）', (actor) =>
  all(participant<Consultation>().of(actor), suggestion, self<Consultation>('suggested_by').of(actor)));

/** Whoever is asked to a consultation sees it, once the committee has it in its plan. */
const attendant = relation<Consultation>('attendant', '应邀参加人员', ({ personId }) => all(holdsAny<Consultation>('attendant_ids', personId ? [personId] : []), not(suggestion)));

/** Whoever is on the list of those asked sees it, and answers there. */
const invited = relation<Consultation>('invitee', '应邀参加的人', (actor) => all(holdsAny<Consultation>('invited_ids', selvesOf(actor)), not(suggestion)));

/** What still stands against filing it away: an objection without an answer, or nobody knows what became of the advice. `objections_open` moves with the objections. */
export const unsettled = ({ objections_open, uptake }: Pick<Consultation, 'objections_open' | 'uptake'>): string | undefined => {
  if (objections_open > 0) return `还有${objections_open}条不同意见没有答复，请先答复，再归档。`;
  return uptake ? undefined : '请先在“修改”里登记落实情况，再归档。';
};

const hasPlace = ({ place, venue_id }: Pick<Consultation, 'place' | 'venue_id'>): string | undefined =>
  (place || venue_id ? undefined : '请先在“修改”里写明地点，再发通知。');

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
    planned: { label: '计划', open: true, waitsFor: ['convene', 'hold'] },
    convened: { label: '已通知', open: true, waitsFor: ['hold'] },
    held: { label: '已召开', open: true },
    reported: { label: '意见已报送', open: true },
    closed: { label: '已归档', open: false },
    cancelled: { label: '已取消', open: false },
    declined: { label: '议题未列入', open: false },
  },
  steps: {
    adopt: { label: '列入计划', noun: 'adoption', from: ['suggested'], to: 'planned', by: [committeeStaff(), countyOffice], clause: 'duty.half_yearly', input: z.object({ held_on: day('计划时间') }) },
    decline: { label: '不列入', noun: 'declining', from: ['suggested'], to: 'declined', by: [committeeStaff(), countyOffice], reason: true },
    convene: {
      label: '发出通知', noun: 'notice', from: ['planned'], to: 'convened', by: [committeeStaff(), countyOffice], clause: 'duty.half_yearly',
      ready: hasPlace,
      input: z.object({ noticed_on: day('通知日期', { hint: '不填就是今天' }).optional(), reply_by: day('请在几时前答复', { hint: '要应邀的人答复能不能来的才填' }).optional() }),
    },
    supply: {
      label: '登记材料送达', noun: 'materials', from: ['planned', 'convened', 'held'], by: [committeeStaff(), countyOffice], aside: true,
      input: z.object({ materials_on: day('送达日期', { hint: '不填就是今天' }).optional() }),
    },
    postpone: {
      label: '改期', noun: 'postponement', from: ['convened'], to: 'planned', by: [committeeStaff(), countyOffice], reason: true,
      input: z.object({ held_on: day('改到哪一天') }),
    },
    hold: {
      label: '登记已召开', noun: 'holding', from: ['planned', 'convened'], to: 'held', by: [committeeStaff(), countyOffice], clause: 'duty.half_yearly',
      input: holdingFields,
    },
    mark: {
      label: '登记出席', noun: 'marking', from: ['held', 'reported'], by: [committeeStaff(), countyOffice], input: markingFields, aside: true,
      ready: ({ asked_n }) => (asked_n ? undefined : '名单上还没有人。有名单的先在“参加的人”里邀请；没有名单的，只登记参加群众人数就可以。'),
    },
    report: {
      label: '报送意见', noun: 'reporting', from: ['held'], to: 'reported', by: [committeeStaff(), countyOffice],
      ready: (row) => (row.advice ? undefined : '请先在“修改”里写明协商意见，再报送。'),
    },
    close: {
      label: '归档', noun: 'closing', from: ['held', 'reported'], to: 'closed', by: [committeeStaff(), countyOffice],
      ready: unsettled,
    },
    cancel: { label: '取消', noun: 'cancellation', from: ['planned', 'convened'], to: 'cancelled', by: [committeeStaff(), countyOffice], reason: true },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer, committeeBody(), self<Consultation>('suggested_by', '提出议题的参加人员'), attendant, invited],
  createdBy: [committeeStaff(), countyOffice, maintainer, suggesting],
  editable: { in: ['planned', 'convened', 'held', 'reported'], by: [committeeStaff(), countyOffice] },
  searchable: ['topic', 'place', 'advice'],
  newestBy: 'held_on',
});
