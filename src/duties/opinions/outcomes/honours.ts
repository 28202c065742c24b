import { committee } from '#institutions/committees/record.ts';
import { member } from '#institutions/members/record.ts';
import type { Beside, BesideOne } from '#platform/beside.ts';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import { all, is, not, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { instruction, type Instruction } from '#duties/opinions/instructions/record.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { levels, outcome, outcomeKinds, type Outcome } from '#duties/opinions/outcomes/record.ts';

/** So many of the newest stand on a page; the lists have the rest. */
const MOST = 50;

/** What was adopted, and what a leader wrote on, of a member or of a committee. */
async function honoured(reading: Reading, whose: 'member_id' | 'committee_id', id: string): Promise<BesideOne[]> {
  const adopted = await list<Outcome>(reading, outcome, {
    where: all(is<Outcome>(whose, id), is<Outcome>('state', 'noted'), oneOf<Outcome>('kind', ['adopted_single', 'adopted_merged'])), order: [{ column: 'came_on', descending: true }], limit: MOST,
  });
  const written = await list<Instruction>(reading, instruction, {
    where: all(is<Instruction>(whose, id), not(is<Instruction>('state', 'void'))), order: [{ column: 'instructed_on', descending: true }], limit: MOST,
  });
  const told = [
    ...adopted.map(({ id: own, item_id, title, level, kind, came_on }) => ({ item_id, title, day: came_on, href: `/${outcome.path}/${own}`, words: `${levels[level as 'county']}${outcomeKinds[kind as 'forwarded']}` })),
    ...written.map(({ id: own, item_id, title, leader, instructed_on }) => ({ item_id, title, day: instructed_on, href: `/${instruction.path}/${own}`, words: `${leader}批示` })),
  ].toSorted((a, b) => b.day.localeCompare(a.day));
  const items = Map.groupBy(told, ({ item_id }) => item_id);
  const open = new Set((await list<OpinionItem>(reading, opinionItem, { where: oneOf<OpinionItem>('id', [...items.keys()]), limit: items.size })).map(({ id: seen }) => seen));
  // A unit that carries out an instruction does not see the item on which it was written.
  return [...items].map(([item, its]) => ({ label: its[0]!.title, href: open.has(item) ? `/${opinionItem.path}/${item}` : its[0]!.href, about: its.map(({ words, day }) => `${words}（${day}）`).join('，') }));
}

const beside = (record: string, whose: 'member_id' | 'committee_id'): Beside<Recorded> =>
  ({ record, title: '被采用、获批示的信息', find: (reading, { id }) => honoured(reading, whose, id) });

/** On the pages of members and of committees: their items that were adopted or instructed. */
export const honours = [beside(member.name, 'member_id'), beside(committee.name, 'committee_id')];
