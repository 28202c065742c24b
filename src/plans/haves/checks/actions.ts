import { checklist, type Checklist } from '#plans/haves/checklists/record.ts';
import { checklistsOn, overviewsOn } from '#plans/haves/overview.ts';
import { haveCheck, type HaveCheck } from '#plans/haves/checks/record.ts';
import { isMet } from '#plans/haves/standing.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { create, type Circumstances, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';

/** A self-check is against a checklist in force that is asked of the committee; of each it has one at a time. */
export async function enterCheck(act: Act, values: { committee_id: string; checklist_id?: string; account?: string }, how: Circumstances): Promise<HaveCheck> {
  const against = await checklistFor(act, values);
  if (await openCheck(act, values.committee_id, against.line_id)) throw invalid({ committee_id: '这个联络委已有一次自查没有办完，请接着办那一次。' });
  return create<HaveCheck>(act, haveCheck, { ...values, checklist_id: against.id }, how);
}

/** The one that was chosen, or the only one there is. */
async function checklistFor(act: Act, { committee_id, checklist_id }: { committee_id: string; checklist_id?: string }): Promise<Checklist> {
  const asked = await checklistsOn(act, dayOf(act.at), { committee: committee_id });
  if (asked.length === 0) throw new Problem(422, 'no_checklist', '还没有施行中的、这个联络委适用的规范化清单。请县政协办公室先登记清单，再开始自查。');
  const chosen = checklist_id ? asked.find(({ id }) => id === checklist_id) : asked.length === 1 ? asked[0] : undefined;
  if (!chosen) throw invalid({ checklist_id: `这个联络委现在要对照的是${asked.map(({ title }) => `“${title}”`).join('、')}，请选择其中一份。` });
  return chosen;
}

/** The committee and the checklist stay; a self-check of another is another one. */
export async function correctCheck(_act: Act, row: HaveCheck, values: Values<HaveCheck>): Promise<Values<HaveCheck>> {
  if (values.committee_id && values.committee_id !== row.committee_id) throw invalid({ committee_id: '自查属于原来的联络委，不能改到别处。要为别的联络委自查，请另外登记。' });
  if (values.checklist_id && values.checklist_id !== row.checklist_id) throw invalid({ checklist_id: '自查对照的清单不能改。要对照另一份清单自查，请另外登记。' });
  return { ...values, committee_id: row.committee_id, checklist_id: row.checklist_id };
}

export const submitting = async (act: Act): Promise<Values<HaveCheck>> => ({ submitted_on: dayOf(act.at), mend_by: null });

/** Nothing is accepted that the records do not show on the day. */
export async function accepting(act: Act, row: HaveCheck, input: { accepted_on: string; accepted_by: string }): Promise<Values<HaveCheck>> {
  expectNoFuture(act, 'accepted_on', input.accepted_on, row.submitted_on);
  const { line_id: line } = await get(act, checklist, row.checklist_id);
  const [overview] = await overviewsOn(act, input.accepted_on, { line, committee: row.committee_id });
  const standing = overview?.committees[0];
  const lacking = (standing?.items ?? []).filter((one) => one.item.required && !isMet(one));
  if (!standing || lacking.length > 0) {
    const what = lacking.map(({ item, why }) => `${item.label}（${why}）`).join('；');
    throw invalid({ accepted_on: standing ? `到${input.accepted_on}还缺：${what}。请先补上，或退回整改。` : `${input.accepted_on}还没有这个联络委或施行中的清单，请核对日期。` });
  }
  return { ...input, remarks: null, mend_by: null };
}

export async function givingBack(act: Act, _row: HaveCheck, input: { remarks: string; mend_by: string }): Promise<Values<HaveCheck>> {
  expectTime(act, input.mend_by);
  return input;
}

export async function reinspecting(act: Act, row: HaveCheck, input: { reinspected_on: string }): Promise<Values<HaveCheck>> {
  expectNoFuture(act, 'reinspected_on', input.reinspected_on, row.accepted_on);
  return input;
}

/** The acceptance ends, and a new check begins with what is to be put right. */
export async function revoking(act: Act, row: HaveCheck, input: { revoked_on: string; remarks: string; mend_by: string }): Promise<Values<HaveCheck>> {
  expectNoFuture(act, 'revoked_on', input.revoked_on, row.accepted_on);
  expectTime(act, input.mend_by);
  const { line_id: line } = await get(act, checklist, row.checklist_id);
  if (await openCheck(act, row.committee_id, line)) throw new Problem(409, 'check_open', '这个联络委已重新开始自查。请先办完或撤回那一次，再登记复查不合格。');
  const { revoked_on, ...mending } = input;
  const [now] = await checklistsOn(act, dayOf(act.at), { line, committee: row.committee_id });
  await create<HaveCheck>(act, haveCheck, { committee_id: row.committee_id, checklist_id: now?.id ?? row.checklist_id, state: 'returned', ...mending });
  return { revoked_on, remarks: input.remarks };
}

/** A checklist has no more versions than this in the life of a program. */
const MOST_VERSIONS = 200;

/** The check against a checklist, in whatever version, that a committee has not finished. */
async function openCheck(act: Act, committee: string, line: string): Promise<HaveCheck | undefined> {
  const versions = await list(act, checklist, { where: is<Checklist>('line_id', line), limit: MOST_VERSIONS });
  const against = oneOf<HaveCheck>('checklist_id', versions.map(({ id }) => id));
  const where = all(is<HaveCheck>('committee_id', committee), against, oneOf<HaveCheck>('state', ['checking', 'submitted', 'returned']));
  return (await list(act, haveCheck, { where, limit: 1 }))[0];
}

function expectNoFuture(act: Act, field: string, day: string, notBefore: string | null): void {
  if (day > dayOf(act.at)) throw invalid({ [field]: '日期还没有到，请核对。' });
  if (notBefore && day < notBefore) throw invalid({ [field]: `日期不能早于${notBefore}。` });
}

function expectTime(act: Act, day: string): void {
  if (day < dayOf(act.at)) throw invalid({ mend_by: '整改期限不能早于今天。' });
}
