import { plain } from './reading.ts';
import type { Column, ImportKind } from './kind.ts';

/** A header word as it is compared: without width, spaces, marks and required stars. */
export function bareLabel(label: string): string {
  return plain(label).toLowerCase().replace(/[\s*＊:：、，,。.“”"'‘’/\\·\-_]/gu, '').replace(/[（(【[](?:必填|选填|可不填)[）)】\]]/gu, '');
}

const withoutBrackets = (bare: string) => bare.replace(/[（(【[][^）)】\]]*[）)】\]]/gu, '');

/**
 * How well a header speaks for a column, 0 to 1: 1 for the label or a synonym, less when one contains the other.
 * A header of several lines is given as its variants, the most telling counts.
 */
export function likenessOfLabel(variants: readonly string[], column: Column<unknown>): number {
  const names = [column.label, ...column.synonyms].map(bareLabel);
  return Math.max(0, ...variants.flatMap((variant) => names.map((name) => likeness(bareLabel(variant), name))));
}

function likeness(written: string, name: string): number {
  if (written === '' || name === '') return 0;
  if (written === name) return 1;
  const short = withoutBrackets(written);
  if (short === withoutBrackets(name) && short.length > 1) return 0.95;
  if (name.length > 1 && short.includes(name)) return 0.5 + 0.3 * (name.length / short.length);
  if (short.length > 1 && name.includes(short)) return 0.4 + 0.3 * (short.length / name.length);
  return 0;
}

/** Every word that heads a column of these kinds; used to tell header rows from titles and data. */
export function knownLabels(kinds: readonly ImportKind[]): Set<string> {
  return new Set(kinds.flatMap((kind) => Object.values(kind.columns).flatMap((column) => [column.label, ...column.synonyms].map(bareLabel))));
}
