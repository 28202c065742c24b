import { not, present, type Predicate } from '#platform/predicate.ts';

/**
 * Counts for the event that it records: no other record of the same kind was said to be of the same event and counts in its stead (`crossings/events.ts`).
 * Design, section 3 point 9: activities of several bodies count once.
 */
export const countsItself = <Row extends { counted_with: string | null }>(): Predicate<Row> => not(present<Row>('counted_with'));
