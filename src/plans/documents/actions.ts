import { countyOffice } from '#platform/identity/relations.ts';
import { all, is } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, createMany, type Circumstances, type Values } from '#platform/records/write.ts';
import { clausesIn } from '#plans/clauses.ts';
import { plan, type Plan } from '#plans/documents/record.ts';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';

type Adoption = { document_no: string; adopted_on?: string; issued_on: string; in_force_from: string };

/** A plan that is issued takes the place of the older one of its kind, and the values that its clauses set begin to hold. */
export async function adopting(act: Act, row: Plan, input: Adoption): Promise<Values<Plan>> {
  if (input.adopted_on && input.issued_on < input.adopted_on) throw invalid({ issued_on: `印发日期不能早于审定日期（${input.adopted_on}）。` });
  if (input.in_force_from < input.issued_on) throw invalid({ in_force_from: `施行日期不能早于印发日期（${input.issued_on}）。` });
  await supersede(act, row, input.in_force_from);
  await createMany<ParameterSetting>(act, parameterSetting, valuesSet(row, input.in_force_from));
  await act.house.parametersChanged?.(act);
  return input;
}

/** The values that the clauses of a plan set, as they are written down when it comes into force on this day. */
export const valuesSet = (row: Plan, from_day: string) =>
  clausesIn(row).flatMap(({ number, parameters }) =>
    Object.entries(parameters).map(([key, value]) => ({ key, value, from_day, plan_id: row.id, clause_number: number || null })));

/** Ends the plan of this kind that stands, from the day on. @throws Problem 422 when it is newer */
export async function supersede(act: Act, by: Pick<Plan, 'kind' | 'title'>, day: string, how: Circumstances = {}): Promise<void> {
  for (const older of await inForce(act, by.kind)) {
    if (older.in_force_from && day < older.in_force_from) {
      throw invalid({ in_force_from: `同类的“${older.title}”${older.in_force_from}起施行，比这一份新。请核对日期。` });
    }
    await amend(act, plan, older, { state: 'superseded', superseded_on: day }, { ...how, step: 'supersede', relation: countyOffice.name, reason: `由“${by.title}”替代` });
  }
}

export const inForce = (act: Act, kind: string): Promise<Plan[]> =>
  list(act, plan, { where: all(is<Plan>('kind', kind), is<Plan>('state', 'adopted')), limit: 1 });
