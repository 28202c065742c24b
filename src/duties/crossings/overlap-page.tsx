import type { Child } from 'hono/jsx';
import { committeeChoices } from '#institutions/facts.ts';
import { isDay } from '#platform/fields.ts';
import { countFigures, listDerived, type Scope } from '#platform/figures/count.ts';
import { json, page } from '#platform/http/answers.tsx';
import { derivedAnswer } from '#platform/http/downloads.ts';
import { FigureRemark } from '#platform/http/figure-remark.tsx';
import { momentIn, type ListColumn } from '#platform/http/listing.tsx';
import { frameOf } from '#platform/http/site.tsx';
import { inOwnWords, look, numberInOwnWords, type Visit } from '#platform/http/visit.ts';
import { holds, isOnlyParticipant } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import { notFound, Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { readingAt } from '#platform/records/moment.ts';
import { count } from '#platform/records/read.ts';
import { Section } from '#platform/ui/detail.tsx';
import { exportHref, ListPage } from '#platform/ui/list.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { numberedPages } from '#platform/ui/paging.tsx';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { chainHref } from '#duties/crossings/chain-page.tsx';
import { edgesAt } from '#duties/crossings/edges.ts';
import { happenings, pairsAmong, type Pair } from '#duties/crossings/likeness.ts';
import { eventsOverlapping, totalsOf, unionOf, type Overlap, type Union } from '#duties/crossings/overlap.ts';

const columns: readonly ListColumn<Overlap, undefined>[] = [
  { key: 'title', label: '活动', cell: ({ title }) => title, onCards: 'title' },
  { key: 'day', label: '时间', cell: ({ day }) => day, tight: true },
  { key: 'records', label: '记了几条', cell: ({ records }) => records },
  { key: 'figures', label: '计入哪些数字（各计一次）', cell: ({ figures }) => figures },
];

const PAGE_SIZE = 50;
const LAST_PAGE = 1_000;
/** So many offers are enough for one look. */
const OFFERED = 12;

interface Asked {
  scope: Scope;
  asOf?: Date;
  at: number;
}

function askedBy({ query }: Visit): Asked {
  const day = (name: string): string | undefined => {
    const text = query.get(name);
    if (text && !isDay(text)) throw new Problem(400, 'bad_day', '日期要写成实际有的日期，例如 2025-03-02。');
    return text || undefined;
  };
  const at = Number(query.get('page') ?? 1);
  return { scope: { from: day('from'), to: day('to') }, asOf: momentIn(query.get('asof') || undefined), at: Number.isInteger(at) && at >= 1 ? Math.min(at, LAST_PAGE) : 1 };
}

async function lookedUp(reading: Reading, { scope }: Asked): Promise<{ rows: Overlap[]; union: Union }> {
  const rows = await listDerived(reading, eventsOverlapping as typeof eventsOverlapping & { derived: NonNullable<typeof eventsOverlapping.derived> }, scope);
  const figures = totalsOf(reading);
  return { rows, union: unionOf(figures, await countFigures(reading, figures, scope), rows) };
}

/** What is counted in more than one number, so that whoever adds the numbers up knows by how much. */
export async function showOverlaps(visit: Visit): Promise<Response> {
  expectInside(visit);
  const asked = askedBy(visit);
  return look(visit, async (plain) => {
    const reading = await readingAt(plain, asked.asOf);
    const { rows, union } = await lookedUp(reading, asked);
    const shown = rows.slice((asked.at - 1) * PAGE_SIZE, asked.at * PAGE_SIZE);
    if (visit.json) return json(visit, { items: shown, total: rows.length, total_is: 'exact', page: asked.at, size: PAGE_SIZE, union });
    const frame = frameOf(visit);
    const offered = await offersOf(reading, asked);
    return page(visit, (
      <ListPage<Overlap>
        frame={frame} title="同一件事核对" filters={[]} rows={shown} id={({ id }) => id} href={({ href }) => href}
        columns={columns.map((column) => ({ ...column, sort: false, cell: (row: Overlap) => column.cell(row, undefined) }))}
        paging={numberedPages(frame.here, { page: asked.at, size: PAGE_SIZE, total: rows.length })}
        exports={[{ label: 'Excel', href: exportHref(frame, 'xlsx') }, { label: 'CSV', href: exportHref(frame, 'csv') }]}
        empty={{ sentence: '没有记了两条以上的活动。' }}
        above={<>{visit.query.get('figure') === eventsOverlapping.name && <FigureRemark opened={{ figure: numberInOwnWords(visit, eventsOverlapping), scope: asked.scope, asOf: asked.asOf }} total={rows.length} partly={false} />}<UnionWords union={{ ...union, parts: union.parts.map((part) => ({ ...part, label: inOwnWords(visit, part.label) })) }} converted={await convertedWords(reading)} /></>}
        below={offered}
      />
    ));
  });
}

export async function downloadOverlaps(visit: Visit, format: 'csv' | 'xlsx'): Promise<Response> {
  expectInside(visit);
  const asked = askedBy(visit);
  const { rows } = await look(visit, async (plain) => lookedUp(await readingAt(plain, asked.asOf), asked));
  return derivedAnswer(visit, format, { title: '同一件事核对', columns, rows });
}

/** Who takes part from outside sees no numbers of the institution. */
function expectInside({ actor }: Visit): void {
  if (isOnlyParticipant(actor)) throw notFound('这个页面');
}

function UnionWords({ union, converted }: { union: Union; converted: string }): Child {
  const added = union.parts.map(({ label, n }) => `${label} ${n}`).join(' + ');
  return (
    <Remark>
      {added} = {union.sum}；其中同一件事在另一个数字里又计了 {union.twice} 次，实际不同的活动 <strong>{union.different}</strong> 个。{converted}
    </Remark>
  );
}

/** The other guard against counting twice: what was a proposal and became an item. Domain rules 3.1 (S109). */
async function convertedWords(reading: Reading): Promise<string> {
  const n = await count(reading, opinionItem, is<OpinionItem>('counted_as_proposal', true));
  return n > 0 ? `另有 ${n} 条信息由提案转来，已经按提案计，不再计入信息条数。` : '';
}

/** Pairs that look like one event and are not linked: a person says whether they are. */
async function offersOf(reading: Reading, { scope, asOf }: Asked): Promise<Child> {
  if (asOf) return undefined;
  const pairs = await unlinked(reading, pairsAmong(await happenings(reading, scope.from, scope.to), 4 * OFFERED));
  if (pairs.length === 0) return undefined;
  const places = new Map((await committeeChoices(reading)).map(({ value, label }) => [value, label]));
  const links = holds(reading.actor, 'county_office', 'worker', 'director', 'deputy_director');
  const words = ({ title, day, committees }: Pair['one']) => `${title}（${[day, ...committees.map((id) => places.get(id))].filter(Boolean).join('，')}）`;
  return (
    <Section title="可能是同一件事，请您核对" count={pairs.length}>
      <ul class="links">
        {pairs.map(({ one, other }) => <li>{links ? <a href={`${chainHref(one)}/linking/${other.record}/${other.id}`}>{words(one)}</a> : words(one)}　和　{words(other)}</li>)}
      </ul>
    </Section>
  );
}

async function unlinked(reading: Reading, pairs: readonly Pair[]): Promise<Pair[]> {
  const left: Pair[] = [];
  for (const pair of pairs) {
    if (left.length === OFFERED) break;
    if (!(await areLinked(reading, pair))) left.push(pair);
  }
  return left;
}

async function areLinked(reading: Reading, { one, other }: Pair): Promise<boolean> {
  return (await edgesAt(reading, [one])).some(({ from, to }) => from.id === other.id || to.id === other.id);
}
