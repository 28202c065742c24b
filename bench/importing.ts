import { randomInt, randomUUID } from 'node:crypto';
import { csrfOf } from '#platform/http/security.ts';
import { memoryOf, type Child } from './children.ts';
import { chance, inventRow } from './rows.ts';

const rows = 5_000;

export interface Imported {
  readSeconds: number;
  enterSeconds: number;
  peakMb: number;
}

/** A ledger of 5,000 rows as csv, dropped and entered through the program's own addresses. */
export async function importMany(child: Child, session: string): Promise<Imported> {
  const form = new FormData();
  form.set('csrf', csrfOf(session));
  form.set('files', new File([ledgerSheet()], '第1镇民情台账.csv', { type: 'text/csv' }));
  const began = performance.now();
  const { items } = await answer<{ items: { id: string }[] }>(child, '/api/v1/imports', session, { method: 'POST', body: form });
  const read = performance.now();
  const batch = `/api/v1/imports/${items[0]!.id}`;
  const { counts } = await answer<{ counts: Record<string, number> }>(child, batch, session, {});
  if (counts['new'] !== rows) throw new Error(`of ${rows} rows to import: ${JSON.stringify(counts)}`);
  const entering = performance.now();
  await answer(child, `${batch}/entering`, session, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() } });
  return { readSeconds: (read - began) / 1000, enterSeconds: (performance.now() - entering) / 1000, peakMb: memoryOf(child.pid).peak };
}

function ledgerSheet(): string {
  const random = chance(randomInt(2 ** 31)); // new rows in every run: the same would be recognised
  const lines = Array.from({ length: rows }, (_, n) => {
    const { committee, received_on, matter, place } = inventRow(random, n + 1, 20);
    return [n + 1, `第${committee + 1}镇`, received_on, '走访', place, matter, '现场办结', '已解决'].join(',');
  });
  return `\uFEFF序号,联络委,收集时间,收集方式,村（社区）,反映事项,办理方式,办理结果\n${lines.join('\n')}\n`;
}

async function answer<T>(child: Child, path: string, session: string, init: RequestInit): Promise<T> {
  const response = await fetch(child.url + path, { ...init, headers: { ...init.headers, cookie: `session=${session}` } });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
