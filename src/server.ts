import { join, resolve } from 'node:path';
import { openCounty, slices } from '#county.ts';
import { openDatabase } from '#platform/database/open.ts';
import { listen } from '#platform/http/listen.ts';
import { openHouse } from '#platform/records/house.ts';
import { projectRoot } from '#platform/root.ts';

const port = Number(process.env['PORT'] ?? 8080);
const dataDir = resolve(projectRoot, process.env['DATA_DIR'] ?? 'data');
const tell = (line: string) => console.log(line);

/** Leaves with a sentence for the person at the terminal, not a stack trace. */
function giveUp(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

async function start(): Promise<void> {
  const database = await openDatabase({ url: process.env['DATABASE_URL'], dataDir, tell });
  const close: (() => Promise<void>)[] = [() => database.end()];
  try {
    const house = await openHouse(database.app, slices);
    const server = await listen(openCounty(house, join(projectRoot, 'dist', 'assets')), port);
    close.unshift(() => server.close());
    tell(`连心桥已启动：http://localhost:${server.port}/ （按 Ctrl+C 停止）`);
  } catch (error) {
    await closeAll(close);
    throw error;
  }
  stopWhenAsked(close);
  giveUp(new Error(await database.died));
}

/** Ctrl+C, a service manager, or the end of the process that started us. A second request does not hurry the first. */
function stopWhenAsked(close: (() => Promise<void>)[]): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    tell('正在停止……');
    await closeAll(close);
    process.exit(0);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop).on('disconnect', stop);
}

async function closeAll(close: (() => Promise<void>)[]): Promise<void> {
  for (const one of close) await one();
}

await start().catch(giveUp);
