import { countyOffice } from '#platform/identity/relations.ts';
import { column, importKind, type SheetContext, type ValuesOf } from '#platform/importing/kind.ts';
import { always, byValue, derivedCell, nameCell, plainCell, yesNoCell } from '#platform/importing/outgoing-cells.ts';
import { affiliation, ethnicGroup, sex, yesNo } from '#platform/importing/readers/choice.ts';
import { day } from '#platform/importing/readers/day.ts';
import { identityNumber } from '#platform/importing/readers/identity-number.ts';
import { arabicBefore } from '#platform/importing/readers/chinese-numbers.ts';
import { count } from '#platform/importing/readers/number.ts';
import { personName } from '#platform/importing/readers/person-name.ts';
import { telephone } from '#platform/importing/readers/telephone.ts';
import { naming, text } from '#platform/importing/readers/text.ts';
import { showing, understood, type Reader } from '#platform/importing/reading.ts';
import { resolveRows } from '#platform/importing/resolving.ts';
import { foundingMark, newColumns, type ImportTarget, type ResolvedRow } from '#platform/importing/target.ts';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import { dotKept, undotted } from '#platform/people/dots.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, createMany } from '#platform/records/write.ts';
import { committeeChoices, committeeDirectory, placeNamed, sectorChoices, sectorDirectory, sectorGroupChoices, sectorGroupDirectory, specialCommitteeChoices, specialCommitteeDirectory } from '#institutions/facts.ts';
import { correctMember, type EnteredMember } from '#institutions/members/actions.ts';
import { asMember, closedTerms } from '#institutions/member-joining.ts';
import { currentTerm } from '#institutions/members/facts.ts';
import { member, memberFields, type Member } from '#institutions/members/record.ts';
import { orderOfNames } from '#institutions/name-order.ts';
import { contentOf } from '#institutions/person-entered.ts';
import { peopleKnown } from '#institutions/members/known.ts';
import { partyOfficeIn, type Told } from '#institutions/person-matched.ts';
import { person, sexes, type Person } from '#institutions/people/record.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { preparedTerm } from '#institutions/terms/facts.ts';

/** 第九届 in a title. */
const termIn = ({ lines, sheetName, fileName }: SheetContext): number | null => {
  const found = [...lines, sheetName, fileName].map((line) => /(\d{1,2})届/u.exec(arabicBefore(line, '届'))?.[1]).find((term) => term !== undefined);
  return found ? Number(found) : null;
};

/** Whether somebody was a member in the term before: 续任, 连任, 新任, or 是 and 否. */
const newOrStaying: Reader<boolean> = showing('是', (cell, context) => {
  const text = cell.text.replace(/\s/gu, '');
  if (/^(?:续任|连任|留任|继续)/u.test(text)) return understood(true);
  return /^(?:新任|新增|新进|新提名)/u.test(text) ? understood(false) : yesNo()(cell, context);
});

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
    staying: column('续任', { synonyms: ['是否续任', '连任', '是否连任', '续任（新任）', '留任'], read: newOrStaying }),
  },
  identity: ({ id_number: number, name, phone, born }) => (number ? [number] : [name && undotted(name), phone ?? born?.day]),
  likeness: ({ name }) => [name && undotted(name)],
  likenessSentence: ({ name }, other) => `与${other}同名（${name}），按两个人录入，请核对是不是同一人。`,
});

/** The office in the township's Party committee brings a post in its liaison committee with it (speech, 领导有力). */
const carried = { deputy_secretary: { role: 'director', word: '主任' }, commissioner: { role: 'deputy_director', word: '副主任' } } as const;

async function resolve(reading: Reading, rows: Parameters<ImportTarget['resolve']>[1]): Promise<ResolvedRow[]> {
  const [committees, sectors, term] = [await committeeDirectory(reading), await sectorDirectory(reading), await currentTerm(reading)];
  const [specialCommittees, groups] = [await specialCommitteeDirectory(reading), await sectorGroupDirectory(reading)];
  const [next, closed] = [await preparedTerm(reading), await closedTerms(reading)];
  const known = await peopleKnown(reading, rows.map(({ values }) => toldBy(values as RosterValues)));
  const led = new Set((await list(reading, post, { where: all(is<Post>('state', 'holding'), is<Post>('role', 'director')), limit: MOST })).map(({ committee_id }) => committee_id));
  return resolveRows(kind, rows, (values, row) => {
    const prepared = next !== undefined && values.term === next.number ? next : undefined;
    const { person: who, was, question } = known(toldBy(values), prepared && values.staying);
    if (prepared) row.remark('staying', question ? 'refuse' : 'info', question ?? (was ? '续任，本届在任。' : who ? '新任，系统里已有这个人。' : '新任。'));
    const office = partyOfficeIn(values.position);
    const post_committee_id = office ? committeeOfOffice(office.place, values.committee, committees.find) : null;
    if (office && post_committee_id && !prepared && !(office.post === 'deputy_secretary' && led.has(post_committee_id))) {
      const { role, word } = carried[office.post];
      row.need({
        what: 'post', optional: true, key: `post:${role}:${office.place}:${values.name}`, label: `职务：${values.name}任${office.place}联络委${word}`,
        columns: { role },
      });
    }
    if (values.term === null && term === undefined) row.remark('term', 'refuse', '名册里看不出是第几届。请在标题写明“第九届”，或加一列“届”。');
    const shut = closed.get(values.term ?? term ?? 0);
    if (shut) row.remark('term', 'refuse', shut);
    row.assume(prepared ? { ...standingOf(was), state: 'nominated', by_appointment: false, joined_on: prepared.starts_on } : { state: 'current', standing: false, by_appointment: false, term });
    return {
      person_id: who?.id ?? null, name: who && values.name ? dotKept(who.name, values.name) : values.name,
      sex: values.sex, ethnic: values.ethnic, born_month: bornMonth(values),
      affiliation: values.affiliation, position: values.position, phone: values.phone, id_number: values.id_number,
      party_post: office?.post ?? null, party_place: office?.place ?? null,
      sector_id: row.id('sector', values.sector, sectors), committee_id: row.id('committee', values.committee, committees),
      special_committee_id: row.id('special_committee', values.special_committee, specialCommittees), sector_group_id: row.id('group', values.group, groups),
      by_appointment: values.by_appointment, appointed_no: values.appointed_no,
      joined_on: values.joined?.day ?? null, standing: values.standing, term: values.term, post_committee_id,
    };
  });
}

