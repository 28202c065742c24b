import { sql } from 'kysely';
import { committeeChoices, unitChoices } from '#institutions/facts.ts';
import type { Visit } from '#platform/http/visit.ts';
import type { Surroundings } from '#platform/http/resource.tsx';
import { unit, type Unit } from '#institutions/units/record.ts';
import { holds, unitsOf } from '#platform/identity/actor.ts';
import { withoutPersonal } from '#platform/people/masking.ts';
import { all, always, is, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { headline, ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { commitment, type Commitment } from '#duties/opinions/referrals/commitments/record.ts';
import { MOST_ROUNDS, referral, type Referral } from '#duties/opinions/referrals/record.ts';
import { replyTemplate, type ReplyTemplate } from '#duties/opinions/referrals/templates/record.ts';
import { knownOf } from '#duties/opinions/shield/apart.ts';

export interface Around extends Surroundings {
  units: ReadonlyMap<string, string>;
  places: ReadonlyMap<string, string>;
  /** How many working days before its day an answer begins to press, and how many a unit usually has. */
  near: number;
  days: number;
  /** Units to which this person may hand over. */
  within: Surroundings['choices'][string];
  /** The entry behind the one referral, or from which a new one is made; only for those who may see it. */
  entry?: LedgerEntry;
  /** What the units answered to that entry so far. */
  answers: Referral[];
  /** What was promised with the one referral's answers, newest first. */
  commitments: Commitment[];
  /** The answers of its earlier rounds, oldest first. */
  earlier: Referral[];
}

/** Open entries offered for a new referral: the newest. */
const MOST_ENTRIES = 100;
const MOST_OF_AN_ENTRY = 50;
/** A county does not have more units than this. */
const MOST_UNITS = 2_000;

export async function aroundReferrals(reading: Reading, rows: readonly Referral[], visit: Visit): Promise<Around> {
  const [committees, units] = [await committeeChoices(reading), await unitChoices(reading)];
  const [row] = rows.length === 1 ? rows : [];
  const entry = await find(reading, ledgerEntry, row?.entry_id ?? visit.query.get('entry') ?? '');
  return {
    choices: { committee: committees, unit: units, ledger_entry: rows.length === 0 ? await entryChoices(reading, entry) : [] },
    units: named(units),
    places: named(committees),
    near: await parameterAt(reading, 'light.near_days', today()),
    days: await parameterAt(reading, 'referral.days', today()),
    within: rows.length <= 1 ? await unitsWithin(reading) : [],
    entry,
    answers: row && entry ? await answersTo(reading, entry.id) : [],
    commitments: row ? await list(reading, commitment, { where: is<Commitment>('referral_id', row.id), order: [{ column: 'made_on', descending: true }], limit: MOST_ROUNDS }) : [],
    earlier: row && row.round > 1 ? await earlierRounds(reading, row) : [],
  };
}

/** A committee turns to the units of townships, unless the county lets it turn to all (`actions.ts` refuses the others). */
async function unitsWithin(reading: Reading) {
  const everywhere = holds(reading.actor, 'county_office') || (await parameterAt(reading, 'referral.committee_reach', today())) === 'all';
  const rows = await list<Unit>(reading, unit, { where: all(is<Unit>('state', 'active'), everywhere ? always : is<Unit>('side', 'township')), order: [{ column: 'name' }], limit: MOST_UNITS });
  return rows.map(({ id, name }) => ({ value: id, label: name }));
}

async function entryChoices(reading: Reading, chosen: LedgerEntry | undefined) {
  const rows = chosen ? [chosen] : await list(reading, ledgerEntry, { where: oneOf<LedgerEntry>('state', ledgerEntry.steps.handle.from), order: [{ column: 'received_on', descending: true }], limit: MOST_ENTRIES });
  return rows.map(({ id, matter, received_on }) => ({ value: id, label: `${received_on} ${headline(matter)}` }));
}

const answersTo = (reading: Reading, entryId: string): Promise<Referral[]> =>
  list(reading, referral, { where: all(is<Referral>('entry_id', entryId), oneOf<Referral>('state', ['replied', 'told'])), order: [{ column: 'replied_on' }], limit: MOST_OF_AN_ENTRY });

/** The answered version of each round before this one. */
async function earlierRounds(reading: Reading, row: Referral): Promise<Referral[]> {
  const { rows } = await sql<Referral>`
    select distinct on (r.round) r.* from referrals_history r
    where r.county_id = ${reading.county} and r.id = ${row.id} and r.state in ('replied', 'told') and r.round < ${row.round}
    order by r.round, r.version desc`.execute(reading.db);
  return rows;
}

/** What the clerk begins with, in words that name nobody. */
export function wordsForUnits(entry: LedgerEntry): { subject: string; matter: string; place: string | null } {
  const known = knownOf(entry);
  return { subject: withoutPersonal(headline(entry.matter), known), matter: withoutPersonal(entry.matter, known), place: entry.place && withoutPersonal(entry.place, known) };
}

/** What the resident may be told: of several units each with its name. */
export function wordsForResident(answers: readonly Referral[], units: ReadonlyMap<string, string>): string {
  if (answers.length === 1) return answers[0]!.reply ?? '';
  return answers.map(({ lead_unit_id, reply }) => `${units.get(lead_unit_id) ?? ''}：${reply ?? ''}`).join('\n');
}

/** A unit keeps few; more than these are no short list. */
const MOST_TEMPLATES = 30;

/** The texts with which the person's units begin their answers. */
export const templatesOf = (reading: Reading): Promise<ReplyTemplate[]> =>
  list(reading, replyTemplate, { where: all(is<ReplyTemplate>('state', 'active'), oneOf<ReplyTemplate>('unit_id', unitsOf(reading.actor))), order: [{ column: 'title' }], limit: MOST_TEMPLATES });

/** What the page of one entry shows of its referrals. */
export interface ReferralsShown {
  rows: readonly Referral[];
  named: Pick<Around, 'units' | 'places' | 'near'>;
}

/** To whom the one entry was handed, of those referrals that the person may see, oldest first. */
export async function referralsShown(reading: Reading, entries: readonly Pick<LedgerEntry, 'id' | 'referrals'>[]): Promise<ReferralsShown> {
  const [entry] = entries;
  if (entries.length !== 1 || !entry!.referrals) return { rows: [], named: { units: new Map(), places: new Map(), near: 0 } };
  const rows = await list(reading, referral, { where: is<Referral>('entry_id', entry!.id), order: [{ column: 'sent_on' }], limit: MOST_OF_AN_ENTRY });
  return { rows, named: await namesFor(reading) };
}

/** The names that tables of referrals draw, and from when on a day presses. */
export async function namesFor(reading: Reading): Promise<ReferralsShown['named']> {
  const [units, places] = [await unitChoices(reading), await committeeChoices(reading)];
  return { units: named(units), places: named(places), near: await parameterAt(reading, 'light.near_days', today()) };
}

const named = (choices: readonly { value: string; label: string }[]): ReadonlyMap<string, string> => new Map(choices.map(({ value, label }) => [value, label]));
