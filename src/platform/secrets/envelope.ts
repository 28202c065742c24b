import { suites, type SuiteName } from './suites.ts';

/** A key of one county, open in memory. */
export interface DataKey {
  kid: string;
  county: string;
  suite: SuiteName;
  bytes: Buffer;
}

/** The column that a sealed text was made for: `people.phone`. */
export type Column = `${string}.${string}`;

/** Where a sealed text belongs: nowhere else does it open. */
export interface Place {
  column: Column;
  /** The row's id; of a table with one row for each county, the county. */
  row: string;
}

/** `~suite.kid.table.column.bytes`: with what, by which key, and for which column. */
const form = /^~(?<suite>aes|sm)\.(?<kid>[0-9a-f]{12})\.(?<column>[a-z0-9_]+\.[a-z0-9_]+)\.(?<bytes>[A-Za-z0-9_-]+)$/;

/** What sealed texts begin with and nothing that people type does: the database refuses anything else in a sealed column. */
export const isSealed = (text: unknown): text is string => typeof text === 'string' && text.startsWith('~');

export interface Envelope {
  suite: SuiteName;
  kid: string;
  column: Column;
  bytes: Buffer;
}

export function envelopeOf(text: string): Envelope {
  const parts = form.exec(text)?.groups;
  if (!parts) throw new Error('what should be sealed is in no form we know');
  return { suite: parts['suite'] as SuiteName, kid: parts['kid']!, column: parts['column'] as Column, bytes: Buffer.from(parts['bytes']!, 'base64url') };
}

const placeWords = (key: DataKey, { column, row }: Place): string => [key.county, column, row, key.suite, key.kid].join('|');

export const sealedFor = (key: DataKey, place: Place, text: string): string =>
  `~${key.suite}.${key.kid}.${place.column}.${suites[key.suite].seal(key.bytes, placeWords(key, place), Buffer.from(text)).toString('base64url')}`;

/** @throws when it was made for another place or changed by a bit */
export const openedFor = (key: DataKey, place: Place, { bytes, suite }: Envelope): string => {
  if (suite !== key.suite) throw new Error('the suite beside it is not the key\'s');
  return suites[key.suite].open(key.bytes, placeWords(key, place), bytes).toString();
};
