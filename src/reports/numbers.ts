/** How numbers are printed in a speech. */

/**
 * 余: rounded down, and only when it must be. 103 → 100余, 137 → 130余, 1234 → 1200余; 100 → 100, and numbers below
 * ten are printed as they are. Two leading digits are kept, so that 余 never hides more than a tenth.
 */
export function withRest(value: number): string {
  if (value < 10) return String(value);
  const step = Math.max(10, 10 ** (String(Math.trunc(value)).length - 2));
  const down = Math.floor(value / step) * step;
  return down === value ? String(value) : `${down}余`;
}

/**
 * A share in percent, rounded half up to `decimals` places, without trailing zeros; undefined when there is nothing to
 * share. Whole numbers are compared, so that 115/200 is 57.5 and never 57.49.
 */
export function percentage(numerator: number, denominator: number, decimals: number): string | undefined {
  if (denominator === 0) return undefined;
  const scale = 10n ** BigInt(decimals);
  const doubled = (BigInt(numerator) * 200n * scale) / BigInt(denominator);
  const rounded = (doubled + 1n) / 2n;
  const whole = rounded / scale;
  const places = (rounded % scale).toString().padStart(decimals, '0').slice(0, decimals);
  const fraction = places.replace(/0+$/, '');
  return fraction === '' || decimals === 0 ? `${whole}%` : `${whole}.${fraction}%`;
}
