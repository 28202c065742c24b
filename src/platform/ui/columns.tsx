import { KeptQuery } from './filters.tsx';
import type { Here } from './frame.ts';
import { Icon } from './icons.tsx';
import { labels } from './labels.ts';

/** Query name that carries the chosen columns, once per column. */
export const columnQuery = 'col';

interface Choosable {
  key: string;
  label: string;
  /** False: only shown when chosen. */
  shown?: boolean;
  /** True for the column that names the row: it cannot be put away. */
  fixed?: boolean;
}

/** The columns the address asks for, in their own order; without a choice those not declared `shown: false`. */
export function shownColumns<C extends Choosable>(columns: C[], here: Here): C[] {
  const chosen = new Set(here.query.getAll(columnQuery));
  const picked = columns.filter((column) => chosen.has(column.key));
  if (picked.length === 0) return columns.filter((column) => column.shown !== false);
  return columns.filter((column) => column.fixed || chosen.has(column.key));
}

/** 显示列: a GET form of ticks; with script it applies at once (`<auto-submit>`). */
export function ColumnChoice({ columns, here }: { columns: Choosable[]; here: Here }) {
  const shown = new Set(shownColumns(columns, here).map((column) => column.key));
  const free = columns.filter((column) => !column.fixed);
  if (free.length < 2) return null;
  return (
    <details class="drop column-choice">
      <summary class="btn btn-quiet">
        <Icon name="columns" />
        <span>{labels.columns}</span>
      </summary>
      <auto-submit>
        <form class="drop-body" method="get" action={here.path}>
          <KeptQuery here={here} except={new Set([columnQuery])} />
          {columns.filter((column) => column.fixed).map((column) => (
            <input type="hidden" name={columnQuery} value={column.key} />
          ))}
          {free.map((column) => (
            <label class="form-check">
              <input class="form-check-input" type="checkbox" name={columnQuery} value={column.key} checked={shown.has(column.key)} />
              <span class="form-check-label">{column.label}</span>
            </label>
          ))}
          <button type="submit" class="btn">
            {labels.columnsApply}
          </button>
        </form>
      </auto-submit>
    </details>
  );
}
