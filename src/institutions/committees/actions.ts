import { countyOffice } from '#platform/identity/relations.ts';
import { all, is, not } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, create, type Circumstances, type Values } from '#platform/records/write.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { formToldBy, type CountyWords } from '#institutions/county-words.ts';
import { cover, placesIn } from '#institutions/coverage.ts';
import { expectOnce } from '#institutions/once.ts';
import { participant, type Participant } from '#institutions/participants/record.ts';
import { awaitPlaque } from '#institutions/plaques.ts';
import { post, type Post } from '#institutions/posts/record.ts';

const expectNewPlace = (act: Act, place: string, row?: Committee) =>
  expectOnce(act, committee, all(is<Committee>('place', place), not(is<Committee>('state', 'abolished'))), 'place', ({ name }) => `“${place}”已经有联络委（${name}），不用再登记。`, row);

/** What the form holds; the further places are kept apart from the committee, because they come and go. */
export type EnteredCommittee = Values<Committee> & { place: string; covers?: string };

export async function enterCommittee(act: Act, { covers, ...values }: EnteredCommittee, how: Circumstances, words?: CountyWords): Promise<Committee> {
  expectWords(words, values);
  await expectNewPlace(act, values.place);
  const places = placesIn('covers', covers ?? '').filter(({ place }) => place !== values.place);
  const row = await create<Committee>(act, committee, values, how);
  await cover(act, row.id, places, row.founded_on, 'covers');
  return row;
}

/** The name of one that is established changes by a reorganisation, which keeps the old one; a slip in entering it is put right here. */
export async function correctCommittee(act: Act, row: Committee, { covers, ...values }: Values<Committee> & { covers?: string }, words?: CountyWords): Promise<Values<Committee>> {
  if (covers) throw invalid({ covers: '覆盖的地方有变动的，请在“机构调整”里登记，写明文号和日期。' });
  expectWords(words, values, row);
  expectFormOfName(words, row, values);
  if (values.place) await expectNewPlace(act, values.place, row);
  if (values.plaque_on) await awaitPlaque(act, row, false);
  return { ...values, plaque_on: values.plaque_on ?? row.plaque_on }; // a plaque that was given is not taken back
}

/** @param row what it says already may stay, also when the plan has other words by now */
function expectWords(words: CountyWords | undefined, { form, mode }: Values<Committee>, row?: Committee): void {
  if (!words) return;
  if (form && form !== row?.form && !words.forms.includes(form)) throw invalid({ form: `本县的机构形式有：${words.forms.join('、')}。请从中选择；要增加的，请先在“办法参数”里设定。` });
  if (mode && mode !== row?.mode && !words.modes.includes(mode)) throw invalid({ mode: `本县的设置方式有：${words.modes.join('、')}。请从中选择；要增加的，请先在“办法参数”里设定。` });
}

/** Of one that is established the form changes with the name, by a decision with a day; here only a slip is put right, and the name tells that it was one. */
function expectFormOfName(words: CountyWords | undefined, row: Committee, { form, name = row.name }: Values<Committee>): void {
  const told = formToldBy(name ?? row.name, words);
  if (row.state !== 'established' || !form || form === row.form || !told || told === form) return;
  throw invalid({ form: `名称“${name}”说的是${told}。要改为${form}的，请在“机构调整”里办理更名，写明新名称、文号和生效日期，机构形式同日跟着改。` });
}

const MOST_POSTS = 500;

async function endParticipations(act: Act, { id, name }: Committee, day: string): Promise<void> {
  const taking = all(is<Participant>('committee_id', id), is<Participant>('state', 'taking_part'));
  for (const one of await list(act, participant, { where: taking, limit: MOST_POSTS })) {
    const until = one.since && day < one.since ? one.since : day;
    await amend(act, participant, one, { state: 'ended', until }, { step: 'end', relation: countyOffice.name, reason: `${name}不再设立` });
  }
}

/** One that was proposed and will not be: with it end the posts in it, and with them the rights they gave. */
export async function abolishing(act: Act, row: Committee, input: { abolished_on: string }): Promise<Values<Committee>> {
  const { abolished_on: day } = input;
  if (row.founded_on && day < row.founded_on) throw invalid({ abolished_on: `日期不能早于设立日期（${row.founded_on}）。` });
  const holding = all(is<Post>('committee_id', row.id), is<Post>('state', 'holding'));
  for (const held of await list(act, post, { where: holding, limit: MOST_POSTS })) {
    const until = held.since && day < held.since ? held.since : day;
    await amend(act, post, held, { state: 'ended', until }, { step: 'end', relation: countyOffice.name, reason: `${row.name}不再设立` });
  }
  await endParticipations(act, row, day);
  return input;
}
