import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ByAppointments } from '#platform/database/schema.ts';
import { day, number, reference, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type ByAppointment = Selectable<ByAppointments>;

/** The body that agrees; the county office only enters what it decided. */
const standingCommittee = '县政协常委会';

export const byAppointmentFields = z.object({
  person_id: reference('拟增补人员', 'person', { hint: '已经是委员的不列；名单里没有的，请先在“人员”里登记' }),
  term: number('届', 1, 99),
  sector_id: reference('界别', 'sector').optional(),
  committee_id: reference('所属联络委', 'committee').optional(),
  nominated_on: day('提名日期'),
  nominated_by: text('提名单位', 100, { hint: '例如：县委组织部、县委统战部' }).optional(),
});

/**
 * 增补 of a member between two elections: nominated, examined, agreed by the standing committee, appointed. Domain rules 7.1.
 * Who is being considered is nobody's business but the body's, until it is decided.
 */
export const byAppointment = lifecycle<ByAppointment>()({
  name: 'by_appointment',
  title: '增补委员',
  table: 'by_appointments',
  path: 'by-appointments',
  fields: byAppointmentFields,
  nameOf: (row) => `增补${row.name}为第${row.term}届委员`,
  initial: 'nominated',
  states: {
    nominated: { label: '已提名', open: true },
    examined: { label: '已考察', open: true },
    agreed: { label: '常委会会议已协商通过', open: true },
    appointed: { label: '已增补', open: false },
    stopped: { label: '已终止', open: false },
  },
  steps: {
    examine: {
      label: '登记考察', noun: 'examination', from: ['nominated'], to: 'examined', by: [countyOffice], clause: 'setting_up.directors',
      input: z.object({ examined_on: day('考察日期'), examined_by: text('考察单位', 100).optional() }),
    },
    agree: {
      label: '登记协商通过', noun: 'agreement', from: ['examined'], to: 'agreed', by: [countyOffice], onBehalfOf: standingCommittee, clause: 'setting_up.directors',
      input: z.object({ meeting: text('会议名称', 100, { hint: '例如：县政协第九届常委会第12次会议' }), agreed_on: day('通过日期') }),
    },
    appoint: {
      label: '增补为委员', noun: 'appointment', from: ['agreed'], to: 'appointed', by: [countyOffice], clause: 'setting_up.directors',
      input: z.object({ joined_on: day('任职日期'), document_no: text('公布文号', 60), certificate_no: text('委员证编号', 60).optional() }),
    },
    stop: { label: '终止', noun: 'stop', from: ['nominated', 'examined', 'agreed'], to: 'stopped', by: [countyOffice], reason: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['nominated', 'examined'], by: [countyOffice] },
  searchable: ['name'],
  named: ['name'],
});
