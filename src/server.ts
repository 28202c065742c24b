import { resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { openDatabase } from '#platform/database/open.ts';
import { projectRoot } from '#platform/root.ts';

const port = Number(process.env['PORT'] ?? 8080);
const dataDir = resolve(projectRoot, process.env['DATA_DIR'] ?? 'data');
const tell = (line: string) => console.log(line);

/** Leaves with a sentence for the person at the terminal, not a stack trace. */
function giveUp(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

const database = await openDatabase({ url: process.env['DATABASE_URL'], dataDir, tell }).catch(giveUp);
const app = new Hono();
app.get('/', (context) => context.text('连心桥'));

const server = serve({ fetch: app.fetch, port }, () => tell(`连心桥已启动：http://localhost:${port}/ （按 Ctrl+C 停止）`));
server.on('error', (error: NodeJS.ErrnoException) => {
  const sentence = error.code === 'EADDRINUSE' ? `端口 ${port} 已被别的程序占用，请用 PORT 指定另一个端口，例如：PORT=8090 npm start` : error.message;
  void database.end().then(() => giveUp(new Error(sentence)));
});

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  tell('正在停止……');
  await new Promise<void>((done) => {
    server.close(() => done());
    setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), graceMs).unref();
  });
  await database.end();
  process.exit(0);
}
const graceMs = 5_000; // for answers that are under way

process.on('SIGINT', stop).on('SIGTERM', stop).on('disconnect', stop);
void database.died.then((sentence) => giveUp(new Error(sentence)));
