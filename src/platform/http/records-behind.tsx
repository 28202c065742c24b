import type { Child } from 'hono/jsx';
import { nameIn, type Visit } from '#platform/http/visit.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { Section } from '#platform/ui/detail.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';

/** A record behind a number: which, from when, and as what it was counted. */
export interface Behind {
  record: string;
  id: string;
  day: string;
  source: string;
}

/** The same as it is shown: with its name and address for whoever may see it, else by its kind alone. */
export type Named<One extends Behind> = One & { kind: string; name?: string; href?: string };

/** So many are named on a page; it says how many there are. */
const MOST_SHOWN = 300;

/** Records of several kinds, each under its own name, as far as the reader may see it. */
export async function namedRecords<One extends Behind>(reading: Reading, { county }: Pick<Visit, 'county'>, behind: readonly One[]): Promise<Named<One>[]> {
  const shown = behind.slice(0, MOST_SHOWN);
  const names = new Map<string, { name: string; href: string }>();
  for (const [record, those] of Map.groupBy(shown, (one) => one.record)) {
    const declared = reading.house.records.get(record);
    if (!declared) continue;
    for (const row of await list(reading, declared, { where: oneOf('id', those.map(({ id }) => id)), limit: MOST_SHOWN })) names.set(row.id, { name: nameIn(county, declared, row), href: `/${declared.path}/${row.id}` });
  }
  return shown.map((one) => ({ ...one, kind: reading.house.records.get(one.record)?.title ?? one.source, ...names.get(one.id) }));
}

interface Props<One extends Behind> {
  title: string;
  /** How many there are in all. */
  total: number;
  rows: Named<One>[];
  /** What stands beside each: what it gave, or why it gave nothing; absent where no single one has anything of its own. */
  last?: Column<Named<One>>;
}

/** Every record behind a number, with the way to it. */
export const RecordsBehind = <One extends Behind>({ title, total, rows, last }: Props<One>): Child => (
  <Section title={title} count={total}>
    <Table<Named<One>>
      caption={title} rows={rows}
      columns={[
        { key: 'name', label: '记录', cell: ({ name, href, kind }) => (href ? <a href={href}>{name}</a> : `${kind}（不在您的查看范围内）`), onCards: 'title' },
        { key: 'source', label: '来源', cell: ({ source }) => source, tight: true },
        { key: 'day', label: '日期', cell: ({ day }) => day, tight: true },
        ...(last ? [last] : []),
      ]}
    />
    {total > rows.length && <p class="quiet">只列前{rows.length}条。</p>}
  </Section>
);
