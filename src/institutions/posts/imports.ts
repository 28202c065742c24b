import { sql } from 'kysely';
import { column, importKind } from '#platform/importing/kind.ts';
import { always, byValue, nameCell, plainCell, wordCell } from '#platform/importing/outgoing-cells.ts';
import { choice, yesNo } from '#platform/importing/readers/choice.ts';
import { day } from '#platform/importing/readers/day.ts';
import { personName } from '#platform/importing/readers/person-name.ts';
import { telephone } from '#platform/importing/readers/telephone.ts';
import { naming, text } from '#platform/importing/readers/text.ts';
import { resolveRows } from '#platform/importing/resolving.ts';
import { standingBy } from '#platform/importing/standing.ts';
import { newColumns, type ImportTarget, type ResolvedRow } from '#platform/importing/target.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { createMany } from '#platform/records/write.ts';
import { committeeChoices, committeeDirectory } from '#institutions/facts.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { contentOf } from '#institutions/person-entered.ts';
import { partyOfficeIn, peopleTold, type Told } from '#institutions/person-matched.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { post, type Post, postFields, postRoles } from '#institutions/posts/record.ts';

/** 联络委组成人员名册: who does what in each committee. */
const kind = importKind({
  name: 'post',
  title: '联络委组成人员名册',
  record: post.name,
  words: ['组成人员', '联络委名册', '联络委成员', '联络委人员'],
  columns: {
    committee: column('联络委', { synonyms: ['乡镇', '乡镇（街道）', '所在乡镇', '联络委名称'], read: naming(), required: true, fillDown: true, fromContext: ({ place }) => place }),
    role: column('职务', { synonyms: ['联络委职务', '委内职务', '拟任职务'], required: true, read: choice({ director: ['主任'], deputy_director: ['副主任'], worker: ['工作人员', '专职工作人员', '兼职工作人员', '联络员'], committee_member: ['委员', '成员'], participant: ['吸纳代表', '吸纳人员', '各界代表', '信息员', '社情民意信息员', '民情信息员'] }, { unknown: 'refuse' }) }),
    name: column('姓名', { read: personName({ telephone: 'phone' }), required: true }),
    position: column('党内/行政职务', { synonyms: ['党内职务', '行政职务', '单位及职务', '现任职务', '工作单位及职务'], read: text({ max: 200 }) }),
    seated: column('是否县政协委员', { synonyms: ['县政协委员', '是否委员'], read: yesNo() }),
    phone: column('电话', { synonyms: ['手机', '联系电话', '手机号码', '联系方式'], read: telephone() }),
    since: column('任职时间', { synonyms: ['任职日期', '起始时间'], read: day() }),
    document_no: column('任免依据文号', { synonyms: ['任命文号', '文号', '依据文号'], read: text({ max: 60 }) }),
  },
  identity: ({ committee, role, name }) => [committee, role, name],
});

const MOST = 20_000;

async function resolve(reading: Reading, rows: Parameters<ImportTarget['resolve']>[1]): Promise<ResolvedRow[]> {
  const committees = await committeeDirectory(reading);
  const directors = await list(reading, post, { where: all(is<Post>('state', 'holding'), is<Post>('role', 'director')), limit: MOST });
  const led = new Map(directors.map(({ committee_id, name }) => [committee_id, name]));
  return resolveRows(kind, rows, (values, row) => {
    const committee_id = row.id('committee', values.committee, committees);
    const { role } = values;
    const leads = led.get(committee_id);
    if (role === 'participant' || (role === 'committee_member' && values.seated === false)) row.remark('role', 'refuse', `${values.name ?? '这一位'}不是县政协委员，不任联络委职务。请把这一行放进“参加人员名册”导入，写明是哪一类。`);
    if (role === 'director' && leads && leads !== values.name) row.remark('role', 'refuse', `${values.committee}已有主任${leads}，一个联络委只有一名主任。换人请先在“职务”里为原主任办理卸任；写重了请改正职务。`);
    if (role === 'director' && committee_id) led.set(committee_id, leads ?? values.name ?? '');
    const office = partyOfficeIn(values.position);
    row.assume({ state: 'holding', acting: false });
    return {
      committee_id, role, name: values.name, position: values.position, phone: values.phone, party_post: office?.post ?? null, party_place: office?.place ?? null,
      since: values.since?.day ?? null, document_no: values.document_no, seated: values.seated,
    };
  });
}

async function enter(act: Act, rows: readonly ResolvedRow[], batch: string): Promise<Post[]> {
  const told = rows.map((row) => newColumns(row) as unknown as Told & Post & { seated: boolean | null });
  const seatedHere = await membersNamed(act, told);
  const find = await peopleTold(act, told);
  const known = told.map((who) => (who.seated === false ? undefined : seatedHere(who)) ?? find(who)?.id);
  const made = await createMany<Person>(act, person, told.filter((_, i) => !known[i]).map((who) => contentOf(who)), { batch });
  const fresh = made.values();
  const ids = known.map((id) => id ?? fresh.next().value!.id);
  return createMany<Post>(act, post, told.map(({ name, role, committee_id, since, document_no, acting }, i) => ({
    person_id: ids[i]!, name, role, committee_id, since, document_no, acting,
  })), { batch });
}

/** The person of a row who is a member stationed with the very committee: the only one there of this name. */
async function membersNamed(reading: Reading, told: readonly { name: string }[]): Promise<(row: { name: string; committee_id: string | null }) => string | undefined> {
  const names = [...new Set(told.map(({ name }) => name))];
  const members = await list(reading, member, { where: all(is<Member>('state', 'current'), oneOf<Member>('name', names)), limit: MOST });
  return ({ name, committee_id }) => {
    const there = members.filter((row) => row.name === name && row.committee_id === committee_id);
    return there.length === 1 ? there[0]!.person_id : undefined;
  };
}

export const postImport: ImportTarget = {
  kind,
  declared: post,
  fields: postFields,
  resolve,
  outgoing: async (reading) => [
    nameCell('committee', 'committee_id', byValue(await committeeChoices(reading)), always), wordCell('role', 'role', postRoles, always), plainCell('name', 'name', always), plainCell('since'), plainCell('document_no'),
  ],
  existing: standingBy(post, ['committee_id', 'role', 'name'], sql<boolean>`r.state = 'holding'`),
  enter,
};
