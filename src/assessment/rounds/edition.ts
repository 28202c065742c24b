import type { Assessment } from '#assessment/rounds/record.ts';
import { assessmentScheme, type SchemeEdition } from '#assessment/schemes/record.ts';
import { schemeOf, type Indicator, type Scheme } from '#assessment/schemes/facts.ts';
import { program } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';

/** An edition is never changed once it was adopted, so each is read once. */
const known = new Map<string, Scheme>();
const MOST_KNOWN = 200;

/** The scheme by which this assessment is made, as it was adopted. */
export async function editionOf(reading: Reading, { scheme_id }: Pick<Assessment, 'scheme_id'>): Promise<Scheme> {
  const before = known.get(scheme_id);
  if (before) return before;
  const [row] = await list<SchemeEdition>({ ...reading, actor: program(reading.county), asOf: undefined }, assessmentScheme, { where: is<SchemeEdition>('id', scheme_id), limit: 1 });
  const scheme = schemeOf(row!);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(scheme_id, scheme);
  return scheme;
}

/** The indicator at an address, counted from 1 in section and indicator; undefined where the scheme has none. */
export function indicatorAt({ sections }: Scheme, address: string): Indicator | undefined {
  const [section, indicator] = address.split('.').map(Number);
  return sections[section! - 1]?.indicators[indicator! - 1];
}

/** What must be done whatever the points stands on a sheet as 必1, 必2, in the order of the scheme. */
export const gateAddress = (place: number): string => `必${place + 1}`;

/** The name of the minimum condition at an address; undefined where the scheme has none. */
export function gateAt({ gates }: Scheme, address: string): string | undefined {
  const place = /^必(\d{1,2})$/u.exec(address)?.[1];
  return place === undefined ? undefined : gates[Number(place) - 1]?.name;
}
