import { sql, type RawBuilder } from 'kysely';
import type { z } from 'zod';
import { accountActs, noteAccount } from '#platform/identity/account.ts';
import { holds } from '#platform/identity/actor.ts';
import { invalid, notFound, Problem } from '#platform/problems.ts';
import { transact, type House, type Reading } from '#platform/records/act.ts';
import { findKey, inGroups, keyOf } from '#platform/signing/keys.ts';
import { isId } from '#platform/records/read.ts';
import { sent } from '#platform/http/body.ts';
import { namedFile } from '#platform/http/disposition.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { wordOf } from '#platform/http/course.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { recognised } from '#platform/languages/recognised.ts';
import { digests, type Digest } from '#platform/journal/line.ts';
import { journalFile } from '#platform/journal/taken-out.ts';
import { verifyJournal, type Verdict } from '#platform/journal/verify.ts';
import { toldFields } from '#platform/files/attachments.ts';
import { isDay, said } from '#platform/fields.ts';
import { keptFrom, type Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { never } from '#platform/predicate.ts';
import { worded } from '#platform/http/derived.tsx';
import { shownMoment, today } from '#platform/time.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { choiceFilter, daysFilter, textFilter } from '#platform/ui/filters.tsx';
import { Head } from '#platform/ui/head.tsx';
import { ListPage } from '#platform/ui/list.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { numberedPages } from '#platform/ui/paging.tsx';

/** A line as the auditor reads it. */
export interface ReadLine {
  seq: number;
  at: Date;
  record: string;
  id: string;
  step: string;
  who: string;
  relation: string;
  onBehalfOf?: string;
  reason?: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

const SIZE = 50;

/** The journal of the county: who did what, when, in which relation. For the county office and the auditor. */
export function mount(site: Site): void {
  site.add({ method: 'GET', path: '/journal', handle: listLines, api: { summary: '操作日志', tag: '操作日志', answer: { type: 'object' } } });
  site.add({ method: 'POST', path: '/journal/file', handle: takeOut, proof: true });
  site.add({ method: 'POST', path: '/journal/digest', handle: changeDigest, proof: true });
  site.add({ method: 'GET', path: '/journal/verification', handle: verify, api: { summary: '核验操作日志', tag: '操作日志', answer: { type: 'object' } } });
}

function expectReader(visit: Visit): void {
  if (!holds(visit.actor, 'county_office', 'auditor', 'maintainer')) throw notFound('这个页面');
}

async function listLines(visit: Visit): Promise<Response> {
  expectReader(visit);
  const at = Math.min(Math.max(Number(visit.query.get('page')) || 1, 1), 10_000);
  const where = asked(visit);
  const { lines, total } = await look(visit, (reading) => readLines(reading, where, SIZE, (Math.floor(at) - 1) * SIZE));
  if (visit.json) return json(visit, { items: lines, total, page: at, size: SIZE });
  return drawLines(visit, lines, total, Math.floor(at));
}

/** The conditions that the address asks for. */
function asked(visit: Visit): RawBuilder<unknown>[] {
  const { query, house } = visit;
  const where = unkept(visit);
  const record = query.get('record');
  if (record) {
    if (!house.records.has(record) && record !== 'account') throw bad('对象');
    where.push(sql`record = ${record}`);
  }
  const id = query.get('id');
  if (id) {
    if (!isId(id)) throw bad('编号');
    where.push(sql`record_id = ${id}`);
  }
  for (const [name, operator] of [['at_from', sql`>=`], ['at_to', sql`<`]] as const) {
    const day = query.get(name);
    if (!day) continue;
    if (!isDay(day)) throw bad('时间');
    const bound = name === 'at_to' ? sql`((${day}::date + 1)::timestamp at time zone 'Asia/Shanghai')` : sql`(${day}::date::timestamp at time zone 'Asia/Shanghai')`;
    where.push(sql`at ${operator} ${bound}`);
  }
  const who = query.get('who');
  if (who) where.push(sql`actor = ${who}`);
  return where;
}

/** Lines of records that are kept from whoever looks are left out, whatever post lets them read the journal. */
function unkept({ actor, house }: Visit): RawBuilder<unknown>[] {
  return [...house.records.values()].flatMap((declared) => {
    const kept = keptFrom(declared, actor);
    if (kept === never) return [];
    return [sql`(record <> ${declared.name} or record_id not in (select r.id from ${sql.table(declared.table)} as r where r.county_id = ${actor.countyId} and ${kept.sql('r')}))`];
  });
}

const bad = (label: string) => new Problem(400, 'bad_filter', `筛选条件“${label}”的值读不懂，请重新选择。`);

async function readLines(reading: Reading, where: RawBuilder<unknown>[], limit: number, offset: number): Promise<{ lines: ReadLine[]; total: number }> {
  const condition = sql.join([sql`county_id = ${reading.county}`, ...where], sql` and `);
  const { rows } = await sql<{ seq: string; at: Date; content: string }>`
    select seq, at, content from journal where ${condition} order by seq desc limit ${limit} offset ${offset}`.execute(reading.db);
  const { rows: totals } = await sql<{ n: string }>`select count(*) as n from journal where ${condition}`.execute(reading.db);
  const lines = rows.map(({ seq, at, content }) => {
    const told = JSON.parse(content) as Omit<ReadLine, 'seq' | 'at' | 'who'> & { actor: { name: string } };
    const { actor, ...line } = told;
    return { ...line, seq: Number(seq), at, who: actor.name };
  });
  return { lines, total: Number(totals[0]?.n ?? 0) };
}

function drawLines(visit: Visit, lines: ReadLine[], total: number, at: number): Promise<Response> {
  const frame = frameOf(visit);
  const { house } = visit;
  const kinds = [...house.records.values()].map(({ name, title }) => ({ value: name, label: title }));
  const content = (
    <ListPage<ReadLine>
      frame={frame}
      title="操作日志"
      lead="谁在什么时候以什么身份办了什么。日志只能增加，不能修改和删除；每一行都与前一行用校验值相连。"
      others={[{ label: '核验日志', href: '/journal/verification' }]}
      filters={[choiceFilter('record', '对象', kinds), textFilter('who', '办理人', { placeholder: '姓名' }), daysFilter('at', '时间')]}
      columns={[
        { key: 'seq', label: '行号', cell: (line) => line.seq, align: 'end' },
        { key: 'at', label: '时间', cell: (line) => shownMoment(line.at), tight: true },
        { key: 'who', label: '办理人', cell: (line) => (line.onBehalfOf ? `${line.who}（代${line.onBehalfOf}）` : line.who), tight: true },
        { key: 'step', label: '事项', cell: (line) => whatOf(house, line), onCards: 'title' },
        { key: 'changes', label: '改动', cell: (line) => changesOf(house, line) },
        { key: 'reason', label: '理由', cell: (line) => recognised(line.reason ?? '') },
      ]}
      rows={lines}
      id={(line) => String(line.seq)}
      paging={numberedPages(frame.here, { page: at, size: SIZE, total })}
      empty={{ sentence: '还没有操作日志。' }}
    />
  );
  return page(visit, content);
}

const accountWords: Readonly<Record<string, string>> = accountActs;

const whatOf = (house: House, line: ReadLine) => {
  const declared = house.records.get(line.record);
  const words = `${declared?.title ?? '账号'}：${declared ? wordOf(declared, line.step) : (accountWords[line.step] ?? line.step)}`;
  return declared ? <a href={`/${declared.path}/${line.id}`}>{words}</a> : words;
};

const MOST_SHOWN = 4;

/** What changed, in the clerk's words; columns that only the program keeps are not told. */
function changesOf(house: House, line: ReadLine): string {
  const schemas = schemasOf(house.records.get(line.record));
  const told = Object.keys(line.after).flatMap((name) => {
    const schema = schemas.find((one) => name in one.shape);
    return schema ? [`${said(schema.shape[name] as z.ZodType).label}：${change(schema, name, line)}`] : [];
  });
  return [...told.slice(0, MOST_SHOWN), ...(told.length > MOST_SHOWN ? [`等${told.length}项`] : [])].join('；');
}

const schemasOf = (declared: Lifecycle | undefined): z.ZodObject[] =>
  declared ? [declared.fields, ...Object.values(declared.steps).map(({ input }) => input), toldFields].filter((one) => one !== undefined) : [];

function change(schema: z.ZodObject, name: string, line: ReadLine): string {
  const [before, after] = [line.before[name], line.after[name]].map((value) => short(worded(schema, name, value, {})));
  if (after === '' && line.after[name] !== null) return name in line.before ? '已改' : '已填';
  return name in line.before ? `${before || '空'} → ${after || '空'}` : after!;
}

const short = (text: string): string => (text.length > 20 ? `${text.slice(0, 20)}…` : text);

async function verify(visit: Visit): Promise<Response> {
  expectReader(visit);
  const { verdict, key, alg } = await look(visit, async (reading) => ({ verdict: await verifyJournal(reading.db, visit.county.id), key: await findKey(reading), alg: await digestOf(reading) }));
  if (visit.json) return json(visit, { ...verdict, digest: alg });
  const content = (
    <Desk frame={frameOf(visit)} title="核验日志" width="narrow">
      <Head title="核验日志" back={{ label: '操作日志', href: '/journal' }} lead="从第一行起重新计算每一行的校验值。" />
      <Remark tone={verdict.broken ? 'warning' : 'good'}>{verdictWords(verdict)}</Remark>
      <form method="post" action="/journal/file" class="form-actions" data-turbo="false">
        <CsrfInput csrf={visit.csrf} />
        <button type="submit" class="btn">导出整本日志（带签名）</button>
      </form>
      {key && <p class="hint">签名指纹：{inGroups(key.fingerprint)}。请抄在纸上存档，核验导出的文件时对照。</p>}
      <DigestPart csrf={visit.csrf} alg={alg} mayChange={holds(visit.actor, 'county_office', 'maintainer')} />
    </Desk>
  );
  return page(visit, content);
}

/** The whole journal as a signed file, told in the journal itself. Not for somebody from whom a part of it is kept: a file cannot leave lines out and still be proved. */
async function takeOut(visit: Visit): Promise<Response> {
  expectReader(visit);
  await sent(visit);
  if (unkept(visit).length > 0) throw new Problem(403, 'kept_from', '日志里有的事项您要回避，请由别的同志导出。');
  const { actor, county, house, context } = visit;
  const key = await transact(house, actor, null, async (act) => {
    noteAccount(act, actor.accountId!, 'take_journal', 'self');
    return keyOf(act);
  });
  const file = ReadableStream.from(journalFile(house, actor, county.name, key)).pipeThrough(new TextEncoderStream());
  return context.body(file as ReadableStream, 200, { 'content-type': 'application/jsonl; charset=utf-8', 'cache-control': 'no-store', 'content-disposition': namedFile('attachment', `操作日志 ${county.name} ${today()}.jsonl`) });
}

/** With which digest lines are chained, and its change: the lines so far stay as they are, and every check follows both. */
const DigestPart = ({ csrf, alg, mayChange }: { csrf: string | undefined; alg: Digest; mayChange: boolean }) => (
  <form method="post" action="/journal/digest" class="form-actions">
    <CsrfInput csrf={csrf} />
    <input type="hidden" name="alg" value={otherDigest(alg)} />
    <p class="hint">现在每一行用{digests[alg]}校验。{mayChange && `商用密码应用安全性评估要求时，可以改用${digests[otherDigest(alg)]}：从下一行起改，以前的行不变，核验时两种都认。`}</p>
    {mayChange && <button type="submit" class="btn">改用{digests[otherDigest(alg)]}</button>}
  </form>
);

const otherDigest = (alg: Digest): Digest => (alg === 'sm3' ? 'sha256' : 'sm3');

async function digestOf({ db, county }: Reading): Promise<Digest> {
  const { rows } = await sql<{ alg: Digest }>`select alg from journal_heads where county_id = ${county}`.execute(db);
  return rows[0]!.alg;
}

/** From the next line on; the line that says so is still chained by the old one. */
async function changeDigest(visit: Visit): Promise<Response> {
  if (!holds(visit.actor, 'county_office', 'maintainer')) throw notFound('这个页面');
  const alg = (await sent(visit)).text('alg');
  if (alg !== 'sha256' && alg !== 'sm3') throw invalid({ alg: '请选择 SHA-256 或 SM3。' });
  await transact(visit.house, visit.actor, null, async (act) => {
    if ((await digestOf(act)) === alg) return;
    await sql`update journal_heads set alg = ${alg} where county_id = ${act.county}`.execute(act.db);
    noteAccount(act, visit.actor.accountId!, 'change_digest', holds(visit.actor, 'county_office') ? 'county_office' : 'maintainer');
  });
  return seeOther(visit, '/journal/verification');
}

const verdictWords = ({ lines, broken }: Verdict): string =>
  broken ? `前${lines}行完好，之后${broken.sentence}。请立即停止写入，并联系维护人员核对备份。` : `共${lines}行，全部完好，没有缺行，也没有被改动。`;