type RosterValues = ValuesOf<(typeof kind)['columns']>;

const bornMonth = ({ born }: RosterValues): string | null => (born && born.precision !== 'year' ? born.day.slice(0, 7) : null);

/** What a row tells of its person. */
const toldBy = (values: RosterValues): Told => ({ name: values.name ?? '', phone: values.phone, id_number: values.id_number, position: values.position, born_month: bornMonth(values) });

/** What somebody who stays had in the term before, for what the new roster does not say; the same that 续任 on the page takes over. */
const standingOf = (was: Member | undefined): Partial<Member> =>
  (was ? { sector_id: was.sector_id, special_committee_id: was.special_committee_id, sector_group_id: was.sector_group_id, committee_id: was.committee_id, standing: was.standing, rank: was.rank } : { standing: false });

/** The committee of the office's township: one that is there, or the one that this very row founds. */
function committeeOfOffice(place: string, stationed: string | null, find: (word: string) => readonly string[]): string | null {
  const ids = find(place);
  if (ids.length === 1) return ids[0]!;
  return ids.length === 0 && stationed !== null && placeNamed(stationed)?.place === place ? foundingMark(`committee:${place}`) : null;
}

const MOST = 20_000;

/** Members who are there already, together with their person's data, so that a changed telephone is a difference too. */
async function existing(reading: Reading, rows: readonly ResolvedRow[]): Promise<ReadonlyMap<number, Recorded>> {
  const told = rows.map(({ index, columns }) => ({ index, ...(columns as { person_id: string | null; term: number | null }) }));
  const ids = told.flatMap(({ person_id }) => person_id ?? []);
  const people = new Map((await list(reading, person, { where: oneOf<Person>('id', ids), limit: MOST })).map((who) => [who.id, who]));
  const lasting = all(oneOf<Member>('state', ['nominated', 'current']), oneOf<Member>('person_id', ids));
  const byPerson = Map.groupBy(await list(reading, member, { where: lasting, limit: MOST }), ({ person_id }) => person_id);
  return new Map(told.flatMap(({ index, person_id, term }) => {
    const row = person_id ? byPerson.get(person_id)?.find((one) => (term === null ? one.state === 'current' : one.term === term)) : undefined;
    return row ? [[index, { ...contentOf(people.get(row.person_id)!), ...row }] as const] : [];
  }));
}

async function enter(act: Act, rows: readonly ResolvedRow[], batch: string): Promise<Member[]> {
  const told = rows.map((row) => newColumns(row) as unknown as Told & EnteredMember & { person_id: string | null; post_committee_id: string | null });
  const ids = told.flatMap(({ person_id }) => person_id ?? []);
  const known = new Map((await list(act, person, { where: oneOf<Person>('id', ids), limit: MOST })).map((who) => [who.id, who]));
  const fresh = (await createMany<Person>(act, person, told.filter(({ person_id }) => !person_id).map((who) => contentOf(who)), { batch })).values();
  const people = told.map(({ person_id }) => (person_id ? known.get(person_id)! : fresh.next().value!));
  for (const [i, who] of people.entries()) if (told[i]!.person_id) await completePerson(act, who, told[i]!, batch);
  const order = await orderOfNames(act);
  const members = await createMany<Member>(act, member, told.map((one, i) => ({ ...membershipOf(one), ...asMember(people[i]!, one.rank, order) })), { batch });
  await createMany<Post>(act, post, await postsOf(act, rows, told, people), { batch });
  return members;
}

const membershipOf = ({ term, state, sector_id, special_committee_id, sector_group_id, committee_id, joined_on, standing, by_appointment, appointed_no, rank }: EnteredMember & { state?: string }) =>
  ({ term, state, sector_id, special_committee_id, sector_group_id, committee_id, joined_on, standing, by_appointment, appointed_no, rank });

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
  async outgoing(reading) {
    const [places, sectors] = [byValue(await committeeChoices(reading)), byValue(await sectorChoices(reading))];
    const [specials, groups] = [byValue(await specialCommitteeChoices(reading)), byValue(await sectorGroupChoices(reading))];
    const people = new Map((await list<Person>(reading, person, { limit: MOST })).map((who) => [who.id, who]));
    const ofPerson = (field: string, told: (who: Person) => string | null) => derivedCell(field, 'person_id', ({ person_id }) => (people.has(person_id) ? told(people.get(person_id)!) : null));
    return [
      plainCell('name', 'name', always), ofPerson('sex', ({ sex: code }) => sexes[code as '1'] ?? null), ofPerson('ethnic', ({ ethnic }) => ethnic), ofPerson('born', ({ born_month }) => born_month), plainCell('affiliation'), ofPerson('position', ({ position }) => position), nameCell('sector', 'sector_id', sectors), nameCell('special_committee', 'special_committee_id', specials), nameCell('group', 'sector_group_id', groups),
      nameCell('committee', 'committee_id', places), plainCell('joined', 'joined_on'), yesNoCell('standing'), yesNoCell('by_appointment'), plainCell('appointed_no'), plainCell('term', 'term', always),
    ];
  },
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
