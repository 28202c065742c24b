import { createReadStream, openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { AwsClient } from 'aws4fetch';
import { arrivalsIn, readThrough, type FileStore } from '#platform/files/store.ts';
import { Problem } from '#platform/problems.ts';

/** Where a bucket is and who we are there. */
export interface Bucket {
  /** With the name of the bucket, and a folder in it if wanted: `https://s3.example.cn/lianxinqiao`. */
  address: string;
  region: string;
  keyId: string;
  secret: string;
  /** Of this machine, for what arrives. */
  folder: string;
}

/** An answer that has not begun after so long does not come; 64 MB on a slow line of an office need their time. */
const ANSWER_WITHIN_MS = 30_000;
const SENT_WITHIN_MS = 180_000;
/** Again at 50, 100 and 200 ms: a server that restarts, or asks to slow down. */
const TRIES_MORE = 3;

const PLACE = /<Key>[^<]*?([0-9a-f]{2})\/([0-9a-f]{62})<\/Key>/g;
const CONTINUED = /<NextContinuationToken>([^<]+)<\/NextContinuationToken>/;

/**
 * Keeps content in a bucket of any S3-compatible storage under the places that `folderStore` would give it, so that a bucket is filled from a
 * folder, and a folder from a bucket, by any tool that copies. What is sent is signed together with its SHA-256, which the storage compares
 * with what it received before it answers.
 */
export function s3Store({ address, region, keyId, secret, folder }: Bucket): FileStore {
  const client = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, region, service: 's3', retries: TRIES_MORE });
  const root = address.replace(/\/+$/, '');
  const placeOf = (county: string, hash: string) => `${root}/${county}/${hash.slice(0, 2)}/${hash.slice(2)}`;

  async function ask(url: string, { within = ANSWER_WITHIN_MS, ...init }: RequestInit & { within?: number } = {}): Promise<Response> {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), within);
    const answer = await client.fetch(url, { ...init, signal: patience.signal }).catch(unreachable).finally(() => clearTimeout(timer));
    if (!answer.ok && answer.status !== 404) throw refused(answer.status, await answer.text().catch(() => ''));
    return answer;
  }

  return {
    incoming: arrivalsIn(folder),
    async put(county, path) {
      const content = await readThrough(createReadStream(path));
      const answer = await ask(placeOf(county, content.hash), {
        method: 'PUT', body: await openAsBlob(path), within: SENT_WITHIN_MS, headers: { 'x-amz-content-sha256': content.hash, 'content-type': 'application/octet-stream' },
      });
      if (!answer.ok) throw refused(answer.status, await answer.text());
      await answer.body?.cancel();
      await rm(path, { force: true });
      return content;
    },
    async open(county, hash) {
      const answer = await ask(placeOf(county, hash));
      if (answer.ok && answer.body) return answer.body;
      throw new Error(`${county}/${hash} is not in the bucket`);
    },
    async has(county, hash) {
      return (await ask(placeOf(county, hash), { method: 'HEAD' })).ok;
    },
    async remove(county, hash) {
      await (await ask(placeOf(county, hash), { method: 'DELETE' })).body?.cancel();
    },
    async *list(county) {
      const { origin, pathname } = new URL(root);
      const [, bucket = '', ...within] = pathname.split('/');
      for (let token: string | undefined, more = true; more;) {
        const query = new URLSearchParams({ 'list-type': '2', prefix: [...within, county, ''].join('/'), ...(token && { 'continuation-token': token }) });
        const answer = await ask(`${origin}/${bucket}?${query}`);
        const listing = await answer.text();
        if (!answer.ok) throw refused(answer.status, listing);
        for (const [, first, rest] of listing.matchAll(PLACE)) yield `${first}${rest}`;
        token = CONTINUED.exec(listing)?.[1]?.replaceAll('&amp;', '&');
        more = token !== undefined;
      }
    },
  };
}

const sentence = '附件存储暂时连不上，这一次没有办成。请过一会儿再试一次；一直不行的，请告诉维护人员。';

function unreachable(error: unknown): never {
  console.error('the file storage does not answer:', error);
  throw new Problem(503, 'files_unreachable', sentence);
}

function refused(status: number, said: string): Problem {
  console.error(`the file storage answered ${status}: ${/<Code>([^<]*)<\/Code>/.exec(said)?.[1] ?? ''}`);
  return new Problem(503, 'files_unreachable', sentence);
}
