import { createStaffAccount, createMemberAccount } from '#platform/identity/accounts.ts';
import type { HeldPost, Role } from '#platform/identity/actor.ts';
import type { Act } from '#platform/records/act.ts';
import { createMany } from '#platform/records/write.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { nameKey } from '#platform/people/strokes.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { sector, type Sector } from '#institutions/groupings/record.ts';
import { unit, type Unit } from '#institutions/units/record.ts';
import type { Chance } from './chance.ts';
import { affiliationOf, bornOf, ethnicOf, jobOf, nameOf, phoneOf } from './names.ts';
import { county, places, sectors, units } from './places.ts';

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
  /** 县政协主席: presides over the chair meeting. */
  chair: Person;
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
    person_id: one.id, name: one.name, term: TERM, number: number + 1, sector_id: chance.one(sectorRows).id, joined_on: since, standing: chance.yes(0.15), affiliation: one.affiliation, name_key: nameKey(one.name),
    committee_id: committees[one.party_place ? places.findIndex(([place]) => place === one.party_place) : chance.below(committees.length)]!.id,
  })));

  const [chair] = await createMany<Person>(act, person, [{ name: '龙定山', sex: '1', ethnic: '侗族', born_month: '1970-06', affiliation: '中共党员', position: '县政协主席' }]) as [Person];

  await createMany<Post>(act, post, [
    ...directors.map((one, n) => held(one, 'director', since, { committee_id: committees[n]!.id, acting: n === 14 })),
    ...deputies.map((one, n) => held(one, 'deputy_director', since, { committee_id: committees[n]!.id })),
    ...workers.map((one, n) => held(one, 'worker', since, { committee_id: committees[n]!.id })),
    ...office.map((one) => held(one, 'county_office', since)),
    held(leader, 'leader', since), held(auditor, 'auditor', since), held(chair, 'chair', since),
    ...unitClerks.map((one, n) => held(one, 'unit_clerk', since, { unit_id: unitRows[n]!.id })),
  ]);
  return { committees, units: unitRows, sectors: sectorRows, members, directors, deputies, workers, office, leader, auditor, chair, unitClerks };
}

const held = (one: Person, role: Role, since: string, more: Partial<Post> = {}) => ({
  person_id: one.id, name: one.name, role, since, acting: false, ...more,
});

/** One password for all log-ins of the demonstration; it opens invented records only. */
export const DEMO_PASSWORD = 'Fengyu-Qiao-2026';

const UNIT_OF_THE_CLERK = units.findIndex(([name]) => name === '县交通运输局');

/** The log-ins of the demonstration, one for each post. */
export const demoPosts: { login: string; post: string; of(founded: Founded): Person | undefined }[] = [
  { login: 'office', post: '县政协办公室', of: ({ office }) => office[0] },
  { login: 'chair', post: '县政协主席（主席会议）', of: ({ chair }) => chair },
  { login: 'worker', post: `${places[0][0]}联络委工作人员`, of: ({ workers }) => workers[0] },
  { login: 'director', post: `${places[0][0]}联络委主任`, of: ({ directors }) => directors[0] },
  { login: 'unit', post: `${units[UNIT_OF_THE_CLERK]![0]}经办人`, of: ({ unitClerks }) => unitClerks[UNIT_OF_THE_CLERK] },
  { login: 'leader', post: '县领导', of: ({ leader }) => leader },
  { login: 'auditor', post: '审计监督', of: ({ auditor }) => auditor },
];

/** What the terminal says about log-ins of the demonstration. */
export const demoLogins = (): string[] => [
  '',
  `演示登录（${county.name}，人员和事项均为虚构），密码都是 ${DEMO_PASSWORD}`,
  ...demoPosts.map(({ login, post }) => `  ${login.padEnd(10)}${post}`),
  `上级（岚州政协）：登录时选“岚州”，用户名 prefecture，密码相同。`,
  `空白县（试用自己的台账）：登录时选“空白县（试用）”，用户名 office，密码相同。`,
];

/** An account for each demonstration post, and a waiting one for every member, who comes in by slip. @returns account by person */
export async function openAccounts(act: Act, founded: Founded): Promise<Map<string, string>> {
  const accounts = new Map<string, string>();
  for (const { login, of } of demoPosts) {
    const one = of(founded)!;
    accounts.set(one.id, await createStaffAccount(act, one.id, login, DEMO_PASSWORD));
  }
  for (const { person_id } of founded.members) {
    if (!accounts.has(person_id)) accounts.set(person_id, await createMemberAccount(act, person_id));
  }
  return accounts;
}

export const postOf = (role: Role, place: { committeeId?: string; unitId?: string } = {}): HeldPost => ({
  role, committeeId: place.committeeId ?? null, unitId: place.unitId ?? null,
});
