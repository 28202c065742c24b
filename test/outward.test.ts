import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#platform/root.ts';

/** S-07: what asks another machine does so through `platform/outward`, which refuses inner addresses, follows nobody and stops reading. Whoever else does says here why. */
const mayAsk: Readonly<Record<string, string>> = {
  'src/platform/outward/fetching.ts': 'the one door',
  'src/platform/mail/posting.ts': 'SMTP: connects to the very address that it looked at with the same rules (posting.test.ts)',
  'src/platform/files/s3-store.ts': 'the bucket that a setting of the machine names; nobody types it into a page',
  'src/platform/identity/sign-on/relying.ts': 'hands `fetched` to openid-client as the only way to ask',
  'src/platform/identity/sign-on/logout-token.ts': 'only the type of a configuration',
};

/** What can ask another machine: the global ones, Node's modules, and libraries that bring a client. Browser code is held by the content policy. */
const asks: readonly RegExp[] = [
  /(?<![.\w])(?:globalThis\.)?fetch\(/u,
  /\bnew (?:WebSocket|EventSource|XMLHttpRequest|Agent)\b/u,
  /^import (?!type)[^;]*\b(?:request|get|connect|createConnection|Socket|TLSSocket|Agent)\b[^;]*from 'node:(?:http|https|http2|net|tls|dgram)'/mu,
  /^import \w+ from 'node:(?:http|https|http2|net|tls|dgram)'/mu,
  /^import \* as \w+ from 'node:(?:http|https|http2|net|tls|dgram)'/mu,
  /\bimport\('node:(?:http|https|http2|net|tls|dgram)'\)/u,
  /from '(?:undici|axios|got|node-fetch|ws|aws4fetch|openid-client|nodemailer[^']*)'/u,
];

/** Where a method of this name is declared: a site answers by it. */
const DECLARED = /^\s+(?:async )?fetch\(.*\{$/gmu;
const asking = (text: string): boolean => asks.some((one) => one.test(text.replace(DECLARED, '')));

const sources = globSync('src/**/*.{ts,tsx,mts,mjs}', { cwd: projectRoot, exclude: ['**/*.test.*', '**/*.test-d.*', '**/fixtures.ts', '**/*.fixtures.*', '**/ui/islands/**'] })
  .map((path) => [path.replaceAll('\\', '/'), readFileSync(join(projectRoot, path), 'utf8')] as const);

test('nothing asks another machine but by the one door', () => {
  expect(sources.length).toBeGreaterThan(500);
  expect(sources.filter(([, text]) => asking(text)).map(([path]) => path).toSorted()).toEqual(Object.keys(mayAsk).toSorted());
});

test.each([
  "const answer = await fetch(address);", "await globalThis.fetch(address)", "import { request as secure } from 'node:https';", "import net from 'node:net';", "import * as tls from 'node:tls';",
  "const { request } = await import('node:http');", "import { AwsClient } from 'aws4fetch';", "new WebSocket(address)",
])('the test itself sees %s', (text) => {
  expect(asking(text)).toBe(true);
});

test.each(["app.fetch(request)", "    fetch(...asked: Asked) {", "import type { Server } from 'node:http';", "import { createServer } from 'node:http';", "import { BlockList, isIP } from 'node:net';", 'await fetched(address, {}, rules)'])('and is not troubled by %s', (text) => {
  expect(asking(text)).toBe(false);
});

/** Whoever asks by the door asks with the rules of the machine, or says that it may not go inside: never with rules of its own. */
test('nobody opens the inner network by itself', () => {
  const opened = sources.filter(([path, text]) => !path.startsWith('src/platform/outward/') && /privateToo: true/u.test(text)).map(([path]) => path);
  expect(opened).toEqual([]);
});
