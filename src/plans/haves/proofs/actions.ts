import { itemsOf, shownKinds } from '#plans/haves/checklists/record.ts';
import { checklistsOn } from '#plans/haves/overview.ts';
import { haveProof, type HaveProof } from '#plans/haves/proofs/record.ts';
import { invalid } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { create, type Circumstances, type Values } from '#platform/records/write.ts';
import { dayOf, today } from '#platform/time.ts';

/** Items that a proof can be entered for today. */
export async function itemChoices(reading: Reading): Promise<{ value: string; label: string }[]> {
  const inForce = await checklistsOn(reading, today());
  const called = (title: string, label: string): string => (inForce.length > 1 ? `${title}：${label}` : label);
  return inForce.flatMap((one) => itemsOf(one).filter(({ kind }) => shownKinds.includes(kind)).map(({ id, label }) => ({ value: id, label: called(one.title, label) })));
}

export async function enterProof(act: Act, values: Values<HaveProof>, how: Circumstances): Promise<HaveProof> {
  await expectSound(act, values);
  return create<HaveProof>(act, haveProof, values, how);
}

export async function correctProof(act: Act, row: HaveProof, values: Values<HaveProof>): Promise<Values<HaveProof>> {
  await expectSound(act, { ...row, ...values });
  return values;
}

async function expectSound(act: Act, { committee_id, item_id, since, ends_on }: Values<HaveProof>): Promise<void> {
  const asked = await checklistsOn(act, dayOf(act.at), { committee: committee_id });
  const item = asked.flatMap(itemsOf).find(({ id }) => id === item_id);
  if (!item || !shownKinds.includes(item.kind)) throw invalid({ item_id: '请选择施行中的、这个联络委适用的清单里要登记佐证的项目；人员、设备、经费在各自的登记里。' });
  if (ends_on && since && ends_on <= since) throw invalid({ ends_on: `结束日期要晚于开始日期（${since}）。` });
}

export async function withdrawing(act: Act, row: HaveProof, input: { withdrawn_on: string }): Promise<Values<HaveProof>> {
  if (input.withdrawn_on > dayOf(act.at)) throw invalid({ withdrawn_on: '日期还没有到，请核对。' });
  if (input.withdrawn_on < row.since) throw invalid({ withdrawn_on: `日期不能早于登记的起始日期（${row.since}）。` });
  return input;
}
