import { provesAuthorisation } from './authorisation/proving.ts';

/**
 * A share of what `npm run walk -- test/walks/every_right_is_asked.walk.ts` asks in full: every operation by somebody while both walls stand, a quarter
 * of them with each wall alone.
 */
provesAuthorisation({ own: { every: 16 }, twin: { every: 32 }, unrelated: { every: 64 }, unwalled: { every: 64, from: 16 } });
