import {
  generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse,
  type AuthenticationResponseJSON, type PublicKeyCredentialCreationOptionsJSON, type PublicKeyCredentialRequestOptionsJSON, type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { z } from 'zod';
import { keepChallenge, takeChallenge, type Purpose } from '#platform/identity/passkeys/challenges.ts';
import { accountIn, handleOf } from '#platform/identity/passkeys/handle.ts';
import { keptKey, keptKeys, notePasskeyUse, type KeptKey, type NewKey } from '#platform/identity/passkeys/store.ts';
import { Problem } from '#platform/problems.ts';
import { keeping, type House } from '#platform/records/act.ts';

/** To whom a key is bound: the address at which people reach the program. A page at any other address gets nothing from it. */
export interface Party {
  origin: string;
}

const nameOf = ({ origin }: Party): string => new URL(origin).hostname;

/** Finger, face or the lock of the screen, always: the key alone is one factor, with that it is two. */
const ASKED = 'required';

/** EdDSA, ES256, RS256 (COSE): what keys of today have, and nothing that Node calls an experiment. */
const ALGORITHMS = [-8, -7, -257];

/** Whose key it is to be. */
export interface Owner {
  county: string;
  accountId: string;
  /** As the telephone lists it. */
  label: string;
  name: string;
}

export async function optionsToAdd(house: House, party: Party, { county, accountId, label, name }: Owner, now = new Date()): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return keeping(house, county, async (db) => {
    const known = await keptKeys(db, county, accountId);
    const options = await generateRegistrationOptions({
      rpName: '连心桥', rpID: nameOf(party), userID: handleOf(county, accountId), userName: label, userDisplayName: name, attestationType: 'none', supportedAlgorithmIDs: ALGORITHMS,
      excludeCredentials: known.map(asked), authenticatorSelection: { residentKey: ASKED, userVerification: ASKED },
    });
    await keepChallenge(db, county, options.challenge, { purpose: 'add', accountId }, now);
    return options;
  });
}

const asked = ({ credential_id: id, transports }: KeptKey) => ({ id, transports });

/** Anybody with a key may answer: which one it is, it says itself. */
export const optionsToEnter = (house: House, party: Party, county: string, now = new Date()): Promise<PublicKeyCredentialRequestOptionsJSON> =>
  optionsToSign(house, party, county, 'enter', null, now);

export const optionsToProve = (house: House, party: Party, county: string, accountId: string, now = new Date()): Promise<PublicKeyCredentialRequestOptionsJSON> =>
  optionsToSign(house, party, county, 'prove', accountId, now);

function optionsToSign(house: House, party: Party, county: string, purpose: Purpose, accountId: string | null, now: Date): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return keeping(house, county, async (db) => {
    const known = accountId ? await keptKeys(db, county, accountId) : [];
    const options = await generateAuthenticationOptions({ rpID: nameOf(party), allowCredentials: known.map(asked), userVerification: ASKED });
    await keepChallenge(db, county, options.challenge, { purpose, accountId }, now);
    return options;
  });
}

/** One sentence for all that can be wrong with an answer. */
const wrongKey = () => new Problem(401, 'wrong_passkey', '这把通行密钥没有对上：可能已经停用，或者等得太久。请再试一次，或者换一种方式。');

/** The key that a browser has made. @throws Problem 401 */
export async function keyMade(house: House, party: Party, { county, accountId }: Pick<Owner, 'county' | 'accountId'>, answer: string, now = new Date()): Promise<Omit<NewKey, 'name'>> {
  const response = read<RegistrationResponseJSON>(answer);
  const expectedChallenge = await challengeAnswered(house, county, response, { purpose: 'add', accountId }, now);
  const { registrationInfo: made } = await orWrong(verifyRegistrationResponse({ response, expectedChallenge, supportedAlgorithmIDs: ALGORITHMS, expectedOrigin: party.origin, expectedRPID: nameOf(party), requireUserVerification: true }));
  if (!made) throw wrongKey();
  const { id, publicKey, counter, transports = [] } = made.credential;
  return { credentialId: id, publicKey, counter, transports };
}

/** Whose key signed, to come in at the door of this county: the key says of which county its owner is. @throws Problem 401 */
export async function whoSigned(house: House, party: Party, door: string, answer: string, now = new Date()): Promise<{ county: string; accountId: string }> {
  const response = read<AuthenticationResponseJSON>(answer);
  const found = accountIn(response.response.userHandle);
  const challenge = await challengeAnswered(house, door, response, { purpose: 'enter', accountId: null }, now);
  if (!found) throw wrongKey();
  await checkSigned(house, party, found, response, challenge, now);
  return found;
}

/** That one of this account's keys signed, to prove once more who is there. @throws Problem 401 */
export async function expectSigned(house: House, party: Party, whose: { county: string; accountId: string }, answer: string, now = new Date()): Promise<void> {
  const response = read<AuthenticationResponseJSON>(answer);
  const challenge = await challengeAnswered(house, whose.county, response, { purpose: 'prove', accountId: whose.accountId }, now);
  await checkSigned(house, party, whose, response, challenge, now);
}

/** The challenge that is answered, used up by this: also a wrong answer is none twice. */
async function challengeAnswered(house: House, county: string, { response: { clientDataJSON } }: { response: { clientDataJSON: string } }, asked: Parameters<typeof takeChallenge>[3], now: Date): Promise<string> {
  const challenge = challengeIn(clientDataJSON);
  if (!challenge || !(await keeping(house, county, (db) => takeChallenge(db, county, challenge, asked, now)))) throw wrongKey();
  return challenge;
}

function challengeIn(clientData: string): string | undefined {
  try {
    return z.object({ challenge: z.string().min(1).max(200) }).parse(JSON.parse(Buffer.from(clientData, 'base64url').toString('utf8'))).challenge;
  } catch {
    return undefined;
  }
}

async function checkSigned(house: House, party: Party, { county, accountId }: { county: string; accountId: string }, response: AuthenticationResponseJSON, expectedChallenge: string, now: Date): Promise<void> {
  const key = await keeping(house, county, (db) => keptKey(db, county, response.id));
  if (key?.account_id !== accountId) throw wrongKey();
  const { verified, authenticationInfo } = await orWrong(verifyAuthenticationResponse({
    response, expectedChallenge, expectedOrigin: party.origin, expectedRPID: nameOf(party), requireUserVerification: true,
    credential: { id: key.credential_id, publicKey: new Uint8Array(key.public_key), counter: Number(key.counter), transports: key.transports },
  }));
  if (!verified || !(await keeping(house, county, (db) => notePasskeyUse(db, county, key, authenticationInfo.newCounter, now)))) throw wrongKey();
}

/** The library says with an error of its own what did not fit. */
const orWrong = <T>(checked: Promise<T>): Promise<T> =>
  checked.catch(() => {
    throw wrongKey();
  });

const LONGEST_ANSWER = 20_000;
const base64 = z.string().min(1).max(8_000).regex(/^[\w-]+$/);
/** As far as we look ourselves; the rest is for the library to read. */
const answerForm = z.looseObject({ id: base64, rawId: base64, type: z.literal('public-key'), response: z.looseObject({ clientDataJSON: base64, userHandle: base64.nullish() }) });

function read<T>(answer: string): T {
  try {
    return answerForm.parse(JSON.parse(answer.slice(0, LONGEST_ANSWER))) as T;
  } catch {
    throw wrongKey();
  }
}
