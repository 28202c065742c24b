/**
 * A share in percent, rounded half up to `decimals` places, without trailing zeros; undefined when there is nothing to
 * share. Whole numbers are compared, so that 115/200 is 57.5 and never 57.49; half-days and the like by their thousandths.
 */
export function percentage(numerator: number, denominator: number, decimals: number): string | undefined {
  if (denominator === 0) return undefined;
  const scale = 10n ** BigInt(decimals);
  const [part, whole] = Number.isInteger(numerator) && Number.isInteger(denominator) ? [numerator, denominator] : [Math.round(numerator * 1_000), Math.round(denominator * 1_000)];
  const doubled = (BigInt(part) * 200n * scale) / BigInt(whole);
  const rounded = (doubled + 1n) / 2n;
  const percent = rounded / scale;
  const places = (rounded % scale).toString().padStart(decimals, '0').slice(0, decimals);
  const fraction = places.replace(/0+$/, '');
  return fraction === '' || decimals === 0 ? `${percent}%` : `${percent}.${fraction}%`;
}
