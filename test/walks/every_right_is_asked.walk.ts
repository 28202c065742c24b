import { provesAuthorisation } from '../authorisation/proving.ts';

/** Every operation by everybody; `AUTHORISATION_EVERY=4` asks a quarter. */
const share = { every: Number(process.env['AUTHORISATION_EVERY'] ?? 1) };

provesAuthorisation({ own: share, twin: share, unrelated: share, unwalled: share });
