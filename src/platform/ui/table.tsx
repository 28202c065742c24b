import type { Child } from 'hono/jsx';
import { CsrfInput } from './csrf.tsx';
import { addressWith, type Here } from './frame.ts';
import { Icon } from './icons.tsx';
import { labels } from './labels.ts';

export interface Column<Row> {
  key: string;
  label: string;
  cell: (row: Row) => Child;
  /** `end` for numbers: right-aligned, figures of equal width. Put the unit into the label. */
  align?: 'end';
  /** The header becomes a link that sorts by this key. */
  sort?: boolean;
  /** Place on a phone card: its heading, an ordinary fact (default), or left out. Empty values are left out anyway. */
  onCards?: 'title' | 'line' | 'hidden';
  shown?: boolean;
  fixed?: boolean;
  /** Keeps the cell on one line: days, numbers, short states. */
  tight?: boolean;
}

/** Acts on several rows at once: ticks in the first column, one button per act. */
export interface Batch {
  action: string;
  acts: { name: string; label: string }[];
  /** The answer is a page of its own (to print), not the list again. */
  wholePage?: boolean;
}

export interface TableProps<Row> {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  id?: (row: Row) => string;
  href?: (row: Row) => string;
  sorting?: { here: Here; defaultSort?: string };
  batch?: Batch;
  csrf?: string;
}

const batchForm = 'batch';

/**
 * A table that becomes a stack of cards below 768 px. The roles are written out because a table displayed as blocks
 * loses them in some browsers. Headings over nothing are not drawn.
 */
export function Table<Row>({ caption, columns, rows, id, href, sorting, batch, csrf }: TableProps<Row>) {
  if (rows.length === 0) return <p class="quiet">{labels.noRows}</p>;
  return (
    <>
      {batch && <BatchBar batch={batch} csrf={csrf} />}
      <div class="table-wrap" tabindex={0} role="group" aria-label={caption}>
        <table class="table" role="table">
          <caption class="visually-hidden">{caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {batch && (
                <th role="columnheader" scope="col" class="tick">
                  <span class="visually-hidden">{labels.select}</span>
                </th>
              )}
              {columns.map((column) => (
                <HeaderCell column={column} sorting={sorting} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row, place) => (
              <tr role="row">
                {batch && id && (
                  <td role="cell" class="tick">
                    <input class="form-check-input" type="checkbox" id={`tick-${place}`} name="id" value={id(row)} form={batchForm} aria-label={labels.select} aria-labelledby={`tick-${place} ${titleId(place)}`} />
                  </td>
                )}
                {columns.map((column) => (
                  <Cell column={column} row={row} href={href} titled={titleKey(columns) === column.key} id={batch && titleKey(columns) === column.key ? titleId(place) : undefined} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** What a row is called, for the tick before it. */
const titleId = (place: number): string => `row-${place}`;

function titleKey<Row>(columns: Column<Row>[]): string | undefined {
  return (columns.find((column) => column.onCards === 'title') ?? columns[0])?.key;
}

function Cell<Row>(props: { column: Column<Row>; row: Row; href?: (row: Row) => string; titled: boolean; id?: string }) {
  const { column, row, href, titled, id } = props;
  const content = column.cell(row);
  const blank = content === undefined || content === null || content === '';
  const classes = [
    blank && !titled ? 'blank' : '',
    column.align === 'end' ? 'num' : '',
    column.tight ? 'tight' : '',
    titled ? 'card-title-cell' : column.onCards === 'hidden' ? 'off-cards' : '',
  ];
  const shown = blank ? labels.none : content;
  return (
    <td role="cell" id={id} class={classes.filter(Boolean).join(' ') || undefined} data-label={column.label}>
      {titled && href ? (
        <a class="row-link" href={href(row)}>
          {shown}
        </a>
      ) : (
        <span class="cell">{shown}</span>
      )}
    </td>
  );
}

function HeaderCell<Row>({ column, sorting }: { column: Column<Row>; sorting?: TableProps<Row>['sorting'] }) {
  const className = column.align === 'end' ? 'num' : undefined;
  if (!column.sort || !sorting) {
    return (
      <th role="columnheader" scope="col" class={className}>
        {column.label}
      </th>
    );
  }
  const order = sorting.here.query.get('sort') ?? sorting.defaultSort;
  const up = order === column.key;
  const down = order === `-${column.key}`;
  const state = up ? labels.sortedUp : down ? labels.sortedDown : labels.sortBy;
  return (
    <th role="columnheader" scope="col" class={className} aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}>
      <a class="sort-link" href={addressWith(sorting.here, { sort: up ? `-${column.key}` : column.key })} title={state}>
        {column.label}
        <Icon name={up ? 'up' : down ? 'downArrow' : 'sort'} class={up || down ? undefined : 'faint'} />
      </a>
    </th>
  );
}

function BatchBar({ batch, csrf }: { batch: Batch; csrf?: string }) {
  return (
    <form id={batchForm} class="batch" method="post" action={batch.action} data-turbo={batch.wholePage ? 'false' : undefined}>
      <CsrfInput csrf={csrf} />
      <span>{labels.withSelected}</span>
      {batch.acts.map((act) => (
        <button type="submit" class="btn" name="act" value={act.name}>
          {act.label}
        </button>
      ))}
    </form>
  );
}
