import type { Slice } from '#platform/chapter.ts';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { parametersOf, type Rhythm } from '#platform/obligations/obligation.ts';
import { spanOf } from '#platform/obligations/spans.ts';
import type { Reading } from '#platform/records/act.ts';
import { dayOf, today } from '#platform/time.ts';
import type { Basis } from '#platform/ui/applied.tsx';

/** Parameters that the pages of a record apply. */
export interface Applies {
  /** Name of the record. */
  record: string;
  parameters: readonly string[];
  /** The column with the day whose values a record goes by; absent: today's. */
  day?: string;
}

/** One of them. With a rhythm, the last day of the month, quarter … in which the record's day lies decides. */
interface Applied {
  key: string;
  day?: string;
  rhythm?: Rhythm;
}

/** By the name of a record, what its pages apply: of the obligations that it discharges first, then what its slice declares, then of its deadline. */
export function appliedBy(slices: readonly Slice[]): ReadonlyMap<string, readonly Applied[]> {
  const pressing = slices.find((slice) => slice.pressing)?.pressing;
  const found = slices.flatMap((slice): [string, Applied][] => [
    ...(slice.obligations ?? []).flatMap((owing) => parametersOf(owing).map((key): [string, Applied] => [owing.dischargedBy.declared.name, { key, day: owing.dischargedBy.day, rhythm: owing.rhythm }])),
    ...(slice.applies ?? []).flatMap(({ record, parameters, day }) => parameters.map((key): [string, Applied] => [record, { key, day }])),
    ...(slice.records ?? []).flatMap(({ name, due }): [string, Applied][] => (due && pressing ? [[name, { key: pressing }]] : [])),
  ]);
  const byRecord = Map.groupBy(found, ([record]) => record);
  return new Map([...byRecord].map(([record, all]) => [record, once(all.map(([, one]) => one))]));
}

const once = (all: readonly Applied[]): Applied[] => [...new Map(all.map((one) => [one.key, one])).values()];

/** What the page of one record applies: the values by which this record goes. */
export function basesOfRecord<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, row: Row): Promise<Basis[]> {
  const dayIn = ({ day, rhythm }: Applied): string => {
    const own = day && (row as Record<string, unknown>)[day];
    if (typeof own !== 'string') return today();
    return rhythm ? spanOf(rhythm, own).to : own;
  };
  return basesFor(reading, declared, dayIn);
}

/** What a list applies on a day: today, or the last of the days that it is about. */
export const basesOfList = (reading: Reading, declared: Lifecycle, day = reading.asOf ? dayOf(reading.asOf) : today()): Promise<Basis[]> =>
  basesFor(reading, declared, () => day);

async function basesFor(reading: Reading, declared: Lifecycle<any>, dayIn: (one: Applied) => string): Promise<Basis[]> {
  const { applied, bases } = reading.house;
  const its = applied.get(declared.name) ?? [];
  return bases && its.length > 0 ? bases(reading, its.map((one) => ({ key: one.key, day: dayIn(one) }))) : [];
}
