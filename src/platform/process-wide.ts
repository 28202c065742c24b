/**
 * What there is once in the process: the programs of all languages (decision 44) find the same. Only for what one of them must know of
 * the other; what is merely remembered each may remember for itself.
 */
export function processWide<T>(name: string, make: () => T): T {
  const whole = globalThis as unknown as Record<symbol, T | undefined>;
  return (whole[Symbol.for(`lianxinqiao: ${name}`)] ??= make());
}
