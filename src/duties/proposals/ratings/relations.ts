import { sql, type SqlBool } from 'kysely';
import { membershipsOf } from '#platform/identity/actor.ts';
import { auditor, countyOffice, holderOfReceipt, relation, theMember, whilst } from '#platform/identity/relations.ts';
import { all, any, between, holdsAny, is, not, oneOf, present, type Predicate } from '#platform/predicate.ts';
import { dayBeforeToday } from '#duties/days.ts';
import type { ProposalRating } from '#duties/proposals/ratings/record.ts';
import type { Proposal } from '#duties/proposals/record.ts';
import { notTheHandler, office } from '#duties/proposals/relations.ts';

/** Who rates, who looks at the ratings. A handling unit stands in none of these: it reads what all of them together say. */

const signer = relation<Proposal>('signer', '还没有评价的提案人、联名人', (actor) => {
  const own = membershipsOf(actor);
  return all(any(oneOf<Proposal>('member_id', own), holdsAny<Proposal>('cosigner_ids', own)), not(holdsAny<Proposal>('rated_ids', own)));
});

/** Everybody who signed, once; or the office from the paper of the first proposer. */
export const raters = [signer, office].map(notTheHandler);

/** Those who were asked have the days of the plan, whatever the office would like; a register says no day. */
export const officeAfterRating = notTheHandler(relation<Proposal>('county_office', '县政协办公室（评价到期以后）', (actor) =>
  all(office.of(actor), any(not(present<Proposal>('rate_by')), between<Proposal>('rate_by', undefined, dayBeforeToday())))));

export const rater = theMember<ProposalRating>('member_id', '评价人本人');
/** As one's own: a member enters nobody else's paper. */
export const raterHimself = whilst(rater, is<ProposalRating>('way', 'self'), '评价人本人');
export const linkHolder = relation<ProposalRating>('link_holder', '持本人评价链接的人', holderOfReceipt<ProposalRating>('link_id').of);

/** Something about where or when it came from asks for a second look. */
const flagged: Predicate<ProposalRating> = {
  test: ({ flags }) => (flags ?? []).length > 0,
  sql: (alias) => sql<SqlBool>`${sql.ref(`${alias}.flags`)} <> '{}'`,
};
export const officeIfFlagged = whilst<ProposalRating>(countyOffice, flagged, '县政协办公室（评价需要核对时）');
export const auditorIfFlagged = whilst<ProposalRating>(auditor, flagged, '审计监督（评价需要核对时）');
