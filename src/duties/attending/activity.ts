import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Relation } from '#platform/identity/relations.ts';
import type { Days } from '#duties/attending/halves.ts';

/** What an invitation must know of the activity to which it asks. */
export interface Occasion extends Days {
  subject: string;
  /** Who organises; null: the county's body. */
  committeeId: string | null;
  /** The committees that take part: whose members and participants are asked first. */
  bodies: readonly string[];
  replyBy: string | null;
  /** Must whoever is asked come, or may members sign up, up to so many? */
  mode: 'must' | 'sign_up';
  places: number | null;
}

/** Who is asked and who was there, as it is kept on the activity itself. */
export interface Tally {
  /** Members, people and units asked: who is asked sees the activity. */
  askedIds: string[];
  /** How many are asked at all, also those known by name only. */
  asked: number;
  /** How many said that they come. */
  coming: number;
  /** Of those marked as having been there: all, and the members among them. */
  came: number;
  membersCame: number;
}

/**
 * A kind of activity to which people are asked: a visit, a consultation, a meeting. Declared once by its duty, or by the archives; lists, answers and the marking of who was
 * there are the same for all.
 */
export interface Activity<Row extends Recorded = any> {
  declared: Lifecycle<Row>;
  /** By which column invitations know it. */
  column: 'inspection_id' | 'consultation_id' | 'event_id';
  occasion(row: Row): Occasion;
  /** Who keeps the list. */
  by: readonly Relation<Row>[];
  /** In which states people are asked, and in which it is marked who was there. */
  asking: readonly string[];
  marking: readonly string[];
  /** What the activity keeps of its list. */
  follow(tally: Tally): Partial<Row>;
}

export const activity = <Row extends Recorded>(declared: Activity<Row>): Activity<Row> => declared;
