import { besideAssessment } from '#assessment/ballots/facts.ts';
import { ballot } from '#assessment/ballots/record.ts';
import { mount } from '#assessment/ballots/routes.tsx';
import { mountPrinting } from '#assessment/ballots/slips/printing.tsx';
import { mountVoting } from '#assessment/ballots/slips/public.tsx';
import { assessment } from '#assessment/rounds/record.ts';
import type { Slice } from '#platform/chapter.ts';

/** 民主测评: secret ballots of an assessment. */
export const ballotsSlice: Slice = {
  records: [ballot],
  applies: [{ record: ballot.name, parameters: ['ballot.quorum', 'ballot.answers'], day: 'held_on' }],
  beside: [{ record: assessment.name, title: ballot.title, uncounted: true, find: besideAssessment }],
  mount(site) {
    mount(site);
    mountPrinting(site);
    mountVoting(site);
  },
};
