import { roles, type Role } from '#platform/identity/actor.ts';
import { all, is } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { post, type Post } from '#institutions/posts/record.ts';

/** What is about to be held: by whom does not matter. */
export type Held = Pick<Post, 'role' | 'committee_id' | 'since'> & Partial<Pick<Post, 'until'>>;

const MOST_HOLDERS = 200;

/**
 * A committee has one director at a time. Refuses a second one for any day, also a past one, at the field and in words.
 * @param besides the post being corrected, which may stay what it is.
 */
export async function expectPostFree(reading: Reading, held: Held, besides?: Pick<Post, 'id'>): Promise<void> {
  if (held.role !== 'director' || !held.committee_id) return;
  const there = await list(reading, post, { where: all(is<Post>('role', 'director'), is<Post>('committee_id', held.committee_id)), limit: MOST_HOLDERS });
  const other = there.find((row) => row.id !== besides?.id && overlap(row, held));
  if (!other) return;
  const when = [other.since && `${other.since}起`, other.until && `${other.until}止`].filter(Boolean).join('，');
  const named = `${other.name}${when ? `（${when}）` : ''}`;
  if (other.state === 'holding') throw invalid({ role: `这个联络委已有在任${wordOf(held.role)}${named}。请先为其办理卸任，再登记新${wordOf(held.role)}。` });
  throw invalid({ since: `这些日子里的${wordOf(held.role)}是${named}，一个联络委同时只有一名${wordOf(held.role)}。请核对日期。` });
}

const wordOf = (role: string): string => roles[role as Role].replace('联络委', '');

/** Two who hold now always meet, whatever their days say. */
const overlap = (one: Post, other: Held): boolean => (one.state === 'holding' && !other.until) || meet(one, other);

interface Span {
  since: string | null;
  until?: string | null;
}

/** Days from the first up to, not including, the last; an unknown beginning counts as long ago, no end as for ever. */
export const meet = (one: Span, other: Span): boolean => (one.since ?? '') < (other.until ?? '9999') && (other.since ?? '') < (one.until ?? '9999');
