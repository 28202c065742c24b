import type { Slice } from '#platform/chapter.ts';
import { plenary } from '#duties/proposals/plenaries/record.ts';
import { mount } from '#duties/proposals/plenaries/routes.tsx';
import { callAwaited } from '#duties/proposals/plenaries/waiting.ts';

/** 全体会议: part of the proposals' slice. */
export const plenariesPart = {
  records: [plenary],
  awaited: [callAwaited],
  applies: [{ record: plenary.name, parameters: ['proposals.kinds', 'proposals.session_kinds', 'proposals.next_session_day'], day: 'opens_on' }],
  mount,
} satisfies Slice;
