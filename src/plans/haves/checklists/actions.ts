import { countyOffice } from '#platform/identity/relations.ts';
import { is } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, create, type Circumstances, type Values } from '#platform/records/write.ts';
import { checklist, type Checklist } from '#plans/haves/checklists/record.ts';

const standing = (act: Act): Promise<Checklist[]> => list(act, checklist, { where: is<Checklist>('state', 'adopted'), limit: 1 });

/** A new version begins as the one in force is. */
export async function enterChecklist(act: Act, values: Values<Checklist>, how: Circumstances): Promise<Checklist> {
  const [older] = await standing(act);
  return create<Checklist>(act, checklist, { ...values, items: older?.items ?? [] }, how);
}

/** A checklist that comes into force takes the place of the older one. */
export async function adopting(act: Act, row: Checklist, input: { in_force_from: string; document_no?: string }): Promise<Values<Checklist>> {
  for (const older of await standing(act)) {
    if (older.in_force_from && input.in_force_from <= older.in_force_from) {
      throw invalid({ in_force_from: `“${older.title}”${older.in_force_from}起施行，新清单要从它之后的日子起施行。请核对日期。` });
    }
    await amend(act, checklist, older, { state: 'superseded', superseded_on: input.in_force_from }, { step: 'supersede', relation: countyOffice.name, reason: `由“${row.title}”替代` });
  }
  return input;
}
