import type { Slice } from '#platform/chapter.ts';
import { claims, figures, obligations, ratios } from '#duties/proposals/facts.ts';
import { proposalImport } from '#duties/proposals/imports.ts';
import { proposal } from '#duties/proposals/record.ts';
import { mount } from '#duties/proposals/routes.tsx';

export const proposalsSlice: Slice = { records: [proposal], figures, ratios, claims, obligations, imports: [proposalImport], membersWork: [{ declared: proposal, member: 'member_id' }],
  committeesWork: [{ declared: proposal, committee: 'committee_id', member: 'member_id' }], mount };
