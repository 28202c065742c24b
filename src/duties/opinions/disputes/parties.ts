import type { Dispute } from '#duties/opinions/disputes/record.ts';

/** Somebody between whom a dispute is. */
export interface Party {
  name: string;
  kind: 'person' | 'organisation';
  contact: string | null;
}

/** Besides the two who stand against each other; ten are the most that sit round one table. */
export const MOST_OTHERS = 8;

const LINE = /^(?<name>.+?)(?<organisation>[（(]单位[）)])?\s*(?:[，,；;：:\t ]\s*(?<contact>.*))?$/u;

/** The other parties as they were written, one on a line. */
export const otherParties = (written: string | null): Party[] =>
  (written ?? '').split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
    const { name = line, organisation, contact } = LINE.exec(line)?.groups ?? {};
    return { name: name.trim(), kind: organisation ? 'organisation' : 'person', contact: contact?.trim() || null };
  });

/** All parties of a dispute, whoever asked for it first. */
export const partiesOf = (row: Partial<Pick<Dispute, 'party_a' | 'party_a_kind' | 'party_a_contact' | 'party_b' | 'party_b_kind' | 'party_b_contact' | 'other_parties'>>): Party[] => [
  ...(row.party_a ? [{ name: row.party_a, kind: row.party_a_kind as Party['kind'], contact: row.party_a_contact ?? null }] : []),
  ...(row.party_b ? [{ name: row.party_b, kind: row.party_b_kind as Party['kind'], contact: row.party_b_contact ?? null }] : []),
  ...otherParties(row.other_parties ?? null),
];
