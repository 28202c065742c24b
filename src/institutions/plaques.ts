import { countyOffice } from '#platform/identity/relations.ts';
import type { Act } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { amend } from '#platform/records/write.ts';
import type { Committee } from '#institutions/committees/record.ts';
import { setting, type Setting } from '#institutions/settings/record.ts';

/** The decision knows which of its committees still wait for their plaque, also when one gets its day elsewhere, or is no more. */
export async function awaitPlaque(act: Act, { id, decision_id }: Pick<Committee, 'id' | 'decision_id'>, waits: boolean): Promise<void> {
  const row = decision_id ? await find<Setting>(act, setting, decision_id) : undefined;
  if (!row || row.unplaqued_ids.includes(id) === waits) return;
  const others = row.unplaqued_ids.filter((one) => one !== id);
  await amend(act, setting, row, { unplaqued_ids: waits ? [...others, id] : others }, { step: 'edit', relation: countyOffice.name, reason: '授牌' });
}
