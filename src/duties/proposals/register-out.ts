import { sql } from 'kysely';
import { committeeChoices, unitChoices } from '#institutions/facts.ts';
import { unitsWorkedFor, type Actor } from '#platform/identity/actor.ts';
import { showKnownDay, type KnownDay } from '#platform/importing/readers/day.ts';
import type { Outgoing, ResolvedRow } from '#platform/importing/target.ts';
import type { Reading } from '#platform/records/act.ts';
import { sessionShort } from '#duties/proposals/plenaries/words.ts';
import type { Proposal } from '#duties/proposals/record.ts';
import { mayEnd } from '#duties/proposals/closing/rules.ts';
import { handlers } from '#duties/proposals/handled.ts';
import { isFurther } from '#duties/proposals/register-rows.ts';
import { dispositions, ratings, results, timeClasses } from '#duties/proposals/words.ts';

/** The register as it goes out, in the paper's own columns, and how a row that comes back is held against the record. */

const worded = (words: Readonly<Record<string, string>>, value: string | null): string | null => (value === null ? null : (words[value] ?? null));

const namesIn = (ids: readonly string[], names: ReadonlyMap<string, string>): string | null => ids.map((id) => names.get(id)).filter(Boolean).join('、') || null;

export async function outgoingColumns(reading: Reading): Promise<readonly Outgoing[]> {
  const units = new Map((await unitChoices(reading)).map(({ value, label }) => [value, label]));
  const places = new Map((await committeeChoices(reading)).map(({ value, label }) => [value, label]));
  const names = await signersNames(reading);
  const always = { required: true } as const;
  const plain = (field: string, column: keyof Proposal & string) => ({ field, column, cell: (row: Proposal) => row[column] as string | number | null });
  const said = (field: string, column: keyof Proposal & string, words: Readonly<Record<string, string>>) => ({ field, column, cell: (row: Proposal) => worded(words, row[column] as string | null) });
  return [
    plain('proposal_no', 'proposal_no'), { ...plain('serial_no', 'serial_no'), ...always }, { ...plain('title', 'title'), ...always }, { ...plain('proposer', 'proposer_name'), ...always },
    { field: 'cosigners', column: 'cosigner_ids', cell: (row: Proposal) => [...row.cosigner_ids.map((id) => names.get(id) ?? ''), ...row.other_cosigners].filter(Boolean).join('、') || null },
    { field: 'session', column: 'session', cell: sessionShort, ...always },
    { ...said('time_class', 'time_class', timeClasses), ...always }, plain('category', 'category'),
    { field: 'submitted', column: 'submitted_on', cell: (row: Proposal) => (row.submitted_on ? showKnownDay({ day: row.submitted_on, precision: row.precision as KnownDay['precision'] }) : null), ...always },
    { field: 'committee', column: 'committee_id', cell: (row: Proposal) => places.get(row.committee_id ?? '') ?? null },
    plain('situation', 'situation'), plain('advice', 'advice'),
    { ...said('review', 'disposition', dispositions), ...always }, plain('merged_into_no', 'merged_into_no'),
    { field: 'lead', column: 'lead_unit_id', cell: (row: Proposal) => units.get(row.lead_unit_id ?? '') ?? null, ...always },
    { field: 'assisting', column: 'assisting_ids', cell: (row: Proposal) => namesIn(row.assisting_ids, units) },
    { field: 'separate', column: 'separate_ids', cell: (row: Proposal) => namesIn(row.separate_ids, units) },
    plain('due', 'due_on'), plain('replied', 'replied_on'), plain('letter', 'letter'), said('result', 'result', results),
    said('rating_work', 'rating_work', ratings), said('rating_result', 'rating_result', ratings),
    { field: 'closed', column: 'state', cell: (row: Proposal) => (row.state === 'closed' ? '已办结' : null), ...always }, plain('closed_on', 'closed_on'),
    { field: 'key', column: 'key_since', cell: (row: Proposal) => (row.key_since ? '是' : '否'), ...always }, plain('key_led_by', 'key_led_by'),
  ];
}

/** More signatures than this one county has not. */
const MOST = 100_000;

