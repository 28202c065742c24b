import { sql } from 'kysely';
import { Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';

/** A receipt is written down and lost; the number that was left with the report says whose it is. */
export function expectReporter({ phone }: LedgerEntry, typed: string): void {
  if (!phone) throw new Problem(422, 'cannot_be_known', '这件事没有留电话，凭回执号认不出是不是您本人。要副本的，请带上回执到联络委当面办理。');
  if (bare(phone) !== bare(typed)) throw new Problem(422, 'not_the_reporter', '和反映时留的电话对不上。', { fields: { phone: '和反映时留的电话对不上，请再看一看。' } });
}

const bare = (phone: string): string => phone.replace(/\D/gu, '');

/** More versions, files or remarks nobody's report has. */
const MOST = 500;
type Rows = Record<string, unknown>[];

export interface ReporterCopy {
  at: string;
  /** The report as it is stored, and as it was before each change. */
  report: Rows;
  earlier: Rows;
  files: Rows;
  remarks: Rows;
  /** Who had the name and telephone number shown: by standing, never by name. */
  views: Rows;
  requests: Rows;
}

/** Whatever is kept of the reporter, field by field; given out as an act, which the journal of the report tells. */
export async function copyForReporter(act: Act, { id }: LedgerEntry): Promise<ReporterCopy> {
  const own = sql`county_id = ${act.county}`;
  const told = sql`id, received_on, way, place, matter, matter_in_full, reporter, phone, proxy, category, people_affected, outcome_text, answered_on, closed_on, handling_rating, result_rating, receipt, erased_on`;
  const rows = async (query: ReturnType<typeof sql>): Promise<Rows> => (await query.execute(act.db)).rows as Rows;
  const copy = {
    at: act.at.toISOString(),
    report: await rows(sql`select ${told} from ledger_entries where ${own} and id = ${id}`),
    earlier: await rows(sql`select ${told} from ledger_entries_history where ${own} and id = ${id} order by version limit ${MOST}`),
    files: await rows(sql`select name, kind, bytes, hash from attachments where ${own} and record = ${ledgerEntry.name} and record_id = ${id} and withdrawn_at is null order by sort limit ${MOST}`),
    remarks: await rows(sql`select said_on, words from resident_remarks where ${own} and (said_by = ${id} or (entry_id = ${id} and said_by is null)) order by round limit ${MOST}`),
    views: await rows(sql`select standing, purpose, way, viewed_on from personal_views where ${own} and entry_id = ${id} order by viewed_on, id limit ${MOST}`),
    requests: await rows(sql`select id, kind, said, asked_on, due_on, outcome, answer, deleted, kept, kept_until, answered_on from personal_requests where ${own} and entry_id = ${id} order by asked_on, id limit ${MOST}`),
  };
  act.lines.push({ record: ledgerEntry.name, id, step: 'give_copy', from: null, to: null, before: {}, after: {}, relation: 'receipt_holder' });
  return copy;
}
