import type { Slice } from '#platform/chapter.ts';
import { figures, ratios } from '#duties/proposals/commendations/facts.ts';
import { commendation } from '#duties/proposals/commendations/record.ts';
import { commendationRound } from '#duties/proposals/commendations/rounds/record.ts';
import { mount as mountRounds } from '#duties/proposals/commendations/rounds/routes.tsx';
import { mount as mountCommendations } from '#duties/proposals/commendations/routes.tsx';

/** 评优表彰: excellent proposals, handling units and persons. */
export const commendationsPart = {
  records: [commendationRound, commendation],
  figures,
  ratios,
  applies: [{ record: commendationRound.name, parameters: ['awards.proposals_share', 'awards.collective_share', 'awards.units_share', 'awards.persons_most'], day: 'decided_on' }],
  mount(site) {
    mountRounds(site);
    mountCommendations(site);
  },
} satisfies Slice;
