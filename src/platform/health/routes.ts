import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type pg from 'pg';
import type { Election } from '#platform/election.ts';
import { Measures } from '#platform/health/measures.ts';
import { freeBytes, LEAST_FREE_BYTES } from '#platform/health/disk.ts';

export interface HealthOf {
  app: pg.Pool;
  owner: pg.Pool;
  dataDir: string;
  election: Pick<Election, 'led'>;
  /** METRICS_TOKEN; without one nobody is told the measures. */
  token?: string;
}

const ANSWER_WITHIN_MS = 2_000;

/**
 * What machines ask that watch over the program. `/health/live`: the process answers (else start it anew). `/health/ready`: it can work
 * (else send nobody here for now). `/metrics`: see `measures.ts`. None asks who it is, and none tells of anybody.
 */
export function healthRoutes(of: HealthOf): Hono {
  const measures = new Measures();
  const routes = new Hono();
  routes.get('/health/live', (context) => context.text('ok\n'));
  routes.get('/health/ready', async (context) => {
    const [database, disk] = await Promise.all([answers(of.app), hasRoom(of.dataDir)]);
    return context.json({ ready: database && disk, database, disk }, database && disk ? 200 : 503, { 'cache-control': 'no-store' });
  });
  routes.get('/metrics', (context) => {
    if (!of.token || !same(context.req.header('authorization') ?? '', `Bearer ${of.token}`)) return context.text('not found\n', 404);
    return context.text(measures.text({ app: of.app, owner: of.owner }, of.election.led), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
  });
  routes.use('*', measures.count);
  return routes;
}

/** Whether the database answers soon. The question may still wait for a connection when this is over. */
async function answers(pool: pg.Pool): Promise<boolean> {
  const asked = pool.query('select 1').then(() => true, () => false);
  const late = new Promise<boolean>((done) => setTimeout(() => done(false), ANSWER_WITHIN_MS).unref());
  return Promise.race([asked, late]);
}

const hasRoom = (folder: string): Promise<boolean> => freeBytes(folder).then((free) => free > LEAST_FREE_BYTES, () => false);

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
