import type { Child } from 'hono/jsx';
import { spot as spotOf } from '#platform/documents/given/looking.ts';
import { columnLetters } from '#platform/importing/cell.ts';
import { CHINESE } from '#platform/languages/language.ts';
import { addressOf, cellAt, type FormSheet } from '#reports/superior-sheets/reading-form.ts';

/** What stands in a cell besides its own words. */
export interface Shown {
  text: string;
  /** As the words of the sheet suggest it: somebody should look. */
  guessed?: boolean;
  /** As in the cell before it. */
  alike?: boolean;
  /** The number itself instead of its name. */
  filled?: boolean;
  href?: string;
}

export interface SheetTableProps {
  form: FormSheet;
  shown: ReadonlyMap<string, Shown>;
  /** Where a click on a cell leads. */
  linkTo?: (at: string) => string;
}

/** More of it is not drawn; it is filled all the same. */
const MOST = { rows: 60, columns: 26 };
/** Free rows below the last, into which a list may go. */
const FREE = 3;

/** A sheet as Excel shows it: letters above, numbers at the side, merged ranges merged. */
export function SheetTable({ form, shown, linkTo }: SheetTableProps) {
  const last = [...shown.keys()].map((one) => one.split(':').map(Number) as [number, number]);
  const rows = Math.min(MOST.rows, Math.max(form.height + (linkTo ? FREE : 0), ...last.map(([row]) => row + 1)));
  const columns = Math.min(MOST.columns, Math.max(form.width, 1, ...last.map(([, column]) => column + 1)));
  const merged = mergedIn(form);
  return (
    <div class="table-wrap" tabindex={0} role="group" aria-label={form.sheet.name}>
      <table class="given-sheet">
        <caption class="visually-hidden">{form.sheet.name}</caption>
        <thead><tr><th scope="col"><span class="visually-hidden">行号</span></th>{times(columns, (column) => <th scope="col">{columnLetters(column)}</th>)}</tr></thead>
        <tbody>
          {times(rows, (row) => (
            <tr>
              <th scope="row">{row + 1}</th>
              {times(columns, (column) => {
                const range = merged.get(spotOf(row, column));
                if (range === 'covered') return null;
                const what = shown.get(spotOf(row, column));
                return (
                  <td colspan={range && Math.min(range.columns, columns - column)} rowspan={range && Math.min(range.rows, rows - row)} class={what?.filled ? (Number.isNaN(Number(what.text)) ? 'given-filled' : 'given-filled given-number') : undefined}>
                    <CellWords form={form} row={row} column={column} shown={what} linkTo={linkTo} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {(form.height > MOST.rows || form.width > MOST.columns) && <p class="hint">表比较大，这里只画出前{MOST.rows}行、前{MOST.columns}栏；其余的照样填。</p>}
    </div>
  );
}

function CellWords({ form, row, column, shown, linkTo }: Pick<SheetTableProps, 'form' | 'linkTo'> & { row: number; column: number; shown?: Shown }): Child {
  const written = cellAt(form, row, column)?.text;
  const own = form.look.reckoned.has(spotOf(row, column)) ? <span class="given-formula">公式</span> : written && <span lang={CHINESE}>{written}</span>;
  const text = shown && (shown.guessed ? `猜：${shown.text}` : shown.text);
  const fill = shown && (shown.filled ? text : <span class={shown.alike ? 'given-alike' : shown.guessed ? 'given-fill given-guess' : 'given-fill'}>{text}</span>);
  if (shown?.href) return <a href={shown.href}>{fill}</a>;
  if (!linkTo) return shown?.filled ? fill : <>{own}{fill}</>;
  const at = addressOf(row, column);
  return <a href={linkTo(at)}><span class="visually-hidden">{at}：{own || fill ? '' : '空'}</span>{own}{fill}</a>;
}

/** The first cell of each merged range with its measures; the others are covered. */
function mergedIn({ look }: FormSheet): ReadonlyMap<string, { rows: number; columns: number } | 'covered'> {
  const found = new Map<string, { rows: number; columns: number } | 'covered'>();
  for (const { top, left, bottom, right } of look.merged) {
    for (let row = top; row <= Math.min(bottom, top + MOST.rows); row++) for (let column = left; column <= Math.min(right, left + MOST.columns); column++) found.set(spotOf(row, column), 'covered');
    found.set(spotOf(top, left), { rows: bottom - top + 1, columns: right - left + 1 });
  }
  return found;
}

const times = <T,>(n: number, make: (at: number) => T): T[] => Array.from({ length: n }, (_, at) => make(at));
