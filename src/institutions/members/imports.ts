import { countyOffice } from '#platform/identity/relations.ts';
import { column, importKind, type SheetContext } from '#platform/importing/kind.ts';
import { affiliation, ethnicGroup, sex, yesNo } from '#platform/importing/readers/choice.ts';
import { day } from '#platform/importing/readers/day.ts';
import { identityNumber } from '#platform/importing/readers/identity-number.ts';
import { arabicBefore } from '#platform/importing/readers/chinese-numbers.ts';
import { count } from '#platform/importing/readers/number.ts';
import { personName } from '#platform/importing/readers/person-name.ts';
import { telephone } from '#platform/importing/readers/telephone.ts';
import { naming, text } from '#platform/importing/readers/text.ts';
import { resolveRows } from '#platform/importing/resolving.ts';
import { foundingMark, newColumns, type ImportTarget, type ResolvedRow } from '#platform/importing/target.ts';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, createMany } from '#platform/records/write.ts';
import { committeeDirectory, placeNamed, sectorDirectory, sectorGroupDirectory, specialCommitteeDirectory } from '#institutions/facts.ts';
import { correctMember, type EnteredMember } from '#institutions/members/actions.ts';
import { asMember } from '#institutions/member-joining.ts';
import { currentTerm, preparedTerm } from '#institutions/members/facts.ts';
import { member, memberFields, type Member } from '#institutions/members/record.ts';
import { contentOf } from '#institutions/person-entered.ts';
import { partyOfficeIn, peopleTold, type Told } from '#institutions/person-matched.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { post, type Post } from '#institutions/posts/record.ts';

/** 第九届 in a title. */
const termIn = ({ lines, sheetName, fileName }: SheetContext): number | null => {
  const found = [...lines, sheetName, fileName].map((line) => /(\d{1,2})届/u.exec(arabicBefore(line, '届'))?.[1]).find((term) => term !== undefined);
  return found ? Number(found) : null;
};

/** The roster of members, as every county keeps it. */
const kind = importKind({
  name: 'member',
  title: '政协委员名册',
  record: member.name,
  words: ['委员名册', '委员名单', '花名册'],
  columns: {
    name: column('姓名', { synonyms: ['委员姓名'], read: personName({ sex: 'sex', ethnicGroup: 'ethnic' }), required: true }),
    sex: column('性别', { read: sex() }),
    ethnic: column('民族', { read: ethnicGroup() }),
    born: column('出生年月', { synonyms: ['出生日期', '生日'], read: day() }),
    affiliation: column('党派', { synonyms: ['政治面貌', '党派（政治面貌）'], read: affiliation() }),
    sector: column('界别', { synonyms: ['所属界别'], read: naming({ max: 50 }) }),
    special_committee: column('专委会', { synonyms: ['所属专委会', '专门委员会', '所在专委会'], read: naming({ max: 50 }) }),
    group: column('界别小组', { synonyms: ['界别活动小组', '界别活动组', '所属小组'], read: naming({ max: 50 }) }),
    position: column('单位及职务', { synonyms: ['工作单位', '职务', '工作单位及职务', '单位职务', '现任职务'], read: text({ max: 200 }) }),
    phone: column('手机', { synonyms: ['联系电话', '电话', '手机号码', '联系方式'], read: telephone({ wrong: 'refuse' }) }),
    id_number: column('身份证号', { synonyms: ['身份证号码', '身份证', '公民身份号码'], read: identityNumber() }),
    committee: column('所在乡镇（街道）', { synonyms: ['乡镇', '所在乡镇', '活动小组', '所属联络委', '联络委', '乡镇（街道）'], read: naming(), fromContext: ({ place }) => place }),
    joined: column('任职日期', { synonyms: ['任职时间', '增补时间'], read: day() }),
    standing: column('常委', { synonyms: ['是否常委'], read: yesNo() }),
    by_appointment: column('届中增补', { synonyms: ['增补', '是否增补'], read: yesNo() }),
    appointed_no: column('任职文号', { synonyms: ['增补文号', '任命文号'], read: text({ max: 60 }) }),
    term: column('届', { synonyms: ['届次', '届别'], read: count({ max: 99 }), fromContext: termIn }),
  },
  identity: ({ id_number: number, name, phone, born }) => (number ? [number] : [name, phone ?? born?.day]),
  likeness: ({ name }) => [name],
  likenessSentence: ({ name }, other) => `与${other}同名（${name}），按两个人录入，请核对是不是同一人。`,
});

