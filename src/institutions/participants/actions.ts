import { all, is } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { create, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { expectOnce } from '#institutions/once.ts';
import { correctPerson } from '#institutions/person-corrected.ts';
import { personChosen } from '#institutions/person-chosen.ts';
import { contentOf, emptiedToNull, type EnteredPerson } from '#institutions/person-entered.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { participant, type Participant, type ParticipantWords } from '#institutions/participants/record.ts';

/** What the setting-up plan says of participants on a day; the chapter of the plans knows. */
export type ParticipantWordsOn = (reading: Reading, day: string) => Promise<ParticipantWords>;

export type EnteredParticipant = Partial<EnteredPerson> & Partial<Participant> & Pick<Participant, 'committee_id' | 'kind'> & { since: string };

/** Enters who takes part in a committee's work; somebody who is not known yet is entered along with it. */
export const enterParticipant = (wordsOn: ParticipantWordsOn) => async (act: Act, entered: EnteredParticipant, how: Circumstances): Promise<Participant> => {
  const { belong } = await expectKind(act, wordsOn, entered.kind, entered.since);
  const who = await personChosen(act, entered, how);
  await expectNoMember(act, who);
  await expectNotTwice(act, who, entered);
  return create<Participant>(act, participant, { ...columnsOf(entered), person_id: who.id, name: who.name, belongs: belong.includes(entered.kind) }, how);
};

/** The kind is one of the county's own words on that day; a word that is there already may stay. */
async function expectKind(act: Act, wordsOn: ParticipantWordsOn, kind: string, day: string): Promise<ParticipantWords> {
  const words = await wordsOn(act, day);
  if (!words.kinds.includes(kind)) throw invalid({ kind: `本县方案里的类别是${words.kinds.join('、')}。请从中选择；要增加类别，请先在“办法参数”里设定。` });
  return words;
}

/** Members belong to their committee as members and have more rights than any participant. */
export async function expectNoMember(act: Act, who: Person): Promise<void> {
  const sitting = all(is<Member>('state', 'current'), is<Member>('person_id', who.id));
  await expectOnce(act, member, sitting, 'person_id', () => `${who.name}是在任的县政协委员，按委员参加联络委，不用登记为参加人员。`);
}

const expectNotTwice = (act: Act, who: Person, { committee_id, kind }: Pick<Participant, 'committee_id' | 'kind'>, besides?: Participant): Promise<void> =>
  expectOnce(act, participant, all(is<Participant>('state', 'taking_part'), is<Participant>('committee_id', committee_id), is<Participant>('person_id', who.id), is<Participant>('kind', kind)),
    'person_id', () => `${who.name}已经登记为这个联络委的${kind}。`, besides);

/** Corrects data of the person and of the participation; another person is another participation. */
export const correctParticipant = (wordsOn: ParticipantWordsOn) => async (act: Act, row: Participant, values: Partial<EnteredParticipant>): Promise<Values<Participant>> => {
  if (values.person_id && values.person_id !== row.person_id) throw invalid({ person_id: '换人请先办理“结束参加”，再登记新的人员。' });
  const now = { ...row, ...columnsOf(values) };
  const belongs = now.kind === row.kind ? row.belongs : (await expectKind(act, wordsOn, now.kind, now.since ?? '')).belong.includes(now.kind);
  const who = await get<Person>(act, person, row.person_id);
  await expectNotTwice(act, who, now, row);
  const { name: _, person_id: __, ...rest } = values;
  const given = emptiedToNull(contentOf(rest));
  if (Object.keys(given).length > 0) await correctPerson(act, who, given);
  return { ...columnsOf(values), belongs };
};

const COLUMNS = ['committee_id', 'kind', 'sector_id', 'since', 'named_by', 'basis', 'named_openly'] as const;

const columnsOf = (values: Partial<EnteredParticipant>): Values<Participant> =>
  Object.fromEntries(COLUMNS.filter((column) => column in values).map((column) => [column, values[column]])) as Values<Participant>;

/** Nobody stops before having begun. */
export const endingParticipation: Effect<Participant> = async (_act, row, input: { until: string }) => {
  if (row.since && input.until < row.since) throw invalid({ until: `结束日期不能早于开始日期（${row.since}）。` });
  return { until: input.until };
};
