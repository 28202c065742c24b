import type { Plenary } from '#duties/proposals/plenaries/record.ts';

/** To which session a proposal belongs, and whether as a session or an ordinary proposal: it follows from the day of its submission. */
export interface Place {
  term: number;
  session: number;
  time_class: 'session' | 'ordinary';
}

export type Sitting = Pick<Plenary, 'term' | 'session' | 'called_on' | 'opens_on' | 'closes_on' | 'deadline_on'>;

/** What came in from here on belongs to it: the call, or the opening where none was sent. */
const begins = ({ called_on, opens_on }: Sitting): string => (called_on !== null && called_on < opens_on ? called_on : opens_on);

/** After this day of December what comes in is for the session of the coming year (domain rules 2.1, S47). */
const isForNext = (day: string, lastDay: number): boolean => day.slice(5, 7) === '12' && Number(day.slice(8)) > lastDay;

/**
 * A session proposal from the call until the deadline; before and after, an ordinary one of the session before, but late in December one of the
 * session that is being prepared. Undefined when no session is known that had begun by then: nothing is guessed.
 */
export function placeAmong(sittings: readonly Sitting[], day: string, lastDay: number): Place | undefined {
  const inOrder = sittings.toSorted((a, b) => a.opens_on.localeCompare(b.opens_on));
  const gathering = inOrder.findLast((one) => begins(one) <= day && day <= one.deadline_on);
  if (gathering) return placed(gathering, 'session');
  const next = inOrder.find((one) => begins(one) > day);
  if (next && isForNext(day, lastDay)) return placed(next, 'session');
  const before = inOrder.findLast((one) => begins(one) <= day);
  return before && placed(before, 'ordinary');
}

const placed = ({ term, session }: Sitting, time_class: Place['time_class']): Place => ({ term, session, time_class });

/** Whether the plenary sat on this day. */
export const sits = ({ opens_on, closes_on }: Sitting, day: string): boolean => opens_on <= day && day <= closes_on;
