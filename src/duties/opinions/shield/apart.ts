import { withoutKnown } from '#platform/people/masking.ts';
import type { LedgerEntry } from '#duties/opinions/ledger/record.ts';

/** The columns in which people write freely, and which more people read than need to know who told it. */
const texts = ['matter', 'place', 'handler', 'outcome_text'] as const;

type Person = Partial<Pick<LedgerEntry, 'reporter' | 'phone' | 'proxy'>>;

/**
 * What is written, without the reporter's name and number where the texts repeat them: these stand in columns of their own, and the texts go
 * where those do not (lists, units, the journal). Whom else a text names is for whoever writes it to weigh.
 */
export function keptApart<Written extends Partial<LedgerEntry>>(written: Written, person: Person = written): Written {
  const known = [person.reporter, person.phone, person.proxy].map((words) => words ?? null);
  const cleaned = texts.flatMap((column) => {
    const text = written[column];
    return typeof text === 'string' ? [[column, withoutKnown(text, known)] as const] : [];
  });
  return { ...written, ...Object.fromEntries(cleaned) };
}
