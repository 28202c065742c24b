import { percentage } from '#platform/figures/percentage.ts';
import type { Told } from '#reports/sharing/defined.ts';

/** As people read it: 12件, 85.3%（29/34）. */
export function toldWords({ value, numerator, denominator }: Told, { unit, decimals }: { unit: string; decimals: number | null }): string {
  if (value !== null) return `${value}${unit}`;
  const share = percentage(numerator!, denominator!, decimals ?? 1);
  return share === undefined ? '没有基数' : `${share}（${numerator}/${denominator}）`;
}
