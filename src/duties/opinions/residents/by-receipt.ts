import type { Visit } from '#platform/http/visit.ts';
import { originOf } from '#platform/identity/browser.ts';
import { invalid, Problem } from '#platform/problems.ts';
import { lookups } from '#duties/admitting.ts';
import { typedReceipt } from '#duties/receipt.ts';

const NOT_FOUND = '没有查到这个回执号，请对照回执再输一次。';

/** What stands behind a receipt that somebody typed. Each try is counted; one that finds something is forgiven. */
export async function byReceipt<Found>(visit: Visit, given: string, find: (receipt: string) => Promise<Found | undefined>): Promise<Found> {
  const receipt = typedReceipt(given);
  if (!receipt) throw invalid({ receipt: '回执号是8位字母和数字，没有数字0、1和字母O、I。请对照回执再输一次。' });
  const from = originOf(visit.context).address;
  await lookups.count(visit, from);
  const found = await find(receipt);
  if (found === undefined) throw new Problem(404, 'no_receipt', NOT_FOUND, { fields: { receipt: NOT_FOUND } });
  await lookups.forgive(visit, from);
  return found;
}
