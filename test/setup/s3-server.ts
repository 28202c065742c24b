import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** An S3 storage in a process of its own, for tests of what we send there. It checks signatures; who knows its key may do everything. */
export interface S3Server {
  origin: string;
  stop(): void;
}

/** Its listings go on by a token that it enciphers in a way of long ago: the flag lets it. */
const script = `
  const S3rver = require('@20minutes/s3rver');
  const [directory, bucket] = process.argv.slice(1);
  new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory, configureBuckets: [{ name: bucket, configs: [] }] }).run().then(({ port }) => console.log(port));
`;

export async function startS3Server(directory: string, bucket: string): Promise<S3Server> {
  const child = spawn(process.execPath, ['--openssl-legacy-provider', '-e', script, directory, bucket], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<string>((done, refuse) => {
    createInterface({ input: child.stdout }).once('line', done);
    child.once('exit', () => refuse(new Error('the storage did not start')));
  });
  return { origin: `http://127.0.0.1:${port}`, stop: () => void child.kill() };
}
