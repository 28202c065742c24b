/** 更正核对: which numbers of an issued paper are others today, and which records were added, changed or voided since, by whom and why. */
import { sql } from 'kysely';
import type { Declared } from '#reports/declared.ts';
import { counted, type Scope } from '#platform/figures/count.ts';
import { differing, type Figure } from '#platform/figures/figure.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { wordOf } from '#platform/http/course.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { standingAt } from '#platform/records/moment.ts';
import { among, list } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { printedDay, shownMoment } from '#platform/time.ts';
import { quotesNamed } from '#reports/wording/body.ts';
import { saidOf } from '#reports/quoting/changed.tsx';
import { countyOf } from '#reports/quoting/county-words.ts';
import { quotesFor } from '#reports/wording/drafting.ts';
import { declaredWithOwn } from '#reports/figures/facts.ts';
import { asReported, ratiosOn } from '#reports/quoting/reckoning.ts';
import type { Quote } from '#reports/quoting/quote.ts';
import type { Frozen } from '#reports/speech/record.ts';

/** One record that makes a number another. */
export interface Cause {
  /** How it bears on the number. */
  how: '计入' | '不再计入' | '数值改了';
  name: string;
  href: string;
  /** What was done to it since, the newest first. */
  acts: readonly { what: string; who: string; at: string; reason?: string }[];
}

export interface Restated {
  label: string;
  was: string;
  now: string;
  wasHref?: string;
  nowHref?: string;
  causes: readonly Cause[];
  /** Why, where no record of its own tells it. */
  note?: string;
  /** There are more records than are listed. */
  more: boolean;
}

/** Records listed under one number; the lists before and after show all. */
const MOST_CAUSES = 50;
const MOST_ACTS = 3;

/** Every number and judgement of the paper that later records or definitions have made another. */
export async function restatedSince(reading: Reading, declared: Declared, row: Frozen): Promise<Restated[]> {
  const [before, now] = [await standingAt(reading, row.as_of), await standingAt(reading)];
  const asked = { from: row.from_on, to: row.to_on };
  const today = await quotesFor(now, declared, await countyOf(reading), asked, [row.title, row.body]);
  const known = new Map(today.quotes.map((quote) => [quote.name, quote]));
  const [was, is] = [await declaredWithOwn(before.reading, declared), await declaredWithOwn(now.reading, declared)];
  const found: Restated[] = [];
  for (const quote of quotesNamed(row)) {
    const later = known.get(quote.name);
    const [told, tells] = [saidOf(quote), saidOf(later)];
    if (told === undefined || told === tells) continue;
    const pairs = later ? (await figuresBehind(reading, is, quote, row.to_on)).map((name) => [was, is].map(({ figures }) => figures.find((figure) => figure.name === name)) as [Figure | undefined, Figure | undefined]) : [];
    const causes = later?.kind === 'claim' && quote.kind === 'claim' ? { causes: [], more: false, note: exampleChanges(quote, later) } : await causesOf({ before: before.reading, now: now.reading, scope: asked, since: row.as_of }, pairs);
    found.push({ label: quote.label, was: told, now: tells ?? '已停用', wasHref: quote.href, nowHref: later?.href, ...causes, note: causes.note ?? definitionNote(quote, later) });
  }
  return found;
}

/** The figures that a number is made of: itself, or both sides of a share. */
async function figuresBehind(reading: Reading, { ratios }: Declared, quote: Quote, day: string): Promise<string[]> {
  if (quote.kind !== 'ratio') return [quote.name];
  const [ratio] = await ratiosOn({ reading, at: new Date(0) }, ratios.filter(({ name }) => name === quote.name), { to: day });
  return ratio ? [ratio.numerator, ratio.denominator] : [];
}

const definitionNote = (quote: Quote, later: Quote | undefined): string | undefined => {
  if (!later) return '这个数字后来停用了。';
  return quote.definition === later.definition ? undefined : `定义改了：原来是“${quote.definition}”，现在是“${later.definition}”`;
};

function exampleChanges(quote: Extract<Quote, { kind: 'claim' }>, later: Extract<Quote, { kind: 'claim' }>): string | undefined {
  const [then, now] = [quote, later].map(({ counterExamples }) => counterExamples.map(({ label }) => label)) as [string[], string[]];
  const [gone, come] = [then.filter((label) => !now.includes(label)), now.filter((label) => !then.includes(label))];
  const told = (word: string, labels: string[]) => (labels.length > 0 ? [`${word}${labels.slice(0, MOST_CAUSES).join('、')}${labels.length > MOST_CAUSES ? '等' : ''}`] : []);
  return [...told('反例已经补上：', gone), ...told('新的反例：', come)].join('；') || undefined;
}

interface Between {
  before: Reading;
  now: Reading;
  scope: Scope;
  since: Date;
}

