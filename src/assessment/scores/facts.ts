/** What the other rooms of the assessment ask: who is assessed, what they did, what it gives. */
export { eventsOf, sourcesNamed } from '#assessment/scores/events.ts';
export { scoresFrom, scoresOf, type Scored, type ScoredOver } from '#assessment/scores/scoring.ts';
export { committeeRoles, memberRoles, subjectsOf, type AssessedSubject } from '#assessment/scores/subjects.ts';
