import { is, oneOf } from '#platform/predicate.ts';
import { bareName, directoryOf, type Directory } from '#platform/importing/resolving.ts';
import type { Founding } from '#platform/importing/target.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { committeesOf } from '#platform/identity/actor.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { otherPlaces, placesCalledOn } from '#institutions/naming.ts';
import { sector, sectorGroup, specialCommittee } from '#institutions/groupings/record.ts';
import { unit } from '#institutions/units/record.ts';

/** Days and places as the claims of this chapter look at them; later chapters look alike. */
export { closingDay, stood, within } from '#institutions/standing.ts';
export { calledOn, formWas, placeOn } from '#institutions/naming.ts';
export { orderOfNames } from '#institutions/name-order.ts';

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

/** Every place by which a committee that exists now is meant: its own, those that it covers, those that it was called before. */
export async function placesNow(reading: Reading): Promise<{ id: string; place: string }[]> {
  const others = await otherPlaces(reading);
  return (await committeesNow(reading)).flatMap(({ id, place }) => [place, ...(others.get(id) ?? [])].map((called) => ({ id, place: called })));
}

/** All committees of any time, for names in lists; with a day: as their places were called then. */
export async function committeeChoices(reading: Reading, day?: string): Promise<Choosable[]> {
  const rows = await list(reading, committee, { order: [{ column: 'rank' }, { column: 'founded_on' }], limit: MOST });
  const called = day ? await placesCalledOn(reading, day) : new Map<string, string>();
  return rows.map(({ id, place }) => ({ value: id, label: called.get(id) ?? place }));
}

const namesOf = async (reading: Reading, register: Lifecycle): Promise<Choosable[]> => {
  const rows = await list(reading, register, { order: [{ column: 'rank' }, { column: 'name' }], limit: MOST });
  return rows.map(({ id, name }) => ({ value: id, label: name }));
};

export const sectorChoices = (reading: Reading): Promise<Choosable[]> => namesOf(reading, sector);
export const specialCommitteeChoices = (reading: Reading): Promise<Choosable[]> => namesOf(reading, specialCommittee);
export const sectorGroupChoices = (reading: Reading): Promise<Choosable[]> => namesOf(reading, sectorGroup);

export async function unitChoices(reading: Reading): Promise<Choosable[]> {
  const rows = await list(reading, unit, { order: [{ column: 'name' }], limit: MOST });
  return rows.map(({ id, name }) => ({ value: id, label: name }));
}

export const membersNow = (reading: Reading): Promise<Member[]> =>
  list(reading, member, { where: is('state', 'current'), order: [{ column: 'name_key' }, { column: 'name' }], limit: MOST });

/** The names of all who are members or were, by their membership. */
export const namesOfMembers = async (reading: Reading): Promise<ReadonlyMap<string, string>> =>
  new Map((await list<Member>(reading, member, { limit: MOST_MEMBERSHIPS })).map(({ id, name }) => [id, name]));

/** Of all terms together. */
const MOST_MEMBERSHIPS = 50_000;

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
  const others = await otherPlaces(reading);
  const entries = rows.map(({ id, name, place }) => ({ id, names: [placeOf(name), place, name, ...(others.get(id) ?? [])] }));
  const byPlace = directoryOf('committee', '联络委', entries, proposeCommittee);
  return { ...byPlace, find: (word) => byPlace.find(placeOf(word)) };
}

/** The place in a committee's name: what stands before 政协联络委, 联络委, 人民政府 … */
const placeOf = (word: string): string => bareName(word).replace(/(?:政协|人民政府|党委|党工委)?(?:联络委员会|联络委|工作委员会|工委|联络组|联络站)?$/u, '') || bareName(word);

const endings = [['镇', 'town'], ['乡', 'township'], ['街道', 'street'], ['街道办事处', 'street'], ['区', 'zone'], ['园', 'zone'], ['机关', 'organs'], ['委员组', 'organs']] as const;

/** The place that a word names, and its kind; a word that does not end like a township, street, zone or group of county organs is no place to found a committee in. */
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
export const sectorDirectory = (reading: Reading): Promise<Directory> =>
  registerDirectory(reading, sector, (word) => bareName(word).replace(/界(?:别)?$/u, ''));

/** Special committees by name: 提案委, 提案委员会. */
export const specialCommitteeDirectory = (reading: Reading): Promise<Directory> =>
  registerDirectory(reading, specialCommittee, (word) => bareName(word).replace(/(?:专门)?委员会$|专委会$|委$/u, ''));

/** Groups by name, with and without 小组. */
export const sectorGroupDirectory = (reading: Reading): Promise<Directory> =>
  registerDirectory(reading, sectorGroup, (word) => bareName(word).replace(/(?:活动)?小?组$/u, ''));

/** A register of names, compared by the part that tells them apart; one that is missing is proposed. */
async function registerDirectory(reading: Reading, register: Lifecycle, bare: (word: string) => string): Promise<Directory> {
  const rows = await list(reading, register, { where: is('state', 'active'), limit: MOST });
  const byName = directoryOf(register.name, register.title, rows.map(({ id, name }) => ({ id, names: [bare(name)] })),
    (word) => ({ what: register.name, key: `${register.name}:${bare(word)}`, label: `${register.title}：${bareName(word)}`, columns: { name: bareName(word) } }));
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
