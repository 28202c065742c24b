import { sql } from 'kysely';
import { counted, type Scope } from '#platform/figures/count.ts';
import { figure, type Derived, type Figure } from '#platform/figures/figure.ts';
import { always, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import type { Place } from '#duties/crossings/edges.ts';
import type { EventRow } from '#duties/crossings/events.ts';
import { eventKinds, nodeKindOf, toldFigures, totalOf } from '#duties/crossings/nodes.ts';
import { crossing } from '#duties/crossings/record.ts';

/** One event of which several records are kept. */
export interface Overlap {
  /** The record of it that was there first. */
  id: string;
  day: string;
  title: string;
  committee_id: string | null;
  /** 调研视察2条、民生实事1条. */
  records: string;
  /** The figures in which it counts, each once. */
  figures: string;
  /** In how many figures of different duties it counts. */
  duties: number;
  href: string;
}

/** More links of this kind than this no county makes. */
const MOST_LINKS = 5_000;

interface Member extends Place {
  row: EventRow;
  day: string;
}

/** The events in the scope of which more than one record is kept, of those that the reader may see. */
async function overlaps(reading: Reading, scope: Scope): Promise<Overlap[]> {
  const groups = await groupsSeen(reading);
  const inScope = groups.filter((group) => group.some(({ day }) => (!scope.from || day >= scope.from) && (!scope.to || day <= scope.to)));
  return inScope.map((group) => overlapOf(reading, group, scope)).filter((one) => one !== undefined).toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : a.id < b.id ? -1 : 1));
}

async function groupsSeen(reading: Reading): Promise<Member[][]> {
  const { rows } = await sql<{ from_record: string; from_id: string; to_record: string; to_id: string }>`
    select from_record, from_id, to_record, to_id from ${source(reading, crossing.table, 'r')}
    where r.county_id = ${reading.county} and r.state = 'standing' and r.kind = 'same_event' order by r.made_on desc, r.id desc limit ${MOST_LINKS}`.execute(reading.db);
  const members = await membersSeen(reading, rows.flatMap((row) => [{ record: row.from_record, id: row.from_id }, { record: row.to_record, id: row.to_id }]));
  const groupOf = new Map<string, Member[]>([...members].map(([id, member]) => [id, [member]]));
  for (const { from_id, to_id } of rows) {
    const [one, other] = [groupOf.get(from_id), groupOf.get(to_id)];
    if (!one || !other || one === other) continue;
    one.push(...other);
    for (const { id } of other) groupOf.set(id, one);
  }
  return [...new Set(groupOf.values())].filter((group) => group.length > 1);
}

async function membersSeen(reading: Reading, places: readonly Place[]): Promise<Map<string, Member>> {
  const members = new Map<string, Member>();
  for (const declared of eventKinds) {
    const ids = [...new Set(places.filter(({ record }) => record === declared.name).map(({ id }) => id))];
    if (ids.length === 0) continue;
    const rows: EventRow[] = await list(reading, declared, { where: oneOf('id', ids), limit: ids.length });
    for (const row of rows) members.set(row.id, { record: declared.name, id: row.id, row, day: nodeKindOf(declared.name)!.day(row) ?? '' });
  }
  return members;
}

function overlapOf(reading: Reading, group: readonly Member[], scope: Scope): Overlap | undefined {
  const counting = group.flatMap((member) => countedIn(reading, member, scope).map((name) => ({ record: member.record, name })));
  if (counting.length === 0) return undefined;
  const first = group.toSorted((a, b) => (a.id < b.id ? -1 : 1))[0]!;
  const { declared } = nodeKindOf(first.record)!;
  const kinds = [...Map.groupBy(group, ({ record }) => record)].map(([record, those]) => `${nodeKindOf(record)!.declared.title}${those.length}条`);
  return {
    id: first.id, day: first.day, title: declared.nameOf(first.row), committee_id: (first.row as { committee_id?: string | null }).committee_id ?? null,
    records: kinds.join('、'), figures: [...new Set(counting.map(({ name }) => name))].join('、'), duties: new Set(counting.map(({ record }) => record)).size,
    href: `/chain/${first.record}/${first.id}`,
  };
}

/** Labels of the speech's figures that count this record in the scope. */
const countedIn = ({ house }: Reading, { record, row }: Member, scope: Scope): string[] =>
  (house.figures.get(record) ?? []).filter((one) => toldFigures.includes(one.name) && counted(one, scope).test(row)).map(({ label }) => label);

export const overlapping: Derived<Overlap> = { path: 'overlaps', rows: overlaps };

export const eventsOverlapping = figure<Overlap>({
  name: 'events_overlapping',
  label: '几处都记了的活动',
  definition: '期间内由工作人员确认为同一件事、记了两条以上的活动个数（例如县里和乡镇各记一条，或者既是调研又是实事）；同一个数字里只计一次，不同的数字各计一次。',
  record: 'event_overlap',
  derived: overlapping,
  where: always,
  unit: '个',
});

/** How the duties' own numbers come together: each event once in each, and once in all. */
export interface Union {
  parts: readonly { label: string; n: number }[];
  /** The parts added up. */
  sum: number;
  /** How often an event stands in a further part. */
  twice: number;
  /** Different events. */
  different: number;
}

export const totalsOf = ({ house }: Reading): Figure[] => eventKinds.flatMap(({ name }) => (house.figures.get(name) ?? []).filter((one) => one.name === totalOf[name]));

/** @param numbers the values of `totalsOf` in the scope */
export function unionOf(figures: readonly Figure[], numbers: ReadonlyMap<string, number>, rows: readonly Overlap[]): Union {
  const parts = figures.map(({ name, label }) => ({ label, n: numbers.get(name) ?? 0 }));
  const sum = parts.reduce((all, { n }) => all + n, 0);
  const twice = rows.reduce((all, { duties }) => all + Math.max(0, duties - 1), 0);
  return { parts, sum, twice, different: sum - twice };
}
