import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { MiddlewareHandler } from 'hono';
import type pg from 'pg';

/** What the program measures of itself, in the text format of Prometheus (version 0.0.4). Nobody's name, address or record is in it. */

/** Upper edges, seconds: pages are aimed at 0.1, documents take seconds. */
const EDGES = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const NANOSECONDS = 1e9;

export class Measures {
  readonly #answers = new Map<string, number>();
  readonly #within = EDGES.map(() => 0);
  #all = 0;
  #seconds = 0;
  #underWay = 0;
  readonly #delay = monitorEventLoopDelay({ resolution: 20 });

  constructor() {
    this.#delay.enable();
  }

  /** Counts every request that passes, with how long it took. */
  readonly count: MiddlewareHandler = async (context, next) => {
    const began = performance.now();
    this.#underWay += 1;
    try {
      await next();
    } finally {
      this.#underWay -= 1;
      this.#note(context.req.method, context.res.status, (performance.now() - began) / 1000);
    }
  };

  #note(method: string, status: number, seconds: number): void {
    const key = `method="${known(method)}",status="${status}"`;
    this.#answers.set(key, (this.#answers.get(key) ?? 0) + 1);
    this.#all += 1;
    this.#seconds += seconds;
    for (const [n, edge] of EDGES.entries()) if (seconds <= edge) this.#within[n]! += 1;
  }

  text(pools: Readonly<Record<string, pg.Pool>>, leads: boolean): string {
    const memory = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    return [
      ...family('lianxinqiao_requests_total', 'counter', 'Requests answered', [...this.#answers].map(([labels, n]) => [labels, n])),
      ...family('lianxinqiao_request_seconds', 'histogram', 'How long answers took', []),
      ...EDGES.map((edge, n) => `lianxinqiao_request_seconds_bucket{le="${edge}"} ${this.#within[n]}`),
      `lianxinqiao_request_seconds_bucket{le="+Inf"} ${this.#all}`,
      `lianxinqiao_request_seconds_sum ${this.#seconds}`,
      `lianxinqiao_request_seconds_count ${this.#all}`,
      ...family('lianxinqiao_requests_under_way', 'gauge', 'Requests not answered yet', [['', this.#underWay]]),
      ...family('lianxinqiao_database_connections', 'gauge', 'Connections to the database', Object.entries(pools).flatMap(([pool, its]) => [
        [`pool="${pool}",state="open"`, its.totalCount], [`pool="${pool}",state="idle"`, its.idleCount], [`pool="${pool}",state="waited_for"`, its.waitingCount],
      ] as [string, number][])),
      ...family('lianxinqiao_event_loop_delay_seconds', 'gauge', 'How long the event loop kept others waiting, 99 of 100', [['', this.#delay.percentile(99) / NANOSECONDS]]),
      ...family('lianxinqiao_leads', 'gauge', 'Whether this one of several programs does the work of each day', [['', Number(leads)]]),
      ...family('process_resident_memory_bytes', 'gauge', 'Memory', [['', memory.rss]]),
      ...family('process_heap_bytes', 'gauge', 'Memory of the program itself', [['', memory.heapUsed]]),
      ...family('process_cpu_seconds_total', 'counter', 'CPU', [['', (user + system) / 1e6]]),
      ...family('process_start_time_seconds', 'gauge', 'When it was started', [['', Math.round(Date.now() / 1000 - process.uptime())]]),
      '',
    ].join('\n');
  }
}

/** Whatever else somebody sends as a method must not fill our memory. */
const known = (method: string): string => (['GET', 'HEAD', 'POST', 'PATCH', 'OPTIONS'].includes(method) ? method : 'other');

const family = (name: string, kind: string, help: string, samples: readonly [labels: string, value: number][]): string[] =>
  [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...samples.map(([labels, value]) => `${name}${labels && `{${labels}}`} ${value}`)];
