import { holds } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import type { Values } from '#platform/records/write.ts';
import type { Person } from '#institutions/people/record.ts';

/** What people put right in their own entry. */
export const OWN: readonly string[] = ['phone'];

/** One's own telephone everybody may put right; names, posts and the rest are the office's register. */
export function expectOwnMatter(act: Act, row: Person, values: Values<Person>): void {
  if (holds(act.actor, 'county_office')) return;
  const others = Object.entries(values).filter(([name, value]) => !OWN.includes(name) && (value ?? null) !== (row[name as keyof Person] ?? null));
  if (others.length > 0) throw new Problem(403, 'not_yours', '您自己可以改手机号码；姓名、单位及职务等请告诉县政协办公室来改。');
}
