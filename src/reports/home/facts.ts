/** How far the five ones are, and what waits for a person: also for the boards. */
import { consultationsHalfYearly } from '#duties/consultations/facts.ts';
import { consultation } from '#duties/consultations/record.ts';
import { deedEveryMember } from '#duties/deeds/facts.ts';
import { inspectionsQuarterly } from '#duties/inspections/facts.ts';
import { ledgerMonthly } from '#duties/opinions/ledger/facts.ts';
import { proposalsGatheredEverywhere } from '#duties/proposals/facts.ts';
import { titleIn, type County } from '#platform/http/visit.ts';
import type { Claim, CounterExample } from '#platform/figures/claim.ts';
import type { Reading } from '#platform/records/act.ts';
import type { IconName } from '#platform/ui/icons.tsx';
import { queryOf, scopeOf, type Asked } from '#reports/asked.ts';

export { Queues } from '#reports/home/queues.tsx';
export { awaitedBy, waitingFor, type Looked, type Waiting } from '#reports/home/waiting.ts';

/** One of the five ones: its name in the speech, and the sentence that says whether it was done. */
interface One {
  label: string;
  icon: IconName;
  claim: Claim;
}

/** 五个一, in the order of the speech and the words of the county. */
const fiveOnes = (county: County): readonly One[] => [
  { label: '一月一次民情', icon: 'opinion', claim: ledgerMonthly },
  { label: '一季一次调研视察', icon: 'inspection', claim: inspectionsQuarterly },
  { label: `半年一次${titleIn(county, consultation)}`, icon: 'consultation', claim: consultationsHalfYearly },
  { label: '一年一次提案征集', icon: 'proposal', claim: proposalsGatheredEverywhere },
  { label: '一人一件实事', icon: 'deed', claim: deedEveryMember },
];

export interface OneProgress {
  label: string;
  icon: IconName;
  done: number;
  due: number;
  gaps: readonly CounterExample[];
  /** Where all its cases are, proved and missing. */
  href: string;
}

/** How far the five ones are in a period, for one committee or for the whole county; `at`: the moment to which their addresses are pinned. */
export async function progressOf(reading: Reading, county: County, asked: Asked, at?: Date): Promise<OneProgress[]> {
  const query = queryOf(asked, at);
  const found: OneProgress[] = [];
  for (const { label, icon, claim } of fiveOnes(county)) {
    const { examined, counterExamples } = await claim.examine(reading, scopeOf(asked));
    found.push({ label, icon, due: examined, done: examined - counterExamples.length, gaps: counterExamples, href: `/claims/${claim.name}?${query}` });
  }
  return found;
}
