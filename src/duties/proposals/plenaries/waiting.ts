import { sql } from 'kysely';
import type { Awaited } from '#platform/awaited.ts';
import { membershipsOf } from '#platform/identity/actor.ts';
import { relation } from '#platform/identity/relations.ts';
import { when } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { printedDay, today } from '#platform/time.ts';
import { gatheringOn } from '#duties/proposals/plenaries/facts.ts';
import { plenary, type Plenary } from '#duties/proposals/plenaries/record.ts';
import { sessionShort } from '#duties/proposals/plenaries/words.ts';

const members = relation('members', '委员', ({ memberId }) => when(memberId !== null));

/** The call stands on a member's first page while it runs, until the member has proposed something for that session. */
export const callAwaited: Awaited = {
  title: '征集提案', what: '写提案', href: `/${plenary.path}`, whose: members,
  async find(reading) {
    const calls: Plenary[] = [];
    for (const one of await gatheringOn(reading, today())) if (!(await hasProposed(reading, one))) calls.push(one);
    return calls.map((one) => ({ label: `${sessionShort(one)}会议征集提案，${printedDay(one.deadline_on)}截止`, href: `/${plenary.path}/${one.id}`, since: one.called_on }));
  },
};

async function hasProposed(reading: Reading, { term, session }: Plenary): Promise<boolean> {
  const { rows } = await sql`
    select from proposals
    where county_id = ${reading.county} and member_id = any(${membershipsOf(reading.actor)}::uuid[]) and term = ${term} and session = ${session} and serial_no is not null
    limit 1`.execute(reading.db);
  return rows.length > 0;
}
