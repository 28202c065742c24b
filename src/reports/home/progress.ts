import { sql } from 'kysely';
import { consultationsHalfYearly } from '#duties/consultations/facts.ts';
import { consultation } from '#duties/consultations/record.ts';
import { deedEveryMember } from '#duties/deeds/facts.ts';
import { inspectionsQuarterly } from '#duties/inspections/facts.ts';
import { ledgerMonthly } from '#duties/opinions/ledger/facts.ts';
import { proposalsGathered } from '#duties/proposals/facts.ts';
import { proposal } from '#duties/proposals/record.ts';
import { committeesNow } from '#institutions/facts.ts';
import { titleIn, type County } from '#platform/http/visit.ts';
import type { Claim, CounterExample, Finding } from '#platform/figures/claim.ts';
import { counted, type Scope } from '#platform/figures/count.ts';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { today } from '#platform/time.ts';
import type { IconName } from '#platform/ui/icons.tsx';

/** One of the five ones: its name in the speech, what is due and what is missing, and where all of it is shown. */
interface One {
  label: string;
  icon: IconName;
  examine(reading: Reading, scope: Scope): Promise<Finding>;
  href: string;
}

const ofClaim = (label: string, icon: IconName, { name, examine }: Claim): One => ({ label, icon, examine, href: `/claims/${name}` });

/** 五个一, in the order of the speech and the words of the county. */
const fiveOnes = (county: County): readonly One[] => [
  ofClaim('一月一次民情', 'opinion', ledgerMonthly),
  ofClaim('一季一次调研视察', 'inspection', inspectionsQuarterly),
  ofClaim(`半年一次${titleIn(county, consultation)}`, 'consultation', consultationsHalfYearly),
  { label: '一年一次提案征集', icon: 'proposal', examine: committeesGathering, href: `/figures/${proposalsGathered.name}` },
  ofClaim('一人一件实事', 'deed', deedEveryMember),
];

/** Which committees have gathered a proposal in this year, which is still running: no claim yet, only how far it is. */
async function committeesGathering(reading: Reading, scope: Scope): Promise<Finding> {
  const due = (await committeesNow(reading)).filter(({ id }) => !scope.committee || id === scope.committee);
  const { rows } = await sql<{ committee_id: string }>`
    select distinct r.committee_id from ${source(reading, proposal.table, 'r')}
    where ${among(reading, proposal, counted(proposalsGathered, scope))}`.execute(reading.db);
  const gathering = new Set(rows.map(({ committee_id }) => committee_id));
  const missing = due.filter(({ id }) => !gathering.has(id));
  return { examined: due.length, counterExamples: missing.map(({ id, place }) => ({ label: place, why: '今年还没有征集提案', href: `/committees/${id}` })) };
}

export interface OneProgress {
  label: string;
  icon: IconName;
  done: number;
  due: number;
  gaps: CounterExample[];
  /** Where all its cases are, proved and missing. */
  href: string;
}

/** How far the five ones are this year, for one committee or for the whole county. */
export async function progressOf(reading: Reading, county: County, committee: string | undefined): Promise<OneProgress[]> {
  const scope: Scope = { from: `${today().slice(0, 4)}-01-01`, to: today(), committee };
  const query = new URLSearchParams({ from: scope.from!, to: scope.to!, ...(committee && { committee }) });
  const found: OneProgress[] = [];
  for (const { label, icon, examine, href } of fiveOnes(county)) {
    const { examined, counterExamples } = await examine(reading, scope);
    found.push({ label, icon, due: examined, done: examined - counterExamples.length, gaps: counterExamples, href: `${href}?${query}` });
  }
  return found;
}
