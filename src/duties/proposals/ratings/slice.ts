import type { Slice } from '#platform/chapter.ts';
import { mount as mountClosing } from '#duties/proposals/closing/pages.tsx';
import { endRatings } from '#duties/proposals/ratings/asking.ts';
import { figures, ratios } from '#duties/proposals/ratings/facts.ts';
import { proposalRating } from '#duties/proposals/ratings/record.ts';
import { mount } from '#duties/proposals/ratings/routes.tsx';
import { awaited } from '#duties/proposals/ratings/waiting.ts';
import * as undertakingFacts from '#duties/proposals/undertakings/facts.ts';
import { undertaking } from '#duties/proposals/undertakings/record.ts';
import * as undertakingRoutes from '#duties/proposals/undertakings/routes.tsx';

/** 评价、办结和承诺: part of the proposals' slice. Its addresses stand before those of single proposals. */
export const ratingsPart = {
  records: [proposalRating, undertaking],
  figures: [...figures, ...undertakingFacts.figures],
  ratios: [...ratios, ...undertakingFacts.ratios],
  claims: undertakingFacts.claims,
  awaited,
  dated: undertakingFacts.datedRecords,
  daily: endRatings,
  applies: [{ record: proposalRating.name, parameters: ['rating.days', 'rating.rule'], day: 'rated_on' }],
  mount(site) {
    mountClosing(site);
    mount(site);
    undertakingRoutes.mount(site);
  },
} satisfies Slice;
