import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../test/setup/database.ts';
import { program } from '#platform/identity/actor.ts';
import { bareHouse, foundCounty, settle, withAccount, type TestCounty } from '#platform/identity/fixtures.ts';
import { expectSigned, keyMade, optionsToAdd, optionsToEnter, optionsToProve, whoSigned } from '#platform/identity/passkeys/ceremonies.ts';
import { handleOf } from '#platform/identity/passkeys/handle.ts';
import { addPasskey, dropPasskey, MOST_PASSKEYS, passkeysOf } from '#platform/identity/passkeys/store.ts';
import { keeping, transact, type House } from '#platform/records/act.ts';

const party = { origin: 'https://lianxinqiao.example.gov.cn' };
let database: TestDatabase;
let house: House;
let county: TestCounty;
let other: TestCounty;

beforeAll(async () => {
  database = await testDatabase();
  house = bareHouse(database.appPool);
  county = await foundCounty(database.ownerPool, 'yunling');
  other = await foundCounty(database.ownerPool, 'qingxi');
});
afterAll(() => database.drop());

const sha256 = (content: string | Buffer): Buffer => createHash('sha256').update(content).digest();

/** A key as an authenticator has it, which signs whatever it is told to: also what no honest one would. */
interface Key {
  id: string;
  account: string;
  county: string;
  secret: KeyObject;
}

let number = 0;
async function owner(where = county): Promise<Key> {
  const login = `clerk${++number}`;
  const person = await settle(database.ownerPool, where.id, '王小梅', { posts: [{ role: 'county_office' }] });
  const account = await withAccount(house, where.id, person, login);
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const cose = Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), Buffer.from(x!, 'base64url'), Buffer.from('225820', 'hex'), Buffer.from(y!, 'base64url')]);
  const id = randomBytes(32).toString('base64url');
  await transact(house, program(where.id), null, (act) => addPasskey(act, account, { credentialId: id, publicKey: cose, counter: 0, transports: ['internal'], name: '手机' }));
  return { id, account, county: where.id, secret: privateKey };
}

const PRESENT = 1;
const VERIFIED = 4;

interface Signing {
  origin?: string;
  rp?: string;
  flags?: number;
  counter?: number;
  type?: string;
  handle?: string;
  secret?: KeyObject;
}

function signed(key: Key, challenge: string, { origin = party.origin, rp = new URL(party.origin).hostname, flags = PRESENT | VERIFIED, counter = 0, type = 'webauthn.get', handle, secret = key.secret }: Signing = {}): string {
  const clientData = Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  const authenticatorData = Buffer.concat([sha256(rp), Buffer.from([flags]), count]);
  const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(clientData)]), secret);
  const userHandle = handle ?? Buffer.from(handleOf(key.county, key.account)).toString('base64url');
  return JSON.stringify({
    id: key.id, rawId: key.id, type: 'public-key', clientExtensionResults: {},
    response: { clientDataJSON: clientData.toString('base64url'), authenticatorData: authenticatorData.toString('base64url'), signature: signature.toString('base64url'), userHandle },
  });
}

const ask = async (where = county) => (await optionsToEnter(house, party, where.id)).challenge;
const enter = (answer: string, where = county) => whoSigned(house, party, where.id, answer);
const refused = { status: 401, code: 'wrong_passkey' };

test('the key says whose it is, also at the door of another county', async () => {
  const key = await owner(other);
  expect(await enter(signed(key, await ask()))).toEqual({ county: other.id, accountId: key.account });
});

test('a challenge is answered once, and not after five minutes', async () => {
  const key = await owner();
  const challenge = await ask();
  await enter(signed(key, challenge));
  await expect(enter(signed(key, challenge))).rejects.toMatchObject(refused);
  const late = await ask();
  await expect(whoSigned(house, party, county.id, signed(key, late), new Date(Date.now() + 5 * 60_000 + 1))).rejects.toMatchObject(refused);
  await expect(enter(signed(key, randomBytes(32).toString('base64url')))).rejects.toMatchObject(refused); // nobody asked
});

test('also a wrong answer uses the challenge up', async () => {
  const key = await owner();
  const challenge = await ask();
  await expect(enter(signed(key, challenge, { flags: PRESENT }))).rejects.toMatchObject(refused);
  await expect(enter(signed(key, challenge))).rejects.toMatchObject(refused);
});

