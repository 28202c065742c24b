import { sql } from 'kysely';
import { program } from '#platform/identity/actor.ts';
import { addressProblem, outwardRules } from '#platform/outward/addresses.ts';
import { AnswerTooLong, fetched } from '#platform/outward/fetching.ts';
import { invalid, Problem } from '#platform/problems.ts';
import { keeping, reading, transact, type House, type Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { amend, lock, type Effect } from '#platform/records/write.ts';
import { sealed } from '#platform/secrets/secrets.ts';
import { dayOf } from '#platform/time.ts';
import { takeAsked } from '#reports/sharing/asking.ts';
import { FILE_LIMIT, readSigned, type AskedContent } from '#reports/sharing/file.ts';
import { activeSharings } from '#reports/sharing/filling.ts';
import type { Signed } from '#reports/sharing/keys.ts';
import { figuresFile } from '#reports/sharing/outgoing.ts';
import { sharing, type Sharing } from '#reports/sharing/record.ts';

/** What became of the last try to send by itself. */
export interface Delivery {
  tried_at: Date | null;
  problem: string | null;
}

export async function deliveryOf({ db, county }: Pick<Reading, 'db' | 'county'>, sharingId: string): Promise<Delivery | undefined> {
  const { rows } = await sql<Delivery>`select tried_at, problem from sharing_deliveries where county_id = ${county} and sharing_id = ${sharingId}`.execute(db);
  return rows[0];
}

/** From now on the file goes by itself. The token stands where no page and no journal tells it. */
export const settle: Effect<Sharing> = async (act, row, { address, token }: { address: string; token: string }) => {
  const found = addressIn(address);
  await sql`
    insert into sharing_deliveries (county_id, sharing_id, token) values (${act.county}, ${row.id}, ${await sealed(act, 'sharing_deliveries.token', row.id, tokenIn(token))})
    on conflict (county_id, sharing_id) do update set token = excluded.token, tried_at = null, problem = null`.execute(act.db);
  return { address: found };
};

export const carry: Effect<Sharing> = async (act, row) => {
  await sql`delete from sharing_deliveries where county_id = ${act.county} and sharing_id = ${row.id}`.execute(act.db);
  return { address: null };
};

/** Machines of the own office's network, where certificates are rare: 10.x, 172.16–31.x, 192.168.x, and this one. Whether these may be asked at all is a setting of the machine. */
const near = /^(localhost|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+)$/;

function addressIn(typed: string): string {
  const url = URL.parse(typed);
  if (!url || url.username || url.search || url.hash || !/^\/(.+\/)?api\/v1\/rollups\/[a-z0-9-]{1,40}$/.test(url.pathname)) throw invalid({ address: '这不是上级的接口地址。请照上级发放密钥时给的地址抄写，例如 https://zx.example.cn/api/v1/rollups/lanzhou。' });
  const problem = addressProblem(url.href, outwardRules());
  if (problem) throw invalid({ address: problem });
  if (url.protocol !== 'https:' && !near.test(url.hostname)) throw invalid({ address: '地址要以 https:// 开头，不然密钥会在路上被人看到；只有本单位内网的地址可以用 http://。' });
  return url.href;
}

function tokenIn(typed: string): string {
  if (!/^[\w-]{20,100}$/.test(typed)) throw invalid({ token: '密钥没有抄全，或者多了空格。请把上级给的那一串原样粘贴。' });
  return typed;
}

/** After a failure it is tried again, but not at every look. */
const RETRY_MS = 55 * 60 * 1000;

/** Sends what is to be sent: once a day, and when numbers went out since. Looks every few minutes and mostly finds nothing to do. */
export async function deliverAll(house: House, county: string, now: Date): Promise<void> {
  for (const under of await reading(house, program(county), activeSharings)) {
    if (under.address && (await isDue(house, under, now))) await deliver(house, under);
  }
}

async function isDue(house: House, { county_id: county, id, delivered_at }: Sharing, now: Date): Promise<boolean> {
  return reading(house, program(county), async (look) => {
    const last = await deliveryOf(look, id);
    if (!last || (last.problem && last.tried_at && now.getTime() - last.tried_at.getTime() < RETRY_MS)) return false;
    if (last.problem || !last.tried_at || !delivered_at || dayOf(delivered_at) !== dayOf(now)) return true;
    const { rows } = await sql`select from shared_figures where county_id = ${county} and sharing_id = ${id} and state = 'sent' and changed_at > ${delivered_at} limit 1`.execute(look.db);
    return rows.length > 0;
  });
}

/** One file there, what is asked back. Answers what went wrong, in a sentence; the county's own work does not wait for it. */
export async function deliver(house: House, { county_id: county, id }: Pick<Sharing, 'county_id' | 'id'>): Promise<string | undefined> {
  const problem = await attempt(house, county, id).then(() => undefined, (error: unknown) => {
    if (error instanceof Problem) return error.message;
    throw error;
  });
  await keeping(house, county, (db) => sql`update sharing_deliveries set tried_at = clock_timestamp(), problem = ${problem?.slice(0, 500) ?? null} where county_id = ${county} and sharing_id = ${id}`.execute(db));
  return problem;
}

async function attempt(house: House, county: string, id: string): Promise<void> {
  const office = program(county);
  const { under, file, token } = await transact(house, office, null, async (act) => {
    const row = await get<Sharing>(act, sharing, id);
    const { rows } = await sql<{ token: string }>`select sharing_id as id, token from sharing_deliveries where county_id = ${county} and sharing_id = ${id}`.execute(act.db);
    if (!row.address || !rows[0]) throw new Problem(409, 'by_hand', '这里没有设定自动报送，请导出文件送去。');
    return { under: row, file: await figuresFile(act, row), token: rows[0].token };
  });
  const answer = await posted(under.address!, token, file);
  await transact(house, office, null, async (act) => {
    const row = await lock<Sharing>(act, sharing, id);
    await amend<Sharing>(act, sharing, row, { delivered_at: act.at, delivered_serial: file.content.serial }, { step: 'deliver', relation: 'county_office' });
  });
  if (asksAnew(under, answer.asked)) await transact(house, office, null, (act) => takeAsked(act, id, JSON.stringify(answer.asked)));
  if (answer.left.length > 0) throw new Problem(422, 'left', `上级收下了文件，但有${answer.left.length}个数字没有收：${answer.left.join('；')}。`);
}

/** The file says anew each day when it was made; only what it asks, or how the counties stand, is news. */
function asksAnew({ asked }: Sharing, file: Signed<AskedContent>): boolean {
  const { content } = readSigned(JSON.stringify(file), 'asked');
  const known = asked as AskedContent | null;
  return JSON.stringify([known?.required, known?.standings]) !== JSON.stringify([content.required, content.standings]);
}

interface Answer {
  left: string[];
  asked: Signed<AskedContent>;
}

const WAIT_MS = 30_000;

/** The token goes to the very address that was typed, and never on to where that one points. */
async function posted(address: string, token: string, file: object): Promise<Answer> {
  const { status, text } = await exchange(address, token, file);
  const told = jsonOf(text) as Partial<Answer> & { detail?: string };
  if (status === 401) throw new Problem(502, 'bad_key', '接口密钥不对，或者已经换发、停用。请向上级核对密钥，再重新“设定自动报送”。');
  if (status >= 400) throw new Problem(502, 'refused', `上级没有收下文件：${told.detail ?? `对方答复 ${status}`}`.slice(0, 400));
  if (!Array.isArray(told.left) || !told.asked) throw new Problem(502, 'not_theirs', '这个地址有答复，但不是上级的上报接口。请和上级核对地址。');
  return { left: told.left.map(String), asked: told.asked };
}

async function exchange(address: string, token: string, file: object): Promise<{ status: number; text: string }> {
  const rules = outwardRules();
  const problem = addressProblem(address, rules); // typed when another setting held
  if (problem) throw new Problem(502, 'not_asked', problem);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetched(address, { method: 'POST', body: JSON.stringify(file), headers, waitMs: WAIT_MS, most: FILE_LIMIT }, rules).catch((error: unknown) => {
    if (error instanceof AnswerTooLong) throw new Problem(502, 'not_theirs', '对方的答复太长，不是上级的上报接口。请和上级核对地址。');
    throw notReached(address);
  });
  if (answer.status >= 300 && answer.status < 400) throw notReached(address); // it points elsewhere, and there the token does not go
  return { status: answer.status, text: await answer.text() };
}

const notReached = (address: string): Problem =>
  new Problem(502, 'not_reached', `没有连上${new URL(address).host}。请核对地址和本机的网络；系统会再试，急用的请导出文件送去。`);

function jsonOf(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
