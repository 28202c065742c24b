import { sql } from 'kysely';
import type { Awaited, AwaitedOne } from '#platform/awaited.ts';
import { membershipsOf } from '#platform/identity/actor.ts';
import { relation } from '#platform/identity/relations.ts';
import { when } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { dayOf, today } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { proposal } from '#duties/proposals/record.ts';
import { seatOf } from '#duties/proposals/review/reviewers.ts';
import { dispositions } from '#duties/proposals/words.ts';

const aMember = relation('members', '委员', ({ memberId }) => when(memberId !== null));

/** Nobody reads more of them from a list. */
const MOST = 50;

interface Row {
  id: string;
  title: string;
  submitted_on: string | null;
  disposition: string | null;
  changed_at: Date;
}

/** Reviewers of the committee: what nobody of them has said anything of themselves yet. The office finds its own in the queue of the proposals. */
async function toReview(reading: Reading): Promise<AwaitedOne[]> {
  if ((await seatOf(reading)) !== 'reviewer') return [];
  const { rows } = await sql<Row>`
    select p.id, p.title, p.submitted_on from proposals p
    where p.county_id = ${reading.county} and p.state = 'submitted' and not (p.cosigner_ids && ${membershipsOf(reading.actor)}::uuid[]) and coalesce(p.member_id <> all(${membershipsOf(reading.actor)}::uuid[]), true)
      and not exists (select from proposal_reviews r where r.county_id = p.county_id and r.proposal_id = p.id and r.reviewer_id = ${reading.actor.personId} and r.state = 'given')
    order by p.submitted_on desc, p.id desc limit ${MOST}`.execute(reading.db);
  return rows.map(({ id, title, submitted_on }) => ({ label: title, href: `/${proposal.path}/review/${id}`, since: submitted_on }));
}

/** What was decided of the own proposals in the last days: proposer and co-signers are told where they look anyway. */
async function told(reading: Reading): Promise<AwaitedOne[]> {
  const days = await parameterAt(reading, 'review.told_days', today());
  const own = membershipsOf(reading.actor);
  const { rows } = await sql<Row>`
    select p.id, p.title, p.disposition, p.changed_at from proposals p
    where p.county_id = ${reading.county} and p.disposition is not null and (p.member_id = any(${own}::uuid[]) or p.cosigner_ids && ${own}::uuid[])
      and p.state in ('filed', 'merged', 'converted', 'letter', 'refused') and p.changed_at > now() - make_interval(days => ${days})
    order by p.changed_at desc limit ${MOST}`.execute(reading.db);
  return rows.map(({ id, title, disposition, changed_at }) => ({ label: `${dispositions[disposition as 'filed']}：${title}`, href: `/${proposal.path}/${id}`, since: dayOf(changed_at) }));
}

export const reviewAwaited: readonly Awaited[] = [
  { title: proposal.title, what: '审查', href: `/${proposal.path}/review`, whose: aMember, find: toReview },
  { title: proposal.title, what: '看审查结果', href: `/${proposal.path}`, whose: aMember, find: told },
];
