import type { Awaited } from '#platform/awaited.ts';
import { countyOffice } from '#platform/identity/relations.ts';
import { all, oneOf, present } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { dayOf } from '#platform/time.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

const MOST = 200;

/** Units ask for another day; the objections stand in the proposals' own queue. */
export const assigningAwaited: readonly Awaited[] = [{
  title: proposal.title, what: '决定延期申请', href: `/${proposal.path}?state=accepted`, whose: countyOffice,
  find: async (reading) => {
    const rows = await list(reading, proposal, { where: all(oneOf<Proposal>('state', proposal.steps.grant.from), present<Proposal>('extension_to')), order: [{ column: 'due_on' }], limit: MOST });
    return rows.map(({ id, title, changed_at }) => ({ label: title, href: `/${proposal.path}/${id}`, since: dayOf(changed_at) }));
  },
}];
