import { committeesNow, membersNow, ownCommittee } from '#institutions/facts.ts';
import { holds } from '#platform/identity/actor.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { createMany, type Circumstances, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { archiveNote, MOST_TOGETHER, noteFields, type ArchiveNote } from '#archives/notes/record.ts';

type Entering = Values<ArchiveNote> & { member_ids?: string[]; body_ids?: string[] };

/** One record for each of whom the document speaks. Answers the first. A committee enters what is said of its own members and of itself. */
export async function enterNotes(act: Act, { member_ids = [], body_ids = [], ...values }: Entering, how: Circumstances): Promise<ArchiveNote> {
  if (values.day! > dayOf(act.at)) throw invalid({ day: '日期在今天之后，请核对。' });
  if (member_ids.length + body_ids.length === 0) throw invalid({ member_ids: '请至少选一位委员，或者选一个联络委。' });
  if (member_ids.length + body_ids.length > MOST_TOGETHER) throw invalid({ member_ids: `一次最多登记${MOST_TOGETHER}个，请分几次。` });
  const whole = holds(act.actor, 'county_office', 'maintainer');
  const own = whole ? null : (ownCommittee(act.actor) ?? null);
  const members = (await membersNow(act)).filter(({ id }) => member_ids.includes(id));
  const bodies = (await committeesNow(act)).filter(({ id }) => body_ids.includes(id));
  if (members.length < member_ids.length) throw invalid({ member_ids: '其中有人不在名册里，请从列表中重新选择。' });
  if (bodies.length < body_ids.length) throw invalid({ body_ids: '其中有的联络委现在没有，请从列表中重新选择。' });
  if (!whole && members.some(({ committee_id }) => committee_id !== own)) throw invalid({ member_ids: '联络委只登记本联络委的委员；别的委员请他所在的联络委或县政协办公室登记。' });
  if (!whole && bodies.some(({ id }) => id !== own)) throw invalid({ body_ids: '联络委只登记自己的；别的联络委请它自己或县政协办公室登记。' });
  const rows = await createMany<ArchiveNote>(act, archiveNote, [
    ...members.map(({ id, name }) => ({ ...values, subject: 'member', member_id: id, name, committee_id: own })),
    ...bodies.map(({ id, name }) => ({ ...values, subject: 'committee', body_id: id, name, committee_id: own })),
  ], how);
  return rows[0]!;
}

/** What it says may be put right, not of whom it is said. */
export async function correctNote(act: Act, row: ArchiveNote, given: Entering): Promise<Values<ArchiveNote>> {
  if ((given.day ?? row.day) > dayOf(act.at)) throw invalid({ day: '日期在今天之后，请核对。' });
  return Object.fromEntries(Object.entries(given).filter(([name]) => name in noteFields.shape));
}
