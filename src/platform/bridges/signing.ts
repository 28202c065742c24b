import { createHmac, randomBytes } from 'node:crypto';

/** Signed as Standard Webhooks has it (standardwebhooks.com, 1.0): over id, moment and body, so that nobody can send it again later as new. */

export const digests = { sha256: 'HMAC-SHA256（通用）', sm3: 'HMAC-SM3（国密）' } as const;
export type BridgeDigest = keyof typeof digests;

const PREFIX = 'whsec_';
const BYTES = 32;

export const newSecret = (): string => `${PREFIX}${randomBytes(BYTES).toString('base64')}`;

/** `v1` is HMAC-SHA256 by the convention; HMAC-SM3 bears its own name, so that no receiver takes one for the other. */
const versions: Readonly<Record<BridgeDigest, string>> = { sha256: 'v1', sm3: 'sm3' };

/** Who sends tells the moment of sending: a receiver refuses what is older than this. */
export const REPLAY_MINUTES = 5;

export function signedHeaders(secret: string, digest: BridgeDigest, id: string, sentAt: Date, body: string): Record<string, string> {
  const moment = Math.floor(sentAt.getTime() / 1000);
  const signature = createHmac(digest, Buffer.from(secret.slice(PREFIX.length), 'base64')).update(`${id}.${moment}.${body}`).digest('base64');
  return { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': String(moment), 'webhook-signature': `${versions[digest]},${signature}` };
}
