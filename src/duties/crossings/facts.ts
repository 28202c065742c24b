import type { Actor } from '#platform/identity/actor.ts';
import { mayCreate } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { all, always, is, not, oneOf } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import { matching } from '#platform/search/matching.ts';
import { consultation } from '#duties/consultations/record.ts';
import { inspection } from '#duties/inspections/record.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** Where one duty becomes another: opinion items that were made of proposals, inspections and consultations. Domain rules 3.1 (S109). */

/** From what else than the ledger an item may be made, by its column. */
const origins = { proposal_id: proposal, inspection_id: inspection, consultation_id: consultation } as const;

export type OriginColumn = keyof typeof origins;
export const originColumns = Object.keys(origins) as OriginColumn[];

/** A record of another duty as an item's page and form name it. */
export interface Origin {
  column: OriginColumn;
  /** The name of the record: choices of forms are known by it. */
  record: string;
  id: string;
  /** 提案, 调研视察, 协商活动. */
  kind: string;
  title: string;
  href: string;
  committee_id: string | null;
  situation: string | null;
  advice: string | null;
}

/** The records that these columns name, of those the person may see. */
export async function originsOf(reading: Reading, named: Partial<Record<OriginColumn, string | null>>): Promise<Origin[]> {
  const found: Origin[] = [];
  for (const column of originColumns) {
    const id = named[column];
    const origin = id ? await originOf(reading, column, id) : undefined;
    if (origin) found.push(origin);
  }
  return found;
}

async function originOf(reading: Reading, column: OriginColumn, id: string): Promise<Origin | undefined> {
  const common = (title: string, committee_id: string | null) => {
    const { name, title: kind, path } = origins[column];
    return { column, record: name, id, kind, title, href: `/${path}/${id}`, committee_id };
  };
  if (column === 'proposal_id') {
    const row = await find(reading, proposal, id);
    return row && { ...common(row.title, row.committee_id), situation: row.situation, advice: row.advice };
  }
  if (column === 'inspection_id') {
    const row = await find(reading, inspection, id);
    return row && { ...common(row.topic, row.committee_id), situation: row.findings, advice: null };
  }
  const row = await find(reading, consultation, id);
  return row && { ...common(row.topic, row.committee_id), situation: null, advice: row.advice };
}

/** Only what the review turned over to the opinion items becomes one: a proposal that is handled is answered as such. */
export async function expectConvertible(reading: Reading, id: string): Promise<void> {
  const row: Proposal | undefined = await find(reading, proposal, id);
  if (!row) throw invalid({ proposal_id: '没有找到这件提案，或者不在您的查看范围内。请从提案的页面重新进入。' });
  if (row.state !== 'converted') throw invalid({ proposal_id: `“${row.title}”现在是“${proposal.states[row.state as 'draft'].label}”。只有审查后“转社情民意”的提案才能编成信息。` });
}

/** More items than this nobody makes of one record. */
const MOST = 20;

/** An item as the page of another record names it. */
export interface MadeItem {
  title: string;
  href: string;
  /** Its state in words. */
  label: string;
}

/** The items made of a record of another duty, of those the person may see. */
export async function itemsOf(reading: Reading, column: OriginColumn, id: string): Promise<MadeItem[]> {
  const rows = await list(reading, opinionItem, { where: is<OpinionItem>(column, id), limit: MOST });
  return rows.map((row) => ({ title: row.title, href: `/${opinionItem.path}/${row.id}`, label: opinionItem.states[row.state as 'draft'].label }));
}

/** Where an item that begins with such a record is written, for those who may. */
export function itemFormFrom(actor: Actor, column: OriginColumn, { id, committee_id }: { id: string; committee_id: string | null }): { label: string; href: string } | undefined {
  const begun = { committee_id, author_id: null, member_id: null } as unknown as OpinionItem;
  return mayCreate(opinionItem, actor, begun) ? undefined : { label: '编写信息', href: `/${opinionItem.path}/new?${column}=${id}` };
}

/** A resident's voice as another duty names it: what was told, without who told it. */
export interface Voice {
  id: string;
  matter: string;
  place: string | null;
  committee_id: string;
  received_on: string;
  href: string;
}

const asVoice = ({ id, matter, place, committee_id, received_on }: LedgerEntry): Voice => ({ id, matter, place, committee_id, received_on, href: `/${ledgerEntry.path}/${id}` });
const standing = not(is<LedgerEntry>('state', 'void'));

/** The voices of these ids in their order, of those the person may see. */
export async function voicesOf(reading: Reading, ids: readonly string[]): Promise<Voice[]> {
  if (ids.length === 0) return [];
  const rows = await list(reading, ledgerEntry, { where: all(oneOf<LedgerEntry>('id', ids), standing), limit: ids.length });
  return ids.flatMap((id) => rows.filter((row) => row.id === id)).map(asVoice);
}

/** Voices with these words, or the newest of the committee. */
export async function findVoices(reading: Reading, { words, committee }: { words: string; committee?: string }, most: number): Promise<Voice[]> {
  const where = all<LedgerEntry>(standing, words ? matching(ledgerEntry, words) : always, committee ? is<LedgerEntry>('committee_id', committee) : always);
  return (await list(reading, ledgerEntry, { where, order: [{ column: 'received_on', descending: true }], limit: most })).map(asVoice);
}
