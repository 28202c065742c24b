import { holds } from '#platform/identity/actor.ts';
import type { Visit } from '#platform/http/visit.ts';
import type { Action } from '#platform/ui/head.tsx';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** From the list to the boards on which many are worked through. */
export const boardsOf = ({ actor }: Visit): Action[] =>
  (holds(actor, 'county_office', 'chair', 'auditor') ? [{ label: '提案审查', href: `/${proposal.path}/review` }, { label: '提案交办', href: `/${proposal.path}/assigning` }] : []);

/** From a proposal to the paper that tells what was decided of it. */
export const noticeOf = (row: Proposal): Action[] =>
  ((row.disposition !== null && row.disposition !== 'withdrawn') || row.state === 'returned' ? [{ label: '审查结果通知（Word）', href: `/${proposal.path}/${row.id}/review-notice.docx` }] : []);
