import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { alikeTo, CANDIDATES, READ } from '#platform/search/alike.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** A proposal of any year that seems to be about the same. Of one that the reader may not see there is no more than stands on any session's list. */
export interface SimilarProposal {
  id: string;
  title: string;
  proposal_no: number | null;
  term: number;
  session: number;
  /** Only of those that the reader may see. */
  seen: { lead_unit_id: string | null; letter: string | null } | null;
  score: number;
}

interface Found extends Pick<Proposal, 'id' | 'title' | 'situation' | 'advice' | 'proposal_no' | 'term' | 'session' | 'lead_unit_id' | 'letter'> {
  visible: boolean;
}

/** Proposals less alike than this are about something else. */
const ALIKE = 0.3;
/** What nearly every title says. */
const always = /关于|的(?:提案|建议)$/gu;

/** Of all years: those whose title and text have most in common with what is being written, the rarer the words the more telling. */
export async function similarProposals(reading: Reading, written: { title: string; situation?: string | null }, except: string | undefined, most = 5): Promise<SimilarProposal[]> {
  const subject = written.title.replace(always, '');
  const alike = await alikeTo(reading, proposal.name, `${subject} ${(written.situation ?? '').slice(0, READ - subject.length)}`);
  const byTitle = await alikeTo(reading, proposal.name, subject);
  if (!alike || !byTitle) return [];
  const rows = await numberedOrSeen(reading, [...new Set([...alike.candidates, ...byTitle.candidates])].filter((id) => id !== except));
  return rows.map((row) => ({ row, score: Math.max(byTitle.share(row.title), alike.share(`${row.title} ${row.situation ?? ''} ${row.advice ?? ''}`)) }))
    .filter(({ score }) => score >= ALIKE)
    .toSorted((a, b) => b.score - a.score || (a.row.id < b.row.id ? 1 : -1))
    .slice(0, most)
    .map(({ row: { id, title, proposal_no, term, session, lead_unit_id, letter, visible }, score }) => ({ id, title, proposal_no, term, session, seen: visible ? { lead_unit_id, letter } : null, score }));
}

/** Those the reader may see, and of the others those that were filed: their titles stand on the session's list, which everybody has. */
async function numberedOrSeen(reading: Reading, ids: readonly string[]): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select r.id, r.title, r.situation, r.advice, r.proposal_no, r.term, r.session, r.lead_unit_id, r.letter, (${among(reading, proposal)}) as visible
    from proposals r
    where r.county_id = ${reading.county} and r.id = any(${[...ids]}::uuid[]) and r.state <> 'withdrawn' and ((${among(reading, proposal)}) or r.proposal_no is not null)
    limit ${4 * CANDIDATES}`.execute(reading.db);
  return rows;
}