/** The office in the township's Party committee brings a post in its liaison committee with it (speech, 领导有力). */
const carried = { deputy_secretary: { role: 'director', word: '主任' }, commissioner: { role: 'deputy_director', word: '副主任' } } as const;

async function resolve(reading: Reading, rows: Parameters<ImportTarget['resolve']>[1]): Promise<ResolvedRow[]> {
  const [committees, sectors, term] = [await committeeDirectory(reading), await sectorDirectory(reading), await currentTerm(reading)];
  const [specialCommittees, groups, next] = [await specialCommitteeDirectory(reading), await sectorGroupDirectory(reading), await preparedTerm(reading)];
  const led = new Set((await list(reading, post, { where: all(is<Post>('state', 'holding'), is<Post>('role', 'director')), limit: MOST })).map(({ committee_id }) => committee_id));
  return resolveRows(kind, rows, (values, row) => {
    const office = partyOfficeIn(values.position);
    const post_committee_id = office ? committeeOfOffice(office.place, values.committee, committees.find) : null;
    if (office && post_committee_id && !(office.post === 'deputy_secretary' && led.has(post_committee_id))) {
      const { role, word } = carried[office.post];
      row.need({
        what: 'post', optional: true, key: `post:${role}:${office.place}:${values.name}`, label: `职务：${values.name}任${office.place}联络委${word}`,
        columns: { role },
      });
    }
    if (values.term === null && term === undefined) row.remark('term', 'refuse', '名册里看不出是第几届。请在标题写明“第九届”，或加一列“届”。');
    row.assume({ state: next !== undefined && values.term === next ? 'nominated' : 'current', standing: false, by_appointment: false, term });
    return {
      name: values.name, sex: values.sex, ethnic: values.ethnic, born_month: values.born && values.born.precision !== 'year' ? values.born.day.slice(0, 7) : null,
      affiliation: values.affiliation, position: values.position, phone: values.phone, id_number: values.id_number,
      party_post: office?.post ?? null, party_place: office?.place ?? null,
      sector_id: row.id('sector', values.sector, sectors), committee_id: row.id('committee', values.committee, committees),
      special_committee_id: row.id('special_committee', values.special_committee, specialCommittees), sector_group_id: row.id('group', values.group, groups),
      by_appointment: values.by_appointment, appointed_no: values.appointed_no,
      joined_on: values.joined?.day ?? null, standing: values.standing, term: values.term, post_committee_id,
    };
  });
}

/** The committee of the office's township: one that is there, or the one that this very row founds. */
function committeeOfOffice(place: string, stationed: string | null, find: (word: string) => readonly string[]): string | null {
  const ids = find(place);
  if (ids.length === 1) return ids[0]!;
  return ids.length === 0 && stationed !== null && placeNamed(stationed)?.place === place ? foundingMark(`committee:${place}`) : null;
}

const MOST = 20_000;

