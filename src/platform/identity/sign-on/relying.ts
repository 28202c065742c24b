import {
  allowInsecureRequests, authorizationCodeGrant, buildAuthorizationUrl, buildEndSessionUrl, calculatePKCECodeChallenge, ClientSecretBasic, ClientSecretPost, Configuration,
  customFetch, discovery, enableNonRepudiationChecks, randomNonce, randomPKCECodeVerifier, randomState, type CustomFetch,
} from 'openid-client';
import type { TrustedProvider } from '#platform/identity/sign-on/provider.ts';
import { outwardRules } from '#platform/outward/addresses.ts';
import { fetched } from '#platform/outward/fetching.ts';
import { Problem } from '#platform/problems.ts';

/** Every request to a provider, its own answers' addresses included, goes through the one door that leads outside. */
export const outside: CustomFetch = (address, { method, headers, body }) =>
  fetched(address, { method, headers: headers as Record<string, string>, body: body ? String(body) : undefined }, outwardRules());

/** What a provider says of itself is asked again after so long. */
const FRESH_MS = 10 * 60_000;
const MOST_KNOWN = 200;
const known = new Map<string, { until: number; configuration: Promise<Configuration> }>();

/** The provider as it describes itself. @throws Problem 503 when it cannot be reached */
export function configured(provider: TrustedProvider): Promise<Configuration> {
  const key = JSON.stringify(provider);
  const before = known.get(key);
  if (before && before.until > Date.now()) return before.configuration;
  const configuration = discovered(provider).catch((error: unknown) => {
    known.delete(key);
    throw unreachable(provider, error);
  });
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, { until: Date.now() + FRESH_MS, configuration });
  return configuration;
}

async function discovered({ issuer, clientId, secret }: TrustedProvider): Promise<Configuration> {
  const checks = [enableNonRepudiationChecks, ...(new URL(issuer).protocol === 'http:' ? [allowInsecureRequests] : [])];
  const found = await discovery(new URL(issuer), clientId, undefined, ClientSecretBasic(secret), { execute: checks, [customFetch]: outside });
  const ways = found.serverMetadata().token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  if (ways.includes('client_secret_basic')) return found;
  const other = new Configuration(found.serverMetadata(), clientId, undefined, ClientSecretPost(secret));
  other[customFetch] = outside;
  for (const check of checks) check(other);
  return other;
}

/** What went wrong is for whoever keeps the machine; whoever wants to come in is told what serves meanwhile. */
function unreachable({ label, issuer }: TrustedProvider, error: unknown): Problem {
  console.error(`sign-on: ${new URL(issuer).host}: ${error instanceof Error ? [error.message, error.cause instanceof Error && error.cause.message].filter(Boolean).join(': ') : String(error)}`);
  return new Problem(503, 'sign_on_unreachable', `现在连不上${label}。请过一会儿再试，或者用登录名和密码、通行密钥进入。`);
}

/** What must be known again when somebody comes back. */
export interface Leaving {
  state: string;
  nonce: string;
  verifier: string;
  address: string;
}

/** Where to send somebody. @param again they are signed in, and prove once more who they are */
export async function leaving(provider: TrustedProvider, returnTo: string, again: boolean): Promise<Leaving> {
  const configuration = await configured(provider);
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
  const address = buildAuthorizationUrl(configuration, {
    redirect_uri: returnTo, scope: 'openid', state, nonce, code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', ...(again && { prompt: 'login', max_age: '0' }),
  });
  return { state, nonce, verifier, address: address.href };
}

/** Who came back, as the provider says. */
export interface Returned {
  issuer: string;
  subject: string;
  sid?: string;
}

const LONGEST_SUBJECT = 255;
/** For whoever proves anew: so many seconds the clocks may differ. */
const CLOCKS_DIFFER = 60;

/** @throws Problem 401 when what came back does not fit what was asked, 503 when the provider cannot be reached */
export async function returned(provider: TrustedProvider, at: URL, { state, nonce, verifier }: Omit<Leaving, 'address'>, again: boolean): Promise<Returned> {
  const configuration = await configured(provider);
  const tokens = await authorizationCodeGrant(configuration, at, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true, ...(again && { maxAge: CLOCKS_DIFFER }) })
    .catch((error: unknown) => {
      console.error(`sign-on refused: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`);
      throw new Problem(401, 'sign_on_refused', `${provider.label}没有核对成。请再试一次，或者用登录名和密码进入。`);
    });
  const claims = tokens.claims();
  if (!claims || claims.sub.length > LONGEST_SUBJECT) throw new Problem(401, 'sign_on_refused', `${provider.label}没有说明您是谁。请联系县政协办公室。`);
  const sid = claims['sid'];
  return { issuer: claims.iss, subject: claims.sub, ...(typeof sid === 'string' && { sid: sid.slice(0, LONGEST_SUBJECT) }) };
}

/** Where one leaves the provider too; undefined where it knows no such thing. */
export async function goodbye(provider: TrustedProvider, backTo: string): Promise<string | undefined> {
  const configuration = await configured(provider);
  return configuration.serverMetadata().end_session_endpoint ? buildEndSessionUrl(configuration, { post_logout_redirect_uri: backTo }).href : undefined;
}
