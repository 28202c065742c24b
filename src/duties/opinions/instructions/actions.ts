import { sql } from 'kysely';
import { unit } from '#institutions/units/record.ts';
import { unitsOf } from '#platform/identity/actor.ts';
import { all, is, not } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { create, lock, type Circumstances, type Effect } from '#platform/records/write.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { happenedOn, stillAhead, today } from '#duties/days.ts';
import { expectThere } from '#duties/expecting.ts';
import { unitsNamed } from '#duties/named.ts';
import { answerEntries } from '#duties/opinions/instructions/answering.ts';
import { contentFor, expectNobodyNamed } from '#duties/opinions/instructions/content.ts';
import { extendingEffects } from '#duties/opinions/instructions/extending.ts';
import { instruction, type Instruction } from '#duties/opinions/instructions/record.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { countOnItem, itemToNote, keptOf } from '#duties/opinions/outcomes/noting.ts';

type Noting = Partial<Instruction> & Pick<Instruction, 'item_id' | 'leader' | 'instructed_on' | 'level'>;

/** Notes what a leader wrote on an item. What the units will read is taken from it as it stands. */
export async function noteInstruction(act: Act, { item_id, ...values }: Noting, how: Circumstances): Promise<Instruction> {
  happenedOn(act, 'instructed_on', values.instructed_on);
  happenedOn(act, 'received_on', values.received_on);
  const item = await itemToNote(act, item_id);
  await expectNew(act, item, values);
  const row = await create<Instruction>(act, instruction, { ...values, ...keptOf(item), content: await contentFor(act, item), sources: item.sources, direct: item.route === 'direct' }, how);
  await countOnItem(act, item, { outcomes: 1, instructions: 1 }, `登记${values.leader}批示`);
  return row;
}

/** One paper photographed twice is one instruction. */
async function expectNew(act: Act, { id }: OpinionItem, { leader, instructed_on }: Pick<Noting, 'leader' | 'instructed_on'>): Promise<void> {
  const same = all(is<Instruction>('item_id', id), is<Instruction>('leader', leader), is<Instruction>('instructed_on', instructed_on), not(is<Instruction>('state', 'void')));
  const [there] = await list(act, instruction, { where: same, limit: 1 });
  if (there) throw invalid({ leader: `${leader}${instructed_on}对这条信息的批示已经登记过，不用再登记。要补照片，请在那一条里添加附件。` });
}

interface Handing {
  lead_unit_id: string;
  assisting?: string;
  supervisor_unit_id?: string;
  days?: number;
  due_on?: string;
}

/** 转办: units that are there and are not those complained of, and a day; the clock runs from today, not from when the unit opens it. */
async function handOver(act: Act, row: Instruction, input: Handing): Promise<Partial<Instruction>> {
  await expectThere(act, unit, 'lead_unit_id', input.lead_unit_id);
  await expectThere(act, unit, 'supervisor_unit_id', input.supervisor_unit_id);
  const assisting = input.assisting ? await unitsNamed(act, input.assisting) : [];
  if (assisting.includes(input.lead_unit_id)) throw invalid({ assisting: '牵头单位不能同时是配合单位，请改一处。' });
  if (input.supervisor_unit_id && [input.lead_unit_id, ...assisting].includes(input.supervisor_unit_id)) throw invalid({ supervisor_unit_id: '督办的单位不能同时是承办单位，请改一处。' });
  await expectNotComplainedOf(act, row, { ...input, assisting });
  await expectNobodyNamed(act, row.item_id, row.content);
  return {
    lead_unit_id: input.lead_unit_id, assisting_ids: assisting, countersigned_ids: [], supervisor_unit_id: input.supervisor_unit_id ?? null,
    handed_on: today(act), counted_from: today(act), ...(await limitOf(act, row, input)),
  };
}

/** Nobody handles or chases a complaint about himself (reporter's shield): entries name the unit complained of. */
async function expectNotComplainedOf(act: Act, { item_id }: Instruction, chosen: { lead_unit_id: string; assisting: string[]; supervisor_unit_id?: string }): Promise<void> {
  const { rows } = await sql<{ about: string }>`
    select distinct e.about_unit_id as about from opinion_sources s join ledger_entries e on e.county_id = s.county_id and e.id = s.entry_id
    where s.county_id = ${act.county} and s.item_id = ${item_id} and e.about_unit_id is not null`.execute(act.db);
  const about = new Set(rows.map((one) => one.about));
  if (about.has(chosen.lead_unit_id)) throw invalid({ lead_unit_id: '群众反映的正是这个单位，不能交给它办理。请改选它的上级或监督部门。' });
  if (chosen.assisting.some((id) => about.has(id))) throw invalid({ assisting: '群众反映的正是其中一个单位，不能请它配合。请把它去掉。' });
  if (about.has(chosen.supervisor_unit_id ?? '')) throw invalid({ supervisor_unit_id: '群众反映的正是这个单位，不能由它督办。请改选别的单位。' });
}

