import { all, is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { memberAnnual, type MemberAnnual } from '#archives/annuals/record.ts';

export type { MemberAnnual } from '#archives/annuals/record.ts';

/** A membership lasts no more years than this. */
const MOST_YEARS = 20;

/** What a member wrote of each year, the first one first, as far as the reader may see it. */
export const annualsOf = (reading: Reading, member: string): Promise<MemberAnnual[]> =>
  list(reading, memberAnnual, { where: is<MemberAnnual>('member_id', member), order: [{ column: 'year' }], limit: MOST_YEARS });

/** Of one year, when it is written. */
export const annualOf = async (reading: Reading, member: string, year: number): Promise<MemberAnnual | undefined> =>
  (await list<MemberAnnual>(reading, memberAnnual, { where: all(is<MemberAnnual>('member_id', member), is<MemberAnnual>('year', year)), limit: 1 }))[0];

/** Who confirmed it, when, and with which words; empty while nobody did. */
export const confirmationOf = ({ state, opinion, confirmed_by, confirmed_on }: Pick<MemberAnnual, 'state' | 'opinion' | 'confirmed_by' | 'confirmed_on'>): string =>
  (state === 'confirmed' ? `${opinion ?? '同意'}（${confirmed_by}，${confirmed_on}）` : '');
