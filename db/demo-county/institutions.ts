import { createStaffAccount, createMemberAccount } from '#platform/identity/accounts.ts';
import type { HeldPost, Role } from '#platform/identity/actor.ts';
import type { Act } from '#platform/records/act.ts';
import { createMany } from '#platform/records/write.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { strokeKey } from '#institutions/people/strokes.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { sector, type Sector } from '#institutions/sectors/record.ts';
import { unit, type Unit } from '#institutions/units/record.ts';
import type { Chance } from './chance.ts';
import { affiliationOf, bornOf, ethnicOf, jobOf, nameOf, phoneOf } from './names.ts';
import { places, sectors, units } from './places.ts';

const MEMBERS = 160;
/** The ninth term of the invented county; each lasts five years. */
export const TERM = 9;

export interface Founded {
  committees: Committee[];
  units: Unit[];
  sectors: Sector[];
  members: Member[];
  directors: (Person | undefined)[];
  deputies: Person[];
  workers: Person[];
  office: Person[];
  leader: Person;
  auditor: Person;
  unitClerks: Person[];
}

/** Everybody and everything that was there before the year began. */
export async function foundInstitutions(act: Act, chance: Chance, since: string): Promise<Founded> {
  const committees = await createMany<Committee>(act, committee, places.map(([place, kind], rank) => ({
    name: `${place}政协联络委`, place, place_kind: kind, form: '联络委', founded_on: since, rank: rank + 1, state: 'established',
  })));
  const unitRows = await createMany<Unit>(act, unit, units.map(([name, side]) => ({ name, side })));
  const sectorRows = await createMany<Sector>(act, sector, sectors.map((name, rank) => ({ name, rank: rank + 1 })));
  const people = (n: number, more: (index: number) => Partial<Person>) => createMany<Person>(act, person, Array.from({ length: n }, (_, index) => ({
    name: nameOf(chance), sex: chance.one(['1', '1', '2']), ethnic: ethnicOf(chance), born_month: bornOf(chance), affiliation: '中共党员', phone: phoneOf(chance), ...more(index),
  })));

  const directors = await people(places.length, (n) => ({ position: `${places[n]![0]}党委副书记`, party_post: 'deputy_secretary', party_place: places[n]![0] }));
  const deputies = await people(places.length, (n) => ({ position: `${places[n]![0]}组宣统委员`, party_post: 'commissioner', party_place: places[n]![0] }));
  const workers = await people(places.length, (n) => ({ position: `${places[n]![0]}党政办公室干部`, affiliation: affiliationOf(chance) }));
  const others = await people(MEMBERS - places.length, () => ({ position: jobOf(chance), affiliation: affiliationOf(chance) }));
  const office = await people(2, () => ({ position: '县政协办公室' }));
  const [leader, auditor] = await people(2, (n) => ({ position: n === 0 ? '县人民政府副县长' : '县纪委监委派驻纪检监察组' })) as [Person, Person];
  const unitClerks = await people(unitRows.length, (n) => ({ position: `${units[n]![0]}办公室`, affiliation: affiliationOf(chance) }));

  // One director is not a county member yet: the claim must find that, not hide it.
  const seated = [...directors.filter((_, n) => n !== 14), ...others];
  const members = await createMany<Member>(act, member, seated.map((one, number) => ({
    person_id: one.id, name: one.name, term: TERM, number: number + 1, sector_id: chance.one(sectorRows).id, joined_on: since, standing: chance.yes(0.15), name_key: strokeKey(one.name),
    committee_id: committees[one.party_place ? places.findIndex(([place]) => place === one.party_place) : chance.below(committees.length)]!.id,
  })));

  await createMany<Post>(act, post, [
    ...directors.map((one, n) => held(one, 'director', since, { committee_id: committees[n]!.id, acting: n === 14 })),
    ...deputies.map((one, n) => held(one, 'deputy_director', since, { committee_id: committees[n]!.id })),
    ...workers.map((one, n) => held(one, 'worker', since, { committee_id: committees[n]!.id })),
    ...office.map((one) => held(one, 'county_office', since)),
    held(leader, 'leader', since), held(auditor, 'auditor', since),
    ...unitClerks.map((one, n) => held(one, 'unit_clerk', since, { unit_id: unitRows[n]!.id })),
  ]);
  return { committees, units: unitRows, sectors: sectorRows, members, directors, deputies, workers, office, leader, auditor, unitClerks };
}

const held = (one: Person, role: Role, since: string, more: Partial<Post> = {}) => ({
  person_id: one.id, name: one.name, role, since, acting: false, ...more,
});

/** A log-in of the demonstration, as the terminal prints it. */
export interface DemoLogin {
  post: string;
  login: string;
}

/** One password for all log-ins of the demonstration; it opens invented records only. */
export const DEMO_PASSWORD = 'Fengyu-Qiao-2026';

/** Log-ins for one of each post, and a waiting account for every member, who comes in by slip. */
export async function openAccounts(act: Act, founded: Founded): Promise<{ logins: DemoLogin[]; accounts: Map<string, string> }> {
  const { office, directors, workers, unitClerks, leader, auditor } = founded;
  const staff: [Person, string, string][] = [
    [office[0]!, 'office', '县政协办公室'], [workers[0]!, 'worker', `${places[0][0]} 联络委工作人员`], [directors[0]!, 'director', `${places[0][0]} 联络委主任`],
    [unitClerks[19]!, 'unit', `${units[19]![0]} 承办经办人`], [leader, 'leader', '县领导'], [auditor, 'auditor', '审计监督'],
  ];
  const accounts = new Map<string, string>();
  for (const [one, login] of staff) accounts.set(one.id, await createStaffAccount(act, one.id, login, DEMO_PASSWORD));
  for (const one of founded.members) {
    if (!accounts.has(one.person_id)) accounts.set(one.person_id, await createMemberAccount(act, one.person_id));
  }
  return { logins: staff.map(([, login, post]) => ({ login, post })), accounts };
}

export const postOf = (role: Role, place: { committeeId?: string; unitId?: string } = {}): HeldPost => ({
  role, committeeId: place.committeeId ?? null, unitId: place.unitId ?? null,
});
