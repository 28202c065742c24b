import { figure } from '#platform/figures/figure.ts';
import { is, oneOf } from '#platform/predicate.ts';
import { visitReport, type VisitReport } from '#duties/inspections/reports/record.ts';
import { plenarySpeech, type PlenarySpeech } from '#duties/inspections/reports/speeches/record.ts';
import { formalRecommendation, type FormalRecommendation } from '#duties/inspections/recommendations/formal/record.ts';

export const figures = [
  figure<VisitReport>({
    name: 'visit_reports_issued', label: '调研视察报告', definition: '印发日期在期间内的调研、视察、考察报告份数，旧报告登记为已印发的也计；一次调研视察写几份的，各计各的。',
    record: visitReport.name, where: is<VisitReport>('state', 'issued'), day: 'issued_on', committee: 'committee_id', unit: '份',
  }),
  figure<FormalRecommendation>({
    name: 'formal_recommendations_adopted', label: '建议案', definition: '期间内经会议通过的建议案件数，通过以后作废的不计；不论党委、政府是否已经回复。',
    record: formalRecommendation.name, where: oneOf<FormalRecommendation>('state', ['adopted', 'sent', 'answered']), day: 'adopted_on', committee: 'committee_id', unit: '件',
  }),
  figure<PlenarySpeech>({
    name: 'plenary_speeches_given', label: '大会发言', definition: '发言日期在期间内的大会发言篇数，口头、书面都计；没有安排的不计。',
    record: plenarySpeech.name, where: is<PlenarySpeech>('state', 'given'), day: 'given_on', committee: 'committee_id', unit: '次',
  }),
];
