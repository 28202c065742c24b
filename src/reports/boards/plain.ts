import type { Asked } from '#reports/asked.ts';
import type { Board, Solved } from '#reports/boards/board.ts';
import type { LeaderBoard } from '#reports/boards/leader.ts';
import { plainFigure } from '#reports/quoting/plain.ts';

/** Boards as JSON: the same numbers, each with its list. */
export const plainBoard = ({ ones, haves, overdue, proposals, proposalStates, solved, trends, own }: Board, asked: Asked, at: Date) => ({
  ...about(asked, at),
  ones: ones.map(({ label, done, due, href }) => ({ label, done, due, href })),
  haves: haves ? { complete: haves.complete, items: haves.items } : null,
  overdue: plainOverdue(overdue),
  proposals: proposals.map(plainFigure), proposal_states: proposalStates, solved: solved.map(plainSolved),
  trends: trends.map(({ title, unit, points }) => ({ title, unit, points })),
  own: own.map(plainFigure),
});

export const plainLeaderBoard = ({ waiting, looked, keys, instructions, overdue, solved }: LeaderBoard, asked: Asked, at: Date) => ({
  ...about(asked, at),
  waiting: [...waiting.map(({ declared, state, total }) => ({ kind: declared.name, state, total })), ...looked.map(({ awaited: { title, href }, total }) => ({ title, href, total }))],
  keys: keys.map(({ id, subject, led_by, acts_n, state }) => ({ id, subject, led_by, acts: acts_n, state })),
  instructions: instructions.map(plainFigure), overdue: plainOverdue(overdue), solved: solved.map(plainSolved),
});

const about = (asked: Asked, at: Date) => ({ from: asked.from, to: asked.to, committee: asked.committee ?? null, as_of: at.toISOString() });

const plainOverdue = ({ all, of, href }: Board['overdue']) => ({ all, href, of: of.map(({ whose, n, oldest }) => ({ whose, n, oldest: oldest.due })) });

const plainSolved = ({ title, solved, satisfied, sample }: Solved) => ({
  title, sample: sample.map(({ figure, note }) => ({ ...plainFigure(figure), note })),
  ...Object.fromEntries([['solved', solved] as const, ['satisfied', satisfied] as const].map(([name, { label, share, numerator, denominator, convention }]) =>
    [name, { label, share: share ?? null, numerator: plainFigure(numerator), denominator: plainFigure(denominator), convention }])),
});
