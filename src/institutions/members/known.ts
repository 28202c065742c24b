import { undotted } from '#platform/people/dots.ts';
import { is, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { peopleTold, type Told } from '#institutions/person-matched.ts';
import { person, type Person } from '#institutions/people/record.ts';

/** Who a row of a roster is. */
interface Known {
  person?: Person;
  /** The membership in the current term. */
  was?: Member;
  /** What has to be answered first, in a sentence. */
  question?: string;
}

/** More people than this a county does not have. */
const MOST = 20_000;

/**
 * Who the rows of a roster are, among people who are there and members of the current term. Where only the name agrees, the row is asked about
 * (`staying`), and nobody is merged silently.
 */
export async function peopleKnown(reading: Reading, told: readonly Told[]): Promise<(who: Told, staying?: boolean | null) => Known> {
  const find = await peopleTold(reading, told.filter(({ name }) => name));
  const serving = await list<Member>(reading, member, { where: is<Member>('state', 'current'), limit: MOST });
  const wanted = new Set(told.map(({ name }) => undotted(name)));
  const byName = Map.groupBy(serving.filter(({ name }) => wanted.has(undotted(name))), ({ name }) => undotted(name));
  const ids = [...byName.values()].flat().map(({ person_id }) => person_id);
  const people = new Map((await list<Person>(reading, person, { where: oneOf<Person>('id', ids), limit: MOST })).map((who) => [who.id, who]));
  return (who, staying) => {
    const sure = who.name ? find(who) : undefined;
    if (sure) return { person: sure, was: serving.find(({ person_id }) => person_id === sure.id) };
    const namesakes = byName.get(undotted(who.name)) ?? [];
    const [only] = namesakes;
    if (staying === true && only && namesakes.length === 1) return { person: people.get(only.person_id), was: only };
    return { question: questionOf(who.name, namesakes.map(({ person_id }) => people.get(person_id)!), staying) };
  };
}

function questionOf(name: string, namesakes: readonly Person[], staying: boolean | null | undefined): string | undefined {
  if (staying === false) return undefined;
  if (namesakes.length === 0) return staying ? `本届委员里没有“${name}”。不是续任的，请把“续任”改成“否”；姓名写错了请改正。` : undefined;
  const words = namesakes.map(({ position, phone }) => [position, phone ? `手机尾号${phone.slice(-4)}` : undefined].filter(Boolean).join('，') || '没有登记单位和手机').join('；');
  if (namesakes.length > 1 && staying) return `本届有${namesakes.length}位“${name}”（${words}），分不清是哪一位续任。请填写手机或身份证号，只对上一位。`;
  return `本届委员里有同名的“${name}”（${words}）。是同一个人请在“续任”填“是”，只是同名请填“否”。`;
}
