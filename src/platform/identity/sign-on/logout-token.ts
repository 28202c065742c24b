import { constants, createPublicKey, verify, type JsonWebKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { Configuration } from 'openid-client';
import { outside } from '#platform/identity/sign-on/relying.ts';

/** What a provider says when somebody has left it (OpenID Connect Back-Channel Logout 1.0, 2.4). */
export interface LoggedOut {
  jti: string;
  subject?: string;
  sid?: string;
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Seconds: how old a token may be that says nothing itself, and how much the clocks may differ. */
const OLDEST = 300;
const CLOCKS_DIFFER = 60;
const LONGEST = 8_000;

const text = z.string().min(1).max(255);
const header = z.looseObject({ alg: z.string(), kid: z.string().optional(), typ: z.string().optional(), crit: z.undefined().optional() });
const claims = z.looseObject({
  iss: z.string(), aud: z.union([z.string(), z.array(z.string())]), iat: z.number(), exp: z.number().optional(), jti: text, sub: text.optional(), sid: text.optional(),
  events: z.looseObject({ [EVENT]: z.looseObject({}) }), nonce: z.undefined().optional(),
});

/** Signatures with a key that everybody may know; those made with a shared secret, and none at all, are refused. */
const algorithms: Record<string, { type: KeyObject['asymmetricKeyType']; hash: string | null; more?: object }> = {
  RS256: { type: 'rsa', hash: 'sha256' }, RS384: { type: 'rsa', hash: 'sha384' }, RS512: { type: 'rsa', hash: 'sha512' },
  PS256: { type: 'rsa', hash: 'sha256', more: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } },
  ES256: { type: 'ec', hash: 'sha256', more: { dsaEncoding: 'ieee-p1363' } }, ES384: { type: 'ec', hash: 'sha384', more: { dsaEncoding: 'ieee-p1363' } },
  EdDSA: { type: 'ed25519', hash: null },
};

/**
 * Reads a log-out token and checks it as section 2.6 says. That it comes for the first time is for the database to say.
 * @throws Error with what does not fit, for the log
 */
export async function readLogoutToken(configuration: Configuration, token: string, now = new Date()): Promise<LoggedOut> {
  const parts = token.split('.');
  if (token.length > LONGEST || parts.length !== 3) throw new Error('not a token');
  const { alg, kid, typ = 'logout+jwt' } = header.parse(decoded(parts[0]!));
  if (!/^(?:application\/)?(?:logout\+jwt|jwt)$/i.test(typ)) throw new Error(`a token of another kind: ${typ}`);
  const told = claims.parse(decoded(parts[1]!));
  expectMeant(configuration, told, now.getTime() / 1000);
  if (!(await isSigned(configuration, alg, kid, parts as [string, string, string]))) throw new Error('the signature is not the provider\'s');
  return { jti: told.jti, subject: told.sub, sid: told.sid };
}

function expectMeant(configuration: Configuration, { iss, aud, iat, exp, sub, sid }: z.infer<typeof claims>, now: number): void {
  if (iss !== configuration.serverMetadata().issuer) throw new Error('another issuer');
  if (![aud].flat().includes(configuration.clientMetadata().client_id)) throw new Error('meant for another');
  if (iat > now + CLOCKS_DIFFER || iat < now - OLDEST - CLOCKS_DIFFER || (exp !== undefined && exp < now - CLOCKS_DIFFER)) throw new Error('out of date');
  if (!sub && !sid) throw new Error('it names nobody');
}

const decoded = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));

async function isSigned(configuration: Configuration, alg: string, kid: string | undefined, [head, body, signature]: [string, string, string]): Promise<boolean> {
  const how = Object.hasOwn(algorithms, alg) ? algorithms[alg] : undefined;
  if (!how) return false;
  const keys = (await publishedKeys(configuration)).filter((key) => (kid === undefined || key.kid === kid) && (key.use ?? 'sig') === 'sig');
  return keys.map((jwk) => createPublicKey({ key: jwk, format: 'jwk' }))
    .some((key) => key.asymmetricKeyType === how.type && verify(how.hash, Buffer.from(`${head}.${body}`), { key, ...how.more }, Buffer.from(signature, 'base64url')));
}

type PublishedKey = JsonWebKey & { kid?: string; use?: string };
const keySet = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })).max(50) });

async function publishedKeys(configuration: Configuration): Promise<PublishedKey[]> {
  const { jwks_uri: address } = configuration.serverMetadata();
  if (!address) throw new Error('the provider publishes no keys');
  const answer = await outside(address, { method: 'GET', headers: { accept: 'application/json' }, body: undefined, redirect: 'manual' });
  if (!answer.ok) throw new Error(`the provider's keys: ${answer.status}`);
  return keySet.parse(await answer.json()).keys as PublishedKey[];
}
