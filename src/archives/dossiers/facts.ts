import { sql } from 'kysely';
import { is, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { roles, type Role } from '#platform/identity/actor.ts';
import type { WorkKind } from '#platform/work.ts';
import { committeeChoices, sectorChoices, sectorGroupChoices, specialCommitteeChoices } from '#institutions/facts.ts';
import { leavingKinds, member, type Member } from '#institutions/members/record.ts';
import { rosterOf } from '#institutions/people/facts.ts';
import { sexes } from '#institutions/people/record.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { linesOf, type Line } from '#archives/dossiers/lines.ts';
import type { Dossier } from '#archives/dossiers/whose.ts';

export { linesOf, type Line } from '#archives/dossiers/lines.ts';
export { dossierPapers } from '#archives/dossiers/papers.ts';
export { committeeDossier, memberDossier, readsOthers, type Dossier } from '#archives/dossiers/whose.ts';

/** Label and value of the first page, in the order of the form (forms member_profile). */
export type Profile = readonly (readonly [label: string, value: string])[];

/** What the archive holds of the days that are looked at. */
export async function readLines(reading: Reading, works: readonly WorkKind[], dossier: Dossier): Promise<Line[]> {
  const { subject, id, shown, frozenAt, openedOnly } = dossier;
  if (shown.from > shown.to) return [];
  const found = await linesOf(frozenAt ? { ...reading, asOf: frozenAt } : reading, works, { subject, subjects: [id], ...shown }, openedOnly);
  return found.get(id) ?? [];
}

/** A person holds fewer posts and memberships than this. */
const MOST_HELD = 100;

/** 基本信息 of a member: from the register, the person's own data that everybody may read, the posts and the memberships of other terms. */
export async function profileOfMember(reading: Reading, row: Member): Promise<Profile> {
  const [person] = [(await rosterOf(reading, [row.person_id])).get(row.person_id)];
  const choices = { committee: await committeeChoices(reading), sector: await sectorChoices(reading), special: await specialCommitteeChoices(reading), group: await sectorGroupChoices(reading) };
  const named = (kind: keyof typeof choices, id: string | null) => choices[kind].find(({ value }) => value === id)?.label ?? '';
  const posts = await list<Post>(reading, post, { where: is<Post>('person_id', row.person_id), order: [{ column: 'since' }], limit: MOST_HELD });
  const memberships = await list<Member>(reading, member, { where: is<Member>('person_id', row.person_id), order: [{ column: 'term' }], limit: MOST_HELD });
  return [
    ['姓名', row.name], ['性别', word(sexes, person?.sex)], ['民族', person?.ethnic ?? ''], ['出生年月', person?.born_month ?? ''], ['党派', person?.affiliation ?? ''],
    ['界别', named('sector', row.sector_id)], ['单位及职务', person?.position ?? ''], ['届次', `第${row.term}届`], ['政协职务', row.standing ? '常委' : '委员'],
    ['所属联络委', named('committee', row.committee_id)], ['所属专委会', named('special', row.special_committee_id)], ['界别小组', named('group', row.sector_group_id)],
    ['任职经过', memberships.filter(({ state }) => state === 'current' || state === 'left').map(tenure).join('\n')],
    ['在联络委、县政协的职务', posts.filter(({ role }) => role in roles).map((one) => `${roles[one.role as Role]}${one.committee_id ? `（${named('committee', one.committee_id)}）` : ''}：${tenureDays(one)}`).join('\n')],
  ];
}

const word = (words: Readonly<Record<string, string>>, code: string | null | undefined): string => (code ? (words[code] ?? code) : '');

const tenureDays = ({ since, until }: Post): string => (since ? `${since}至${until ?? '今'}` : until ? `至${until}` : '在任');

function tenure({ term, joined_on, by_appointment, appointed_no, left_on, left_kind, state }: Member): string {
  const began = `第${term}届委员：${joined_on ?? ''}任职${by_appointment ? `（届中增补${appointed_no ? `，${appointed_no}` : ''}）` : ''}`;
  return state === 'left' && left_on ? `${began}，${left_on}${word(leavingKinds, left_kind) || '离任'}` : began;
}

/** 基本信息 of a committee in a year: its posts then, and how many members it had at the end. */
export async function profileOfCommittee(reading: Reading, { committee: row, shown }: Dossier): Promise<Profile> {
  const held = (await list<Post>(reading, post, { where: oneOf<Post>('committee_id', [row!.id]), order: [{ column: 'role' }, { column: 'since' }], limit: MOST_HELD }))
    .filter(({ since, until }) => (!since || since <= shown.to) && (!until || until > shown.from));
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from members where county_id = ${reading.county} and committee_id = ${row!.id} and state in ('current', 'left') and joined_on <= ${shown.to}::date and (left_on is null or left_on > ${shown.to}::date)`.execute(reading.db);
  return [
    ['名称', row!.name], ['所在地', row!.place], ['机构形式', row!.form], ['设立日期', row!.founded_on ?? ''], ['授牌日期', row!.plaque_on ?? ''],
    ...(row!.abolished_on ? [['撤销日期', row!.abolished_on] as const] : []),
    ['委员', `${rows[0]!.n}人（${shown.to}）`],
    ...(['director', 'deputy_director', 'worker'] as const).map((role) => [roles[role], held.filter((post_) => post_.role === role).map((one) => `${one.name}（${tenureDays(one)}）`).join('\n')] as const),
  ];
}
