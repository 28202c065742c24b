import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { arrivalIn } from '#platform/files/store.ts';
import { program, type Actor } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import { processWide } from '#platform/process-wide.ts';
import { reading, transact, type Act, type House, type Reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { projectRoot } from '#platform/root.ts';
import { dayOf, offsetMoment, printedMoment } from '#platform/time.ts';
import type { WorkKind } from '#platform/work.ts';
import { parameterAt } from '#plans/facts.ts';
import { catalogueCsv, catalogueHtml, type Item } from '#archives/volumes/catalogue.ts';
import { writeContents } from '#archives/volumes/contents.ts';
import { openPack, type Pack } from '#archives/volumes/pack.ts';
import { archiveVolume, type ArchiveVolume } from '#archives/volumes/record.ts';
import { retentionOn } from '#archives/volumes/retention.ts';
import { askForStamp, type Stamp } from '#archives/volumes/stamp.ts';

/** How far the volumes are that are being made in this program now. */
export interface Progress {
  done: number;
  due: number;
  finished: Promise<void>;
}

const underWay = processWide('volumes under way', () => new Map<string, Progress>());

export const progressOf = (id: string): Progress | undefined => underWay.get(id);

/** Begins to make a volume beside everything else; begun twice it is made once. */
export function beginMaking(house: House, actor: Actor, works: readonly WorkKind[], id: string): void {
  if (underWay.has(id)) return;
  const progress: Progress = { done: 0, due: 0, finished: Promise.resolve() };
  underWay.set(id, progress);
  progress.finished = make(house, actor, works, id, progress).catch((error: unknown) => failed(house, actor.countyId, id, error)).finally(() => underWay.delete(id));
}

async function failed(house: House, county: string, id: string, error: unknown): Promise<void> {
  console.error(`volume ${id} was not made:`, error);
  const why = error instanceof Error && /[\u4e00-\u9fff]/.test(error.message) ? error.message : '生成时出错，请再试一次；还不行，请把操作日志交给维护人员。';
  await transact(house, program(county), null, (act) => take<ArchiveVolume>(act, archiveVolume, id, 'fail', { input: { fault: why.slice(0, 500) } })).catch((again: unknown) => console.error(again));
}

/** More are never under way. */
const MOST_CUT_OFF = 100;

/** What a stop of the program cut off says so when it starts again, and waits for whoever made it: it is read with that person's rights, so nobody else begins it anew. */
export async function tellCutOff(act: Act): Promise<void> {
  const left = await list<ArchiveVolume>(act, archiveVolume, { where: is<ArchiveVolume>('state', 'making'), limit: MOST_CUT_OFF });
  for (const { id } of left.filter((row) => !underWay.has(row.id))) await take<ArchiveVolume>(act, archiveVolume, id, 'fail', { input: { fault: '生成到一半时程序停过，没有写完。请点“重新生成”。' } });
}

async function make(house: House, actor: Actor, works: readonly WorkKind[], id: string, progress: Progress): Promise<void> {
  const path = arrivalIn(house.files);
  const pack = await openPack(path);
  try {
    const made = await write(house, actor, works, id, pack, progress);
    await pack.end();
    const { hash, bytes } = await house.files.put(actor.countyId, path);
    await transact(house, program(actor.countyId), null, (act) => take<ArchiveVolume>(act, archiveVolume, id, 'seal', {
      input: { ...made, pack_hash: hash, pack_bytes: String(bytes), sealed_on: dayOf(act.at) },
    }));
  } catch (error) {
    await pack.drop().catch(() => undefined);
    throw error;
  } finally {
    await rm(path, { force: true });
  }
}

interface Surrounding {
  row: ArchiveVolume;
  county: { name: string; body_name: string };
  keepOf: (part: string) => string;
  server: string;
}

async function surroundings(now: Reading, id: string): Promise<Surrounding> {
  const row = await get<ArchiveVolume>(now, archiveVolume, id);
  const { rows } = await sql<Surrounding['county']>`select name, body_name from counties where county_id = ${now.county}`.execute(now.db);
  const day = dayOf(row.as_of);
  return { row, county: rows[0]!, keepOf: await retentionOn(now, day), server: await parameterAt(now, 'archives.stamp_server', day) };
}

async function write(house: House, actor: Actor, works: readonly WorkKind[], id: string, pack: Pack, progress: Progress): Promise<Partial<ArchiveVolume>> {
  const around = await reading(house, actor, (now) => surroundings(now, id));
  const { row, county, keepOf, server } = around;
  const verifier = await pack.add('verify.mjs', await readFile(join(projectRoot, 'src', 'archives', 'volumes', 'verify.mjs'), 'utf8'));
  const guide = await pack.add('guide.txt', guideOf(row)); // names that every program unpacks alike, or the verifier misses the file
  const items = await writeContents({ house, actor, works, row, organ: county.body_name, keepOf, pack, told: (done, due) => Object.assign(progress, { done, due }) });
  const lists = [await pack.add('catalogue.csv', catalogueCsv(items)), await pack.add('catalogue.html', catalogueHtml(row.title, leadOf(row, county.body_name), items))];
  const manifest = JSON.stringify(manifestOf(around, items, [verifier, guide, ...lists]), null, 1);
  await pack.add('manifest.json', manifest);
  const seal = createHash('sha256').update(manifest).digest('hex');
  const { stamp, fault } = await stamped(server, Buffer.from(seal, 'hex'));
  const stampFile = stamp && (await pack.add('timestamp.tsr', stamp.response));
  await pack.add('seal.txt', `manifest.json ${seal}\n${stampFile ? `timestamp.tsr ${stampFile.sha256}\n` : ''}`);
  return {
    seal, files_n: items.length, records_n: new Set(items.filter(({ path }) => path.startsWith('records/')).map(({ path }) => path.replace(/\.\w+$/, ''))).size,
    stamped_at: stamp?.at ?? null, stamp_by: stamp?.by ?? null, fault,
  };
}

/** Without a server, or when it does not answer, the seal stands on the journal alone; that it was asked in vain is kept. */
async function stamped(server: string, hash: Buffer): Promise<{ stamp?: Stamp; fault: string | null }> {
  if (server === '无') return { fault: null };
  try {
    return { stamp: await askForStamp(server, hash), fault: null };
  } catch (error) {
    return { fault: `没有加盖时间戳：${error instanceof Error ? error.message : '原因不明'}。`.slice(0, 500) };
  }
}

const manifestOf = ({ row, county }: Surrounding, items: readonly Item[], others: readonly object[]) => ({
  format: 1, title: row.title, county: county.name, organ: county.body_name, scope: row.scope, year: row.year, term: row.term, from: row.from_day, to: row.to_day,
  as_of: offsetMoment(row.as_of), journal: { seq: Number(row.journal_seq), hash: row.journal_hash }, files: [...items, ...others],
});

const leadOf = (row: ArchiveVolume, organ: string): string => `${organ}。记录截至${printedMoment(row.as_of)}；操作日志第${row.journal_seq}行，校验值${row.journal_hash || '（无）'}。`;

const guideOf = (row: ArchiveVolume): string => `${row.title}

guide.txt        这份说明
catalogue.html   目录，用浏览器打开
catalogue.csv    同一份目录，用表格软件打开
dossiers/        履职档案，一人（一委）一份：PDF、Word 和数据
records/         各项履职记录，每条有 PDF、网页和数据
files/           附件
manifest.json    每个文件的校验值
seal.txt         封存值
timestamp.tsr    时间戳（RFC 3161），设了时间戳服务的才有

核对有没有被改动：安装 Node.js 18 以上，在这个文件夹里运行
  node verify.mjs
或者不解压，运行
  node verify.mjs 压缩包.zip --seal 登记在册的封存值
改动、缺少、后加的文件会一一列出。
时间戳另可用 openssl ts -verify 核对，被盖戳的是 manifest.json。
`;
