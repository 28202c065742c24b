import { createContext } from 'hono/jsx';
import { workCalendar } from '#platform/working-days.ts';

/** Where no county is known: Mondays to Fridays. */
export const weekendsOnly = workCalendar([]);

/** The working days of the county whose page is drawn: every light on it counts by them. */
export const WorkDays = createContext(weekendsOnly);
