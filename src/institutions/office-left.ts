import { countyOffice } from '#platform/identity/relations.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { amend } from '#platform/records/write.ts';
import type { Committee } from '#institutions/committees/record.ts';
import { partyPost, type PartyPost } from '#institutions/party-posts/record.ts';
import { person, type Person } from '#institutions/people/record.ts';

/** A place has two offices that carry a post; more than this are not open at once. */
const MOST = 200;

/** Rosters print a person's office; it is kept there as long as the office is held. */
export async function writeOnPerson(act: Act, row: PartyPost, holds: boolean): Promise<void> {
  const who = await get<Person>(act, person, row.person_id);
  const how = { step: 'edit', relation: countyOffice.name };
  if (holds) await amend(act, person, who, { party_post: row.office, party_place: row.place }, how);
  else if (who.party_post === row.office && who.party_place === row.place) await amend(act, person, who, { party_post: null, party_place: null }, how);
}

/** With a committee end, the same day, the Party offices that carried its posts: nobody is to be seated there any more. */
export async function endOffices(act: Act, { id }: Committee, day: string, reason: string): Promise<void> {
  for (const row of await openOffices(act, id)) {
    const until = row.until ?? (row.since && day < row.since ? row.since : day);
    await writeOnPerson(act, row, false);
    await amend(act, partyPost, row, { state: 'ended', until }, { step: 'edit', relation: countyOffice.name, reason });
  }
}

/** The offices of a place are called after it. */
export async function renameOffices(act: Act, { id }: Committee, place: string, reason: string): Promise<void> {
  for (const row of await openOffices(act, id)) await amend(act, partyPost, row, { place }, { step: 'edit', relation: countyOffice.name, reason });
}

const openOffices = (act: Act, committee: string): Promise<PartyPost[]> =>
  list(act, partyPost, { where: all(is<PartyPost>('committee_id', committee), oneOf<PartyPost>('state', ['awaiting', 'holding', 'vacant'])), limit: MOST });
