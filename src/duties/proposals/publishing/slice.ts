import type { Slice } from '#platform/chapter.ts';
import { besideProposal } from '#duties/proposals/publishing/beside.ts';
import { figures, ratios } from '#duties/proposals/publishing/facts.ts';
import { publication } from '#duties/proposals/publishing/record.ts';
import { mount } from '#duties/proposals/publishing/routes.tsx';

/** 提案和答复的公开: part of the proposals' slice. */
export const publishingPart = {
  records: [publication],
  figures,
  ratios,
  beside: [besideProposal],
  applies: [{ record: publication.name, parameters: ['publishing.days', 'publishing.signers', 'publishing.proposer', 'publishing.data', 'publishing.small'] }],
  mount,
} satisfies Slice;
