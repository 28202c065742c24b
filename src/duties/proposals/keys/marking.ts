import { sql } from 'kysely';
import { Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { amend, createMany } from '#platform/records/write.ts';
import { happenedOn } from '#duties/days.ts';
import { handlers, holdProposal, holdSeen, subjectOf } from '#duties/proposals/handled.ts';
import { keySelection, type KeySelection } from '#duties/proposals/keys/record.ts';
import { expectRoom } from '#duties/proposals/keys/room.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** That a proposal is a key one is written on the proposal alone; here the year's selection follows it, and the other way round. */

export interface Mark {
  key_led_by: string;
  key_why?: string;
  key_since?: string;
}

export const yearOf = (day: string): number => Number(day.slice(0, 4));

export const mark = async (act: Act, { key_led_by, key_why, key_since }: Mark): Promise<Partial<Proposal>> =>
  ({ key_led_by, key_why: key_why ?? null, key_since: happenedOn(act, 'key_since', key_since) });

export const unmark = async (): Promise<Partial<Proposal>> => ({ key_since: null, key_led_by: null, key_why: null });

/** Marked on its own page, without a selection: the year's list has it all the same. */
export async function designated(act: Act, row: Proposal, input: Mark): Promise<Partial<Proposal>> {
  const columns = await mark(act, input);
  const day = columns.key_since!;
  const standing = await standingSelection(act, row.id, yearOf(day));
  if (standing && !['nominated', 'shortlisted'].includes(standing.state)) return columns;
  await expectRoom(act, yearOf(day), day);
  const chosen = { state: 'chosen', decided_on: day, led_by: input.key_led_by, handler_ids: handlers(row) };
  if (standing) await amend<KeySelection>(act, keySelection, standing, chosen, { step: 'choose', relation: 'consequence' });
  else await follow(act, row, { day, led_by: input.key_led_by, why: input.key_why ?? null });
  return columns;
}

/** A mark that came from a register, or from before the selections were kept: it gets its selection, so that its supervision can be noted. */
export async function adopt(act: Act, id: string): Promise<void> {
  const row = await holdSeen(act, id);
  const { key_since: day, key_led_by, key_why } = row;
  if (day === null) throw new Problem(422, 'no_mark', `“${row.title}”没有列为重点提案。`);
  if (await standingSelection(act, row.id, yearOf(day))) return;
  await expectRoom(act, yearOf(day), day);
  await follow(act, row, { day, led_by: key_led_by, why: key_why });
}

async function follow(act: Act, row: Proposal, { day, led_by, why }: { day: string; led_by: string | null; why: string | null }): Promise<void> {
  const year = yearOf(day);
  await createMany<KeySelection>(act, keySelection, [{
    state: 'chosen', proposal_id: row.id, subject: subjectOf(row), year, old: isOld(row, year), nominator_kind: 'office', nominator: '县政协办公室', why, nominated_on: day,
    decided_on: day, led_by, handler_ids: handlers(row),
  }]);
}

/** More are not marked in a year without a selection. */
const MOST_MARKED = 200;

/** Marked as key proposals in this year, with no selection that stands. */
export async function markedWithoutSelection(reading: Reading, year: number): Promise<Proposal[]> {
  const { rows } = await sql<Proposal>`
    select r.* from proposals r
    where ${among(reading, proposal)} and r.key_since between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
      and not exists (select from key_selections k where k.county_id = r.county_id and k.proposal_id = r.id and k.year = ${year} and k.state in ('nominated', 'shortlisted', 'chosen', 'supervised', 'concluded'))
    order by r.key_since, r.id limit ${MOST_MARKED}`.execute(reading.db);
  return rows;
}

/** Whoever is given the proposal, or gets it instead of another, sees its supervision too. */
export async function handedOn(act: Act, id: string, units: Parameters<typeof handlers>[0]): Promise<void> {
  const handler_ids = handlers(units);
  const { rows } = await sql<KeySelection>`
    select * from key_selections where county_id = ${act.county} and proposal_id = ${id} and state in ('nominated', 'shortlisted', 'chosen', 'supervised') order by id limit ${MOST_MARKED} for update`.execute(act.db);
  for (const row of rows) await amend<KeySelection>(act, keySelection, row, { handler_ids }, { step: 'edit', relation: 'consequence', reason: '提案交办、改办' });
}

/** Whoever takes the mark off the proposal ends its supervision of the year. */
export async function released(act: Act, row: Proposal): Promise<Partial<Proposal>> {
  const standing = await standingSelection(act, row.id, yearOf(row.key_since!));
  if (standing && ['chosen', 'supervised'].includes(standing.state)) {
    await amend<KeySelection>(act, keySelection, standing, { state: 'dropped' }, { step: 'drop', relation: 'consequence', reason: '提案不再列为重点' });
  }
  return unmark();
}

export const isOld = ({ submitted_on }: Pick<Proposal, 'submitted_on'>, year: number): boolean => submitted_on !== null && yearOf(submitted_on) < year;

/** The one selection of the proposal in this year that still counts, held for this act. */
export async function standingSelection(act: Act, proposalId: string, year: number): Promise<KeySelection | undefined> {
  const { rows } = await sql<KeySelection>`
    select * from key_selections where county_id = ${act.county} and proposal_id = ${proposalId} and year = ${year}
      and state in ('nominated', 'shortlisted', 'chosen', 'supervised', 'concluded') for update`.execute(act.db);
  return rows[0];
}

/**
 * What is merged is handled with its lead, so its mark and its selections of this year and later go over to the lead, with plan, leader and
 * acts; a lead that was selected in the same year keeps its own. Noted with each. What the original loses is returned.
 */
export async function keyHandedOver(act: Act, row: Proposal, rootId: string): Promise<Partial<Proposal>> {
  const root = await holdProposal(act, rootId);
  const { rows } = await sql<KeySelection>`
    select * from key_selections where county_id = ${act.county} and proposal_id = ${row.id} and state in ('nominated', 'shortlisted', 'chosen', 'supervised') order by year, id limit ${MOST_MARKED} for update`.execute(act.db);
  for (const one of rows) await selectionHandedOver(act, one, row, root);
  if (row.key_since === null) return {};
  if (root.key_since === null) {
    const { key_since, key_led_by, key_why } = row;
    await amend(act, proposal, root, { key_since, key_led_by, key_why }, { step: 'designate', relation: 'consequence', reason: `重点提案“${subjectOf(row)}”并入本件，由本件接续督办` });
  }
  return unmark();
}

async function selectionHandedOver(act: Act, one: KeySelection, row: Proposal, root: Proposal): Promise<void> {
  const reason = `原定的“${subjectOf(row)}”并入“${subjectOf(root)}”`;
  if (await standingSelection(act, root.id, one.year)) {
    const decided = ['chosen', 'supervised'].includes(one.state);
    await amend<KeySelection>(act, keySelection, one, { state: decided ? 'dropped' : 'passed_over' }, { step: decided ? 'drop' : 'pass_over', relation: 'consequence', reason: `${reason}，那一件今年已经推荐或者确定` });
    return;
  }
  await amend<KeySelection>(act, keySelection, one, { proposal_id: root.id, subject: subjectOf(root), old: isOld(root, one.year), handler_ids: handlers(root) }, { step: 'edit', relation: 'consequence', reason });
}
