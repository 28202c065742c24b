import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A time-stamp server with a certificate of its own, in a process of its own: HTTP in front of `openssl ts`, as RFC 3161 has it. */
export interface TimeStampServer {
  address: string;
  /** Works in the folder of the server, where its certificate is `cert.pem`. */
  openssl(...words: string[]): Buffer;
  /** Where to put a file for `openssl`. */
  at(name: string): string;
  stop(): void;
}

export const hasOpenssl = ((): boolean => {
  try {
    return execFileSync('openssl', ['version']).length > 0;
  } catch {
    return false;
  }
})();

const SETTINGS = '[tsa]\ndefault_tsa=t\n[t]\nserial=serial\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256\naccuracy=secs:1\nordering=no\ntsa_name=no\ness_cert_id_chain=no\n[ext]\nextendedKeyUsage=critical,timeStamping\n[req]\ndistinguished_name=dn\n[dn]\n';

const PROGRAM = `
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece)).on('end', () => {
    writeFileSync('query.tsq', Buffer.concat(pieces));
    execFileSync('openssl', ['ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query.tsq', '-signer', 'cert.pem', '-inkey', 'key.pem', '-out', 'reply.tsr'], { stdio: 'ignore' });
    response.setHeader('content-type', 'application/timestamp-reply').end(readFileSync('reply.tsr'));
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

export async function timeStampServer(): Promise<TimeStampServer> {
  const folder = mkdtempSync(join(tmpdir(), 'stamp-'));
  const at = (name: string): string => join(folder, name);
  const openssl = (...words: string[]): Buffer => execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  writeFileSync(at('tsa.cnf'), SETTINGS);
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key.pem', '-out', 'cert.pem', '-days', '2', '-subj', '/CN=Test TSA', '-config', 'tsa.cnf', '-extensions', 'ext');
  writeFileSync(at('serial'), '01');
  writeFileSync(at('server.mjs'), PROGRAM);
  const running = spawn(process.execPath, ['server.mjs'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<string>((done, failed) => {
    running.stdout.once('data', (said: Buffer) => done(said.toString().trim()));
    running.once('exit', () => failed(new Error('the time-stamp server did not start')));
  });
  return {
    address: `http://127.0.0.1:${port}/tsa`, openssl, at,
    stop() {
      running.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
