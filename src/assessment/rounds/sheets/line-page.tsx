import type { Child } from 'hono/jsx';
import { linesOf } from '#assessment/rounds/facts.ts';
import { columns, isClosed, pointsOf } from '#assessment/rounds/sheets/columns.ts';
import { filledOf, givenOf, passedOf, reasonsOf } from '#assessment/rounds/sheets/columns-table.tsx';
import type { Counted } from '#assessment/rounds/sheets/lines.ts';
import { assessmentSheet, type AssessmentLine, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf } from '#platform/http/site.tsx';
import { look, nameIn, type Visit } from '#platform/http/visit.ts';
import { oneOf } from '#platform/predicate.ts';
import { notFound } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';

/** A record of a line as it is shown: with its name and address for whoever may see it. */
interface ShownRecord extends Counted {
  kind: string;
  name?: string;
  href?: string;
}

/** So many are named on the page; a line that counts more says how many there are. */
const MOST_SHOWN = 300;

/** One line of a sheet: the arithmetic, what each column says, and every record behind it with what it gave or why it gave nothing. */
export const linePage = (visit: Visit): Promise<Response> => look(visit, async (reading) => {
  const sheet = await get<AssessmentSheet>(reading, assessmentSheet, visit.param('id'));
  const line = (await linesOf(reading, { sheet: sheet.id })).find(({ address }) => address === visit.param('address'));
  if (!line) throw notFound('这一项');
  if (visit.json) return json(visit, line);
  const [given, passed] = [await named(reading, visit, givenOf(line)), await named(reading, visit, passedOf(line))];
  const each = given.some(({ points }) => points !== '0'); // where a period or a quota is met, no single record has points of its own
  return page(visit, (
    <Desk frame={frameOf(visit)} title={line.name}>
      <Head title={`${line.address} ${line.name}`} back={{ label: nameIn(visit.county, assessmentSheet, sheet), href: `/${assessmentSheet.path}/${sheet.id}` }} lead={line.section} />
      <Section title="怎样算的"><Facts facts={factsOf(sheet, line)} /></Section>
      <Records title="计分的记录" total={givenOf(line).length} rows={given} last={{ key: 'points', label: '得分', cell: ({ points = '' }) => (each ? points : ''), align: 'end' }} />
      {passed.length > 0 && <Records title="没有计分的记录" total={passedOf(line).length} rows={passed} last={{ key: 'why', label: '为什么', cell: ({ why }) => why ?? '' }} />}
    </Desk>
  ));
});

const factsOf = (sheet: AssessmentSheet, line: AssessmentLine) => [
  { label: '算式', value: line.sentence, wide: true },
  ...(isClosed(line) ? [] : filledOf(sheet).map((column) => ({ label: columns[column], value: `${pointsOf(line, column)}分` }))),
  ...(line.clause ? [{ label: '依据条款', value: line.clause }] : []),
  ...reasonsOf(line).map(([who, reason]) => ({ label: `${who}的理由`, value: reason, wide: true })),
];

function Records({ title, total, rows, last }: { title: string; total: number; rows: ShownRecord[]; last: Column<ShownRecord> }): Child {
  return (
    <Section title={title} count={total}>
      <Table<ShownRecord>
        caption={title} rows={rows}
        columns={[
          { key: 'name', label: '记录', cell: ({ name, href, kind }) => (href ? <a href={href}>{name}</a> : `${kind}（不在您的查看范围内）`), onCards: 'title' },
          { key: 'source', label: '来源', cell: ({ source }) => source, tight: true },
          { key: 'day', label: '日期', cell: ({ day }) => day, tight: true },
          last,
        ]}
      />
      {total > rows.length && <p class="quiet">只列前{rows.length}条。</p>}
    </Section>
  );
}

/** Each record under its own name, as far as the reader may see it. */
async function named(reading: Reading, visit: Visit, counted: readonly Counted[]): Promise<ShownRecord[]> {
  const shownOnes = counted.slice(0, MOST_SHOWN);
  const names = new Map<string, { name: string; href: string }>();
  for (const [record, those] of Map.groupBy(shownOnes, (one) => one.record)) {
    const declared = reading.house.records.get(record);
    if (!declared) continue;
    for (const row of await list(reading, declared, { where: oneOf('id', those.map(({ id }) => id)), limit: MOST_SHOWN })) names.set(row.id, { name: nameIn(visit.county, declared, row), href: `/${declared.path}/${row.id}` });
  }
  return shownOnes.map((one) => ({ ...one, kind: reading.house.records.get(one.record)?.title ?? one.source, ...names.get(one.id) }));
}
