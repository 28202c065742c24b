import { countyOffice } from '#platform/identity/relations.ts';
import { all, oneOf } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, create, type Circumstances, type Values } from '#platform/records/write.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { setting, type Setting } from '#institutions/settings/record.ts';

export async function enterSetting(act: Act, values: Values<Setting> & { committee_ids: string[] }, how: Circumstances): Promise<Setting> {
  await expectCommittees(act, values.committee_ids);
  return create<Setting>(act, setting, values, how);
}

export async function correctSetting(act: Act, _row: Setting, values: Values<Setting>): Promise<Values<Setting>> {
  if (values.committee_ids) await expectCommittees(act, values.committee_ids);
  return values;
}

const covered = (act: Act, ids: readonly string[]) =>
  list(act, committee, { where: all(oneOf<Committee>('id', ids), oneOf<Committee>('state', ['proposed', 'established'])), limit: ids.length });

async function expectCommittees(act: Act, ids: readonly string[]): Promise<void> {
  if ((await covered(act, ids)).length < ids.length) throw invalid({ committee_ids: '选择的联络委里有已撤销或不存在的，请重新选择。' });
}

/** Nothing is requested before it was studied, decided before requested, or issued before decided. */
const inOrder = (field: string, day: string, earlier: string | null, word: string): void => {
  if (earlier && day < earlier) throw invalid({ [field]: `日期不能早于${word}（${earlier}）。` });
};

export async function requesting(_act: Act, row: Setting, input: Pick<Setting, 'request_no'> & { requested_on: string }): Promise<Values<Setting>> {
  inOrder('requested_on', input.requested_on, row.studied_on, '调研论证日期');
  return input;
}

export async function deciding(_act: Act, row: Setting, input: Pick<Setting, 'meeting'> & { decided_on: string }): Promise<Values<Setting>> {
  inOrder('decided_on', input.decided_on, row.requested_on, '请示日期');
  return input;
}

/**
 * With the document the committees it covers are established: proposed ones from the day of issue. Those that were entered as
 * established before (an old county's) only learn under which decision.
 */
export async function issuing(act: Act, row: Setting, input: { document_no: string; issued_by: string; issued_on: string }): Promise<Values<Setting>> {
  inOrder('issued_on', input.issued_on, row.decided_on, '审定日期');
  for (const one of await covered(act, row.committee_ids)) {
    const founded = one.state === 'proposed' ? { state: 'established', founded_on: input.issued_on } : { founded_on: one.founded_on ?? input.issued_on };
    await amend(act, committee, one, { ...founded, decision_id: row.id }, { step: 'establish', relation: countyOffice.name, reason: `${input.document_no}印发` });
  }
  return input;
}
