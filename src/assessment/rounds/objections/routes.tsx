import { contestableSheets } from '#assessment/rounds/facts.ts';
import { enterObjection, refusing, upholding } from '#assessment/rounds/objections/actions.ts';
import { assessmentObjection, isGate, kinds, objectionFields, refuseFields, type AssessmentObjection } from '#assessment/rounds/objections/record.ts';
import { shown } from '#assessment/rounds/points.ts';
import { derivedFacts } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';

const objections = resource<AssessmentObjection, Surroundings>({
  declared: assessmentObjection,
  fields: objectionFields,
  around: async (reading) => ({ choices: { assessment_sheet: await contestableSheets(reading) } }),
  newLabel: '提出异议或申诉',
  enter: enterObjection,
  enterLabel: '提出',
  effects: { uphold: upholding, refuse: refusing },
  known: (visit) => ({ sheet_id: visit.query.get('sheet') ?? undefined, address: visit.query.get('line') ?? undefined }),
  facts: (row, { choices }) => [
    { label: '种类', value: kinds[row.kind as 'appeal'] }, { label: '项目', value: `${row.address} ${row.line_name}` }, { label: '提出日期', value: row.raised_on },
    ...(isGate(row) ? [{ label: '认为', value: '已经做到' }] : [{ label: '认为应得', value: shown(row.wanted_points) }]), { label: '理由和依据', value: row.said, wide: true },
    ...(row.decided_on ? [...derivedFacts(refuseFields, { ...row }, choices), ...(row.points_after ? [{ label: '分数', value: `${shown(row.points_before)}分改为${shown(row.points_after)}分` }] : [])] : []),
  ],
  others: (row) => [{ label: '考核表', href: `/assessment-sheets/${row.sheet_id}` }, ...(isGate(row) ? [] : [{ label: '这一项的依据', href: `/assessment-sheets/${row.sheet_id}/lines/${row.address}` }])],
  lead: (row) => `${kinds[row.kind as 'appeal']} · ${row.address} ${row.line_name}`,
  listing: {
    columns: [
      { key: 'name', label: '考核对象', cell: ({ name }) => name, onCards: 'title', fixed: true },
      { key: 'kind', label: '种类', cell: ({ kind }) => kinds[kind as 'appeal'], tight: true },
      { key: 'line', label: '项目', cell: ({ address, line_name }) => `${address} ${line_name}` },
      { key: 'raised_on', label: '提出日期', cell: ({ raised_on }) => raised_on, sort: 'raised_on', tight: true },
      { key: 'change', label: '分数', cell: ({ points_before, points_after }) => (points_after ? `${shown(points_before)}→${shown(points_after)}` : ''), tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => assessmentObjection.states[state as 'raised']?.label, tight: true },
    ],
    filters: [choiceOn('kind', '种类', kinds), stateFilter(assessmentObjection), daysOn('raised_on', '提出日期', { more: true })],
    defaultSort: '-raised_on',
    empty: '没有考核异议和申诉。公示期间可以提出异议，结果公布后可以申诉，都从自己的考核表里提出。',
  },
});

export const mount = (site: Site): void => mountResource(site, objections);
