import { createHash, randomUUID } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import type { DeedCodes } from '#platform/database/schema.ts';
import { receiptHolder, type Actor } from '#platform/identity/actor.ts';
import { codeForm, newCode } from '#platform/identity/slips.ts';
import { standing } from '#platform/lifecycle/lifecycle.ts';
import { Problem, Repeated } from '#platform/problems.ts';
import { reading, transact, type Act, type House, type Reading } from '#platform/records/act.ts';
import { lock } from '#platform/records/write.ts';
import { dayOf, today } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { noteOwnDevice } from '#duties/deeds/confirmations/devices.ts';
import { give, type Saying } from '#duties/deeds/confirmations/giving.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';
import { keepers } from '#duties/deeds/relations.ts';

/** Slips: a code for one deed, handed to somebody who was helped. It speaks once, without an account. */

type Code = Selectable<DeedCodes>;

const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

/** A deed helps many, but no more of them are asked one by one. */
const MOST_OPEN = 20;
const DAY_MS = 86_400_000;

export interface Slip {
  code: string;
  row: Deed;
  until: string;
}

/** The code is in the answer and nowhere else. */
export async function makeCode(act: Act, id: string): Promise<Slip> {
  const row = await lock(act, deed, id);
  const relation = standing(keepers, act.actor, row);
  if (!relation) throw new Problem(403, 'not_yours', '确认单由委员本人、本联络委工作人员或县政协办公室制作。');
  if (row.state !== 'recorded' && row.state !== 'verified') throw new Problem(409, 'not_done', '登记完成的实事才有确认单。');
  await expectFew(act, row.id);
  if (row.member_id) await noteOwnDevice(act, row.member_id);
  const code = newCode();
  const made = dayOf(act.at);
  const until = new Date(Date.parse(made) + (await parameterAt(act, 'deeds.slip_days', made)) * DAY_MS).toISOString().slice(0, 10);
  await sql`
    insert into deed_codes (county_id, id, code_hash, deed_id, made_at, made_by, until)
    values (${act.county}, ${randomUUID()}, ${hashOf(code)}, ${row.id}, ${act.at}, ${act.actor.name}, ${until})`.execute(act.db);
  act.lines.push({ record: deed.name, id: row.id, step: 'make_link', from: row.state, to: row.state, before: {}, after: {}, relation: relation.name });
  return { code, row, until };
}

async function expectFew(act: Act, deedId: string): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from deed_codes where county_id = ${act.county} and deed_id = ${deedId} and used_at is null and until >= ${today()}::date`.execute(act.db);
  if (rows[0]!.n >= MOST_OPEN) throw new Problem(422, 'too_many', `这件实事已经有${MOST_OPEN}张没有用过的确认单，请先发出去。`);
}

/** What a slip opens: the deed, and who did it, whom those who were helped know. */
export interface Asked {
  code: Code;
  row: Deed;
  member: string;
}

const noSuchCode = () => new Problem(404, 'no_such_code', '这个确认码不能用：字母可能看错了。请核对后再试，或请联络委帮您看看。');

/** @throws Problem in a sentence when it is unknown, was used, or comes too late. */
async function askedBy(look: Reading, typed: string): Promise<Asked> {
  const form = codeForm(typed);
  if (!form) throw noSuchCode();
  const { rows: [code] } = await sql<Code>`select * from deed_codes where county_id = ${look.county} and code_hash = ${hashOf(form)}`.execute(look.db);
  if (!code) throw noSuchCode();
  if (code.used_at) throw new Problem(409, 'code_used', '这张确认单已经用过了，谢谢。要改，请联系联络委。');
  const { rows: [row] } = await sql<Deed & { member_name: string | null }>`
    select d.*, m.name as member_name from deeds d left join members m on m.county_id = d.county_id and m.id = d.member_id where d.county_id = ${look.county} and d.id = ${code.deed_id}`.execute(look.db);
  if (code.until < today() || !['recorded', 'verified'].includes(row!.state)) throw new Problem(409, 'code_over', '这张确认单已经过期，或者这件事已经另行处理。有话要说，请联系联络委。');
  return { code, row: row!, member: row!.member_name ?? row!.doer ?? '' };
}

export const lookUpCode = (house: House, county: string, typed: string): Promise<Asked> => reading(house, receiptHolder(county, ''), (look) => askedBy(look, typed));

/** Writes what the holder says. The same request twice is one act. */
export async function giveByCode(house: House, county: string, typed: string, saying: Saying, request: string | null, from: Actor['from']): Promise<void> {
  const { code } = await lookUpCode(house, county, typed).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'code_used' && request) return { code: undefined }; // perhaps by this very request
    throw error;
  });
  try {
    await transact(house, { ...receiptHolder(county, code?.id ?? ''), from }, request, async (act) => {
      const { code: own } = await askedBy(act, typed);
      const { rows: [row] } = await sql<Deed>`select * from deeds where county_id = ${county} and id = ${own.deed_id} for update`.execute(act.db);
      await give(act, row!, saying, { way: 'code', codeId: own.id });
      await sql`update deed_codes set used_at = ${act.at} where county_id = ${county} and id = ${own.id}`.execute(act.db);
    });
  } catch (error) {
    if (!(error instanceof Repeated)) throw error;
  }
}
