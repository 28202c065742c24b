import type { Directory } from '#platform/importing/resolving.ts';
import type { RegisterValues } from '#duties/proposals/register.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** What a row of a register tells beyond its cells. Pure. */

/** How far a proposal has come, in order; a register can bring a record forward, never back. */
const course = ['submitted', 'filed', 'assigned', 'accepted', 'replied', 'rated', 'closed'] as const;

/**
 * The state that a row tells: the review's outcome; for a filed one the furthest milestone with a mark in the row.
 * A proposal with a reply or a rating is not closed unless a column says so (domain rules 2.6).
 */
export function stateTold(values: RegisterValues): string {
  const review = dispositionTold(values);
  if (review === null) return 'submitted';
  if (review !== 'filed') return review;
  if (values.closed || values.closed_on) return 'closed';
  if (values.rating_result || values.rating_work) return 'rated';
  if (values.letter || values.replied || values.result) return 'replied';
  return values.lead ? 'assigned' : 'filed';
}

/** What is handled was filed, also in a list that does not say so. */
export function dispositionTold(values: RegisterValues): string | null {
  const { review, lead, letter, result, replied, rating_result: rating, closed, closed_on: closedOn } = values;
  if (review !== null) return review === 'pending' ? null : review;
  return lead || letter || result || replied || rating || closed || closedOn ? 'filed' : null;
}

export const isFurther = (told: string, stands: string): boolean => {
  const [to, from] = [told, stands].map((state) => (course as readonly string[]).indexOf(state));
  return from! >= 0 && to! > from! || stands === 'submitted' && to! < 0;
};

const bodies: readonly [RegExp, Proposal['proposer_kind']][] = [
  [/^(?:民革|民盟|民建|民进|农工党?|致公党?|九三|台盟)|支部$|党派/u, 'party'],
  [/工商联|总工会|工会$|团[县市区]?委|共青团|妇联|科协|侨联|文联|残联|台联|联合会|协会|商会|红十字会/u, 'organisation'],
  [/专委会|专门委员会|委员会$|委$/u, 'special_committee'],
  [/界别?$/u, 'sector'],
  [/小组|活动组|联络组|联络委|工委$/u, 'group'],
];

/** Who proposes: a member of the roster before all else, since a name may end like a body's. */
export function proposerTold(name: string, members: Directory): Pick<Proposal, 'proposer_kind' | 'member_id'> & { sameName: number; known: boolean } {
  const ids = members.find(name);
  if (ids.length > 0) return { proposer_kind: 'member', member_id: ids.length === 1 ? ids[0]! : null, sameName: ids.length, known: true };
  const body = bodies.find(([pattern]) => pattern.test(name))?.[1];
  const kind = body ?? (looksLikePerson(name) ? 'member' : 'organisation');
  return { proposer_kind: kind, member_id: null, sameName: 0, known: kind !== 'member' };
}

const looksLikePerson = (name: string): boolean => name.includes('·') || Array.from(name).length <= 4;

/** Names whose member is certain, and the others as written. */
export function signersTold(names: readonly string[], members: Directory): { cosigner_ids: string[]; other_cosigners: string[] } {
  const found = names.map((name) => ({ name, ids: members.find(name) }));
  return {
    cosigner_ids: [...new Set(found.flatMap(({ ids }) => (ids.length === 1 ? ids : [])))],
    other_cosigners: found.filter(({ ids }) => ids.length !== 1).map(({ name }) => name),
  };
}

/** Only A means the same in every scheme (解决); what B, C and D mean differs between counties, so it stays open (domain rules 2.5). */
export const resultTold = ({ result, letter }: RegisterValues): string | null => result ?? (letter === 'A' ? 'SOLVED' : null);
