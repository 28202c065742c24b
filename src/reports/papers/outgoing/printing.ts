import { sql } from 'kysely';
import { committee } from '#institutions/committees/record.ts';
import type { OfficialPaper } from '#platform/documents/model.ts';
import type { PaperSource } from '#platform/documents/source.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, get } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { outgoingPaperOf, type Issuer, type PaperWritten } from '#reports/papers/outgoing/paper.ts';
import type { OutgoingPaper } from '#reports/papers/outgoing/record.ts';

/** From what papers are made and in whose name. */
export interface Issuing {
  sources: readonly PaperSource[];
  countyOf(reading: Reading): Promise<{ name: string; bodyName: string; called: Readonly<Record<string, string>> }>;
}

export const issuingFrom = (sources: readonly PaperSource[]): Issuing => ({
  sources,
  async countyOf({ db, county }) {
    const { rows: [found] } = await sql<{ name: string; body_name: string }>`select name, body_name from counties where county_id = ${county}`.execute(db);
    return { name: found!.name, bodyName: found!.body_name, called: {} };
  },
});

/** Everything the paper and its draft sheet are written from. */
export async function writtenFor(reading: Reading, { sources, countyOf }: Issuing, row: OutgoingPaper): Promise<PaperWritten> {
  const county = await countyOf(reading);
  const source = row.source_id === null ? undefined : sources.find(({ declared }) => declared.name === row.source_record);
  const from = source && (await find(reading, source.declared, row.source_id!)) ? await source.paperOf(reading, row.source_id!, county) : undefined;
  return { row, issuer: await issuerOf(reading, row, county.bodyName), from, today: today() };
}

async function issuerOf(reading: Reading, { committee_id }: OutgoingPaper, bodyName: string): Promise<Issuer> {
  const organ = committee_id ? (await get(reading, committee, committee_id)).name : bodyName;
  return { organ, office: committee_id ? organ : `${organ}办公室` };
}

export const paperFor = async (reading: Reading, issuing: Issuing, row: OutgoingPaper): Promise<OfficialPaper> => outgoingPaperOf(await writtenFor(reading, issuing, row));
