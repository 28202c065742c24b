import { dotKept } from '#platform/people/dots.ts';
import { any, type Predicate } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { create, edit, type Circumstances, type Values } from '#platform/records/write.ts';
import { withNumber } from '#platform/secrets/marking.ts';
import { calledOneOf } from '#institutions/people/facts.ts';
import { person, personFields, type Person, type samePerson } from '#institutions/people/record.ts';

/** What a form that enters somebody together with a membership or a post says of the person. */
export type EnteredPerson = Partial<Person> & { name: string; same_person?: keyof typeof samePerson };

/** People of one name that a form asks about; more than these cannot be told apart on a page. */
const MOST_LIKE = 20;

/**
 * The person of an entry form. Somebody who is there already and could be meant is named and asked about (`same_person`),
 * never merged silently; otherwise a new person is entered.
 * @throws Problem 422 at `same_person` while nobody has said whether it is the same person.
 */
export async function personMeant(act: Act, entered: EnteredPerson, how: Circumstances): Promise<Person> {
  const content = contentOf(entered);
  const like = await peopleLike(act, entered);
  if (like.length === 0 || entered.same_person === 'another') return create<Person>(act, person, content, how);
  if (entered.same_person !== 'same') throw invalid({ same_person: `${like.map(words).join('；')}。请选择是不是同一个人。` });
  if (like.length > 1) throw invalid({ same_person: `同名的有${like.length}位，分不清是哪一位：${like.map(words).join('；')}。请填写手机或身份证号，只对上一位后再登记。` });
  return edit(act, person, like[0]!.id, undefined, { ...content, name: dotKept(like[0]!.name, entered.name) }, how);
}

/** Those of the same name, with or without its dot, who could be the one: same telephone or identity number, or nothing to tell them apart by; and whoever has this identity number. */
export async function peopleLike(reading: Reading, entered: EnteredPerson): Promise<Person[]> {
  const numbered: Predicate<Person>[] = entered.id_number ? [await withNumber<Person>(reading, 'people.id_number', 'id_number', [entered.id_number])] : [];
  const rows = await list(reading, person, { where: any(calledOneOf([entered.name]), ...numbered), limit: MOST_LIKE });
  return rows.filter((row) => couldBe(row, entered));
}

function couldBe(row: Person, entered: EnteredPerson): boolean {
  if (row.id_number && entered.id_number) return row.id_number === entered.id_number;
  if (row.phone && entered.phone) return row.phone === entered.phone;
  return true;
}

const words = ({ name, position, phone }: Person): string =>
  `系统里已有“${name}”（${[position, phone ? `手机尾号${phone.slice(-4)}` : '没有登记手机'].filter(Boolean).join('，')}）`;

/** The columns of the person among the values of a form. */
export function contentOf(values: object): Values<Person> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name in personFields.shape)) as Values<Person>;
}

/** A field of a form that was emptied is a value to be cleared; what was not sent is not there at all. */
export const emptiedToNull = (values: Values<Person>): Values<Person> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? null])) as Values<Person>;
