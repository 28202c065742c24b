import { roles, type HeldPost } from '#platform/identity/actor.ts';
import { relation } from '#platform/identity/relations.ts';
import { all, any, mentions, never, oneOf, type Predicate } from '#platform/predicate.ts';

/** Those of whom an entry complains: they find neither it nor what was made of it, whatever else they hold (decision 16). */

/** Whoever holds a post of any kind in the unit complained of, also when signed in otherwise. */
export const unitComplainedOf = <Row extends { about_unit_id: string | null }>() =>
  relation<Row>('unit_complained_of', '被反映的单位', ({ posts, employers = [] }) => oneOf<Row>('about_unit_id', [...posts.flatMap(({ unitId }) => unitId ?? []), ...employers]));

type AboutPerson = { about_person: string | null; committee_id: string | null };

/**
 * Whoever bears the name that is written there, or holds the post of this committee that is. Asked by words and not by id: many officials have no
 * account yet, and one who gets one tomorrow must not find it either. A namesake is kept from it, too; that is the lesser harm.
 */
export const personComplainedOf = <Row extends AboutPerson>() =>
  relation<Row>('person_complained_of', '被反映的本人', ({ personId, name, posts }) =>
    (personId ? any<Row>(mentions<Row>('about_person', withoutSpaces(name)), ...posts.map((post) => byPost<Row>(post))) : (never as Predicate<Row>)));

const byPost = <Row extends AboutPerson>({ role, committeeId, succeeds = [] }: HeldPost): Predicate<Row> =>
  (committeeId ? all<Row>(oneOf<Row>('committee_id', [committeeId, ...succeeds]), mentions<Row>('about_person', roles[role])) : (never as Predicate<Row>));

/** Whether it complains of somebody at all. */
export const isGrievance = ({ about_unit_id, about_person }: { about_unit_id: string | null; about_person: string | null }): boolean => Boolean(about_unit_id || about_person);

/** A name of two characters is often written with a space between them; as it is kept there is none. */
export const withoutSpaces = (words: string): string => words.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
