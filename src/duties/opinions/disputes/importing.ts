import { sql } from 'kysely';
import type { ResolvedRow } from '#platform/importing/target.ts';
import { newColumns } from '#platform/importing/target.ts';
import type { Act } from '#platform/records/act.ts';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import { amend, createMany, removeMany } from '#platform/records/write.ts';
import { enterMany } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { ledgerWords, numberFor } from '#duties/opinions/disputes/actions.ts';
import { follow } from '#duties/opinions/disputes/entry.ts';
import { dispute, type Dispute } from '#duties/opinions/disputes/record.ts';

/** Former years' disputes from a spreadsheet, each with its ledger entry: the one that stands there already, or one written along. */

type Written = Partial<Dispute> & Pick<Dispute, 'committee_id' | 'taken_on' | 'cause' | 'account'>;

export async function enterImported(act: Act, rows: readonly ResolvedRow[], batch: string): Promise<Dispute[]> {
  const entered: Dispute[] = [];
  for (const resolved of rows) {
    const columns = newColumns(resolved) as unknown as Written;
    const standing = await entryLike(act, columns);
    const number = await numberFor(act, columns);
    const [entry] = standing ? [standing] : await enterMany(act, [ledgerWords(columns, number)], { batch });
    const [row] = await createMany<Dispute>(act, dispute, [{ ...columns, entry_id: entry!.id, alone: !standing, number }], { batch });
    await follow(act, row!, '从表格导入');
    entered.push(row!);
  }
  return entered;
}

/** What a sheet says of the end. */
const ENDING: readonly (keyof Dispute)[] = ['state', 'settled', 'agreed_on', 'performed', 'ended_on'];

/** A changed row corrects what was told; how it ended it says only as long as nothing was noted here. */
export async function updateImported(act: Act, standing: Recorded, { columns }: ResolvedRow, batch: string): Promise<Dispute> {
  const row = standing as Dispute;
  if (row.erased_on) return row; // names that were erased do not come back by a sheet
  const unended = row.state === 'taken' || row.state === 'mediating';
  const said = Object.entries(columns).filter(([column, value]) => value !== null && value !== undefined && (unended || !ENDING.includes(column as keyof Dispute)));
  const told = Object.fromEntries(said.filter(([column, value]) => column !== 'state' || value !== 'taken')) as Partial<Dispute>;
  const now = await amend<Dispute>(act, dispute, row, told, { batch, step: 'import_change', relation: 'import' });
  await follow(act, now, '按表格更新');
  return now;
}

/** The dispute in the ledger that this row is about: the only one of the same committee and day with the same number or the same place. */
async function entryLike(act: Act, { committee_id, taken_on, paper_number = null, place = null }: Written): Promise<LedgerEntry | undefined> {
  const { rows } = await sql<LedgerEntry>`
    select * from ledger_entries
    where county_id = ${act.county} and committee_id = ${committee_id} and dispute and dispute_id is null and state not in ('void', 'merged')
      and received_on = ${taken_on}::date and (paper_number = ${paper_number} or (precision = 'day' and place = ${place}))
    order by id limit 2 for update`.execute(act.db);
  return rows.length === 1 ? rows[0] : undefined;
}

/** Entries that were written along go with the disputes; those that stood before are only let go. */
export async function withdrawImported(act: Act, records: readonly Recorded[], batch: string): Promise<void> {
  const ids = (records as readonly Dispute[]).map(({ id }) => id);
  const { rows } = await sql<LedgerEntry>`
    select * from ledger_entries where county_id = ${act.county} and dispute_id = any(${ids}::uuid[]) for update`.execute(act.db);
  const [written, stood] = [rows.filter(({ batch_id }) => batch_id === batch), rows.filter(({ batch_id }) => batch_id !== batch)];
  for (const entry of stood) await amend(act, ledgerEntry, entry, { dispute_id: null }, { step: 'import_undone', relation: 'import', batch });
  await removeMany(act, ledgerEntry, written, { step: 'import_undone', relation: 'import', batch });
}
