import { sql } from 'kysely';
import { oneOf } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { create, type Circumstances, type Effect } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { entriesOf, linkEntries } from '#duties/opinions/links.ts';
import { expectConvertible } from '#duties/crossings/facts.ts';
import { checking, compiling, issuing, reopened, signing, submitting } from '#duties/opinions/items/editing.ts';
import { merging, parting } from '#duties/opinions/items/merging.ts';
import { MOST_SOURCES, opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { expectNoSecret } from '#duties/opinions/items/secrecy.ts';
import { sentWording } from '#duties/opinions/items/wording.ts';

type Written = Partial<OpinionItem> & { entries?: string[] };

/** Enters an item with its entries; whose committee it is need not be typed when they say it. */
export async function enterItem(act: Act, { entries = [], ...values }: Written, how: Circumstances): Promise<OpinionItem> {
  expectNoSecret(values);
  if (values.proposal_id) await expectConvertible(act, values.proposal_id);
  const sources = await chosen(act, entries);
  const committees = new Set(sources.map(({ committee_id }) => committee_id));
  const committee_id = values.committee_id ?? (committees.size === 1 ? [...committees][0]! : null);
  const item = await create<OpinionItem>(act, opinionItem, { ...values, committee_id, author_id: act.actor.personId, precision: 'day', sources: sources.length }, how);
  await linkEntries(act, item.id, sources.map(({ id }) => id));
  return item;
}

/** Corrects an item; the ticks left say from which entries it is made. Entries that the person may not see stay linked. */
export async function correctItem(act: Act, row: OpinionItem, { entries, ...values }: Written): Promise<Partial<OpinionItem>> {
  expectNoSecret(values);
  if (values.proposal_id && values.proposal_id !== row.proposal_id) await expectConvertible(act, values.proposal_id);
  if (entries === undefined) return values;
  const seen = (await entriesOf(act, [row.id])).get(row.id) ?? [];
  const unseen = await unseenSources(act, row.id, seen);
  const sources = [...(await chosen(act, entries)).map(({ id }) => id), ...unseen];
  await linkEntries(act, row.id, sources);
  return { ...values, sources: sources.length };
}

async function unseenSources(act: Act, item: string, seen: readonly LedgerEntry[]): Promise<string[]> {
  const { rows } = await sql<{ entry_id: string }>`select entry_id from opinion_sources where county_id = ${act.county} and item_id = ${item}`.execute(act.db);
  const known = new Set(seen.map(({ id }) => id));
  return rows.map(({ entry_id }) => entry_id).filter((id) => !known.has(id));
}

async function chosen(act: Act, ids: readonly string[]): Promise<LedgerEntry[]> {
  if (ids.length === 0) return [];
  const rows = await list(act, ledgerEntry, { where: oneOf<LedgerEntry>('id', ids), limit: MOST_SOURCES });
  if (rows.length < ids.length) throw invalid({ entries: '选中的民情里有的已经不在了，或不在您的查看范围内。请回到台账重新勾选。' });
  const struck = rows.find(({ state }) => state === 'void');
  if (struck) throw invalid({ entries: `“${ledgerEntry.nameOf(struck)}”已经作废，不能用来编写信息。` });
  return rows;
}

export const effects: Record<string, Effect<OpinionItem>> = {
  submit: submitting,
  withdraw: async () => ({ submitted_on: null }),
  review: async (act) => ({ reviewed_on: dayOf(act.at) }),
  compile: compiling,
  check: checking,
  sign: signing,
  issue: issuing,
  giveBack: async (_act, row) => ({ ...reopened, reviewed_on: null, edited_on: null, edited_by: null, ...sentWording(row) }),
  reopen: async () => reopened,
  merge: merging,
  part: parting,
  reconsider: async () => ({ ...reopened, reviewed_on: null, edited_on: null, edited_by: null }),
};
