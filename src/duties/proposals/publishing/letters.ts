import { sql } from 'kysely';
import { unitChoices } from '#institutions/facts.ts';
import type { Reading } from '#platform/records/act.ts';
import type { ProposalAnswer } from '#duties/proposals/answers/record.ts';
import { repliers } from '#duties/proposals/handled.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** What the published reply comes from: the letters of the last round that was answered, or the proposal's own reply where the office keeps paper. */

type Letter = Pick<ProposalAnswer, 'unit_id' | 'openness' | 'contact_name' | 'contact_phone'>;

/** Separate handling has as many as units. */
const MOST = 21;

export async function lettersOf(reading: Reading, { id }: Pick<Proposal, 'id'>): Promise<Letter[]> {
  const { rows } = await sql<Letter>`
    select a.unit_id, a.openness, a.contact_name, a.contact_phone from proposal_answers a
    where a.county_id = ${reading.county} and a.proposal_id = ${id} and a.state = 'sent' and a.role <> 'assisting'
      and a.round = (select max(l.round) from proposal_answers l where l.county_id = a.county_id and l.proposal_id = a.proposal_id and l.state = 'sent' and l.role <> 'assisting')
    order by a.sent_on, a.id limit ${MOST}`.execute(reading.db);
  return rows;
}

/** Who replied: by letter, or as the proposal has it. */
export const repliedBy = (letters: readonly Letter[], row: Pick<Proposal, 'lead_unit_id' | 'separate_ids'>): string[] =>
  (letters.length > 0 ? letters.map(({ unit_id }) => unit_id) : repliers(row));

/** From the most open to the least: of several replies the least open decides. Nothing said is not open. */
const fromOpen = ['open', 'asked', 'closed'];

export function opennessOf(letters: readonly Letter[]): string | null {
  if (letters.length === 0 || letters.some(({ openness }) => openness === null)) return null;
  return letters.map(({ openness }) => openness!).toSorted((a, b) => fromOpen.indexOf(b) - fromOpen.indexOf(a))[0]!;
}

export const unitNames = async (reading: Reading): Promise<Map<string, string>> =>
  new Map((await unitChoices(reading)).map(({ value, label }) => [value, label]));
