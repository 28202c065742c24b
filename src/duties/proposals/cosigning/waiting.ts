import type { Awaited } from '#platform/awaited.ts';
import { relation } from '#platform/identity/relations.ts';
import { drawn, offers } from '#platform/lifecycle/lifecycle.ts';
import { all, any, between, not, oneOf, present, when } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { dayOf, printedDay, today } from '#platform/time.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { invited } from '#duties/proposals/relations.ts';

const MOST = 50;
const members = relation('members', '委员', ({ memberId }) => when(memberId !== null));
const answers: readonly string[] = ['cosign', 'decline'] satisfies (keyof typeof proposal.steps)[];

/** Proposals that the person is invited to co-sign and still can. */
export const invitationsOf = (reading: Reading): Promise<Proposal[]> =>
  list(reading, proposal, {
    where: all(invited.of(reading.actor), oneOf<Proposal>('state', proposal.steps.cosign.from), any(not(present<Proposal>('cosign_by')), between<Proposal>('cosign_by', today(), undefined))),
    order: [{ column: 'cosign_by' }], limit: MOST,
  });

/** Both answers, one tap each. */
export const answersTo = (reading: Pick<Reading, 'actor'>, row: Proposal) => drawn(offers(proposal, reading.actor, row)).filter(({ step }) => answers.includes(step));

export const invitationsAwaited: Awaited = {
  title: '联名邀请', what: '签名或谢绝', href: `/${proposal.path}/mine`, whose: members,
  find: async (reading) => (await invitationsOf(reading)).map((row) => ({
    label: `${row.proposer_name}请您联名：${row.title}${row.cosign_by ? `（${printedDay(row.cosign_by)}截止）` : ''}`,
    href: `/${proposal.path}/${row.id}`, since: dayOf(row.changed_at), atOnce: { declared: proposal, row, offers: answersTo(reading, row) },
  })),
};
