import { unit, type Unit } from '#institutions/units/record.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import type { Effect } from '#platform/records/write.ts';
import { parameterAt } from '#plans/facts.ts';
import { stillAhead, today } from '#duties/days.ts';
import { expectThere } from '#duties/expecting.ts';
import { unitsNamed } from '#duties/named.ts';
import { citedFor, dueDayOf, monthsAfter, objectionDay } from '#duties/proposals/assigning/clock.ts';
import { forgetAssignments } from '#duties/proposals/assigning/known.ts';
import { handedOn } from '#duties/proposals/keys/marking.ts';
import { carryOver, unitsCarried } from '#duties/proposals/merging.ts';
import type { Proposal } from '#duties/proposals/record.ts';
import type { handlingModes, sides } from '#duties/proposals/words.ts';

/** To whom a proposal goes, as a form says it: further units by their names. */
export interface Assignment {
  lead_unit_id: string;
  mode?: keyof typeof handlingModes;
  assisting?: string;
  side?: keyof typeof sides;
  due_on?: string;
}

type Units = Pick<Proposal, 'lead_unit_id' | 'assisting_ids' | 'separate_ids' | 'mode' | 'side'>;

/** So many units can handle one proposal besides the first; the table has room for no more. */
const MOST_BESIDES = 20;

/** Units that are there, each once, in a mode that fits them. */
export async function unitsFor(act: Act, { lead_unit_id, mode, assisting, side }: Assignment): Promise<Units> {
  const lead = await activeUnit(act, lead_unit_id);
  const others = assisting ? await unitsNamed(act, assisting) : [];
  if (others.includes(lead.id)) throw invalid({ assisting: '主办单位不能同时是会办单位，请改一处。' });
  if (others.length > MOST_BESIDES) throw invalid({ assisting: `一件提案除主办单位外最多${MOST_BESIDES}个单位，现在写了${others.length}个。` });
  const chosen = mode ?? (others.length > 0 ? 'lead' : 'sole');
  if (chosen === 'sole' && others.length > 0) throw invalid({ mode: '独办的没有会办单位。请改选“主办、会办”或“分办”，或清空会办单位。' });
  if (chosen !== 'sole' && others.length === 0) throw invalid({ assisting: `选了“${chosen === 'lead' ? '主办、会办' : '分办'}”，请写还有哪些单位。` });
  const separate = chosen === 'separate';
  return {
    lead_unit_id: lead.id, mode: chosen, side: side ?? (lead.side === 'party' ? 'party' : 'government'),
    assisting_ids: separate ? [] : others, separate_ids: separate ? others : [],
  };
}

async function activeUnit(act: Act, id: string): Promise<Unit> {
  const found = (await expectThere(act, unit, 'lead_unit_id', id))!;
  if (found.state !== 'active') throw invalid({ lead_unit_id: `“${found.name}”已经停用，请另选一个单位。` });
  return found;
}

/** The clock runs from the assignment, whenever it is accepted (domain rules 2.3, 2.4). */
const assignTo = async (act: Act, row: Proposal, input: Assignment): Promise<Partial<Proposal>> => handTo(act, row, await unitsFor(act, input), input.due_on);

async function handTo(act: Act, row: Proposal, units: Units, typedDay?: string): Promise<Partial<Proposal>> {
  const from = today(act);
  await carryOver(act, row.id, unitsCarried(units), 'assign', `随“${row.title}”一并交办`);
  await handedOn(act, row.id, units);
  act.notices.push(() => forgetAssignments(act.county));
  return {
    ...units, countersigned_ids: [], assigned_on: from, clock_from: from, object_by: await objectionDay(act, from), proposed_unit_id: null, extension_to: null, accepted_on: null,
    due_on: typedDay ? stillAhead(act, 'due_on', typedDay) : await dueDayOf(act, row, from),
  };
}

/** For good: the unit that has it already goes on with its clock, another begins anew. */
async function forceOn(act: Act, row: Proposal, { lead_unit_id }: { lead_unit_id: string }): Promise<Partial<Proposal>> {
  const forced = { forced_on: today(act), proposed_unit_id: null };
  if (lead_unit_id === row.lead_unit_id) return forced;
  const kept = [...row.assisting_ids, ...row.separate_ids].filter((id) => id !== lead_unit_id);
  const mode = kept.length === 0 ? 'sole' : row.separate_ids.length > 0 ? 'separate' : 'lead';
  const units = { ...(await unitsFor(act, { lead_unit_id })), mode, assisting_ids: mode === 'lead' ? kept : [], separate_ids: mode === 'separate' ? kept : [] };
  return { ...(await handTo(act, row, units)), ...forced };
}

/** Inside the window, with a reason and whose it is instead; afterwards only the assigning body changes it (domain rules 2.3, S65). */
async function object(act: Act, row: Proposal, { proposed_unit_id }: { proposed_unit_id: string }): Promise<Partial<Proposal>> {
  await expectThere(act, unit, 'proposed_unit_id', proposed_unit_id);
  if (proposed_unit_id === row.lead_unit_id) throw invalid({ proposed_unit_id: '建议承办单位请选本单位以外的单位。' });
  if (row.object_by && today(act) > row.object_by) {
    throw new Problem(422, 'too_late', `按${await citedFor(act, row.clock_from ?? row.object_by)}，异议要在${row.object_by}之前提出，现在已经过了。请办理；确实不归您单位办的，请与县政协办公室联系，由交办机关改办。`, { clause: 'duty.yearly' });
  }
  return { proposed_unit_id, bounced: row.bounced + 1, extension_to: null };
}

/** Before the day has come, to a later one, within what the plan lets (domain rules 2.4: an approved extension counts as on time). */
async function askForTime(act: Act, row: Proposal, { extension_to }: { extension_to: string }): Promise<Partial<Proposal>> {
  const from = row.clock_from ?? row.assigned_on ?? today(act);
  if (row.due_on && row.due_on < today(act)) throw new Problem(422, 'too_late', `已经过了答复期限（${row.due_on}），不能再申请延期。请尽快答复。`);
  if (row.due_on && extension_to <= row.due_on) throw invalid({ extension_to: `要晚于现在的答复期限（${row.due_on}）。` });
  const [most, longest] = [await parameterAt(act, 'assigning.most_extensions', from), await parameterAt(act, 'assigning.longest_months', from)];
  if (row.extensions >= most) throw new Problem(422, 'too_many_extensions', most === 0 ? '本县的方案规定提案不延期。' : `一件提案最多延期${most}次，已经延过${row.extensions}次。`, { clause: 'duty.yearly' });
  const last = monthsAfter(from, longest);
  if (extension_to > last) throw invalid({ extension_to: `按${await citedFor(act, from)}，连同延期最长${longest}个月，最晚到${last}。` });
  return { extension_to };
}

export const assigningEffects = {
  prepare: (act, _row, input: Assignment) => unitsFor(act, input),
  assign: assignTo,
  reassign: assignTo,
  force: forceOn,
  dispute: object,
  extend: askForTime,
  async grant(_act, row) {
    return { due_on: row.extension_to!, extension_to: null, extensions: row.extensions + 1 };
  },
  async deny() {
    return { extension_to: null };
  },
} satisfies Record<string, Effect<Proposal>>;
