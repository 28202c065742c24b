import { sql } from 'kysely';
import { column, importKind } from '#platform/importing/kind.ts';
import { always, byValue, nameCell, plainCell } from '#platform/importing/outgoing-cells.ts';
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
import { today } from '#platform/time.ts';
import { committeeChoices, committeeDirectory, sectorChoices, sectorDirectory } from '#institutions/facts.ts';
import { member, type Member } from '#institutions/members/record.ts';
import type { ParticipantWordsOn } from '#institutions/participants/actions.ts';
import { participant, participantFields, type Participant } from '#institutions/participants/record.ts';
import { contentOf } from '#institutions/person-entered.ts';
import { peopleTold, type Told } from '#institutions/person-matched.ts';
import { person, type Person } from '#institutions/people/record.ts';

/** 参加人员名册: who is no member and takes part in the work of each committee. */
const kind = importKind({
  name: 'participant',
  title: '参加人员名册',
  record: participant.name,
  words: ['参加人员', '信息员', '界别群众代表', '吸纳人员', '特聘'],
  columns: {
    committee: column('联络委', { synonyms: ['乡镇', '乡镇（街道）', '所在乡镇', '联络委名称'], read: naming(), required: true, fillDown: true, fromContext: ({ place }) => place }),
    kind: column('类别', { synonyms: ['人员类别', '身份', '吸纳方面'], read: naming({ max: 30 }), required: true, fillDown: true }),
    name: column('姓名', { read: personName({ telephone: 'phone' }), required: true }),
    position: column('单位及职务', { synonyms: ['工作单位及职务', '单位职务', '村（社区）', '现任职务'], read: text({ max: 200 }) }),
    sector: column('代表的界别', { synonyms: ['界别', '代表界别', '界别或代表方面'], read: naming() }),
    phone: column('电话', { synonyms: ['手机', '联系电话', '手机号码', '联系方式'], read: telephone() }),
    since: column('开始日期', { synonyms: ['聘请时间', '聘任时间', '起始时间', '任职时间'], read: day() }),
    named_by: column('推荐（聘请）单位', { synonyms: ['推荐单位', '聘请单位', '聘任单位'], read: text({ max: 100 }) }),
    basis: column('依据', { synonyms: ['依据文号', '聘书编号', '文号'], read: text({ max: 100 }) }),
  },
  identity: ({ committee, kind: said, name }) => [committee, said, name],
});

const MOST = 20_000;

const resolving = (wordsOn: ParticipantWordsOn): ImportTarget['resolve'] => async (reading, rows) => {
  const [committees, sectors] = [await committeeDirectory(reading), await sectorDirectory(reading)];
  const seated = await membersNamed(reading, rows.map(({ values }) => String(values['name'] ?? '')));
  const { kinds, belong } = await wordsOn(reading, today());
  return resolveRows(kind, rows, (values, row) => {
    const committee_id = row.id('committee', values.committee, committees);
    const word = kinds.find((one) => one === values.kind) ?? null;
    if (values.kind && !word) row.remark('kind', 'refuse', `本县方案里的类别是${kinds.join('、')}。请改成其中一类；要增加类别，请先在“办法参数”里设定。`);
    if (seated.has(`${committee_id} ${values.name}`)) row.remark('name', 'check', `${values.name}与本联络委的一名在任委员同名。是委员本人的，不用登记为参加人员。`);
    row.assume({ state: 'taking_part', named_openly: false });
    return {
      committee_id, sector_id: row.id('sector', values.sector, sectors), kind: word, belongs: word ? belong.includes(word) : null,
      name: values.name, position: values.position, phone: values.phone, since: values.since?.day ?? null, named_by: values.named_by, basis: values.basis,
    };
  });
};

/** Members of committees with these names, as `committee name`. */
async function membersNamed(reading: Reading, names: readonly string[]): Promise<Set<string>> {
  const seated = await list(reading, member, { where: all(is<Member>('state', 'current'), oneOf<Member>('name', [...new Set(names)])), limit: MOST });
  return new Set(seated.map(({ name, committee_id }) => `${committee_id} ${name}`));
}

/** A person who is known for sure takes part as that person; others are entered along. */
async function enter(act: Act, rows: readonly ResolvedRow[], batch: string): Promise<Participant[]> {
  const told = rows.map((row) => newColumns(row) as unknown as Told & Participant);
  const find = await peopleTold(act, told);
  const known = told.map((who) => find(who)?.id);
  const made = (await createMany<Person>(act, person, told.filter((_, i) => !known[i]).map((who) => contentOf(who)), { batch })).values();
  return createMany<Participant>(act, participant, told.map(({ state, name, kind: word, belongs, committee_id, sector_id, since, named_by, basis, named_openly }, i) => ({
    state, name, kind: word, belongs, committee_id, sector_id, since, named_by, basis, named_openly, person_id: known[i] ?? made.next().value!.id,
  })), { batch });
}

export const participantImport = (wordsOn: ParticipantWordsOn): ImportTarget => ({
  kind,
  declared: participant,
  fields: participantFields,
  resolve: resolving(wordsOn),
  async outgoing(reading) {
    const [places, sectors] = [byValue(await committeeChoices(reading)), byValue(await sectorChoices(reading))];
    return [
      nameCell('committee', 'committee_id', places, always), plainCell('kind', 'kind', always), plainCell('name', 'name', always), nameCell('sector', 'sector_id', sectors), plainCell('since'), plainCell('named_by'), plainCell('basis'),
    ];
  },
  existing: standingBy(participant, ['committee_id', 'kind', 'name'], sql<boolean>`r.state = 'taking_part'`),
  enter,
});
