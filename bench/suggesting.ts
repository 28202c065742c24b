/**
 * How often the unit that past assignments suggest is the one that was decided: every proposal is taken out once and asked of all the others.
 * In the demonstration a subject goes to its usual unit five times out of six. In the register of the sample ledgers (`LEDGERS` names their folder)
 * the titles are real and the units were drawn by lot: nothing can be learnt there, and the suggestion must not pretend to.
 */
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import { slices } from '#county.ts';
import { connectDatabase } from '#platform/database/connect.ts';
import { startEmbedded } from '#platform/database/embedded.ts';
import { migrate } from '#platform/database/migrate.ts';
import { folderStore } from '#platform/files/store.ts';
import { program } from '#platform/identity/actor.ts';
import { reading } from '#platform/records/act.ts';
import { openHouse } from '#platform/records/house.ts';
import { projectRoot } from '#platform/root.ts';
import { today } from '#platform/time.ts';
import { examplesIn } from '#duties/proposals/assigning/known.ts';
import { suggestingFrom, type Example } from '#duties/proposals/assigning/suggesting.ts';
import { loadDemoCounty } from '../db/demo-county/load.ts';

export interface Hits {
  what: string;
  proposals: number;
  units: number;
  /** Shares of the proposals, 0 to 1. */
  first: number;
  firstThree: number;
  /** Always the busiest unit: what the suggestion has to beat. */
  busiest: number;
  ms: number;
}

/** Leave one out, over all of them. */
function leaveOneOut(what: string, examples: readonly Example[]): Hits {
  const suggesting = suggestingFrom(examples);
  const since = performance.now();
  const ranks = examples.map((one) => suggesting.suggest(one, 3, one.id).findIndex(({ unit }) => unit === one.unit));
  const ms = performance.now() - since;
  const share = (holds: (rank: number) => boolean): number => (examples.length === 0 ? 0 : ranks.filter(holds).length / examples.length);
  const byUnit = Map.groupBy(examples, ({ unit }) => unit);
  const busiest = Math.max(0, ...[...byUnit.values()].map(({ length }) => length)) / Math.max(1, examples.length);
  return { what, proposals: examples.length, units: byUnit.size, first: share((rank) => rank === 0), firstThree: share((rank) => rank >= 0), busiest, ms };
}

/** The register of proposals in the folder of sample ledgers, when `LEDGERS` names one. */
async function examplesOfRegister(folder: string | undefined): Promise<Example[]> {
  const path = folder && join(folder, '提案登记表.xlsx');
  if (!path || !existsSync(path)) return [];
  const book = read(await readFile(path));
  const rows = utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0]!]!, { header: 1, defval: '' }).map((row) => row.map((cell) => String(cell).trim()));
  const head = rows.findIndex((row) => row.some((cell) => /案由|标题|题目/u.test(cell)));
  const at = (pattern: RegExp): number => rows[head]?.findIndex((cell) => pattern.test(cell)) ?? -1;
  const [title, unit, category] = [at(/案由|标题|题目/u), at(/主办|承办/u), at(/类别|分类/u)];
  return rows.slice(head + 1).flatMap((row, n) => (row[title] && row[unit] ? [{ id: String(n), title: row[title], category: row[category] || null, unit: row[unit].split(/[、，,;；\s]/u)[0]! }] : []));
}

/** Both, the demonstration county made anew for it. */
export async function suggestions(tell: (line: string) => void): Promise<Hits[]> {
  const demo = await examplesOfDemo(tell);
  const register = await examplesOfRegister(process.env['LEDGERS']);
  return [
    leaveOneOut('demonstration', demo), leaveOneOut('demonstration, title alone', demo.map(withoutCategory)),
    ...(register.length > 0 ? [leaveOneOut('sample register', register), leaveOneOut('sample register, title alone', register.map(withoutCategory))] : []),
  ];
}

/** What the invented county has assigned in its year. */
async function examplesOfDemo(tell: (line: string) => void): Promise<Example[]> {
  const folder = join(projectRoot, '.cache', 'bench', 'suggesting');
  await rm(folder, { recursive: true, force: true });
  const cluster = await startEmbedded({ dir: join(folder, 'database'), durable: false, tell });
  const database = connectDatabase(cluster.address);
  try {
    await migrate(database.owner);
    const house = await openHouse(database.app, slices, folderStore(join(folder, 'files')));
    await loadDemoCounty(database.owner, house, today(), tell);
    const { rows } = await database.owner.query<{ id: string }>("select county_id as id from counties limit 1");
    return await reading(house, program(rows[0]!.id), examplesIn);
  } finally {
    await database.end();
    await cluster.stop();
  }
}

const withoutCategory = (one: Example): Example => ({ ...one, category: null });
