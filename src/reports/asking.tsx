import type { Child } from 'hono/jsx';
import { dayOf, shownMoment } from '#platform/time.ts';
import type { Option } from '#platform/ui/filters.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { printedPeriod, type Asked } from '#reports/asked.ts';

export interface AskingProps {
  action: string;
  asked: Asked;
  /** Committees to choose from, when the report can be of one: only the own ones for those who see no others. */
  committees?: readonly Option[];
  wholeCounty?: boolean;
  /** Further fields of the page: the choice of a template. */
  children?: Child;
}

/** Period, committee and moment of a report: an ordinary GET form, so that every report has an address. */
export function Asking({ action, asked, committees, wholeCounty, children }: AskingProps) {
  return (
    <section class="card" aria-label="统计范围">
      <form method="get" action={action} class="card-body asking">
        <DayInput name="from" label="起始日期" value={asked.from} />
        <DayInput name="to" label="截止日期" value={asked.to} />
        {committees && <PlaceChoice committees={committees} wholeCounty={wholeCounty} chosen={asked.committee} />}
        <div>
          <label class="form-label" for="asking-asof">记录截至（不填就是现在）</label>
          <input class="form-control" type="datetime-local" id="asking-asof" name="asof" value={asked.asOf ? localMoment(asked.asOf) : ''} />
        </div>
        {children}
        <button type="submit" class="btn">
          <Icon name="search" />
          查看
        </button>
      </form>
    </section>
  );
}

function PlaceChoice({ committees, wholeCounty, chosen }: { committees: readonly Option[]; wholeCounty?: boolean; chosen?: string }) {
  return (
    <div>
      <label class="form-label" for="asking-committee">范围</label>
      <select class="form-select" id="asking-committee" name="committee">
        {wholeCounty && <option value="">全县</option>}
        {committees.map(({ value, label }) => (
          <option value={value} selected={value === chosen}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

function DayInput({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <div>
      <label class="form-label" for={`asking-${name}`}>{label}</label>
      <input class="form-control" type="date" id={`asking-${name}`} name={name} value={value} required />
    </div>
  );
}

const localMoment = (moment: Date): string => `${dayOf(moment)}T${shownMoment(moment).slice(-5)}`;

/** One line that says what a report is about. */
export const aboutLine = (asked: Asked, at: Date, place: string): string =>
  `${place} · ${printedPeriod(asked)} · 记录截至 ${shownMoment(at)}`;