test.each<[string, Signing]>([
  ['at the page of another origin', { origin: 'https://lianxinqiao.example.gov.cn.evil.example' }],
  ['for another host', { rp: 'evil.example' }],
  ['without finger, face or lock', { flags: PRESENT }],
  ['without anybody there', { flags: 0 }],
  ['in the course of something else', { type: 'webauthn.create' }],
  ['by another key', { secret: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }],
  ['for another account', { handle: Buffer.from(handleOf('0198c000-0000-7000-8000-000000000001', '0198c000-0000-7000-8000-000000000002')).toString('base64url') }],
  ['for nobody', { handle: 'AAAA' }],
])('what was signed %s opens nothing', async (_how, wrong) => {
  const key = await owner();
  await expect(enter(signed(key, await ask(), wrong))).rejects.toMatchObject(refused);
  await enter(signed(key, await ask()));
});

test('a key whose counter goes back was copied', async () => {
  const key = await owner();
  await enter(signed(key, await ask(), { counter: 7 }));
  for (const counter of [6, 7]) await expect(enter(signed(key, await ask(), { counter })), String(counter)).rejects.toMatchObject(refused);
  await enter(signed(key, await ask(), { counter: 8 }));
});

test('what was signed to come in proves nothing, and the other way round; nor does one prove for another', async () => {
  const [one, two] = [await owner(), await owner()];
  const toProve = async ({ account }: Key) => (await optionsToProve(house, party, county.id, account)).challenge;
  const prove = (whose: Key, answer: string) => expectSigned(house, party, { county: county.id, accountId: whose.account }, answer);
  await expect(prove(one, signed(one, await ask()))).rejects.toMatchObject(refused);
  await expect(enter(signed(one, await toProve(one)))).rejects.toMatchObject(refused);
  const toAdd = await optionsToAdd(house, party, { county: county.id, accountId: one.account, label: 'clerk', name: '王小梅' });
  await expect(prove(one, signed(one, toAdd.challenge))).rejects.toMatchObject(refused);
  await expect(prove(one, signed(two, await toProve(one)))).rejects.toMatchObject(refused);
  await expect(prove(two, signed(two, await toProve(one)))).rejects.toMatchObject(refused);
  await expect(prove(one, signed(one, await toProve(one)))).resolves.toBeUndefined();
});

test.each(['', 'x', '{}', '[]', 'null', '{"id":"a","rawId":"a","type":"public-key","response":{"clientDataJSON":"e30"}}', JSON.stringify({ id: '<', rawId: '', type: 'x', response: {} }), 'x'.repeat(100_000)])('an answer that is none is refused, whatever it is: %.40s', async (answer) => {
  const whose = { county: county.id, accountId: (await owner()).account };
  await expect(enter(answer)).rejects.toMatchObject(refused);
  await expect(expectSigned(house, party, whose, answer)).rejects.toMatchObject(refused);
  await expect(keyMade(house, party, whose, answer)).rejects.toMatchObject(refused);
});

test('the question for a new key leaves out those that are there, and asks for finger, face or lock', async () => {
  const key = await owner();
  const options = await optionsToAdd(house, party, { county: county.id, accountId: key.account, label: 'clerk', name: '王小梅' });
  expect(options.excludeCredentials?.map(({ id }) => id)).toEqual([key.id]);
  expect(options.authenticatorSelection).toMatchObject({ residentKey: 'required', userVerification: 'required' });
  expect(options.rp.id).toBe('lianxinqiao.example.gov.cn');
});

test('nobody removes the key of another, and nobody collects keys without end', async () => {
  const [one, two] = [await owner(), await owner()];
  const [kept] = await keeping(house, county.id, (db) => passkeysOf(db, county.id, one.account));
  await expect(transact(house, program(county.id), null, (act) => dropPasskey(act, two.account, kept!.id))).rejects.toMatchObject({ status: 404 });
  const add = (n: number) => transact(house, program(county.id), null, (act) => addPasskey(act, one.account, { credentialId: `${one.id}${n}`, publicKey: Buffer.from('x'), counter: 0, transports: [], name: String(n) }));
  for (let n = 1; n < MOST_PASSKEYS; n++) await add(n);
  await expect(add(MOST_PASSKEYS)).rejects.toMatchObject({ status: 409 });
});
