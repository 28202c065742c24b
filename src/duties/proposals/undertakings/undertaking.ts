import { sql } from 'kysely';
import { all, is, oneOf } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import { amend, createMany } from '#platform/records/write.ts';
import { subjectOf } from '#duties/proposals/handled.ts';
import type { Proposal } from '#duties/proposals/record.ts';
import { undertaking, type Undertaking } from '#duties/proposals/undertakings/record.ts';

/** Results that leave something to be done later; what is solved, or will not be, promises nothing. */
const LATER = ['PARTLY', 'IN_PROGRESS', 'PLANNED', 'DEFERRED'];

/** What the units promised in the answers of this round goes into the register. */
export async function undertakeAnswered(act: Act, row: Proposal, made_on: string): Promise<void> {
  const { rows } = await sql<Pick<Undertaking, 'unit_id' | 'promise' | 'due_on'>>`
    select unit_id, promise, promised_on as due_on from proposal_answers
    where county_id = ${act.county} and proposal_id = ${row.id} and round = ${row.round} and state <> 'void' and role <> 'assisting'
      and promise is not null and result = any(${LATER}) order by id`.execute(act.db);
  await createMany<Undertaking>(act, undertaking, rows.map((promised) => ({ ...promised, proposal_id: row.id, subject: subjectOf(row), made_on })));
}

/** More are not open of one proposal. */
const MOST = 200;

/** When a reply did not satisfy and it is handled again, what was promised with it is no longer waited for. */
export async function strikeAnswered(act: Act, proposalId: string): Promise<void> {
  const open = all(is<Undertaking>('proposal_id', proposalId), oneOf<Undertaking>('state', undertaking.steps.strike.from));
  const { rows } = await sql<Undertaking>`
    select r.* from undertakings r where r.county_id = ${act.county} and ${open.sql('r')} order by r.id limit ${MOST} for update`.execute(act.db);
  for (const row of rows) await amend<Undertaking>(act, undertaking, row, { state: 'struck' }, { step: 'strike', relation: 'consequence', reason: '重新办理，由新的答复代替' });
}
