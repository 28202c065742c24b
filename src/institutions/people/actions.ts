import { holds } from '#platform/identity/actor.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import type { Effect, Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { leaveAll } from '#institutions/posts-left.ts';
import type { Person } from '#institutions/people/record.ts';

/** What people put right in their own entry. */
export const OWN: readonly string[] = ['phone'];

/** One's own telephone everybody may put right; names, posts and the rest are the office's register. */
export function expectOwnMatter(act: Act, row: Person, values: Values<Person>): void {
  if (holds(act.actor, 'county_office')) return;
  const others = Object.entries(values).filter(([name, value]) => !OWN.includes(name) && (value ?? null) !== (row[name as keyof Person] ?? null));
  if (others.length > 0) throw new Problem(403, 'not_yours', '您自己可以改手机号码；姓名、单位及职务等请告诉县政协办公室来改。');
}

/** Whoever leaves the county leaves every post the same day; a membership ends by its own step, with its own paper. */
export const leavingCounty: Effect<Person> = async (act, row, { left_on }: { left_on: string }) => {
  if (left_on > dayOf(act.at)) throw invalid({ left_on: '这一天还没有到。请到那天再办理，或改正日期。' });
  await leaveAll(act, row.id, left_on, `${row.name}离开`);
};
