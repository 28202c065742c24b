import type { Child } from 'hono/jsx';
import { ColumnChoice, shownColumns } from './columns.tsx';
import { Desk } from './desk.tsx';
import { Empty } from './empty.tsx';
import { type Filter, FilterRow } from './filters.tsx';
import { addressWith, type Frame } from './frame.ts';
import { type Action, Head } from './head.tsx';
import { Icon } from './icons.tsx';
import { labels } from './labels.ts';
import { Pagination, Total, type Paging } from './paging.tsx';
import { type Batch, type Column, Table } from './table.tsx';
import { type SavedViews, Views } from './views.tsx';

export interface ListPageProps<Row> {
  frame: Frame;
  title: string;
  lead?: Child;
  back?: { label: string; href: string };
  /** The one main action, usually 新增. */
  main?: Action;
  others?: Action[];
  filters?: Filter[];
  views?: SavedViews;
  columns: Column<Row>[];
  rows: Row[];
  /** Identity of a row: used by batch acts. */
  id: (row: Row) => string;
  /** Where the first column's link leads. */
  href?: (row: Row) => string;
  paging: Paging;
  /** Key of the column the list is sorted by when the address says nothing; `-key` is descending. */
  defaultSort?: string;
  /** Downloads of exactly this list, filters included. */
  exports?: { label: string; href: string }[];
  batch?: Batch;
  /** Said when nothing is there at all; filtered lists say to change the filter. */
  empty?: { sentence: string; action?: Action };
  /** `<AppliedLine>`: by which values the list was judged. */
  below?: Child;
  /** Anything between the filters and the table: a remark, a small chart. */
  above?: Child;
}

/** A list: title and one action, filters, table that becomes cards on a phone, exact total, pages, downloads. */
export function ListPage<Row>(props: ListPageProps<Row>) {
  const { frame, filters = [], columns, rows, paging, exports = [] } = props;
  const { here } = frame;
  const filtered = filters.some((filter) => filter.names.some((name) => here.query.get(name)));
  return (
    <Desk frame={frame} title={props.title}>
      <Head title={props.title} lead={props.lead} back={props.back} main={props.main} others={props.others} />
      {props.views && <Views views={props.views} here={here} csrf={frame.csrf} />}
      {filters.length > 0 && <FilterRow filters={filters} here={here} />}
      {props.above}
      <section class="card list" aria-label={props.title}>
        <div class="list-bar">
          <p class="list-total"><Total paging={paging} /></p>
          {paging.total > 0 && (
            <div class="list-tools">
              <ColumnChoice columns={columns} here={here} />
              <ExportLinks exports={exports} />
            </div>
          )}
        </div>
        {rows.length === 0 ? (
          <Nothing filtered={filtered} clear={here.path} empty={props.empty} />
        ) : (
          <Table
            caption={props.title}
            columns={shownColumns(columns, here)}
            rows={rows}
            id={props.id}
            href={props.href}
            sorting={{ here, defaultSort: props.defaultSort }}
            batch={props.batch}
            csrf={frame.csrf}
          />
        )}
        <Pagination paging={paging} />
      </section>
      {props.below}
    </Desk>
  );
}

function ExportLinks({ exports }: { exports: { label: string; href: string }[] }) {
  return exports.map((file) => (
    <a class="btn btn-quiet" href={file.href} data-turbo="false">
      <Icon name="exporting" />
      <span>
        {labels.exportAs} {file.label}
      </span>
    </a>
  ));
}

function Nothing(props: { filtered: boolean; clear: string; empty?: { sentence: string; action?: Action } }) {
  if (props.filtered || !props.empty) {
    const action = props.filtered ? { label: labels.filterClear, href: props.clear } : undefined;
    return <Empty title={labels.emptyTitle} sentence={labels.emptyFiltered} action={action} />;
  }
  return <Empty title={props.empty.sentence} action={props.empty.action} />;
}

/** Address of a download of the list being looked at: same filters and order, another format. */
export function exportHref(frame: Frame, format: 'xlsx' | 'csv', more?: { name: string; value: string }): string {
  const [path, query] = addressWith(frame.here, more ? { [more.name]: more.value } : {}).split('?');
  return `${path}.${format}${query ? `?${query}` : ''}`;
}
