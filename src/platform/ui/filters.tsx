import { ChoiceOption } from './choice-option.tsx';
import { addressWith, type Here } from './frame.ts';
import { Icon } from './icons.tsx';
import { labels } from './labels.ts';

export interface Option {
  value: string;
  label: string;
}

interface Named {
  label: string;
  /** Query names this filter owns. */
  names: string[];
  /** Waits behind 更多条件 until it is in use. */
  more?: boolean;
}

export type Filter =
  | (Named & { kind: 'text'; placeholder?: string })
  | (Named & { kind: 'choice'; options: Option[] })
  | (Named & { kind: 'days' });

type Extra = { more?: boolean };

/** Free text; `name` is the query name. */
export const textFilter = (name: string, label: string, extra: Extra & { placeholder?: string } = {}): Filter => ({
  kind: 'text', names: [name], label, ...extra,
});

/** One of some values; 全部 means no condition. Also used for committees and years. */
export const choiceFilter = (name: string, label: string, options: Option[], extra: Extra = {}): Filter => ({
  kind: 'choice', names: [name], label, options, ...extra,
});

/** A range of days, both ends included; the query names are `<name>_from` and `<name>_to`. */
export const daysFilter = (name: string, label: string, extra: Extra = {}): Filter => ({
  kind: 'days', names: [`${name}_from`, `${name}_to`], label, ...extra,
});

/**
 * The filter row of a list: an ordinary GET form, and below it what is filtered now, each removable. The first filter
 * is always there; on a phone the others, on a desk those marked `more`, wait behind the box 更多条件.
 */
export function FilterRow({ filters, here }: { filters: Filter[]; here: Here }) {
  const [first, ...rest] = filters;
  const owned = new Set(filters.flatMap((filter) => filter.names));
  const more = filters.some((filter) => filter.more);
  const moreInUse = filters.some((filter) => filter.more && inUse(filter, here));
  return (
    <div class="filters">
      <form method="get" action={here.path} class={more ? 'filter-form has-more' : 'filter-form'}>
        <KeptQuery here={here} except={owned} />
        {first && <FilterField filter={first} here={here} />}
        <button type="submit" class="btn filter-apply">
          <Icon name="search" />
          {labels.filterApply}
        </button>
        {rest.length > 0 && (
          <>
            <input type="checkbox" class="filter-toggle visually-hidden" id="filter-toggle" checked={moreInUse} />
            <label class="btn btn-quiet filter-toggle-label" for="filter-toggle">
              <Icon name="filter" />
              {labels.filterMore}
            </label>
          </>
        )}
        {rest.map((filter) => (
          <FilterField filter={filter} here={here} />
        ))}
      </form>
      <Chips filters={filters} here={here} />
    </div>
  );
}

/** The query values a GET form must carry along because it does not own them (sort order, columns). */
export function KeptQuery({ here, except }: { here: Here; except: Set<string> }) {
  const kept = [...here.query].filter(([name, value]) => !except.has(name) && name !== 'page' && value !== '');
  return kept.map(([name, value]) => <input type="hidden" name={name} value={value} />);
}

function FilterField({ filter, here }: { filter: Filter; here: Here }) {
  const [first = '', second = ''] = filter.names;
  if (filter.kind === 'days') {
    return (
      <fieldset class={fieldClass(filter)}>
        <legend>{filter.label}</legend>
        <input class="form-control" type="date" name={first} value={here.query.get(first) ?? ''} aria-label={`${filter.label}${labels.from}`} />
        <span aria-hidden="true">～</span>
        <input class="form-control" type="date" name={second} value={here.query.get(second) ?? ''} aria-label={`${filter.label}${labels.to}`} />
      </fieldset>
    );
  }
  return (
    <label class={fieldClass(filter)}>
      <span>{filter.label}</span>
      {filter.kind === 'text' ? (
        <input class="form-control" type="search" name={first} value={here.query.get(first) ?? ''} placeholder={filter.placeholder} maxlength={100} />
      ) : (
        <select class="form-select" name={first}>
          <option value="">{labels.filterAll}</option>
          {filter.options.map((option) => <ChoiceOption option={option} selected={here.query.get(first) === option.value} />)}
        </select>
      )}
    </label>
  );
}

function fieldClass(filter: Filter): string {
  return `filter-field filter-${filter.kind}${filter.more ? ' filter-more' : ''}`;
}

function inUse(filter: Filter, here: Here): boolean {
  return filter.names.some((name) => here.query.get(name));
}

function Chips({ filters, here }: { filters: Filter[]; here: Here }) {
  const active = filters.filter((filter) => inUse(filter, here));
  if (active.length === 0) return null;
  return (
    <ul class="chips" aria-label={labels.filtersActive}>
      {active.map((filter) => (
        <li>
          <a class="chip" href={addressWith(here, removal(filter))} aria-label={`${labels.filterRemove}：${filter.label} ${shownValue(filter, here)}`}>
            <span>
              {filter.label}：{shownValue(filter, here)}
            </span>
            <Icon name="close" />
          </a>
        </li>
      ))}
      <li>
        <a class="chip-clear" href={here.path}>
          {labels.filterClear}
        </a>
      </li>
    </ul>
  );
}

function removal(filter: Filter): Record<string, undefined> {
  return Object.fromEntries(filter.names.map((name) => [name, undefined]));
}

function shownValue(filter: Filter, here: Here): string {
  const values = filter.names.map((name) => here.query.get(name) ?? '');
  if (filter.kind === 'days') return values.map((value) => value || '…').join(' ～ ');
  const value = values[0] ?? '';
  if (filter.kind === 'choice') return filter.options.find((option) => option.value === value)?.label ?? value;
  return value;
}
