import { sql } from 'kysely';
import { withoutKnown } from '#platform/people/masking.ts';
import { Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import type { OpinionItem } from '#duties/opinions/items/record.ts';
import type { LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { knownIn, knownOf } from '#duties/opinions/shield/apart.ts';

/** What the units read of an instruction's item: nothing of whoever told the entries from which it was made (decision 16). */

/** The words with which the looking through begins, before it is handed over. */
export async function contentFor(act: Act, { id, situation, causes, advice }: Pick<OpinionItem, 'id' | 'situation' | 'causes' | 'advice'>): Promise<string | null> {
  const text = [situation, causes, advice].filter(Boolean).join('\n');
  return text === '' ? null : withoutKnown(text, await tellersOf(act, id));
}

/** @throws Problem 422 where somebody wrote it into the words all the same */
export async function expectNobodyNamed(act: Act, item: string, content: string | null): Promise<void> {
  const found = content && knownIn(content, await tellersOf(act, item));
  if (found) throw new Problem(422, 'reporter_named', `“转给承办单位看的内容”里写有反映人的信息（${found}）。请先点“修改”把它删去，或改成“反映人”，再转办。`);
}

/** Names and numbers of those who told the entries of an item, whoever asks: it is only asked to leave them out. */
async function tellersOf(act: Act, item: string): Promise<string[]> {
  const { rows } = await sql<Pick<LedgerEntry, 'id' | 'reporter' | 'phone' | 'proxy'>>`
    select e.id, e.reporter, e.phone, e.proxy from opinion_sources s join ledger_entries e on e.county_id = s.county_id and e.id = s.entry_id
    where s.county_id = ${act.county} and s.item_id = ${item}`.execute(act.db);
  return rows.flatMap(knownOf);
}
