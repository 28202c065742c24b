import { sql } from 'kysely';
import { is, not, all } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { create, type Circumstances, type Values } from '#platform/records/write.ts';
import { partnerSystem, type PartnerSystem } from '#duties/opinions/open311/record.ts';

/** A name belongs to one system for ever, because the ledger knows its entries by it. */
async function expectNewName(act: Act, name: string, besides = ''): Promise<void> {
  const named = is<PartnerSystem>('name', name);
  const [there] = await list(act, partnerSystem, { where: besides ? all(named, not(is<PartnerSystem>('id', besides))) : named, limit: 1 });
  if (there) throw invalid({ name: `“${name}”已经登记过${there.state === 'revoked' ? '，现在是停用的：请打开它重新发放密钥' : ''}，或换一个名称。` });
}

export async function enterPartner(act: Act, values: Partial<PartnerSystem> & { name: string }, how: Circumstances): Promise<PartnerSystem> {
  await expectNewName(act, values.name);
  return create<PartnerSystem>(act, partnerSystem, values, how);
}

export async function correctPartner(act: Act, row: PartnerSystem, values: Values<PartnerSystem>): Promise<Values<PartnerSystem>> {
  if (values.name === undefined || values.name === row.name) return values;
  if (row.issued_on) throw invalid({ name: '已经发过密钥，名称写进了它送来的台账里，不能再改。要用新名称的，请停用这一个，另外登记。' });
  await expectNewName(act, values.name, row.id);
  return values;
}

/** What a system has sent so far. */
export interface SentSoFar {
  system_id: string;
  sent: number;
  last: Date;
}

export async function sentSoFar(reading: Reading, systems: readonly string[]): Promise<ReadonlyMap<string, SentSoFar>> {
  if (systems.length === 0) return new Map();
  const { rows } = await sql<SentSoFar>`
    select system_id, count(*)::int as sent, max(sent_at) as last from open311_requests
    where county_id = ${reading.county} and system_id = any(${[...systems]}::uuid[]) group by system_id`.execute(reading.db);
  return new Map(rows.map((row) => [row.system_id, row]));
}
