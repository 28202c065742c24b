import { sql } from 'kysely';
import { unitChoices } from '#institutions/facts.ts';
import { member } from '#institutions/members/record.ts';
import type { Surroundings } from '#platform/http/resource.tsx';
import { all, is, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { resultChoices, schemeOn } from '#duties/proposals/answers/letters.ts';
import { codeOf } from '#duties/proposals/answers/numbering.ts';
import { proposalAnswer, type ProposalAnswer } from '#duties/proposals/answers/record.ts';
import { proposalContact, type ProposalContact } from '#duties/proposals/contacts/record.ts';
import { mergedUnder } from '#duties/proposals/merging.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** What belongs to one answer and stands on its page and on its paper. */
export interface Related {
  /** The proposal, for whoever may see it. */
  parent?: Proposal;
  merged: Proposal[];
  talks: ProposalContact[];
  /** Opinions that assisting units have sent, for the unit that replies. */
  opinions: ProposalAnswer[];
  /** What the first proposer said of drafts before this one. */
  earlierViews: Pick<ProposalAnswer, 'shown_on' | 'draft_view' | 'draft_opinion'>[];
  members: ReadonlyMap<string, string>;
  copyTo: string[];
  docCode?: string;
}

export interface Around extends Surroundings {
  units: ReadonlyMap<string, string>;
  related?: Related;
}

const MOST = 50;
const NOBODY = '无';

export async function aroundAnswers(reading: Reading, rows: readonly ProposalAnswer[]): Promise<Around> {
  const units = await unitChoices(reading);
  const results = resultChoices(await schemeOn(reading, today()));
  const [row] = rows.length === 1 ? rows : [];
  return { choices: { unit: units, result: results }, units: new Map(units.map(({ value, label }) => [value, label])), related: row && (await relatedTo(reading, row)) };
}

async function relatedTo(reading: Reading, row: ProposalAnswer): Promise<Related> {
  const ofIt = is<ProposalContact>('proposal_id', row.proposal_id);
  const [parent, merged] = [await find(reading, proposal, row.proposal_id), await mergedUnder(reading, row.proposal_id)];
  const copies = await parameterAt(reading, 'answers.copies', row.sent_on ?? today());
  return {
    parent, merged,
    talks: await list<ProposalContact>(reading, proposalContact, { where: all(ofIt, is<ProposalContact>('state', 'noted'), is<ProposalContact>('unit_id', row.unit_id)), order: [{ column: 'held_on' }], limit: MOST }),
    opinions: row.role === 'assisting' ? [] : await opinionsFor(reading, row),
    earlierViews: await earlierViews(reading, row),
    members: await membersNamed(reading, [parent, ...merged].flatMap((one) => one?.cosigner_ids ?? [])),
    copyTo: copies === NOBODY ? [] : copies.split(/[、，,]+/u).filter(Boolean),
    docCode: row.state === 'drafting' || row.state === 'shown' ? await codeOf(reading, row) : undefined,
  };
}

const opinionsFor = (reading: Reading, { proposal_id, round }: ProposalAnswer): Promise<ProposalAnswer[]> =>
  list<ProposalAnswer>(reading, proposalAnswer, { where: all(is<ProposalAnswer>('proposal_id', proposal_id), is<ProposalAnswer>('round', round), is<ProposalAnswer>('role', 'assisting'), is<ProposalAnswer>('state', 'sent')), limit: MOST });

async function membersNamed(reading: Reading, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  return new Map((await list(reading, member, { where: oneOf('id', [...new Set(ids)]), limit: ids.length })).map(({ id, name }) => [id, name]));
}

/** Of each draft that was shown and then changed, the last word on it. */
async function earlierViews(reading: Reading, row: ProposalAnswer): Promise<Related['earlierViews']> {
  if (!row.shown_on) return [];
  const { rows } = await sql<{ shown_on: string; draft_view: string; draft_opinion: string | null }>`
    select distinct on (r.draft_view, r.draft_opinion) r.shown_on, r.draft_view, r.draft_opinion from proposal_answers_history r
    where r.county_id = ${reading.county} and r.id = ${row.id} and r.draft_view is not null
    order by r.draft_view, r.draft_opinion, r.version limit ${MOST}`.execute(reading.db);
  return rows.filter((one) => one.draft_view !== row.draft_view || one.draft_opinion !== row.draft_opinion);
}
