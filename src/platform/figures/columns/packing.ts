/** The values of one column of many records, packed: each word once, and for each record the place of its word. Pure. */

export interface Packed {
  /** Null for records that have none. */
  readonly words: readonly (string | null)[];
  /** One byte for each record, or two where there are more words than a byte can tell apart. */
  readonly codes: Uint8Array;
}

const IN_ONE_BYTE = 256;
const IN_TWO_BYTES = 65_536;

/** Undefined for a column with more different words than can be told apart: it is asked of the records. */
export function packed(values: readonly (string | null)[]): Packed | undefined {
  const places = new Map<string | null, number>();
  for (const value of values) if (!places.has(value)) places.set(value, places.size);
  if (places.size > IN_TWO_BYTES) return undefined;
  const codes = places.size > IN_ONE_BYTE ? new Uint16Array(values.length) : new Uint8Array(values.length);
  for (const [at, value] of values.entries()) codes[at] = places.get(value)!;
  return { words: [...places.keys()], codes: new Uint8Array(codes.buffer) };
}

/** The place of each record's word. */
export function placesIn({ words, codes }: Packed): ArrayLike<number> {
  if (words.length <= IN_ONE_BYTE) return codes;
  const even = codes.byteOffset % 2 === 0 ? codes : codes.slice();
  return new Uint16Array(even.buffer, even.byteOffset, even.length / 2);
}

/** What a record must have in a column to be counted. */
export interface Condition {
  readonly column: Packed;
  readonly accepted: ReadonlySet<string | null>;
}

/** How many of the records that meet all conditions are alike in the columns, by their words. */
export function alikeIn(records: number, columns: readonly Packed[], conditions: readonly Condition[]): { words: (string | null)[]; n: number }[] {
  const counts = new Map<number, number>();
  const steps = columns.map(({ words }) => words.length);
  const places = columns.map(placesIn);
  const filters = conditions.map(({ column, accepted }) => ({ places: placesIn(column), accepts: column.words.map((word) => accepted.has(word)) }));
  const few = steps.reduce((product, one) => product * one, 1) <= IN_TWO_BYTES;
  const dense = few ? new Uint32Array(steps.reduce((product, one) => product * one, 1)) : undefined;
  for (let at = 0; at < records; at += 1) {
    if (!filters.every((one) => one.accepts[one.places[at]!])) continue;
    let key = 0;
    for (let place = 0; place < places.length; place += 1) key = key * steps[place]! + places[place]![at]!;
    if (dense) dense[key]! += 1;
    else counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const found: Iterable<readonly [number, number]> = dense ? dense.entries() : counts;
  return [...found].filter(([, n]) => n > 0).map(([key, n]) => ({ words: wordsOf(key, columns), n }));
}

function wordsOf(key: number, columns: readonly Packed[]): (string | null)[] {
  const found: (string | null)[] = [];
  let rest = key;
  for (const { words } of columns.toReversed()) {
    found.unshift(words[rest % words.length]!);
    rest = Math.floor(rest / words.length);
  }
  return found;
}
