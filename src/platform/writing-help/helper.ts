import { sql } from 'kysely';
import { noteAccount } from '#platform/identity/account.ts';
import { opensAccounts } from '#platform/identity/accounts.ts';
import { addressProblem, outwardRules } from '#platform/outward/addresses.ts';
import { invalid } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { sealed } from '#platform/secrets/secrets.ts';

/** The model that the county runs itself, as pages show it. */
export interface Model {
  address: string;
  model: string;
  hasKey: boolean;
  /** Names of the records for whose texts it is asked. */
  kinds: string[];
}

/** The same with what only the program knows. */
export interface OpenedModel extends Model {
  key: string | null;
}

const columns = sql`address, model, api_key is not null as "hasKey", kinds`;

export async function modelOf({ db, county }: Pick<Reading, 'db' | 'county'>): Promise<Model | undefined> {
  const { rows } = await sql<Model>`select ${columns} from writing_helpers where county_id = ${county}`.execute(db);
  return rows[0];
}

export async function openedModel({ db, county }: Pick<Reading, 'db' | 'county'>): Promise<OpenedModel | undefined> {
  const { rows } = await sql<Model & { api_key: string | null }>`select county_id, ${columns}, api_key from writing_helpers where county_id = ${county}`.execute(db); // the county's id opens what is sealed
  const [found] = rows;
  return found && { address: found.address, model: found.model, hasKey: found.hasKey, kinds: found.kinds, key: found.api_key };
}

export interface EnteredModel {
  address: string;
  model: string;
  /** Empty: the one that is known stays. */
  key: string;
  kinds: readonly string[];
}

/** @throws Problem 403, or 422 with a sentence at each field */
export async function setModel(act: Act, entered: EnteredModel, known: readonly string[]): Promise<void> {
  const relation = opensAccounts(act.actor);
  const before = await modelOf(act);
  const address = expectFit(entered, before, known);
  const { model, key, kinds } = entered;
  const fresh = key === '' ? null : await sealed(act, 'writing_helpers.api_key', act.county, key);
  if (before) {
    await sql`
      update writing_helpers set address = ${address}, model = ${model}, kinds = ${[...kinds]}::text[], changed_at = ${act.at}, api_key = coalesce(${fresh}::text, api_key)
      where county_id = ${act.county}`.execute(act.db);
  } else {
    await sql`
      insert into writing_helpers (county_id, address, model, api_key, kinds, changed_at)
      values (${act.county}, ${address}, ${model}, ${fresh}, ${[...kinds]}::text[], ${act.at})`.execute(act.db);
  }
  noteAccount(act, act.county, 'set_writing_help', relation);
}

function expectFit({ address, model, key, kinds }: EnteredModel, before: Model | undefined, known: readonly string[]): string {
  const problems: Record<string, string> = {};
  const wrong = address.length > 300 ? '地址太长。' : addressProblem(address, outwardRules());
  if (wrong) problems['address'] = wrong;
  if (!/^[\x21-\x7e]{1,100}$/.test(model)) problems['model'] = '模型名称请照服务的说明抄写，没有空格和汉字。';
  if (key !== '' && !/^[\x21-\x7e]{1,300}$/.test(key)) problems['key'] = '密钥请照抄，没有空格和汉字。';
  if (kinds.length === 0 || kinds.some((kind) => !known.includes(kind))) problems['kinds'] = '请勾选至少一类文字。';
  // What was meant for one address is not shown to another.
  if (key === '' && before?.hasKey && URL.parse(before.address)?.origin !== URL.parse(address)?.origin) problems['key'] = '换了地址，密钥要重新填写。';
  if (Object.keys(problems).length > 0) throw invalid(problems);
  return address.replace(/\/+$/, '');
}

export async function dropModel(act: Act): Promise<void> {
  const relation = opensAccounts(act.actor);
  await sql`delete from writing_helpers where county_id = ${act.county}`.execute(act.db);
  noteAccount(act, act.county, 'drop_writing_help', relation);
}
