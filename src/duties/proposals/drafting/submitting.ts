import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { today } from '#duties/days.ts';
import { unsignedFallOut } from '#duties/proposals/cosigning/actions.ts';
import { suggestionsIn } from '#duties/proposals/drafting/cutting.ts';
import { examine, limitsOn } from '#duties/proposals/drafting/examining.ts';
import { nextSerial } from '#duties/proposals/numbers.ts';
import { placeOn } from '#duties/proposals/plenaries/facts.ts';
import { expectMayPropose } from '#duties/proposals/plenaries/proposing.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** The advice as it will be answered: cut once, and recounted by nobody (decision 17). */
export function cut(advice: string | null | undefined): Pick<Proposal, 'suggestions' | 'suggestions_n'> {
  const suggestions = suggestionsIn(advice);
  return { suggestions, suggestions_n: suggestions.length };
}

/** Handed in: the session, the class and the serial number follow from the day, and who did not sign does not count. */
export async function submit(act: Act, row: Proposal, input: { none_forbidden?: boolean }): Promise<Partial<Proposal>> {
  const day = today(act);
  const whole = { ...cut(row.advice), ...unsignedFallOut(row, day) };
  if (row.serial_no !== null) return whole;
  if (!input.none_forbidden) throw invalid({ none_forbidden: '请先看一遍上面这些情形，都不属于的，请打勾再提交。' });
  await expectWhole(act, row, day);
  await expectMayPropose(act, row.proposer_kind, day);
  const place = { ...row, ...(await placeOn(act, day)) };
  return { ...whole, term: place.term, session: place.session, time_class: place.time_class, serial_no: await nextSerial(act, place), submitted_on: day };
}

/** @throws Problem 422 for what the check says is missing. */
async function expectWhole(act: Act, row: Proposal, day: string): Promise<void> {
  const lacking = examine(row, await limitsOn(act, day)).filter(({ tone }) => tone === 'missing');
  if (lacking.length > 0) throw invalid({ '': `${lacking.map(({ sentence }) => sentence).join('')}请点“修改”改好再提交。` });
}
