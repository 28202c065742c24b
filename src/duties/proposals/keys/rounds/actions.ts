import { all, is, not, oneOf } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, create, lock, take, type Circumstances, type Effect } from '#platform/records/write.ts';
import { happenedOn } from '#duties/days.ts';
import { effects as keyEffects } from '#duties/proposals/keys/actions.ts';
import { decideMany, type Decision } from '#duties/proposals/keys/choosing.ts';
import { nominate } from '#duties/proposals/keys/nominating.ts';
import { keySelection, type KeySelection } from '#duties/proposals/keys/record.ts';
import { keyRound, type KeyRound } from '#duties/proposals/keys/rounds/record.ts';

/** More are not in one year's selection. */
const MOST = 500;

export async function openKeyRound(act: Act, values: Pick<KeyRound, 'year'> & Partial<KeyRound>, how: Circumstances): Promise<KeyRound> {
  await expectOnce(act, values.year);
  return create<KeyRound>(act, keyRound, values, how);
}

export async function correctKeyRound(act: Act, row: KeyRound, values: Partial<KeyRound>): Promise<Partial<KeyRound>> {
  if (values.year && values.year !== row.year) throw invalid({ year: '年度不能改。登记错了的，取消这一次，再登记一次。' });
  return values;
}

async function expectOnce(act: Act, year: number): Promise<void> {
  const found = await list(act, keyRound, { where: all(is<KeyRound>('year', year), not(is<KeyRound>('state', 'void'))), limit: 1 });
  if (found.length > 0) throw invalid({ year: `${year}年的重点提案遴选已经登记过了，请直接打开那一次。` });
}

export const selectionsOf = (reading: Reading, year: number, ...states: (keyof typeof keySelection.states)[]): Promise<KeySelection[]> =>
  list(reading, keySelection, { where: all(is<KeySelection>('year', year), oneOf<KeySelection>('state', states)), order: [{ column: 'subject' }], limit: MOST });

/** Several nominations onto the shortlist, as the proposal committee has chosen. */
export async function shortlistMany(act: Act, ids: readonly string[]): Promise<number> {
  for (const id of ids) await take<KeySelection>(act, keySelection, id, 'shortlist', { effect: keyEffects.shortlist });
  return ids.length;
}

/** 往年没有落实的: the proposal committee takes them up again. */
export async function takeUpAgain(act: Act, year: number, proposalIds: readonly string[]): Promise<number> {
  for (const proposal_id of proposalIds) {
    const row = await nominate(act, { proposal_id, year, nominator_kind: 'proposal_committee', why: '往年提出、已经答复，还没有落实，继续督办' }, {});
    await take<KeySelection>(act, keySelection, row.id, 'shortlist', { effect: keyEffects.shortlist });
  }
  return proposalIds.length;
}

/** One meeting: what it chose, and that it was held. */
export async function decideRound(act: Act, id: string, { chosen, ...decision }: Decision): Promise<{ chosen: number; passed: number }> {
  const round = await lock<KeyRound>(act, keyRound, id);
  if (chosen.length === 0) throw new Problem(422, 'none_chosen', '请在主席会议确定的提案前打勾。', { fields: { ids: '请在主席会议确定的提案前打勾。' } });
  if (!keyRound.steps.decide.from.some((state) => state === round.state)) throw new Problem(409, 'wrong_state', `${round.year}年的遴选现在是“${keyRound.states[round.state as 'void'].label}”，不能再确定。`);
  const done = await decideMany(act, round.year, { chosen, ...decision });
  const { decided_on } = await lock<KeySelection>(act, keySelection, chosen[0]!.id);
  await amend<KeyRound>(act, keyRound, round, { state: 'decided', meeting: decision.meeting, decided_on }, { step: 'decide', relation: 'consequence', onBehalfOf: '主席会议' });
  return done;
}

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof keyRound.steps, Effect<KeyRound>>> = {
  /** One notice for all that were chosen and not told yet. */
  async notify(act, { year }, { document_no, notified_on }: { document_no?: string; notified_on?: string }) {
    const day = happenedOn(act, 'notified_on', notified_on);
    const untold = (await selectionsOf(act, year, 'chosen', 'supervised')).filter((one) => one.notified_on === null);
    if (untold.length === 0) throw new Problem(422, 'none_untold', '没有要通知的重点提案：主席会议还没有确定，或者都已经通知。');
    for (const { id } of untold) await take<KeySelection>(act, keySelection, id, 'notify', { input: { notified_on: day }, effect: keyEffects.notify });
    return { document_no: document_no ?? null, notified_on: day };
  },
  async conclude(act, { year }, { summary, concluded_on }: { summary: string; concluded_on?: string }) {
    const open = await selectionsOf(act, year, 'chosen', 'supervised');
    if (open.length > 0) throw new Problem(422, 'not_ready', `还有${open.length}件没有作年度小结，例如“${open[0]!.subject}”。请逐件小结之后再总结。`);
    return { summary, concluded_on: happenedOn(act, 'concluded_on', concluded_on) };
  },
};
