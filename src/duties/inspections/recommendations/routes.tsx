import { committeeChoices, unitChoices } from '#institutions/facts.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { is } from '#platform/predicate.ts';
import { find, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { LongText } from '#platform/ui/facts.tsx';
import { parameterAt } from '#plans/facts.ts';
import { visitChoices } from '#duties/inspections/of-visit.ts';
import { correctRecommendation, effects, recommend } from '#duties/inspections/recommendations/actions.ts';
import { addresseeWords, type Named } from '#duties/inspections/recommendations/addressing.ts';
import { mountAdvising } from '#duties/inspections/recommendations/advising.tsx';
import { mountBoard } from '#duties/inspections/recommendations/board.tsx';
import { recommendation, recommendationFields, type Recommendation } from '#duties/inspections/recommendations/record.ts';
import { Due, FollowUps } from '#duties/inspections/recommendations/sections.tsx';
import { inspection } from '#duties/inspections/record.ts';
import { visitReport, type VisitReport } from '#duties/inspections/reports/record.ts';

interface Around extends Surroundings {
  named: Named;
  near: number;
  /** The visit and the report with which an empty form begins. */
  begun: { inspection_id?: string; report_id?: string };
}

/** One visit has few reports. */
const MOST_REPORTS = 20;

const recommendations = resource<Recommendation, Around>({
  declared: recommendation,
  fields: recommendationFields,
  newLabel: '登记建议',
  async around(reading, rows, visit) {
    const report = await find<VisitReport>(reading, visitReport, visit.query.get('report_id') ?? (rows.length === 1 ? (rows[0]!.report_id ?? '') : ''));
    const asked = report?.inspection_id ?? visit.query.get('inspection_id') ?? (rows.length === 1 ? rows[0]!.inspection_id : undefined);
    const reports = asked ? await list<VisitReport>(reading, visitReport, { where: is<VisitReport>('inspection_id', asked), limit: MOST_REPORTS }) : [];
    const [committees, units] = [await committeeChoices(reading), await unitChoices(reading)];
    const called = (choices: readonly { value: string; label: string }[]) => new Map(choices.map(({ value, label }) => [value, label]));
    return {
      choices: { committee: committees, unit: units, inspection: await visitChoices(reading, asked), visit_report: reports.map(({ id, title }) => ({ value: id, label: title })) },
      named: { units: called(units), places: called(committees) }, near: await parameterAt(reading, 'light.near_days', today()), begun: { inspection_id: asked, report_id: report?.id },
    };
  },
  known: (_visit, { begun }) => begun,
  form: ({ form, around: { choices } }) => Object.keys(recommendationFields.shape).filter((name) => name !== 'report_id' || choices['visit_report']!.length > 0)
    .map((name) => <FieldOf of={recommendationFields} name={name} form={form} choices={choices} />),
  enter: recommend,
  correct: correctRecommendation,
  effects,
  paper: { label: '书面材料', hint: '没有就空着，以后也可以添加' },
  listing: {
    columns: [
      { key: 'words', label: '建议', cell: (row) => recommendation.nameOf(row), plain: ({ words }) => words, onCards: 'title', fixed: true },
      { key: 'to', label: '建议对象', cell: (row, { named }) => addresseeWords(row, named) },
      { key: 'subject', label: '调研视察', cell: ({ subject }) => subject },
      { key: 'committee', label: '组织单位', cell: ({ committee_id }, { named }) => named.places.get(committee_id ?? '') ?? '县政协', shown: false },
      { key: 'made_on', label: '提出日期', cell: ({ made_on }) => made_on, sort: 'made_on', tight: true },
      { key: 'answered_on', label: '回复日期', cell: ({ answered_on }) => answered_on ?? '', tight: true, shown: false },
      { key: 'due_on', label: '完成日期', cell: (row, { near }) => <Due row={row} near={near} />, plain: ({ due_on }) => due_on ?? '', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => recommendation.states[state as 'open']?.label, tight: true },
    ],
    filters: [
      searchOn(recommendation, '关键词', '建议、主题、回复'),
      referenceOn('unit_id', '单位', ({ choices }) => choices['unit'] ?? []),
      referenceOn('township_id', '乡镇（街道）', ({ choices }) => choices['committee'] ?? [], { more: true }),
      referenceOn('inspection_id', '调研视察', ({ choices }) => choices['inspection'] ?? [], { more: true }),
      stateFilter(recommendation),
      daysOn('made_on', '提出日期', { more: true }),
    ],
    defaultSort: '-made_on',
    empty: '还没有调研建议。报告写好后，在报告页面点“登记建议”，一条一条分给单位，就会记在这里，一直跟踪到落实或写明不采纳。',
  },
  listOthers: () => [{ label: '在办的建议', href: `/${recommendation.path}/board` }],
  lead: (row, { named, near }) => <>{addresseeWords(row, named)} · <Due row={row} near={near} /></>,
  facts: (row, { named, near, choices }) => [
    { label: '建议', value: <LongText text={row.words} />, wide: true },
    { label: '调研视察', value: <a href={`/${inspection.path}/${row.inspection_id}`}>{row.subject}</a>, wide: true },
    ...(row.report_id ? [{ label: '出自报告', value: <a href={`/${visitReport.path}/${row.report_id}`}>{choices['visit_report']?.find(({ value }) => value === row.report_id)?.label ?? '调研视察报告'}</a>, wide: true }] : []),
    { label: '建议对象', value: addresseeWords(row, named) },
    { label: '提出日期', value: row.made_on },
    { label: '回复期限', value: row.answer_by },
    { label: '完成日期', value: <><Due row={row} near={near} />{row.postponed > 0 && `（改期${row.postponed}次）`}</> },
    ...(row.answer ? [{ label: `回复（${row.answered_on ?? ''}）`, value: <LongText text={row.answer} />, wide: true }] : []),
    ...(row.refused_why ? [{ label: `不采纳的理由（${row.answered_on ?? ''}）`, value: <LongText text={row.refused_why} />, wide: true }] : []),
    ...(row.report ? [{ label: `报办成（${row.reported_on ?? ''}）`, value: <LongText text={row.report} />, wide: true }] : []),
    ...(row.found ? [{ label: `核实（${row.checked_by ?? ''}，${row.checked_on ?? ''}）`, value: <LongText text={row.found} />, wide: true }] : []),
  ],
  sections: (row) => row.follow_ups.length > 0 && <Section title="跟进" count={row.follow_ups.length}><FollowUps follow_ups={row.follow_ups} /></Section>,
});

export function mount(site: Site): void {
  mountBoard(site);
  mountAdvising(site);
  mountResource(site, recommendations);
}
