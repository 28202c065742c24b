import { sql } from 'kysely';
import type { Act } from '#platform/records/act.ts';
import type { Told } from '#reports/sharing/defined.ts';

/** Where a number stands in the roll-ups of a superior, and by which definition it was counted. */
export interface Placed {
  superior: string;
  required: string;
  subject: string;
  period: string;
  digest: string;
}

/** A county that shares: it stands with the superior from the act that begins it. */
export interface Shared {
  superior: string;
  subject: string;
  name: string;
  namesShown: boolean;
  since: string;
  agreedBy?: string | null;
  documentNo?: string | null;
}

/** Written by the county itself, or by the superior for one that has its own machine: row-level security lets nobody else. */
export const writeShared = (act: Act, one: Shared) => sql`
  insert into shared_counties (county_id, subject_id, writer_id, name, names_shown, since, agreed_by, document_no)
  values (${one.superior}, ${one.subject}, ${act.county}, ${one.name}, ${one.namesShown}, ${one.since}, ${one.agreedBy ?? null}, ${one.documentNo ?? null})
  on conflict (county_id, subject_id) do update set name = excluded.name, names_shown = excluded.names_shown, since = excluded.since, ended_on = null,
    agreed_by = excluded.agreed_by, document_no = excluded.document_no`.execute(act.db);

export const showNames = (act: Act, superior: string, subject: string, shown: boolean) =>
  sql`update shared_counties set names_shown = ${shown} where county_id = ${superior} and subject_id = ${subject}`.execute(act.db);

/** What was shared until then stays with the superior; nothing more is taken in, and nothing is compared any more. */
export const endShared = (act: Act, superior: string, subject: string, day: string) =>
  sql`update shared_counties set ended_on = ${day} where county_id = ${superior} and subject_id = ${subject}`.execute(act.db);

export interface Rolled extends Told {
  asOf: Date;
  revision: number;
}

export const writeRolled = (act: Act, { superior, required, subject, period, digest }: Placed, { value, numerator, denominator, asOf, revision }: Rolled) => sql`
  insert into rolled_figures (county_id, required_id, period, subject_id, writer_id, value, numerator, denominator, digest, as_of, revision, sent_at)
  values (${superior}, ${required}, ${period}, ${subject}, ${act.county}, ${value}, ${numerator}, ${denominator}, ${digest}, ${asOf}, ${revision}, ${act.at})
  on conflict (county_id, required_id, period, subject_id) do update set value = excluded.value, numerator = excluded.numerator, denominator = excluded.denominator,
    digest = excluded.digest, as_of = excluded.as_of, revision = excluded.revision, sent_at = excluded.sent_at`.execute(act.db);

/** The new number takes the place of the old one in the open: both stay to be read, with the reason. */
export async function restateRolled(act: Act, placed: Placed, was: Told, now: Rolled, reason: string): Promise<void> {
  await writeRolled(act, placed, now);
  await sql`
    insert into rolled_restatements (county_id, required_id, period, subject_id, revision, writer_id, was_value, was_numerator, was_denominator, value, numerator, denominator, reason, at)
    values (${placed.superior}, ${placed.required}, ${placed.period}, ${placed.subject}, ${now.revision}, ${act.county},
      ${was.value}, ${was.numerator}, ${was.denominator}, ${now.value}, ${now.numerator}, ${now.denominator}, ${reason}, ${act.at})`.execute(act.db);
}

export const sameNumber = (a: Told, b: Told): boolean => a.value === b.value && a.numerator === b.numerator && a.denominator === b.denominator;

