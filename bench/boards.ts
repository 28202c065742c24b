import { tmpdir } from 'node:os';
import { openCounty, slices } from '#county.ts';
import { connectDatabase } from '#platform/database/connect.ts';
import { folderStore } from '#platform/files/store.ts';
import { openHouse } from '#platform/records/house.ts';
import type { FilledCounty } from './fill.ts';

const TIMES = 40;

export interface BoardTime {
  what: string;
  p50: number;
  p99: number;
}

/** The boards of a county with a million ledger entries as its office opens them, each page whole. */
export async function boardTimes({ address, committees, session }: Pick<FilledCounty, 'address' | 'committees' | 'session'>, assets: string): Promise<BoardTime[]> {
  const database = connectDatabase(address, { statementTimeoutMs: 0 });
  try {
    const app = openCounty(await openHouse(database.app, slices, folderStore(tmpdir())), assets);
    const year = 'from=2025-01-01&to=2025-12-31';
    const asked: Readonly<Record<string, { path: string; times: number }>> = {
      'the county, a year': { path: `/boards/county?${year}`, times: TIMES },
      'the county, three years': { path: '/boards/county?from=2023-01-01&to=2025-12-31', times: TIMES },
      'one committee, a year': { path: `/boards/committee/${committees[0]}?${year}`, times: TIMES },
      'a leader, a year': { path: `/boards/leader?${year}`, times: TIMES },
      'data quality, a month': { path: '/boards/quality?from=2025-12-01&to=2025-12-31', times: 5 },
      'data quality, a year': { path: `/boards/quality?${year}`, times: 3 },
    };
    const found: BoardTime[] = [];
    for (const [what, { path, times }] of Object.entries(asked)) {
      const taken: number[] = [];
      for (let n = 0; n < times; n += 1) {
        const began = performance.now();
        const answer = await app.request(path, { headers: { cookie: `session=${session}` } });
        await answer.text();
        if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
        taken.push(performance.now() - began);
      }
      const sorted = taken.toSorted((a, b) => a - b);
      found.push({ what, p50: sorted[times >> 1]!, p99: sorted.at(-1)! });
    }
    return found;
  } finally {
    await database.end();
  }
}
