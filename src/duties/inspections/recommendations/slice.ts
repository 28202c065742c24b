import type { Slice } from '#platform/chapter.ts';
import { claims, datedRecords, figures, ratios } from '#duties/inspections/recommendations/facts.ts';
import { formalRecommendation } from '#duties/inspections/recommendations/formal/record.ts';
import { mount as mountFormal } from '#duties/inspections/recommendations/formal/routes.tsx';
import { recommendation } from '#duties/inspections/recommendations/record.ts';
import { mount as mountRecommendations } from '#duties/inspections/recommendations/routes.tsx';

/** 调研建议和建议案: what is recommended, and what becomes of it. */
export const recommendationsPart = {
  records: [recommendation, formalRecommendation],
  figures,
  ratios,
  claims,
  dated: datedRecords,
  applies: [{ record: recommendation.name, parameters: ['recommendations.answer_days'], day: 'made_on' }],
  committeesWork: [{ declared: recommendation, committee: 'committee_id' }, { declared: formalRecommendation, committee: 'committee_id' }],
  mount(site) {
    mountFormal(site);
    mountRecommendations(site);
  },
} satisfies Slice;
