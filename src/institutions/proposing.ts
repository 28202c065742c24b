import { all, not, is, oneOf } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { createMany, type Circumstances } from '#platform/records/write.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { placesIn } from '#institutions/coverage.ts';

/**
 * The committees of places that are named line by line in a paper: proposed along with it, so that nobody enters them twice.
 * @param field where the places were typed
 * @returns their ids, in the order of the lines
 */
export async function proposeCommittees(act: Act, field: string, text: string | undefined, form: string, how: Circumstances): Promise<string[]> {
  const places = placesIn(field, text ?? '');
  const there = await list(act, committee, { where: all(oneOf<Committee>('place', places.map(({ place }) => place)), not(is<Committee>('state', 'abolished'))), limit: places.length });
  if (there[0]) throw invalid({ [field]: `“${there[0].place}”已经有联络委（${there[0].name}）。请在名单里勾选它，不用再写。` });
  const rows = places.map(({ place, kind }, n) => ({ name: `${place}政协${form}`, place, place_kind: kind, form, rank: n + 1 }));
  return (await createMany<Committee>(act, committee, rows, how)).map(({ id }) => id);
}
