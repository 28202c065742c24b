import { member } from '#institutions/members/record.ts';
import { committeesOf, holds, type Actor } from '#platform/identity/actor.ts';
import { always, is, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { ownCommittee } from '#institutions/facts.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';

/** What was written down before where this person writes: so that little is typed again. */
export interface Earlier {
  /** Where they write, when it can only be one place. */
  committee?: string;
  /** Most frequent first. */
  places: string[];
  categories: string[];
  /** The entry that was told last, for what usually stays the same from one to the next. */
  last?: Pick<LedgerEntry, 'place' | 'way'>;
}

/** So many entries are looked back at. */
const LOOKED_BACK = 300;
const OFFERED = 60;

export async function earlierFor(reading: Reading): Promise<Earlier> {
  const { actor } = reading;
  const committee = ownCommittee(actor) ?? committeesOf(actor, 'participant')[0] ?? (writesAsMember(actor) ? await committeeOfMember(reading) : undefined);
  const where = committee ? is<LedgerEntry>('committee_id', committee) : (always as Predicate<LedgerEntry>);
  const rows = await list(reading, ledgerEntry, { where, order: [{ column: 'received_on', descending: true }, { column: 'id', descending: true }], limit: LOOKED_BACK });
  const last = rows.find(({ way }) => way !== 'qr' && way !== 'hotline');
  return { committee, places: frequent(rows.map(({ place }) => place)), categories: frequent(rows.map(({ category }) => category)), last };
}

/** A member without a post that keeps ledgers: they write down what they were told, and the committee's clerks do the rest. */
export const writesAsMember = (actor: Actor): boolean =>
  actor.memberId !== null && !holds(actor, 'county_office', 'maintainer', 'worker', 'director', 'deputy_director');

/** Where a member is stationed. */
export async function committeeOfMember(reading: Reading): Promise<string | undefined> {
  const found = reading.actor.memberId ? await find(reading, member, reading.actor.memberId) : undefined;
  return found?.committee_id ?? undefined;
}

const frequent = (words: readonly (string | null)[]): string[] =>
  [...Map.groupBy(words.filter((word) => word !== null), (word) => word)].toSorted(([, a], [, b]) => b.length - a.length).slice(0, OFFERED).map(([word]) => word);
