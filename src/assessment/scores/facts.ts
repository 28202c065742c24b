/** What the other rooms of the assessment, and the boards, ask: who is assessed, what they did, what it gives, what to look at twice. */
export { eventsOf } from '#assessment/scores/events.ts';
export { inAll, lightRulesOn, lightsOfAlike, lightsOfEach, lightWords, type Light, type LightName, type Noted } from '#assessment/scores/lights.ts';
export { scoresFrom, scoresOf, type Scored } from '#assessment/scores/scoring.ts';
export { subjectsOf, type AssessedSubject } from '#assessment/scores/subjects.ts';
