import type { Actor } from '#platform/identity/actor.ts';
import { mayCreate } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { is } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import { consultation } from '#duties/consultations/record.ts';
import { inspection } from '#duties/inspections/record.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
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
