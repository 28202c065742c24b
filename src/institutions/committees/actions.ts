import { countyOffice } from '#platform/identity/relations.ts';
import { all, is, not } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, create, type Circumstances, type Values } from '#platform/records/write.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { expectOnce } from '#institutions/once.ts';
import { post, type Post } from '#institutions/posts/record.ts';

const expectNewPlace = (act: Act, place: string, row?: Committee) =>
  expectOnce(act, committee, all(is<Committee>('place', place), not(is<Committee>('state', 'abolished'))), 'place', ({ name }) => `“${place}”已经有联络委（${name}），不用再登记。`, row);

export async function enterCommittee(act: Act, values: Values<Committee> & { place: string }, how: Circumstances): Promise<Committee> {
  await expectNewPlace(act, values.place);
  return create<Committee>(act, committee, values, how);
}

export async function correctCommittee(act: Act, row: Committee, values: Values<Committee>): Promise<Values<Committee>> {
  if (values.place) await expectNewPlace(act, values.place, row);
  return values;
}

const MOST_POSTS = 500;

/** With the committee end the posts in it, and with them the rights they gave. */
export async function abolishing(act: Act, row: Committee, input: { abolished_on: string }): Promise<Values<Committee>> {
  const { abolished_on: day } = input;
  if (row.founded_on && day < row.founded_on) throw invalid({ abolished_on: `撤销日期不能早于设立日期（${row.founded_on}）。` });
  const holding = all(is<Post>('committee_id', row.id), is<Post>('state', 'holding'));
  for (const held of await list(act, post, { where: holding, limit: MOST_POSTS })) {
    const until = held.since && day < held.since ? held.since : day;
    await amend(act, post, held, { state: 'ended', until }, { step: 'end', relation: countyOffice.name, reason: `${row.name}撤销` });
  }
  return input;
}
