import { roles } from '#platform/identity/actor.ts';
import { expectApart } from '#platform/identity/administrators.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { create, type Circumstances, type Values } from '#platform/records/write.ts';
import { correctPerson } from '#institutions/person-corrected.ts';
import { personChosen } from '#institutions/person-chosen.ts';
import { contentOf, emptiedToNull, type EnteredPerson } from '#institutions/person-entered.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { expectPostFree } from '#institutions/post-free.ts';
import { committeeRoles, post, unitRoles, type Post } from '#institutions/posts/record.ts';

export type EnteredPost = Partial<EnteredPerson> & Partial<Pick<Post, 'person_id' | 'committee_id' | 'unit_id' | 'acting' | 'document_no' | 'certificate_no'>> & Pick<Post, 'role'> & { since: string };

/** Enters who holds which post; somebody who is not known yet is entered along with it. */
export async function enterPost(act: Act, entered: EnteredPost, how: Circumstances): Promise<Post> {
  const place = placeOf(entered);
  await expectPostFree(act, { role: entered.role, since: entered.since, ...place });
  const holder = await personChosen(act, entered, how);
  await expectApart(act, holder.id, entered.role);
  return create<Post>(act, post, { ...columnsOf(entered), ...place, person_id: holder.id, name: holder.name }, how);
}

/** Corrects the post; another holder is another post. */
export async function correctPost(act: Act, row: Post, values: Partial<EnteredPost>): Promise<Values<Post>> {
  if (values.person_id && values.person_id !== row.person_id) throw invalid({ person_id: '换人请先办理卸任，再登记新的任职。' });
  const whole = { ...row, ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) };
  const place = placeOf(whole);
  await expectPostFree(act, { ...whole, ...place }, row);
  if (whole.role !== row.role) await expectApart(act, row.person_id, whole.role, row.id);
  const { name: _, person_id: __, ...rest } = values;
  const given = emptiedToNull(contentOf(rest));
  if (Object.keys(given).length > 0) await correctPerson(act, await get<Person>(act, person, row.person_id), given);
  return { ...columnsOf(values), ...place, person_id: row.person_id, name: row.name };
}

const COLUMNS = ['role', 'since', 'acting', 'document_no', 'certificate_no'] as const;

const columnsOf = (values: Partial<EnteredPost>): Values<Post> =>
  Object.fromEntries(COLUMNS.filter((column) => column in values).map((column) => [column, values[column]])) as Values<Post>;

/** A committee's post names its committee, a unit's its unit, and those of the county neither. */
function placeOf({ role, committee_id, unit_id }: Pick<EnteredPost, 'role' | 'committee_id' | 'unit_id'>): Pick<Post, 'committee_id' | 'unit_id'> {
  const word = roles[role as keyof typeof roles];
  if (committeeRoles.includes(role) && !committee_id) throw invalid({ committee_id: `“${word}”要选明是哪个联络委。` });
  if (unitRoles.includes(role) && !unit_id) throw invalid({ unit_id: `“${word}”要选明是哪个承办单位。` });
  return { committee_id: committeeRoles.includes(role) ? committee_id! : null, unit_id: unitRoles.includes(role) ? unit_id! : null };
}

/** Nobody leaves a post before having taken it. */
export async function ending(_act: Act, row: Post, input: { until: string }): Promise<Values<Post>> {
  if (row.since && input.until < row.since) throw invalid({ until: `卸任日期不能早于任职日期（${row.since}）。` });
  return { until: input.until };
}

export const confirmation = async (_act: Act, _row: Post, input: Pick<Post, 'document_no' | 'certificate_no'>): Promise<Values<Post>> => ({ ...input, acting: false });
