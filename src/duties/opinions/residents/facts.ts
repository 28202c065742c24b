import { figure } from '#platform/figures/figure.ts';
import { all, is, not, present } from '#platform/predicate.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';

export { byReceipt } from '#duties/opinions/residents/by-receipt.ts';
export { entryOf } from '#duties/opinions/residents/remarks.ts';

const byCode = all(is<LedgerEntry>('way', 'qr'), present<LedgerEntry>('receipt'), not(is<LedgerEntry>('state', 'void')));
const counts = { record: ledgerEntry.name, day: 'received_on', committee: 'committee_id', unit: '件' } as const;

export const residentsReported = figure<LedgerEntry>({
  ...counts,
  name: 'residents_reported',
  label: '群众扫码反映',
  definition: '收到的日期在期间内、由群众自己在公开页面反映的民情台账件数；搁置的、作废的不计。',
  where: byCode,
});

export const residentsVerified = figure<LedgerEntry>({
  ...counts,
  name: 'residents_verified',
  label: '扫码反映中群众说解决了的',
  definition: '收到的日期在期间内、由群众自己反映，并由持回执的群众或回访确认已经解决的件数；只是办理单位说解决的不计。',
  where: all(byCode, present<LedgerEntry>('verified_on')),
});

export const figures = [residentsReported, residentsVerified];
