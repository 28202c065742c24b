import { committee, type Committee } from '#institutions/committees/record.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { printedUsually } from '#duties/opinions/items/editing.ts';
import type { BriefFacts } from '#duties/opinions/items/paper.ts';
import type { OpinionItem } from '#duties/opinions/items/record.ts';

/** Gathers what an issue is printed from: names, masthead and addressees as they hold on its day. */
export async function printing(reading: Reading, row: OpinionItem, originals: readonly OpinionItem[], bodyName: string): Promise<BriefFacts> {
  const day = row.issued_on ?? today();
  const all = [row, ...originals];
  const committees = await namesOf<Committee>(reading, committee, all.map(({ committee_id }) => committee_id));
  const members = await namesOf<Member>(reading, member, all.map(({ member_id }) => member_id));
  const township = row.route === 'township' && row.committee_id ? committees.get(row.committee_id) : undefined;
  return {
    row, originals, organ: township ?? `${bodyName}办公室`, masthead: await parameterAt(reading, 'items.mark', day), usual: await printedUsually(reading, row.route, day), today: today(),
    committeeOf: (id) => committees.get(id) ?? '', memberOf: (id) => members.get(id) ?? '',
  };
}

async function namesOf<Row extends Committee | Member>(reading: Reading, register: Parameters<typeof list<Row>>[1], ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  const rows = wanted.length === 0 ? [] : await list(reading, register, { where: oneOf<Row>('id' as keyof Row & string, wanted), limit: wanted.length });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
