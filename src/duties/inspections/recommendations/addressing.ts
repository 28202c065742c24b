import { committeeChoices } from '#institutions/facts.ts';
import { invalid } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Recommendation } from '#duties/inspections/recommendations/record.ts';

/** To whom a recommendation goes: a unit, a township's Party committee and government, or somebody in words; one of the three. */

export type Addressed = { unit_id?: string | null; township_id?: string | null; addressee?: string | null };

export interface Named {
  units: ReadonlyMap<string, string>;
  places: ReadonlyMap<string, string>;
}

export const placesNamed = async (reading: Reading): Promise<ReadonlyMap<string, string>> => new Map((await committeeChoices(reading)).map(({ value, label }) => [value, label]));

export const townshipWords = (place: string): string => `${place}党委、政府`;

/** 县水务局; 白石镇党委、政府; 县人民政府. */
export function addresseeWords({ unit_id, township_id, addressee }: Pick<Recommendation, 'unit_id' | 'township_id' | 'addressee'>, { units, places }: Named): string {
  if (unit_id) return units.get(unit_id) ?? '';
  return township_id ? townshipWords(places.get(township_id) ?? '') : (addressee ?? '');
}

/** @throws Problem 422 for none or for several */
export function addressedTo({ unit_id = null, township_id = null, addressee = null }: Addressed): Required<Addressed> {
  const said = [unit_id, township_id, addressee].filter((one) => one !== null);
  if (said.length === 0) throw invalid({ unit_id: '请选择这条建议向谁提：单位、乡镇（街道）或其他对象，选一样。' });
  if (said.length > 1) throw invalid({ unit_id: '一条建议只向一个对象提。单位、乡镇（街道）、其他对象只填一样，向几家提的请分开登记。' });
  return { unit_id, township_id, addressee };
}
