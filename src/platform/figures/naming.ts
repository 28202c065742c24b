import { composed, type Composed, type Composition, type Naming } from '#platform/figures/composition.ts';
import { dimensionsFor } from '#platform/figures/deriving.ts';
import { NONE, type Dimension } from '#platform/figures/dimension.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';

/** The names of records, of those that the reader may see. `ids` by the name of the record; a bounded number of each. */
export async function namingOf(reading: Reading, ids: ReadonlyMap<string, Iterable<string>>): Promise<Naming> {
  const names = new Map<string, string>();
  for (const [record, theirs] of ids) {
    const declared = reading.house.records.get(record);
    const wanted = [...new Set(theirs)].filter((id) => id !== NONE);
    if (!declared || wanted.length === 0) continue;
    for (const row of await list(reading, declared, { where: oneOf('id', wanted), limit: wanted.length })) names.set(row.id, declared.nameOf(row));
  }
  return (_, id) => names.get(id);
}

/** The names that the values of divided dimensions stand for. */
export const namingFor = (reading: Reading, by: readonly Dimension[], shares: readonly { keys: readonly string[] }[]): Promise<Naming> =>
  namingOf(reading, Map.groupBy(by.flatMap(({ named }, place) => (named ? shares.map(({ keys }) => [named, keys[place]!] as const) : [])), ([named]) => named)
    .entries().reduce((all, [named, pairs]) => all.set(named, pairs.map(([, id]) => id)), new Map<string, string[]>()));

/** A figure put together, with its conditions in words and names. */
export async function composedInWords(reading: Reading, composition: Composition): Promise<Composed> {
  const { figure } = composed(reading, composition);
  const dimensions = new Map(dimensionsFor(reading.house, { ...figure, derived: undefined }).map((one) => [one.name, one]));
  const ids = new Map<string, string[]>();
  for (const { dimension, values } of composition.parts) {
    const { named } = dimensions.get(dimension) ?? {};
    if (named) ids.set(named, [...(ids.get(named) ?? []), ...values]);
  }
  return composed(reading, composition, await namingOf(reading, ids));
}
