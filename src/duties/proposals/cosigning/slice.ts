import type { Slice } from '#platform/chapter.ts';
import { invitationsAwaited } from '#duties/proposals/cosigning/waiting.ts';
import { proposal } from '#duties/proposals/record.ts';

/** 联名, and what is looked at when it is handed in: part of the proposals' slice. */
export const cosigningPart = {
  awaited: [invitationsAwaited],
  applies: [{ record: proposal.name, parameters: ['proposals.title_most', 'proposals.body_recommended', 'proposals.body_most', 'proposals.cosign_days'], day: 'submitted_on' }],
} satisfies Slice;
