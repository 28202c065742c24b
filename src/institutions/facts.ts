import { is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { committeesOf } from '#platform/identity/actor.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { sector } from '#institutions/sectors/record.ts';
import { unit } from '#institutions/units/record.ts';

/** The questions that later chapters ask about places and people. */

interface Choosable {
  value: string;
  label: string;
}

/** More committees, sectors, units or members than this a county does not have; lists need an end. */
const MOST = 2_000;

/** Committees that exist now, in the county's order. */
export const committeesNow = (reading: Reading): Promise<Committee[]> =>
  list(reading, committee, { where: is('state', 'established'), order: [{ column: 'rank' }, { column: 'founded_on' }], limit: MOST });

/** All committees of any time, for names in lists. */
export async function committeeChoices(reading: Reading): Promise<Choosable[]> {
  const rows = await list(reading, committee, { order: [{ column: 'rank' }, { column: 'founded_on' }], limit: MOST });
  return rows.map(({ id, place }) => ({ value: id, label: place }));
}

export async function sectorChoices(reading: Reading): Promise<Choosable[]> {
  const rows = await list(reading, sector, { order: [{ column: 'rank' }, { column: 'name' }], limit: MOST });
  return rows.map(({ id, name }) => ({ value: id, label: name }));
}

export async function unitChoices(reading: Reading): Promise<Choosable[]> {
  const rows = await list(reading, unit, { order: [{ column: 'name' }], limit: MOST });
  return rows.map(({ id, name }) => ({ value: id, label: name }));
}

export const membersNow = (reading: Reading): Promise<Member[]> =>
  list(reading, member, { where: is('state', 'current'), order: [{ column: 'name_key' }, { column: 'name' }], limit: MOST });

/** Members to choose from, each with the place, because names repeat. */
export async function memberChoices(reading: Reading): Promise<Choosable[]> {
  const places = new Map((await committeeChoices(reading)).map(({ value, label }) => [value, label]));
  const rows = await membersNow(reading);
  return rows.map(({ id, name, committee_id }) => ({ value: id, label: committee_id ? `${name}（${places.get(committee_id) ?? ''}）` : name }));
}

/** The committee that a form should start with: the person's own, when there is just one. */
export const ownCommittee = (actor: Reading['actor']): string | undefined => {
  const own = new Set(committeesOf(actor, 'worker', 'director', 'deputy_director'));
  return own.size === 1 ? [...own][0] : undefined;
};
