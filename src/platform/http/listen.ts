import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';

const graceMs = 5_000;
const idleLookMs = 50;

/**
 * Who sends half a head and waits is let go, so that a thousand of them leave room for others. A body may take as long as 64 MB take on the
 * line of a village; a connection on which nothing moves at all is closed after what the longest import takes.
 */
const patienceWith = { headersTimeout: 10_000, requestTimeout: 180_000, connectionsCheckingInterval: 5_000 };
const unmovedMs = 300_000;

export interface Listening {
  port: number;
  /** Takes no more requests, lets those under way finish (for a few seconds at most), then closes. */
  close(): Promise<void>;
}

/** Tells at once, before anything long is begun, when the port cannot be had. @throws as `listen` does */
export async function expectFreePort(port: number): Promise<void> {
  await (await listen(new Hono(), port)).close();
}

/** @throws Error with a sentence for the person at the terminal when the port cannot be had. */
export async function listen(app: Pick<Hono, 'fetch'>, port: number): Promise<Listening> {
  const underWay = new Set<Promise<unknown>>();
  const fetch: typeof app.fetch = (...asked) => {
    const answer = Promise.resolve(app.fetch(...asked));
    const over = answer.catch(() => undefined).finally(() => underWay.delete(over));
    underWay.add(over);
    return answer;
  };
  const server = createAdaptorServer({ fetch, serverOptions: patienceWith }) as Server;
  server.setTimeout(unmovedMs);
  server.listen(port);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new Error(refusalOf(error as NodeJS.ErrnoException, port), { cause: error });
  }
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: async () => {
      const patience = setTimeout(() => server.closeAllConnections(), graceMs);
      const idle = setInterval(() => server.closeIdleConnections(), idleLookMs); // a connection kept alive becomes idle after its answer
      await new Promise<void>((done) => {
        server.close(() => done());
      });
      clearTimeout(patience);
      clearInterval(idle);
      await Promise.race([Promise.all(underWay), pause(graceMs, undefined, { ref: false })]); // whoever asked may have gone; what was begun for them still reads and writes
    },
  };
}

function refusalOf(error: NodeJS.ErrnoException, port: number): string {
  const another = '请用 PORT 指定另一个端口，例如：PORT=8090 npm start';
  if (error.code === 'EADDRINUSE') return `端口 ${port} 已被别的程序占用，${another}`;
  if (error.code === 'EACCES') return `没有使用端口 ${port} 的权限，${another}`;
  return `端口 ${port} 不能使用（${error.message}），${another}`;
}
