import type { Slice } from '#platform/chapter.ts';
import { figures, ratios } from '#duties/proposals/answers/facts.ts';
import { mountHandling } from '#duties/proposals/answers/handling.tsx';
import { proposalAnswer } from '#duties/proposals/answers/record.ts';
import { mount } from '#duties/proposals/answers/routes.tsx';
import { suggestionsList } from '#duties/proposals/answers/suggestions.tsx';
import { mountDrawn } from '#duties/proposals/drawn-list.tsx';

/** 承办单位的答复: part of the proposals' slice. */
export const answersPart = {
  records: [proposalAnswer],
  figures,
  ratios,
  applies: [{ record: proposalAnswer.name, parameters: ['answers.draft', 'answers.draft_days', 'answers.check', 'answers.letters'] }],
  mount(site) {
    mountHandling(site);
    mountDrawn(site, suggestionsList);
    mount(site);
  },
} satisfies Slice;