async function causesOf(between: Between, pairs: readonly [Figure | undefined, Figure | undefined][]): Promise<Pick<Restated, 'causes' | 'more' | 'note'>> {
  const causes = new Map<string, Cause>();
  let more = false;
  let derived = false;
  for (const [was, is] of pairs) {
    if (!was || !is) continue;
    if (is.derived || was.derived) derived = true;
    else {
      const found = await movedRecords(between, was, is);
      more ||= found.more;
      for (const cause of found.causes) causes.set(`${cause.href} ${cause.how}`, cause);
    }
  }
  return { causes: [...causes.values()].slice(0, MOST_CAUSES), more: more || causes.size > MOST_CAUSES, note: derived && causes.size === 0 ? '这个数字由其他记录推算，请打开两边的清单对照。' : undefined };
}

interface Moved {
  id: string;
  counted: boolean;
  value: string | null;
}

/** Records that were counted then and not now, the other way round, or with another value. */
async function movedRecords({ before, now, scope, since }: Between, was: Figure, is: Figure): Promise<Pick<Restated, 'causes' | 'more'>> {
  const declared = now.house.records.get(is.record)!;
  const { rows } = await sql<Moved>`
    with touched as (${touchedSince(now, declared, since, is)}), was_ as (${valuesOf(before, declared, was, scope)}), is_ as (${valuesOf(now, declared, is, scope)}),
      gone as (select id, value from was_ except select id, value from is_), come as (select id, value from is_ except select id, value from was_)
    select id, false as counted, value from gone union all select id, true as counted, value from come
    order by id desc limit ${2 * MOST_CAUSES + 1}`.execute(now.db);
  const ids = [...new Set(rows.map(({ id }) => id))];
  const shown = ids.slice(0, MOST_CAUSES);
  const names = new Map((await list(now, declared, { where: oneOf('id', shown), limit: shown.length || 1 })).map((row) => [row.id, declared.nameOf(row)]));
  const acts = await actsOn(now, declared, shown, since);
  const causes = shown.map((id): Cause => ({ how: howMoved(rows.filter((row) => row.id === id)), name: names.get(id) ?? `（您看不到的${declared.title}）`, href: `/${declared.path}/${id}`, acts: names.has(id) ? (acts.get(id) ?? []) : [] }));
  return { causes, more: ids.length > MOST_CAUSES };
}

const howMoved = (rows: readonly Moved[]): Cause['how'] => (rows.length > 1 ? '数值改了' : rows[0]!.counted ? '计入' : '不再计入');

const valuesOf = (reading: Reading, declared: Lifecycle, figure: Figure, scope: Scope) => sql`
  select r.id, ${valueOf(figure)} as value from ${source(reading, declared.table, 'r')}
  where ${among(asReported(reading), declared, counted(figure, scope))} and r.id in (select id from touched)`;

function valueOf(figure: Figure) {
  const column = differing(figure) ?? (figure.counts && 'sum' in figure.counts ? figure.counts.sum : undefined);
  return column ? sql`${sql.ref(`r.${column}`)}::text` : sql`null::text`;
}

/** Only what was written since can count in another way, unless what others say of it counts, too. */
function touchedSince({ county }: Reading, { table }: Lifecycle, since: Date, { belonging, composition }: Figure) {
  const byOthers = belonging !== undefined || composition?.parts.some(({ dimension }) => dimension.includes('.'));
  if (byOthers) return sql`select id from ${sql.table(table)} where county_id = ${county}`;
  return sql`select id from ${sql.table(table)} where county_id = ${county} and changed_at > ${since}
    union select id from ${sql.table(`${table}_history`)} where county_id = ${county} and superseded_at > ${since}`;
}

/** What the journal says of these records since then. */
async function actsOn(reading: Reading, declared: Lifecycle, ids: readonly string[], since: Date): Promise<Map<string, Cause['acts'][number][]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; at: Date; content: string }>`
    select one.id, line.at, line.content from unnest(${ids}::uuid[]) as one (id) cross join lateral (
      select at, content from journal where county_id = ${reading.county} and record = ${declared.name} and record_id = one.id and at > ${since}
      order by seq desc limit ${MOST_ACTS}) as line`.execute(reading.db);
  return Map.groupBy(rows, ({ id }) => id).entries().reduce((all, [id, lines]) => all.set(id, lines.map(({ at, content }) => told(declared, at, content))), new Map<string, Cause['acts'][number][]>());
}

function told(declared: Lifecycle, at: Date, content: string): Cause['acts'][number] {
  const { step, actor, onBehalfOf, reason } = JSON.parse(content) as { step: string; actor: { name: string }; onBehalfOf?: string; reason?: string };
  return { what: wordOf(declared, step), who: onBehalfOf ? `${actor.name}（代${onBehalfOf}）` : actor.name, at: shownMoment(at), reason };
}

/** What stands at the head of the next edition, as a beginning that people go on writing. */
export async function correctionWords(reading: Reading, declared: Declared, row: Frozen): Promise<string> {
  const changes = await restatedSince(reading, declared, row);
  const words = changes.map(({ label, was, now }) => `“${label}”由“${was}”更正为“${now}”`).join('；');
  return `本件更正${row.given_on === null ? '' : printedDay(row.given_on)}印发的《${row.title}》${words ? `：${words}。` : '。'}`.slice(0, 1_000);
}