/** Names of all who signed anything, members of today or not. */
async function signersNames(reading: Reading): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select m.id, m.name from members m
    where m.county_id = ${reading.county} and m.id in (select unnest(p.cosigner_ids) from proposals p where p.county_id = ${reading.county})
    limit ${MOST}`.execute(reading.db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** What a row of a register says besides columns of the record. */
export type Told = Partial<Proposal> & { told: string; written?: readonly string[] };

/**
 * What a register cannot know better than the record: which of two of one name it is, whose proposal it was in an earlier term, since when it is a key
 * proposal. Where the words are those of the record, the record stands.
 */
export async function alignedWith(reading: Reading, rows: readonly ResolvedRow[], standing: ReadonlyMap<number, Proposal>): Promise<void> {
  const names = await signersNames(reading);
  for (const row of rows) {
    const { index, columns: all } = row;
    const record = standing.get(index);
    if (!record) continue;
    const columns = all as Told;
    delete columns.proposer_kind;
    if (record.member_id !== null) {
      delete columns.member_id;
      settle(row, 'proposer');
    }
    if (record.key_since !== null && columns.key_since) columns.key_since = record.key_since;
    const signed = [...record.cosigner_ids.map((id) => names.get(id) ?? ''), ...record.other_cosigners];
    if (columns.written && columns.written.join() === signed.join()) {
      delete columns.cosigner_ids;
      delete columns.other_cosigners;
      settle(row, 'cosigners');
    }
    if (keptBy(reading.actor, record).length > 0) withoutRating(row, record);
    if (columns.told === 'closed' && asksItsSigners(record)) expectRated(row, record);
    if (bringsForward(columns, record)) columns.state = columns.told;
  }
}

/** Those who signed one that was answered here are asked one by one; what an old register tells nobody is asked about. */
const asksItsSigners = ({ rate_by: day, round }: Proposal): boolean => day !== null || round > 1;

const ratingColumns = ['rating_work', 'rating_result'] as const;

/** Columns that no sheet of this person changes: whoever was asked says it, here or on a paper of the own; and nobody rates what the own unit handled. */
export const keptBy = (actor: Actor, record: Proposal): readonly string[] =>
  (asksItsSigners(record) || handlers(record).some((id) => unitsWorkedFor(actor).includes(id)) ? ratingColumns : []);

/** A rating in the row changes nothing, and the clerk is told how it comes in. */
function withoutRating(row: ResolvedRow, record: Proposal): void {
  const columns = row.columns as Told;
  for (const column of ratingColumns) {
    if ((columns[column] ?? null) !== null && columns[column] !== record[column]) {
      row.problems.push({ field: column, level: 'check', sentence: '评价由签名的人各自作出，不从登记表录入。收到纸质评价的，请在“录入纸质评价”里逐份录入。' });
    }
    delete columns[column];
  }
  if (columns.told === 'rated') columns.told = 'replied';
}

/** One whose signers were asked is closed by what they said, as the plan says; a sheet cannot go round them. */
function expectRated(row: ResolvedRow, record: Proposal): void {
  const lacking = record.state === 'rated' ? mayEnd(record) : record.state === 'closed' ? undefined : '签名的人还没有评价完。';
  if (!lacking) return;
  row.problems.push({ field: 'closed', level: 'check', sentence: `没有办结：${lacking}` });
  const columns = row.columns as Told;
  columns.told = 'replied';
  delete columns.closed_on;
}

/** What the record knows is no question to the clerk. */
const settle = (row: ResolvedRow, field: string): void => void (row.problems = row.problems.filter((one) => one.field !== field));

/** Marks of a milestone, each in its column. */
const marks = ['disposition', 'lead_unit_id', 'letter', 'replied_on', 'result', 'rating_result', 'rating_work', 'closed_on'] as const;

/**
 * A row brings a record forward only by what is new in it: the reply of a first round still stands in the register while the proposal is handled a second
 * time, and tells nothing.
 */
export const bringsForward = (columns: Told, record: Proposal): boolean =>
  isFurther(columns.told, record.state) && (columns.told === 'closed' || marks.some((column) => (columns[column] ?? null) !== null && columns[column] !== record[column]));
