import { sql } from 'kysely';
import { all, is } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { count } from '#platform/records/read.ts';
import { amend, create, createMany, lock, take, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { sampleOf } from '#plans/rounds/rounds/facts.ts';
import { happenedOn, today } from '#duties/days.ts';
import { deedCheck, type DeedCheck } from '#duties/deeds/checks/record.ts';
import { deedRound, type DeedRound } from '#duties/deeds/checks/rounds/record.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';

export async function enterRound(act: Act, values: Values<DeedRound>, how: Circumstances): Promise<DeedRound> {
  expectSound(values);
  return create<DeedRound>(act, deedRound, values, how);
}

export async function correctRound(_act: Act, row: DeedRound, values: Values<DeedRound>): Promise<Values<DeedRound>> {
  expectSound({ ...row, ...values });
  return values;
}

function expectSound({ from_day, to_day }: Values<DeedRound>): void {
  if (from_day && to_day && to_day < from_day) throw invalid({ to_day: `不能早于开始的一天（${from_day}）。` });
}

/** A county has fewer deeds in the days of one round. */
const MOST_IN_POOL = 20_000;

const inPool = { verified: ['verified'], done: ['recorded', 'verified'] } as const;

/** Draws the sample from the seed, and keeps out of what it was drawn: anybody can draw it again. */
const draw: Effect<DeedRound> = async (act, row) => {
  const { rows } = await sql<Pick<Deed, 'id' | 'deed' | 'committee_id' | 'member_id'>>`
    select id, deed, committee_id, member_id from deeds
    where county_id = ${act.county} and state = any(${[...inPool[row.pool as 'done']]}::text[]) and done_on between ${row.from_day}::date and ${row.to_day}::date
    order by id limit ${MOST_IN_POOL}`.execute(act.db);
  if (rows.length === 0) throw new Problem(422, 'no_deeds', '这段时间里没有可以抽查的民生实事。请改一改时间，或改“从哪些里抽”。');
  const known = new Map(rows.map((one) => [one.id, one]));
  const deed_ids = sampleOf([...known.keys()], row.sample_size, row.seed);
  await createMany<DeedCheck>(act, deedCheck, deed_ids.map((id) => {
    const { deed: subject, committee_id, member_id } = known.get(id)!;
    return { round_id: row.id, deed_id: id, subject, committee_id, member_id, drawn_on: today(act) };
  }));
  return { deed_ids, drawn_from: [...known.keys()], drawn_on: today(act) };
};

const close: Effect<DeedRound> = async (act, row) => {
  const open = await count(act, deedCheck, all(is<DeedCheck>('round_id', row.id), is<DeedCheck>('state', 'drawn')));
  if (open > 0) throw new Problem(422, 'not_ready', `还有${open}件没有核查，查完再办结。`);
};

export const roundSteps = { draw, close } satisfies Partial<Record<string, Effect<DeedRound>>>;

type Found = Pick<DeedCheck, 'way' | 'found'> & { checked_on?: string; checker?: string };

const looked = (act: Act, { way, found, checked_on, checker }: Found): Partial<DeedCheck> & { checked_on: string } =>
  ({ way, found, checked_on: happenedOn(act, 'checked_on', checked_on), checker: checker ?? act.actor.name });

const pass: Effect<DeedCheck> = async (act, row, found: Found) => {
  const held = await lock(act, deed, row.deed_id);
  if (held.state === 'struck') throw new Problem(409, 'struck', `“${held.deed}”已经不予认定，不能再记为属实。`);
  const values = looked(act, found);
  await amend<Deed>(act, deed, held, { checked_on: values.checked_on, check_result: 'passed' }, { step: 'spot_check', relation: 'consequence' });
  return values;
};

/** What is untrue counts no more from this act on; what was found is the reason. */
const fail: Effect<DeedCheck> = async (act, row, found: Found) => {
  const held = await lock(act, deed, row.deed_id);
  const values = looked(act, found);
  const marked = await amend<Deed>(act, deed, held, { checked_on: values.checked_on, check_result: 'failed' }, { step: 'spot_check', relation: 'consequence', reason: found.found! });
  if (marked.state !== 'struck') await take<Deed>(act, deed, held.id, 'strike', { reason: `抽查不属实：${found.found!}` });
  return values;
};

export const checkSteps = { pass, fail } satisfies Partial<Record<string, Effect<DeedCheck>>>;
