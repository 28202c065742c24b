/** What the other rooms of the assessment ask: who is assessed, what they did, what it gives. */
export { eventsOf } from '#assessment/scores/events.ts';
export { scoresFrom, scoresOf, type Scored } from '#assessment/scores/scoring.ts';
export { subjectsOf, type AssessedSubject } from '#assessment/scores/subjects.ts';
