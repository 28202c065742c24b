import type { StandingState } from '#plans/obligations/facts.ts';
import { Badge, type BadgeTone } from '#platform/ui/badge.tsx';
import type { Entry } from '#reports/obligations/facts.ts';

/** How each standing is called, and its look. */
export const standingWords: Readonly<Record<StandingState, string>> = {
  open: '未到期', near: '快到期', late: '已过期', discharged: '已完成', discharged_late: '过期完成', excused: '免计',
};

const tones: Readonly<Record<StandingState, BadgeTone>> = {
  open: 'draft', near: 'returned', late: 'refused', discharged: 'closed', discharged_late: 'closed', excused: 'draft',
};

export function StandingBadge({ state }: { state: StandingState }) {
  return <Badge tone={tones[state]}>{standingWords[state]}</Badge>;
}

/** How far an entry is, in a word: 16/17, 已完成, 已取消, 计划. */
export function entryWords({ owed, record }: Entry): string {
  if (owed) return owed.of > 1 ? `${owed.met}/${owed.of}` : standingWords[owed.state];
  return record!.declared.states[record!.row.state]?.label ?? '';
}
