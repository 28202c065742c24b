import { countyOffice } from '#platform/identity/relations.ts';
import { all, is, not, oneOf, present } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, create, type Circumstances, type Values } from '#platform/records/write.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { release } from '#institutions/coverage.ts';
import { committeeRoles, post, type Post } from '#institutions/posts/record.ts';
import { proposeCommittees } from '#institutions/proposing.ts';
import { setting, type Setting } from '#institutions/settings/record.ts';

/** What the form holds: committees that are known, and places whose committees are proposed along with it. */
export type EnteredSetting = Values<Setting> & { committee_ids?: string[]; places?: string };

export async function enterSetting(act: Act, { places, ...values }: EnteredSetting, how: Circumstances): Promise<Setting> {
  return create<Setting>(act, setting, { ...values, committee_ids: await allOf(act, values.committee_ids ?? [], places, how) }, how);
}

export async function correctSetting(act: Act, row: Setting, { places, ...values }: EnteredSetting): Promise<Values<Setting>> {
  return { ...values, committee_ids: await allOf(act, values.committee_ids ?? row.committee_ids, places, {}) };
}

/** How committees are called until the county's plan says otherwise. */
const USUAL_FORM = '联络委';

async function allOf(act: Act, known: readonly string[], places: string | undefined, how: Circumstances): Promise<string[]> {
  const ids = [...known, ...(await proposeCommittees(act, 'places', places, USUAL_FORM, how))];
  if (ids.length === 0) throw invalid({ committee_ids: '请选择涉及的联络委，或在下面写明拟设立联络委的乡镇（街道）。' });
  await expectCommittees(act, ids);
  return ids;
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

export async function replied(_act: Act, row: Setting, input: Pick<Setting, 'reply_no' | 'reply'> & { replied_on: string }): Promise<Values<Setting>> {
  inOrder('replied_on', input.replied_on, row.requested_on, '请示日期');
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
  const committees = await covered(act, row.committee_ids);
  for (const one of committees) {
    if (one.state === 'proposed') await release(act, one.place, input.issued_on);
    const founded = one.state === 'proposed' ? { state: 'established', founded_on: input.issued_on } : { founded_on: one.founded_on ?? input.issued_on };
    await amend(act, committee, one, { ...founded, decision_id: row.id }, { step: 'establish', relation: countyOffice.name, reason: `${input.document_no}印发` });
  }
  return { ...input, unplaqued_ids: committees.filter(({ plaque_on }) => plaque_on === null).map(({ id }) => id) };
}

/** Plaques are given committee by committee, often on different days: each keeps its own. */
export async function giving(act: Act, row: Setting, { plaqued_ids, plaque_on }: { plaqued_ids?: string[]; plaque_on: string }): Promise<Values<Setting>> {
  inOrder('plaque_on', plaque_on, row.issued_on, '印发日期');
  const strange = plaqued_ids?.find((id) => !row.committee_ids.includes(id));
  if (strange) throw invalid({ plaqued_ids: '勾选的联络委里有不属于这份设置审定的，请重新选择。' });
  const chosen = (await covered(act, row.committee_ids)).filter((one) => (plaqued_ids?.length ? plaqued_ids.includes(one.id) : one.plaque_on === null));
  for (const one of chosen) await amend(act, committee, one, { plaque_on }, { step: 'edit', relation: countyOffice.name, reason: '授牌' });
  const given = new Set(chosen.map(({ id }) => id));
  return { unplaqued_ids: row.unplaqued_ids.filter((id) => !given.has(id)) };
}

/** More posts than this the committees of one decision do not have. */
const MOST_POSTS = 2_000;

/** The appointment document is the ground of the posts that were entered without one: it is typed once, here. */
export async function appointing(act: Act, row: Setting, input: { appointment_no: string; appointed_on: string }): Promise<Values<Setting>> {
  inOrder('appointed_on', input.appointed_on, row.decided_on, '审定日期');
  const without = all(oneOf<Post>('committee_id', row.committee_ids), oneOf<Post>('role', committeeRoles), is<Post>('state', 'holding'), not(present<Post>('document_no')));
  for (const one of await list(act, post, { where: without, limit: MOST_POSTS })) {
    await amend(act, post, one, { document_no: input.appointment_no }, { step: 'edit', relation: countyOffice.name, reason: '任命文件' });
  }
  return input;
}

export async function certifying(_act: Act, row: Setting, input: { certificates: number; certificates_on: string }): Promise<Values<Setting>> {
  inOrder('certificates_on', input.certificates_on, row.appointed_on, '任命日期');
  return input;
}
