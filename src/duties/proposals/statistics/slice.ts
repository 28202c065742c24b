import type { Slice } from '#platform/chapter.ts';
import { byCategoryNow } from '#plans/categories/facts.ts';
import { mountDrawn } from '#duties/proposals/drawn-list.tsx';
import { awardRatios } from '#duties/proposals/statistics/awards.ts';
import { proposalDimensions } from '#duties/proposals/statistics/dimensions.ts';
import { figures } from '#duties/proposals/statistics/figures.ts';
import { awardsList, handlingsList, signaturesList } from '#duties/proposals/statistics/lists.ts';
import { proposal } from '#duties/proposals/record.ts';
import { mountStatistics } from '#duties/proposals/statistics/routes.tsx';

/** 提案统计: every number that a session's or a year's report states, by every way of dividing them. */
export const statisticsPart = {
  figures,
  dimensions: [{ record: proposal.name, dimensions: [...proposalDimensions, byCategoryNow('proposal', '类别')] }],
  ratios: awardRatios,
  mount(site) {
    mountStatistics(site);
    mountDrawn(site, signaturesList);
    mountDrawn(site, handlingsList);
    mountDrawn(site, awardsList);
  },
} satisfies Slice;
