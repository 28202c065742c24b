import { withoutNumbers } from '#platform/people/masking.ts';
import type { LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { keptApart } from '#duties/opinions/shield/apart.ts';

type Words = Pick<LedgerEntry, 'matter' | 'matter_in_full'>;

/**
 * The words of an imported row as everybody may read them: without telephone and identity numbers, whoever's they are, and without the name of who
 * told it. What the sheet had is kept beside it and opened like the reporter; a sheet of former years is often the only place where it stands.
 */
export function sheetWords<Row extends { matter: string | null; reporter?: string | null; phone?: string | null }>(row: Row): Row & Words {
  const apart = keptApart(row as Partial<LedgerEntry>) as unknown as Row;
  const matter = apart.matter && withoutNumbers(apart.matter);
  return { ...apart, matter, matter_in_full: matter === row.matter ? null : row.matter } as Row & Words;
}
