import { sql } from 'kysely';
import type { Child } from 'hono/jsx';
import { countyOffice } from '#platform/identity/relations.ts';
import { visible } from '#platform/lifecycle/lifecycle.ts';
import type { Visit } from '#platform/http/visit.ts';
import type { Reading } from '#platform/records/act.ts';
import { Section } from '#platform/ui/detail.tsx';
import type { Proposal } from '#duties/proposals/record.ts';
import { undertaking, type Undertaking } from '#duties/proposals/undertakings/record.ts';

/** More are not promised for one proposal. */
const MOST = 50;

/** Whoever sees the proposal may know what was promised for it. */
export async function undertakingsOf(reading: Reading, { id }: Pick<Proposal, 'id'>): Promise<Undertaking[]> {
  const { rows } = await sql<Undertaking>`select * from undertakings where county_id = ${reading.county} and proposal_id = ${id} order by made_on, id limit ${MOST}`.execute(reading.db);
  return rows;
}

export function UndertakingSection({ row, rows, units, visit }: { row: Proposal; rows: readonly Undertaking[]; units: ReadonlyMap<string, string>; visit: Visit }): Child {
  const enters = countyOffice.of(visit.actor).test({} as never) && row.replied_on !== null;
  const add = enters ? <a class="btn btn-quiet" href={`/${undertaking.path}/new?${new URLSearchParams({ proposal: row.id, ...(row.lead_unit_id ? { unit: row.lead_unit_id } : {}) })}`}>登记承诺</a> : undefined;
  if (rows.length === 0) return null;
  return (
    <Section title="承诺事项" count={rows.length} action={add}>
      <ul class="plain">
        {rows.map((one) => (
          <li>
            {visible(undertaking, visit.actor).test(one) ? <a href={`/${undertaking.path}/${one.id}`}>{one.promise}</a> : one.promise}
            <span class="quiet"> · {units.get(one.unit_id) ?? ''} · {one.due_on ? `${one.due_on}之前` : '没有期限'} · {undertaking.states[one.state as 'open']?.label}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
