import { sql } from 'kysely';
import type { House } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { covered } from '#duties/proposals/publishing/covering.ts';
import { unitNames } from '#duties/proposals/publishing/letters.ts';
import { asEverybody, proposerShown, showsNames } from '#duties/proposals/publishing/shown.ts';
import { dispositions, ratings, results, timeClasses } from '#duties/proposals/words.ts';

/** The proposals of a session as open data: every filed one, each with what everybody may know of it. */

export interface OfSession {
  term: number;
  session: number;
}

/** One line of the data; what may not be known is null. */
export interface OpenRow {
  number: number | null;
  time_class: string;
  category: string | null;
  lead_unit: string | null;
  assisting_units: string | null;
  disposition: string | null;
  title: string | null;
  proposer: string | null;
  submitted_on: string | null;
  replied_on: string | null;
  result: string | null;
  letter: string | null;
  satisfaction: string | null;
  closed_on: string | null;
  key: boolean | null;
  published_on: string | null;
  code: string | null;
  matter: string | null;
  answer: string | null;
}

interface Found {
  id: string;
  place: number;
  proposal_no: number | null;
  time_class: string;
  category: string | null;
  disposition: string;
  lead_unit_id: string | null;
  other_ids: string[];
  proposer_kind: string;
  proposer_name: string;
  title: string;
  submitted_on: string | null;
  replied_on: string | null;
  result: string | null;
  letter: string | null;
  rating_result: string | null;
  rated_n: number;
  closed_on: string | null;
  key: boolean;
  public_ok: boolean;
  kept_back: boolean;
  public_title: string | null;
  published_on: string | null;
  code: string | null;
  matter: string | null;
  answer: string | null;
}

/** So many are read at a time: a session of any size takes no more memory than this. */
const PIECE = 200;
/** Behind those with a number. */
const NO_NUMBER = 2_147_483_647;

/** In the order of the register: session proposals, then ordinary ones, each by number. */
export async function* openRows(house: House, county: string, of: OfSession): AsyncGenerator<OpenRow> {
  let after: Found | undefined;
  for (;;) {
    const piece = await asEverybody(house, county, async (look) => {
      const { rows } = await sql<Found>`
        select r.id, coalesce(r.proposal_no, ${NO_NUMBER}) as place, r.proposal_no, r.time_class, r.category, r.disposition, r.lead_unit_id, r.assisting_ids || r.separate_ids as other_ids, r.proposer_kind, r.proposer_name, r.title,
          r.submitted_on, r.replied_on, r.result, r.letter, case when r.state in ('rated', 'closed') then r.rating_result end as rating_result, r.rated_n, r.closed_on, r.key_since is not null as key, r.public_ok,
          coalesce(p.state in ('withheld', 'withdrawn'), false) or (p.openness is distinct from 'open' and exists (
            select 1 from proposal_answers a where a.county_id = r.county_id and a.proposal_id = r.id and a.state = 'sent' and a.role <> 'assisting' and a.openness <> 'open')) as kept_back,  s.title as public_title, s.published_on, s.code, s.matter, s.answer
        from proposals r
        left join publications p on p.county_id = r.county_id and p.proposal_id = r.id
        left join publications s on s.county_id = p.county_id and s.id = p.id and s.state = 'published' and r.public_ok
        where r.county_id = ${county} and r.term = ${of.term} and r.session = ${of.session} and r.disposition in ('filed', 'merged') and r.state <> 'withdrawn'
          ${after ? sql`and (r.time_class < ${after.time_class} or (r.time_class = ${after.time_class} and (coalesce(r.proposal_no, 2147483647), r.id) > (${after.place}, ${after.id}::uuid)))` : sql``}
        order by r.time_class desc, coalesce(r.proposal_no, 2147483647), r.id limit ${PIECE}`.execute(look.db);
      const terms = { units: await unitNames(look), names: await showsNames(look), small: await parameterAt(look, 'publishing.small', today()), consented: (await parameterAt(look, 'publishing.data', today())) === 'consented' };
      return { last: rows.at(-1), full: rows.length === PIECE, told: rows.map((row) => openRow(row, terms)) };
    });
    yield* piece.told;
    if (!piece.full) return;
    after = piece.last;
  }
}

interface Terms {
  units: ReadonlyMap<string, string>;
  names: boolean;
  /** A rating of fewer people than this is somebody's own. */
  small: number;
  /** What is agreed to is told by its title before it is published. */
  consented: boolean;
}

const nothing = {
  assisting_units: null, disposition: null, title: null, proposer: null, submitted_on: null, replied_on: null, result: null, letter: null, satisfaction: null, closed_on: null, key: null, published_on: null, code: null, matter: null, answer: null,
} satisfies Partial<OpenRow>;

/** Whose proposer does not agree, or what was kept back or taken off, is a number, a category and a unit. */
export function openRow(row: Found, terms: Terms): OpenRow {
  const bare: OpenRow = { ...nothing, number: row.proposal_no, time_class: timeClasses[row.time_class as 'session'], category: row.category, lead_unit: terms.units.get(row.lead_unit_id ?? '') ?? null };
  const isPublished = row.code !== null;
  if (!row.public_ok || (!isPublished && (row.kept_back || !terms.consented))) return bare;
  return {
    ...bare, assisting_units: row.other_ids.flatMap((id) => terms.units.get(id) ?? []).join('、') || null, disposition: dispositions[row.disposition as 'filed'],
    title: row.public_title ?? covered(row.title, []), proposer: proposerShown(row, terms.names), submitted_on: row.submitted_on, replied_on: row.replied_on,
    result: results[row.result as 'SOLVED'] ?? null, letter: row.letter, satisfaction: row.rated_n >= terms.small ? (ratings[row.rating_result as 'satisfied'] ?? null) : null, closed_on: row.closed_on, key: row.key,
    published_on: row.published_on, code: row.code, matter: row.matter, answer: row.answer,
  };
}
