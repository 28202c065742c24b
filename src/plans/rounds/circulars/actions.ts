import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { committeeChoices } from '#institutions/facts.ts';
import type { CircularFacts } from '#plans/rounds/circulars/paper.ts';
import { circular, type Circular } from '#plans/rounds/circulars/record.ts';
import { finding, type Finding } from '#plans/rounds/findings/record.ts';
import { objection, type Objection } from '#plans/rounds/objections/record.ts';
import { round, type Round } from '#plans/rounds/rounds/record.ts';
import { roundVisit, type RoundVisit } from '#plans/rounds/visits/record.ts';
import { program } from '#platform/identity/actor.ts';
import { countyOffice } from '#platform/identity/relations.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { readingAt } from '#platform/records/moment.ts';
import { count, find, get, list } from '#platform/records/read.ts';
import { amend, create, type Circumstances, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { workingDayAfter } from '#platform/working-days.ts';

/** Findings and visits of one round. */
const MOST = 2_000;

export const findingsOf = (reading: Reading, roundId: string): Promise<Finding[]> => {
  const where = all(is<Finding>('round_id', roundId), oneOf<Finding>('state', ['found', 'mended', 'closed']));
  return list(reading, finding, { where, order: [{ column: 'found_on' }], limit: MOST });
};

export const visitsOf = (reading: Reading, roundId: string): Promise<RoundVisit[]> =>
  list(reading, roundVisit, { where: is<RoundVisit>('round_id', roundId), limit: MOST });

/** What the paper says: the same for everybody who may read it, and once it is issued, what stood when it was issued. */
export async function factsFor(seen: Reading, row: Circular): Promise<CircularFacts> {
  const reading = await readingAt({ ...seen, actor: program(seen.county) }, row.state === 'issued' ? row.changed_at : undefined);
  const places = new Map((await committeeChoices(reading)).map(({ value, label }) => [value, label]));
  const [about, visits, findings] = await Promise.all([get<Round>(reading, round, row.round_id), visitsOf(reading, row.round_id), findingsOf(reading, row.round_id)]);
  return { row, about, visits, findings, placeOf: (id) => places.get(id) ?? '' };
}

export async function enterCircular(act: Act, values: Values<Circular>, how: Circumstances): Promise<Circular> {
  await expectFacts(act, values);
  return create<Circular>(act, circular, { ...values, committee_ids: values.committee_ids ?? [], praised_ids: values.praised_ids ?? [] }, how);
}

export async function correctCircular(act: Act, row: Circular, values: Values<Circular>): Promise<Values<Circular>> {
  await expectFacts(act, { ...row, ...values });
  return { ...values, committee_ids: values.committee_ids ?? row.committee_ids, praised_ids: values.praised_ids ?? row.praised_ids };
}

/** Nobody is named for whom nothing was found, nobody praised where nobody went, and nobody both. */
async function expectFacts(act: Act, { round_id, committee_ids = [], praised_ids = [], praise }: Values<Circular>): Promise<void> {
  const about = await find<Round>(act, round, round_id!);
  if (!about || !['under_way', 'closed'].includes(about.state)) throw invalid({ round_id: '请选择一次已确定对象的督查。' });
  const found = new Set((await findingsOf(act, about.id)).map(({ committee_id }) => committee_id));
  if (committee_ids.some((id) => !found.has(id))) throw invalid({ committee_ids: '选择的联络委里，有的在这次督查中没有发现问题，不能点名。请重新选择。' });
  const visited = new Set((await visitsOf(act, about.id)).filter(({ state }) => state === 'made').map(({ committee_id }) => committee_id));
  if (praised_ids.some((id) => !visited.has(id))) throw invalid({ praised_ids: '选择表扬的联络委里，有的在这次督查中没有走访过。请重新选择。' });
  if (praised_ids.some((id) => committee_ids.includes(id))) throw invalid({ praised_ids: '同一个联络委不能在一份通报里又表扬又点名。请只选一边。' });
  if (praised_ids.length > 0 && !praise) throw invalid({ praise: '表扬了联络委，请写明好的做法，一行一项。' });
}

/** From the notice on the named have the plan's working days. */
export async function telling(act: Act): Promise<Values<Circular>> {
  const told_on = dayOf(act.at);
  const days = await parameterAt(act, 'circular.objection_days', told_on);
  return { told_on, object_by: workingDayAfter(await workCalendarOf(act), told_on, days) };
}

export const recalling = async (): Promise<Values<Circular>> => ({ told_on: null, object_by: null });

export async function issuing(act: Act, row: Circular, input: { document_no: string; issued_on: string }): Promise<Values<Circular>> {
  if (row.committee_ids.length > 0 && row.object_by && input.issued_on <= row.object_by) throw invalid({ issued_on: `被点名的联络委可在${row.object_by}以前提出异议，印发日期要在它之后。` });
  if (input.issued_on > dayOf(act.at)) throw invalid({ issued_on: '印发日期还没有到，请核对。' });
  const open = await count(act, objection, all(is<Objection>('circular_id', row.id), is<Objection>('state', 'raised')));
  if (open > 0) throw new Problem(422, 'objections_open', `还有${open}件异议没有答复，答复后再印发。`);
  return input;
}

/** An objection is raised by whom the circular names, in time, once. */
export async function enterObjection(act: Act, values: Values<Objection>, how: Circumstances): Promise<Objection> {
  const about = await find<Circular>(act, circular, values.circular_id!);
  if (about?.state !== 'told') throw invalid({ circular_id: '只能对已告知、还没有印发的通报提出异议。' });
  if (!about.committee_ids.includes(values.committee_id!)) throw invalid({ committee_id: '这份通报没有点名这个联络委，不需要提出异议。' });
  const raised_on = dayOf(act.at);
  if (about.object_by && raised_on > about.object_by) throw invalid({ words: `提出异议的期限是${about.object_by}，已经过了。请直接与县政协办公室联系。` });
  return create<Objection>(act, objection, { ...values, raised_on }, how);
}

/** It stays with the circular and the committee for which it was raised. */
export async function correctObjection(_act: Act, row: Objection, values: Values<Objection>): Promise<Values<Objection>> {
  if ((values.circular_id ?? row.circular_id) !== row.circular_id) throw invalid({ circular_id: '异议属于原来的通报，不能改。' });
  if ((values.committee_id ?? row.committee_id) !== row.committee_id) throw invalid({ committee_id: '异议属于原来的联络委，不能改。' });
  return values;
}

/** Whose objection is upheld is no longer named. */
export async function answering(act: Act, row: Objection, input: { upheld?: boolean; answer: string }): Promise<Values<Objection>> {
  const upheld = input.upheld ?? false;
  if (upheld) {
    const about = await get<Circular>(act, circular, row.circular_id);
    const committee_ids = about.committee_ids.filter((id) => id !== row.committee_id);
    await amend(act, circular, about, { committee_ids }, { step: 'edit', relation: countyOffice.name, reason: '异议成立，不再点名' });
  }
  return { upheld, answer: input.answer };
}
