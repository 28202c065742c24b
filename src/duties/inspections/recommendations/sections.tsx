import type { Child } from 'hono/jsx';
import { DueLight } from '#platform/ui/due.tsx';
import { recommendation, type FollowUp, type Recommendation } from '#duties/inspections/recommendations/record.ts';

export const Due = ({ row, near }: { row: Recommendation; near: number }): Child =>
  (row.due_on ? <span class="due">{row.due_on} <DueLight declared={recommendation} row={row} near={near} /></span> : <span class="quiet">没有期限</span>);

/** 跟进: what was looked at meanwhile, the oldest first. */
export const FollowUps = ({ follow_ups: looks }: { follow_ups: readonly FollowUp[] }): Child => (
  <ol class="links">{looks.map(({ on, words, by }) => <li><strong>{on}</strong>　{words} <span class="quiet">{by}</span></li>)}</ol>
);
