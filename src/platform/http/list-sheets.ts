import type { Sheet, SheetColumn } from '#platform/documents/sheet.ts';
import { outgoingColumns } from '#platform/importing/outgoing.ts';
import type { ImportTarget } from '#platform/importing/target.ts';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Asked, ListColumn } from '#platform/http/listing.tsx';
import type { Resource, Surroundings } from '#platform/http/resource.tsx';
import { titleIn, type Visit } from '#platform/http/visit.ts';
import { Problem } from '#platform/problems.ts';
import { printedDay, today } from '#platform/time.ts';

/** A row with what its cells need to know around it. */
export interface Drawn<Row, Around> {
  row: Row;
  around: Around;
}

type Looked<Row, Around> = Omit<Sheet<Drawn<Row, Around>>, 'rows'>;

/** The columns of the paper ledger instead of those of the page. */
export const PAPER = { name: 'layout', value: 'paper' } as const;

/** The paper ledger whose columns are asked for. @throws Problem 404 for a list that has no such paper */
export function paperAsked<Row extends Recorded>({ house, query }: Visit, { name, title }: Resource<Row, any>['declared']): ImportTarget | undefined {
  if (query.get(PAPER.name) !== PAPER.value) return undefined;
  const target = house.ledgers.get(name);
  if (!target) throw new Problem(404, 'no_paper', `“${title}”没有纸质台账的样式，请按页面上的栏目导出。`);
  return target;
}

/** How the list that is asked for looks as a sheet: as on its page, or as the paper ledger has it. */
export async function lookOf<Row extends Recorded, Around extends Surroundings>(visit: Visit, reading: Reading, one: Resource<Row, Around>, asked: Asked<Row>, total: number): Promise<Looked<Row, Around>> {
  const title = titleIn(visit.county, one.declared);
  const { name, bodyName: organ } = visit.county;
  const target = paperAsked(visit, one.declared);
  if (!target) return { title: `${name}政协${title}`, organ, date: today(), columns: pageColumns(one.listing.columns) };
  return {
    title: `${name}${target.kind.title}`, organ, date: today(), note: [`填报单位：${organ}`, ...periodOf(asked), `共${total}条`].join('　　'),
    columns: [serial, ...(await outgoingColumns(reading, target)).map((column): SheetColumn<Drawn<Row, Around>> => ({ ...column, value: ({ row }) => column.value(row, 0) }))],
    foot: '填表人：　　　　　　　　审核人：　　　　　　　　填表日期：　　　年　　月　　日',
  };
}

const serial: SheetColumn<unknown> = { label: '序号', kind: 'number', width: 7, value: (_, place) => place + 1 };

const periodOf = <Row>({ figure }: Asked<Row>): string[] => {
  const { from, to } = figure?.scope ?? {};
  return from || to ? [`期间：${from ? printedDay(from) : ''}至${to ? printedDay(to) : '今'}`] : [];
};

export const pageColumns = <Row, Around>(columns: readonly ListColumn<Row, Around>[]): SheetColumn<Drawn<Row, Around>>[] => columns.map((column) => ({
  label: column.label,
  kind: column.align === 'end' ? 'number' : 'text',
  width: column.tight || column.align === 'end' ? 14 : 30,
  value: ({ row, around }) => plainOf(column, row, around),
}));

/** A cell of a list as it is written into a file. */
export function plainOf<Row, Around>(column: ListColumn<Row, Around>, row: Row, around: Around): string | number | null {
  if (column.plain) return column.plain(row, around);
  const cell = column.cell(row, around);
  return typeof cell === 'string' || typeof cell === 'number' ? cell : null;
}

/** The rows of a piece, each with what was found around all of them. */
export async function drawn<Row extends Recorded, Around extends Surroundings>(visit: Visit, reading: Reading, one: Resource<Row, Around>, rows: readonly Row[]): Promise<Drawn<Row, Around>[]> {
  const around = await one.around(reading, rows, visit);
  return rows.map((row) => ({ row, around }));
}
