import { deedEveryMember } from '#duties/deeds/facts.ts';
import { consultationsHalfYearly } from '#duties/consultations/facts.ts';
import { inspectionsQuarterly } from '#duties/inspections/facts.ts';
import type { Claim, CounterExample } from '#platform/figures/claim.ts';
import type { Scope } from '#platform/figures/count.ts';
import type { Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import type { IconName } from '#platform/ui/icons.tsx';

/** One of the five ones: its name in the speech, and the claim whose examined cases are what is due. */
interface One {
  label: string;
  icon: IconName;
  claim: Claim;
}

/** 五个一, in the order of the speech. */
export const fiveOnes: readonly One[] = [
  { label: '一季一次调研视察', icon: 'inspection', claim: inspectionsQuarterly },
  { label: '半年一次协商', icon: 'consultation', claim: consultationsHalfYearly },
  { label: '一人一件实事', icon: 'deed', claim: deedEveryMember },
];

export interface OneProgress extends One {
  done: number;
  due: number;
  gaps: CounterExample[];
}

/** How far the five ones are this year, for one committee or for all that the person sees. */
export async function progressOf(reading: Reading, committee: string | undefined): Promise<OneProgress[]> {
  const scope: Scope = { from: `${today().slice(0, 4)}-01-01`, to: today(), committee };
  const found: OneProgress[] = [];
  for (const one of fiveOnes) {
    const { examined, counterExamples } = await one.claim.examine(reading, scope);
    found.push({ ...one, due: examined, done: examined - counterExamples.length, gaps: counterExamples });
  }
  return found;
}
