import { is, oneOf } from '#platform/predicate.ts';
import { bareName, directoryOf, type Directory } from '#platform/importing/resolving.ts';
import type { Founding } from '#platform/importing/target.ts';
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

/** Committees by the words of spreadsheets: 白石镇, 白石镇政协联络委, 白石镇联络委. One that is missing is proposed. */
export async function committeeDirectory(reading: Reading): Promise<Directory> {
  const rows = await list(reading, committee, { where: oneOf('state', ['proposed', 'established']), limit: MOST });
  const entries = rows.map(({ id, name, place }) => ({ id, names: [placeOf(name), place, name] }));
  const byPlace = directoryOf('committee', '联络委', entries, proposeCommittee);
  return { ...byPlace, find: (word) => byPlace.find(placeOf(word)) };
}

/** The place in a committee's name: what stands before 政协联络委, 联络委, 人民政府 … */
const placeOf = (word: string): string => bareName(word).replace(/(?:政协|人民政府|党委|党工委)?(?:联络委员会|联络委|工作委员会|工委|联络组|联络站)?$/u, '') || bareName(word);

const endings = [['镇', 'town'], ['乡', 'township'], ['街道', 'street'], ['街道办事处', 'street'], ['区', 'zone'], ['园', 'zone']] as const;

/** The place that a word names, and its kind; a word that does not end like a township, street or zone is no place to found a committee in. */
export function placeNamed(word: string): { place: string; kind: string } | undefined {
  const place = placeOf(word);
  const kind = endings.find(([ending]) => place.endsWith(ending))?.[1];
  return kind && place.length >= 2 && place.length <= 40 ? { place, kind } : undefined;
}

function proposeCommittee(word: string): Founding | null {
  const named = placeNamed(word);
  if (!named) return null;
  const { place, kind } = named;
  return { what: 'committee', key: `committee:${place}`, label: `联络委：${place}`, columns: { place, place_kind: kind, name: `${place}政协联络委`, state: 'established' } };
}

/** Sectors by name, with and without 界. */
export async function sectorDirectory(reading: Reading): Promise<Directory> {
  const rows = await list(reading, sector, { where: is('state', 'active'), limit: MOST });
  const bare = (word: string) => bareName(word).replace(/界(?:别)?$/u, '');
  const byName = directoryOf('sector', '界别', rows.map(({ id, name }) => ({ id, names: [bare(name)] })), (word) => ({ what: 'sector', key: `sector:${bare(word)}`, label: `界别：${bareName(word)}`, columns: { name: bareName(word) } }));
  return { ...byName, find: (word) => byName.find(bare(word)) };
}

/** Handling units by name. */
export async function unitDirectory(reading: Reading): Promise<Directory> {
  const rows = await list(reading, unit, { where: is('state', 'active'), limit: MOST });
  return directoryOf('unit', '承办单位', rows.map(({ id, name }) => ({ id, names: [name] })), (word) => ({ what: 'unit', key: `unit:${bareName(word)}`, label: `承办单位：${bareName(word)}`, columns: { name: bareName(word), side: 'government' } }));
}

/** Current members by name. One name may be several people: `findAt` looks among those of a committee first. */
export async function memberDirectory(reading: Reading): Promise<Directory & { findAt(name: string, committeeId: string | null): readonly string[] }> {
  const rows = await membersNow(reading);
  const byName = directoryOf('member', '委员', rows.map(({ id, name }) => ({ id, names: [name] })));
  const committees = new Map(rows.map(({ id, committee_id }) => [id, committee_id]));
  return {
    ...byName,
    findAt: (name, committeeId) => {
      const all = byName.find(name);
      const there = committeeId ? all.filter((id) => committees.get(id) === committeeId) : [];
      return there.length > 0 ? there : all;
    },
  };
}
