import type { Slice } from '#platform/chapter.ts';
import { keyAct } from '#duties/proposals/keys/acts/record.ts';
import { mount as mountActs } from '#duties/proposals/keys/acts/routes.tsx';
import { claims, figures, ratios } from '#duties/proposals/keys/facts.ts';
import { keySelection } from '#duties/proposals/keys/record.ts';
import { keyRound } from '#duties/proposals/keys/rounds/record.ts';
import { mount as mountRounds } from '#duties/proposals/keys/rounds/routes.tsx';
import { mount as mountSelections } from '#duties/proposals/keys/routes.tsx';
import { keysAwaited } from '#duties/proposals/keys/waiting.ts';

/** 重点提案: how they are selected, who leads them, what is done for them and what comes of it. */
export const keysPart = {
  records: [keyRound, keySelection, keyAct],
  figures,
  ratios,
  claims,
  awaited: keysAwaited,
  dated: [{ declared: keyAct, day: 'held_on', committee: null, cancelled: ['void'], place: ({ place }) => place }],
  applies: [
    { record: keyRound.name, parameters: ['keys.most', 'keys.share_most'], day: 'decided_on' },
    { record: keySelection.name, parameters: ['keys.act_days', 'keys.result_day'] },
  ],
  mount(site) {
    mountRounds(site);
    mountSelections(site);
    mountActs(site);
  },
} satisfies Slice;