/** The limit in force today; an item of the direct channel has one of its own. */
export const usualDays = async (reading: Reading, { direct }: Pick<Instruction, 'direct'>, day: string): Promise<number> =>
  parameterAt(reading, direct ? 'instruction.days_direct' : 'instruction.days', day);

async function limitOf(act: Act, row: Instruction, { days, due_on }: Pick<Handing, 'days' | 'due_on'>): Promise<Pick<Instruction, 'days' | 'due_on'>> {
  if (due_on && !days) return { days: null, due_on: stillAhead(act, 'due_on', due_on) };
  const limit = days ?? (await usualDays(act, row, today(act)));
  const counted = workingDayAfter(await workCalendarOf(act), today(act), limit);
  if (due_on && due_on !== counted) throw invalid({ due_on: `按${limit}个工作日推算是${counted}，和填的日期不一致。两项请只填一项。` });
  return { days: limit, due_on: counted };
}

/** An assisting unit tells its part; from a paper, the part of all that are still missing. */
async function countersigning(act: Act, row: Instruction, { words }: { words: string }): Promise<Partial<Instruction>> {
  const own = row.assisting_ids.filter((id) => unitsOf(act.actor).includes(id));
  const signing = own.length > 0 ? own : row.assisting_ids.filter((id) => !row.countersigned_ids.includes(id));
  const names: string[] = [];
  for (const id of signing) names.push((await find(act, unit, id))?.name ?? '');
  return {
    countersigned_ids: [...new Set([...row.countersigned_ids, ...signing])],
    assisting_words: [row.assisting_words, `${names.join('、')}：${words}`].filter(Boolean).join('\n'),
  };
}

interface Feedback {
  result: string;
  feedback: string;
  planned_on?: string;
  handler?: string;
  fed_back_on?: string;
}

/** In time or not is said once, with the feedback: a later calendar or correction does not change what was. */
async function feedingBack(act: Act, row: Instruction, input: Feedback): Promise<Partial<Instruction>> {
  const fed_back_on = happenedOn(act, 'fed_back_on', input.fed_back_on);
  if (fed_back_on < row.counted_from!) throw invalid({ fed_back_on: `反馈日期早于转办（或退回）的日期（${row.counted_from}），请核对。` });
  if (input.result === 'planned' && !input.planned_on) throw invalid({ planned_on: '列入计划的，请写明计划什么时候完成。' });
  if (input.result !== 'planned' && input.planned_on) throw invalid({ planned_on: '只有“列入计划”才填计划完成时间。' });
  return { ...input, planned_on: input.planned_on ?? null, handler: input.handler ?? row.handler, fed_back_on, on_time: fed_back_on <= row.due_on!, extension_to: null };
}

/** Sent back, it counts by the day on which it is fed back again, and by a clock that begins anew. */
async function returning(act: Act, row: Instruction, { days }: { days: number }): Promise<Partial<Instruction>> {
  const due_on = workingDayAfter(await workCalendarOf(act), today(act), days);
  return { returned: row.returned + 1, counted_from: today(act), days, due_on, fed_back_on: null, on_time: null };
}

/** Taking it back from the paper's ledger takes it off the item, too. */
async function striking(act: Act, row: Instruction): Promise<Partial<Instruction>> {
  await countOnItem(act, await lock(act, opinionItem, row.item_id), { outcomes: -1, instructions: -1 }, `作废${row.leader}批示`);
  return {};
}

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof instruction.steps, Effect<Instruction>>> = {
  handOver,
  countersign: countersigning,
  feedBack: feedingBack,
  accept: async (act) => ({ accepted_on: today(act) }),
  return: returning,
  ...extendingEffects,
  remind: async (act, row) => ({ reminders: row.reminders + 1, reminded_on: today(act) }),
  tellMember: async (act, _row, input: { told_member_on: string }) => ({ told_member_on: happenedOn(act, 'told_member_on', input.told_member_on) }),
  tellResidents: answerEntries,
  close: async (act) => ({ closed_on: today(act) }),
  void: striking,
};
