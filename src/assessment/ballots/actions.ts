import { assessmentScheme, type SchemeEdition } from '#assessment/schemes/record.ts';
import { schemeOf, type Scheme } from '#assessment/schemes/facts.ts';
import { sheetsOf } from '#assessment/rounds/facts.ts';
import { assessment, type Assessment } from '#assessment/rounds/record.ts';
import { parameterAt } from '#plans/facts.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { count, find, get } from '#platform/records/read.ts';
import { create, type Circumstances, type Values } from '#platform/records/write.ts';
import { ABSTAINED, type Question } from '#assessment/ballots/rules.ts';
import { ballot, type Ballot } from '#assessment/ballots/record.ts';

/** As many members as the conference of a county has; committees are some twenty. */
const MOST_QUESTIONS = 400;
const MOST_ANSWERS = 10;

/** Prepares a ballot: whom it asks about are all who are assessed, how is answered says the scheme. */
export async function prepare(act: Act, values: Values<Ballot>, how: Circumstances): Promise<Ballot> {
  const { questions, ...told } = await settled(act, values);
  return create<Ballot>(act, ballot, { ...told, questions: questions as unknown as Ballot['questions'] }, how);
}

export async function correct(act: Act, row: Ballot, values: Values<Ballot>): Promise<Values<Ballot>> {
  if ((values.assessment_id ?? row.assessment_id) !== row.assessment_id) throw invalid({ assessment_id: '测评属于原来的考核，不能改。要测评别的考核，请另外准备一次。' });
  const { questions, ...told } = await settled(act, { ...row, ...values }, row);
  return { ...told, questions: JSON.stringify(questions) as unknown as Ballot['questions'] };
}

async function settled(act: Act, values: Values<Ballot>, before?: Ballot): Promise<Omit<Values<Ballot>, 'questions'> & { questions: Question[] }> {
  if (values.teller_one === values.teller_two) throw invalid({ teller_two: '两名监票人不能是同一个人。' });
  const about = await find<Assessment>(act, assessment, values.assessment_id ?? '');
  if (!about || !['self', 'checking', 'shown'].includes(about.state)) throw invalid({ assessment_id: '请选择一次正在进行、主席会议还没有审定的考核。' });
  await expectOnly(act, values, before);
  const answers = await answersFor(act, about, values);
  return { ...values, answers, questions: await askedAbout(act, about.id) };
}

/** The same ballot is not held twice, unless the first was without effect. */
async function expectOnly(act: Act, { assessment_id, name, repeats_id }: Values<Ballot>, before: Ballot | undefined): Promise<void> {
  const live = all(is<Ballot>('assessment_id', assessment_id!), is<Ballot>('name', name!), oneOf<Ballot>('state', ['draft', 'open', 'counted', 'closed']));
  if ((await count(act, ballot, live)) > (before?.name === name ? 1 : 0)) throw invalid({ name: `这次考核已经有“${name}”了。要重新测评，请先把原来的作废。` });
  if (!repeats_id) return;
  const first = await find<Ballot>(act, ballot, repeats_id);
  if (first?.assessment_id !== assessment_id || !['failed', 'void'].includes(first?.state ?? '')) throw invalid({ repeats_id: '只能代替同一次考核中无效或者作废的测评。' });
}

/** As the text says; else as the scheme counts them; else as the plan has it. */
async function answersFor(act: Act, about: Assessment, { name, answers, held_on }: Values<Ballot>): Promise<string[]> {
  const named = ballotsIn(schemeOf(await get<SchemeEdition>(act, assessmentScheme, about.scheme_id)));
  const worth = named.get(name!);
  if (named.size > 0 && !worth) throw invalid({ name: `考核办法里的测评表是${[...named.keys()].map((one) => `“${one}”`).join('、')}，请照着写，结果才会计分。` });
  const typed = Array.isArray(answers) ? answers : wordsIn((answers as unknown as string | null | undefined) ?? '');
  const chosen = typed.length > 0 ? typed : (worth ?? wordsIn(await parameterAt(act, 'ballot.answers', held_on!)));
  const missing = worth?.filter((answer) => !chosen.includes(answer)) ?? [];
  if (missing.length > 0) throw invalid({ answers: `考核办法要给“${missing.join('、')}”计分，票上也要有这样的表态。` });
  if (chosen.length < 2 || chosen.length > MOST_ANSWERS || new Set(chosen).size < chosen.length) throw invalid({ answers: `请写2到${MOST_ANSWERS}种不同的表态，用顿号分开。` });
  if (chosen.includes(ABSTAINED)) throw invalid({ answers: `不用写“${ABSTAINED}”：没有画的就算弃权。` });
  return chosen;
}

const wordsIn = (text: string): string[] => text.split(/[、，,\s]+/u).map((word) => word.trim()).filter(Boolean);

/** The ballots of a scheme by their names, with the answers that count. */
export const ballotsIn = ({ sections }: Scheme): Map<string, string[]> =>
  new Map(sections.flatMap(({ indicators }) => indicators).flatMap(({ voted }) => (voted ? [[voted.ballot, Object.keys(voted.worth)] as const] : [])));

async function askedAbout(reading: Reading, assessmentId: string): Promise<Question[]> {
  const sheets = await sheetsOf(reading, assessmentId);
  if (sheets.length === 0) throw invalid({ assessment_id: '这次考核还没有考核对象，请先开始自评。' });
  if (sheets.length > MOST_QUESTIONS) throw invalid({ assessment_id: `一张票上最多测评${MOST_QUESTIONS}个对象，这次考核有${sheets.length}个。` });
  return sheets.map(({ committee_id, member_id, unit_id, name }) => ({ id: (committee_id ?? member_id ?? unit_id)!, name }));
}
