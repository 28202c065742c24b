import { consultationKindsOn, parameterAt } from '#plans/facts.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Option } from '#platform/ui/filters.tsx';
import { consultationKinds, type ConsultationKind } from '#duties/consultations/words.ts';

/** What the county calls its kinds on a day: where it says fewer words than there are kinds, the usual ones stand for the rest. */
export async function kindChoices(reading: Reading, day: string): Promise<Option[]> {
  const called = await consultationKindsOn(reading, day);
  return Object.entries(consultationKinds).map(([value, usual], n) => ({ value, label: called[n] ?? usual }));
}

/** Whether such a consultation is put before the Party committee beforehand. One whose kind nobody said is small. */
export async function needsApproval(reading: Reading, kind: string | null, day: string): Promise<boolean> {
  const asked = await parameterAt(reading, 'consultations.approval', day);
  return asked === 'all' || (asked === 'formal' && kindOf(kind) !== 'grassroots');
}

export const kindOf = (kind: string | null): ConsultationKind => (kind as ConsultationKind | null) ?? 'grassroots';
