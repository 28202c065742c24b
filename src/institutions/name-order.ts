import type { DailyWork } from '#platform/chapter.ts';
import { program } from '#platform/identity/actor.ts';
import { countyOffice } from '#platform/identity/relations.ts';
import { listKey, type NameOrder, usualOrder } from '#platform/people/strokes.ts';
import { oneOf } from '#platform/predicate.ts';
import { transact, type Act, type Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend } from '#platform/records/write.ts';
import { member, type Member } from '#institutions/members/record.ts';

/** How the county orders its rosters today; the usual way while no plan says otherwise. */
export const orderOfNames = async (reading: Reading): Promise<NameOrder> => (await reading.house.nameOrder?.(reading)) ?? usualOrder;

/** The order in words, over a list. */
export const orderWords = ({ rankedFirst, shortFirst }: NameOrder): string =>
  `按姓氏笔画为序${shortFirst ? '，同一首字的单名在前' : ''}${rankedFirst ? '，有固定排位的在最前' : ''}`;

/** More members than this a county does not have. */
const MOST = 20_000;

/** Brings the registers of the current and the prepared term into the order in force. Those of earlier terms stay as they stood. */
export async function followOrder(act: Act): Promise<void> {
  const order = await orderOfNames(act);
  const lasting = await list<Member>(act, member, { where: oneOf<Member>('state', ['nominated', 'current']), limit: MOST });
  for (const row of lasting) {
    const name_key = listKey(row.name, row.rank, order);
    if (name_key !== row.name_key) await amend(act, member, row, { name_key }, { step: 'edit', relation: countyOffice.name, reason: '名册的排列规则改变' });
  }
}

/** An order that was set for a day to come is followed from that day on; on all other days nothing is left to be done. */
export const followOrderOfDay: DailyWork = async (house, county) => {
  await transact(house, program(county), null, followOrder);
};
