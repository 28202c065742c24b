import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Exemptions, ZeroReports } from '#platform/database/schema.ts';
import { day, lines, reference, text } from '#platform/fields.ts';
import { committeesServed } from '#platform/identity/actor.ts';
import { auditor, chair, committeeBody, countyOffice, maintainer, relation, theMember } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { oneOf } from '#platform/predicate.ts';

export type Exemption = Selectable<Exemptions>;
export type ZeroReport = Selectable<ZeroReports>;

const owed = text('应办事项', 60);
const firstDay = day('从哪天开始的一期', { hint: '这个月、季度、半年或全年的第一天，例如 2026-07-01' });

export const exemptionFields = z.object({
  obligation: owed,
  committee_id: reference('联络委', 'committee').optional(),
  member_id: reference('委员', 'member', { hint: '只免一名委员的，在这里选；整个联络委都免的不用选' }).optional(),
  span_from: firstDay,
  span_until: day('到哪天为止', { hint: '接连免几期的，填最后一期的最后一天；只免一期的不用填' }).optional(),
  why: lines('免计的理由', 500, { hint: '例如：因洪灾全力救灾；长期住院治疗' }),
  basis: text('依据', 200, { hint: '哪个方案第几条，或者哪次会议同意的' }),
});

/** 免计: a committee, or one member, is excused from a duty for a period, with a reason and a basis that everybody concerned can read. */
export const exemption = lifecycle<Exemption>()({
  name: 'exemption',
  title: '免计说明',
  table: 'exemptions',
  path: 'exemptions',
  fields: exemptionFields,
  nameOf: ({ span_from, span_until }) => (span_until ? `${span_from}至${span_until}的免计` : `${span_from}起一期的免计`),
  initial: 'granted',
  states: { granted: { label: '免计', open: false }, revoked: { label: '已撤销', open: false } },
  steps: { revoke: { label: '撤销免计', noun: 'revocation', from: ['granted'], to: 'revoked', by: [countyOffice], reason: true } },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeBody(), theMember()],
  createdBy: [countyOffice, maintainer],
  editable: { in: [], by: [] },
});

/** Who signs for the committee: its director, and the deputy while he stands in. */
const signers = relation<ZeroReport>('director', '本联络委主任、副主任', (actor) => oneOf('committee_id', committeesServed(actor, 'director', 'deputy_director')));

export const zeroReportFields = z.object({
  obligation: owed,
  committee_id: reference('联络委', 'committee'),
  span_from: firstDay,
  sentence: text('说明', 200, { hint: '例如：本月走访了三个村，没有收集到需要反映的民情' }),
});

/**
 * 零报告. A signed fact that there was nothing to report: not the same as silence (design, product law 10). Where the plan lets the
 * program close an empty month, the director may put its sentence in his own words, and it is his from then on (ux R7).
 */
export const zeroReport = lifecycle<ZeroReport>()({
  name: 'zero_report',
  title: '零报告',
  table: 'zero_reports',
  path: 'zero-reports',
  fields: zeroReportFields,
  nameOf: (row) => `${Number(row.span_from.slice(0, 4))}年${Number(row.span_from.slice(5, 7))}月零报告`,
  initial: 'signed',
  states: { signed: { label: '已签', open: false }, withdrawn: { label: '已撤回', open: false } },
  steps: { withdraw: { label: '撤回', noun: 'withdrawal', from: ['signed'], to: 'withdrawn', by: [signers, countyOffice], reason: true } },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeBody()],
  createdBy: [signers, maintainer],
  editable: { in: ['signed'], by: [signers] },
});
