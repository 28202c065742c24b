import type { Child } from './children.ts';
import { request, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { alone } from './measure.ts';

export interface Weight {
  page: string;
  /** Bytes over the wire, compressed as a browser asks for it: the page, and with everything it links to. */
  html: number;
  first: number;
  ms: number;
}

/** What a browser loads for a page the first time, and how long a quiet server takes for the page alone. */
export async function weigh(child: Child, page: string, path: string, session: string): Promise<Weight> {
  const html = await get(child.url + path, session);
  const links = [...html.text.matchAll(/<(?:link[^>]+(?:stylesheet|icon)[^>]*href|script[^>]+src)="([^"]+)"/g)].map(([, href]) => href!);
  const parts = await Promise.all([...new Set(links)].map((href) => get(new URL(href, child.url).href, session)));
  return { page, html: html.bytes, first: parts.reduce((sum, part) => sum + part.bytes, html.bytes), ms: await alone(child, path, session) };
}

function get(url: string, session: string): Promise<{ bytes: number; text: string }> {
  return new Promise((done, refuse) => {
    request(url, { headers: { 'accept-encoding': 'gzip, deflate, br', cookie: `session=${session}` } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        if (response.statusCode !== 200) return refuse(new Error(`${url}: ${response.statusCode}`));
        return done({ bytes: body.length, text: unpacked(body, response.headers) });
      });
    })
      .on('error', refuse)
      .end();
  });
}

function unpacked(body: Buffer, headers: IncomingHttpHeaders): string {
  if (headers['content-encoding'] === 'br') return brotliDecompressSync(body).toString('utf8');
  if (headers['content-encoding'] === 'gzip') return gunzipSync(body).toString('utf8');
  return body.toString('utf8');
}
