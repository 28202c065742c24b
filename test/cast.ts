import { program, resident, type Actor, type HeldPost, type Role } from '#platform/identity/actor.ts';

/** What an actor belongs to: a sample record that names the same id is "the own one". */
export interface Place {
  committee: string;
  unit: string;
  person: string;
  member: string;
}

const id = (n: number): string => `0198c000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Ids for sample records that need not be in a database. */
export const county = id(1);
export const own: Place = { committee: id(11), unit: id(12), person: id(13), member: id(14) };
export const other: Place = { committee: id(21), unit: id(22), person: id(23), member: id(24) };

const post = (role: Role, at: Partial<HeldPost> = {}): HeldPost => ({ role, committeeId: null, unitId: null, ...at });

/** One of each kind of person of a county: those of the one place, those of another, and those above both. */
export function castOf(countyId: string, here: Place, there: Place) {
  const somebody = (n: number, name: string, posts: HeldPost[], as: Partial<Actor> = {}): Actor => ({
    countyId, accountId: id(100 + n), personId: id(200 + n), memberId: null, name, posts, ...as,
  });
  return {
    office: somebody(1, '县政协办公室', [post('county_office')]),
    chair: somebody(2, '主席会议成员', [post('chair')]),
    director: somebody(3, '本联络委主任', [post('director', { committeeId: here.committee })]),
    'other director': somebody(4, '别的联络委主任', [post('director', { committeeId: there.committee })]),
    'deputy director': somebody(5, '本联络委副主任', [post('deputy_director', { committeeId: here.committee })]),
    worker: somebody(6, '本联络委工作人员', [post('worker', { committeeId: here.committee })]),
    'other worker': somebody(7, '别的联络委工作人员', [post('worker', { committeeId: there.committee })]),
    'committee member': somebody(8, '本联络委委员', [post('committee_member', { committeeId: here.committee })]),
    participant: somebody(16, '本联络委参加人员', [post('participant', { committeeId: here.committee, kind: '信息员' })]),
    member: somebody(9, '委员本人', [], { personId: here.person, memberId: here.member }),
    'other member': somebody(10, '别的委员', [], { personId: there.person, memberId: there.member }),
    'unit clerk': somebody(11, '承办单位经办人', [post('unit_clerk', { unitId: here.unit })]),
    'other unit clerk': somebody(12, '别的承办单位经办人', [post('unit_clerk', { unitId: there.unit })]),
    leader: somebody(13, '党政领导', [post('leader')]),
    auditor: somebody(14, '审计监督', [post('auditor')]),
    maintainer: somebody(15, '系统维护', [post('maintainer')]),
    program: program(countyId),
    resident: resident(countyId),
  } satisfies Record<string, Actor>;
}

export const cast = castOf(county, own, other);

export type Actors = Readonly<Record<string, Actor>>;
