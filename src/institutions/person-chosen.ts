import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import type { Circumstances } from '#platform/records/write.ts';
import { correctPerson } from '#institutions/person-corrected.ts';
import { contentOf, personMeant, type EnteredPerson } from '#institutions/person-entered.ts';
import { person, type Person } from '#institutions/people/record.ts';

/** Of a form that offers the people who are there: a chosen person, whose data the form may complete, or one described by name. */
export async function personChosen(act: Act, entered: Partial<EnteredPerson> & { person_id?: string }, how: Circumstances): Promise<Person> {
  const { person_id: id, name, ...rest } = entered;
  if (id) return correctPerson(act, await get<Person>(act, person, id), contentOf(rest), how);
  if (!name) throw invalid({ person_id: '请选择人员；还不在册的，请在下面填写姓名。' });
  return personMeant(act, { ...rest, name }, how);
}
