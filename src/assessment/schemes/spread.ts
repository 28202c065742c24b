import type { Scored } from '#assessment/schemes/reckoning.ts';
import type { Scheme } from '#assessment/schemes/scheme.ts';

/** How many are in a band, or between two totals. */
export interface Share {
  label: string;
  many: number;
}

/** Where a scheme has no bands, totals are told in steps of so many points. */
const STEP = 10;

/** All who were assessed, by bands; no name and no place. */
export function spreadOf({ bands, gates }: Pick<Scheme, 'bands' | 'gates'>, scored: readonly Pick<Scored, 'sheet' | 'grade'>[]): Share[] {
  if (bands.length === 0) return bySteps(scored);
  const names = [...new Set([...bands.map(({ name }) => name), ...gates.map(({ otherwise }) => otherwise)])];
  return names.map((label) => ({ label, many: scored.filter(({ grade }) => grade.band === label).length }));
}

function bySteps(scored: readonly Pick<Scored, 'sheet'>[]): Share[] {
  const steps = Map.groupBy(scored, ({ sheet }) => Math.floor(Number(String(sheet.total)) / STEP));
  return [...steps].toSorted(([a], [b]) => b - a).map(([step, those]) => ({ label: `${step * STEP}分到不满${(step + 1) * STEP}分`, many: those.length }));
}
