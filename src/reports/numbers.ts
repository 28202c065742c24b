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
