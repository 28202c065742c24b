import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Exemptions, ZeroReports } from '#platform/database/schema.ts';
import { day, lines, reference, text } from '#platform/fields.ts';
import { committeesOf } from '#platform/identity/actor.ts';
import { auditor, chair, committeeBody, countyOffice, maintainer, relation } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { oneOf } from '#platform/predicate.ts';

export type Exemption = Selectable<Exemptions>;
export type ZeroReport = Selectable<ZeroReports>;

const owed = {
  obligation: text('应办事项', 60),
  committee_id: reference('联络委', 'committee'),
  span_from: day('从哪天开始的一期', { hint: '这个月、季度、半年或全年的第一天，例如 2026-07-01' }),
};

export const exemptionFields = z.object({ ...owed, why: lines('免计的理由', 500, { hint: '例如：因洪灾全力救灾，经主席会议同意' }) });

/** 免计: a committee is excused from a duty for one span, with a reason that everybody concerned can read. */
export const exemption = lifecycle<Exemption>()({
  name: 'exemption',
  title: '免计说明',
  table: 'exemptions',
  path: 'exemptions',
  fields: exemptionFields,
  nameOf: (row) => `${row.span_from}起的免计`,
  initial: 'granted',
  states: { granted: { label: '免计', open: false }, revoked: { label: '已撤销', open: false } },
  steps: { revoke: { label: '撤销免计', noun: 'revocation', from: ['granted'], to: 'revoked', by: [countyOffice], reason: true } },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeBody()],
  createdBy: [countyOffice, maintainer],
  editable: { in: [], by: [] },
});

/** Who signs for the committee: its director, and the deputy while he stands in. */
const signers = relation<ZeroReport>('director', '本联络委主任、副主任', (actor) => oneOf('committee_id', committeesOf(actor, 'director', 'deputy_director')));

export const zeroReportFields = z.object({
  ...owed,
  sentence: text('说明', 200, { hint: '例如：本月走访了三个村，没有收集到需要反映的民情' }),
});

/** 零报告. A signed fact that there was nothing to report: not the same as silence (design, product law 10). */
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
  editable: { in: [], by: [] },
});
