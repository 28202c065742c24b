import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startS3Server, type S3Server } from '../../../test/setup/s3-server.ts';
import { s3Store } from './s3-store.ts';
import { arrivalIn, folderStore, readThrough, type FileStore } from './store.ts';
import { fileStoreOf } from './where.ts';

/** Against a storage server that we did not write: it checks signatures and keeps what it is given. */

const folder = mkdtempSync(join(tmpdir(), 'bucket-'));
const county = '0198c000-0000-7000-8000-000000000001';
const other = '0198c000-0000-7000-8000-000000000002';
/** What this server accepts. */
const known = { region: 'us-east-1', keyId: 'S3RVER', secret: 'S3RVER' };
let storage: S3Server;
let origin: string;
let store: FileStore;

beforeAll(async () => {
  storage = await startS3Server(join(folder, 'storage'), 'lianxinqiao');
  origin = storage.origin;
  store = s3Store({ address: `${origin}/lianxinqiao/one`, ...known, folder: join(folder, 'data') });
});
afterAll(() => {
  storage.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => void vi.restoreAllMocks());

function arrived(content: string | Uint8Array): string {
  const path = arrivalIn(store);
  writeFileSync(path, content);
  return path;
}
const hashOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

async function listed(of: FileStore, which: string): Promise<string[]> {
  const found: string[] = [];
  for await (const hash of of.list(which)) found.push(hash);
  return found.toSorted();
}

describe('a bucket', () => {
  test('keeps content under its hash, apart for each county, and gives it back to the byte', async () => {
    const bytes = new Uint8Array(3_000_000).map((_, n) => n * 31);
    const path = arrived(bytes);
    const kept = await store.put(county, path);
    expect(kept).toEqual({ hash: hashOf(bytes), bytes: bytes.length });
    expect(existsSync(path)).toBe(false);
    expect(await readThrough(await store.open(county, kept.hash))).toEqual(kept);
    expect(await store.has(county, kept.hash)).toBe(true);
    expect(await store.has(other, kept.hash)).toBe(false);
    await expect(store.open(other, kept.hash)).rejects.toThrow('is not in the bucket');
  });

  test('keeps the same once, and removes it for good; that it is not there is no fault', async () => {
    const first = await store.put(other, arrived('一份说明'));
    expect(await store.put(other, arrived('一份说明'))).toEqual(first);
    expect(await listed(store, other)).toEqual([first.hash]);
    await store.remove(other, first.hash);
    await store.remove(other, first.hash);
    expect(await store.has(other, first.hash)).toBe(false);
  });

  test('lists more than a page of the listing holds', { timeout: 120_000 }, async () => {
    const many = randomUUID();
    const hashes: string[] = [];
    for (let n = 0; n < 1_005; n += 1) hashes.push((await store.put(many, arrived(`第 ${n} 份`))).hash);
    expect(await listed(store, many)).toEqual(hashes.toSorted());
  });

  test('is laid out as the folder is, so that one can be copied into the other', async () => {
    const kept = await store.put(county, arrived('同样的位置'));
    const local = folderStore(join(folder, 'local'));
    const path = arrivalIn(local);
    writeFileSync(path, '同样的位置');
    await local.put(county, path);
    const place = join(county, kept.hash.slice(0, 2), kept.hash.slice(2));
    expect(existsSync(join(folder, 'local', place))).toBe(true);
    expect(existsSync(join(folder, 'storage', 'lianxinqiao', 'one', `${place}._S3rver_object`))).toBe(true);
  });
});

describe('what goes wrong', () => {
  test('a secret that is not the right one: nothing is kept, and people are told a sentence', async () => {
    const stranger = s3Store({ address: `${origin}/lianxinqiao`, ...known, secret: 'wrong', folder: join(folder, 'data') });
    const path = arrived('不该存进去');
    await expect(stranger.put(county, path)).rejects.toMatchObject({ status: 503, code: 'files_unreachable', message: expect.stringMatching(/请过一会儿再试/) });
    expect(existsSync(path)).toBe(true);
    expect(await store.has(county, hashOf('不该存进去'))).toBe(false);
  });

  test('nobody answers', async () => {
    const nobody = s3Store({ address: 'http://127.0.0.1:1/lianxinqiao', ...known, folder: join(folder, 'data') });
    await expect(nobody.has(county, hashOf('x'))).rejects.toMatchObject({ status: 503 });
  });

  test('a bucket that is not there is no empty one', async () => {
    const elsewhere = s3Store({ address: `${origin}/nowhere`, ...known, folder: join(folder, 'data') });
    await expect(listed(elsewhere, county)).rejects.toMatchObject({ status: 503 });
    await expect(elsewhere.put(county, arrived('无处可放'))).rejects.toMatchObject({ status: 503 });
  });

  test('a storage that is busy is asked again', async () => {
    let asked = 0;
    const busy: Server = createServer((_, answer) => answer.writeHead((asked += 1) < 3 ? 503 : 200).end());
    await new Promise<void>((done) => busy.listen(0, '127.0.0.1', done));
    const { port } = busy.address() as AddressInfo;
    const patient = s3Store({ address: `http://127.0.0.1:${port}/lianxinqiao`, ...known, folder: join(folder, 'data') });
    expect(await patient.put(county, arrived('再试一次'))).toMatchObject({ hash: hashOf('再试一次') });
    expect(asked).toBe(3);
    busy.close();
  });
});

test('what is sent is signed with its own hash, so that a storage refuses what was changed on the way', async () => {
  const told: Record<string, unknown>[] = [];
  const listening: Server = createServer((request, answer) => {
    told.push({ ...request.headers, method: request.method });
    request.resume().on('end', () => answer.end());
  });
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
  const { port } = listening.address() as AddressInfo;
  await s3Store({ address: `http://127.0.0.1:${port}/lianxinqiao`, ...known, folder: join(folder, 'data') }).put(county, arrived('十二个字'));
  expect(told[0]).toMatchObject({ method: 'PUT', 'x-amz-content-sha256': hashOf('十二个字'), 'content-length': '12', authorization: expect.stringMatching(/SignedHeaders=[^,]*x-amz-content-sha256/) });
  listening.close();
});

test('the settings name the bucket, or say what they lack', () => {
  const env = { FILES_S3: `${origin}/lianxinqiao`, FILES_S3_KEY: 'a', FILES_S3_SECRET: 'b' };
  expect(fileStoreOf({}, folder).incoming).toBe(join(folder, 'files', 'incoming'));
  expect(fileStoreOf(env, folder).incoming).toBe(join(folder, 'files', 'incoming'));
  expect(() => fileStoreOf({ ...env, FILES_S3_SECRET: undefined }, folder)).toThrow(/FILES_S3_SECRET/);
  expect(() => fileStoreOf({ ...env, FILES_S3: 'bucket' }, folder)).toThrow(/带桶名的地址/);
});