/** Members who are there already, together with their person's data, so that a changed telephone is a difference too. */
async function existing(reading: Reading, rows: readonly ResolvedRow[]): Promise<ReadonlyMap<number, Recorded>> {
  const told = rows.map(({ columns }) => columns as unknown as Told & { name: string | null; term: number | null });
  const find = await peopleTold(reading, told.filter(({ name }) => name));
  const people = new Map(rows.flatMap((row, i) => (told[i]!.name ? [[row.index, find(told[i]!)] as const] : [])));
  const ids = [...people.values()].flatMap((who) => who?.id ?? []);
  const lasting = all(oneOf<Member>('state', ['nominated', 'current']), oneOf<Member>('person_id', ids));
  const members = ids.length === 0 ? [] : await list(reading, member, { where: lasting, limit: MOST });
  const byPerson = Map.groupBy(members, ({ person_id }) => person_id);
  const terms = new Map(rows.map(({ index }, i) => [index, told[i]!.term]));
  return new Map([...people].flatMap(([index, who]) => {
    const term = terms.get(index) ?? null;
    const row = who && byPerson.get(who.id)?.find((one) => (term === null ? one.state === 'current' : one.term === term));
    return row ? [[index, { ...contentOf(who), ...row }] as const] : [];
  }));
}

async function enter(act: Act, rows: readonly ResolvedRow[], batch: string): Promise<Member[]> {
  const told = rows.map((row) => newColumns(row) as unknown as Told & EnteredMember & { post_committee_id: string | null });
  const find = await peopleTold(act, told);
  const known = told.map((who) => find(who));
  const made = await createMany<Person>(act, person, told.filter((_, i) => !known[i]).map((who) => contentOf(who)), { batch });
  const fresh = made.values();
  const people = known.map((who) => who ?? fresh.next().value!);
  for (const [i, who] of known.entries()) if (who) await completePerson(act, who, told[i]!, batch);
  const members = await createMany<Member>(act, member, told.map((one, i) => ({ ...membershipOf(one), ...asMember(people[i]!) })), { batch });
  await createMany<Post>(act, post, await postsOf(act, rows, told, people), { batch });
  return members;
}

const membershipOf = ({ term, state, sector_id, special_committee_id, sector_group_id, committee_id, joined_on, standing, by_appointment, appointed_no }: EnteredMember & { state?: string }) =>
  ({ term, state, sector_id, special_committee_id, sector_group_id, committee_id, joined_on, standing, by_appointment, appointed_no });

/** Somebody known from elsewhere learns what only the roster tells; what is there already stays. */
async function completePerson(act: Act, who: Person, told: Told, batch: string): Promise<void> {
  const missing = Object.entries(contentOf(told)).filter(([column, value]) => value !== null && who[column as keyof Person] === null);
  if (missing.length > 0) await amend(act, person, who, Object.fromEntries(missing), { step: 'import_change', relation: countyOffice.name, batch });
}

/** The confirmed posts; a committee has one director, so of two rows the first. */
async function postsOf(act: Act, rows: readonly ResolvedRow[], told: readonly (Told & { post_committee_id: string | null; joined_on: string })[], people: readonly Person[]): Promise<Partial<Post>[]> {
  const standing = await list(act, post, { where: all(is<Post>('state', 'holding'), is<Post>('role', 'director')), limit: MOST });
  const led = new Set(standing.map(({ committee_id }) => committee_id));
  return rows.flatMap(({ needs }, i) => {
    const role = needs.find(({ what }) => what === 'post')?.columns.role as Post['role'] | undefined;
    const committee_id = told[i]!.post_committee_id;
    if (!role || !committee_id || (role === 'director' && led.has(committee_id))) return [];
    if (role === 'director') led.add(committee_id);
    return [{ person_id: people[i]!.id, name: people[i]!.name, role, committee_id, acting: false }];
  });
}

export const memberImport: ImportTarget = {
  kind,
  declared: member,
  fields: memberFields,
  resolve,
  existing,
  enter,
  async update(act, standing, row, batch) {
    const stands = standing as Member & Record<string, unknown>;
    const said = Object.fromEntries(Object.entries(row.columns).filter(([, value]) => value !== null && value !== undefined)) as Partial<EnteredMember>;
    const columns = await correctMember(act, stands, said, { batch });
    const given = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
    return amend(act, member, stands, given, { step: 'import_change', relation: countyOffice.name, batch });
  },
};
