import type { Entry } from '#reports/obligations/facts.ts';
import { entryWords } from '#reports/obligations/words.tsx';

const MONTHS = Array.from({ length: 12 }, (_, n) => n + 1);

/** The year on one sheet: a row for each duty and each kind of activity, a column for each month. */
export function YearTable({ year, entries }: { year: string; entries: Entry[] }) {
  const rows = Map.groupBy(entries, ({ owed, record }) => owed?.owing.label ?? record!.declared.title);
  return (
    <div class="card duty-year table-wrap">
      <table class="table">
        <caption class="visually-hidden">{year}年各月的应办事项和活动</caption>
        <thead><tr><th scope="col">事项</th>{MONTHS.map((month) => <th scope="col">{month}月</th>)}</tr></thead>
        <tbody>
          {[...rows].map(([label, those]) => (
            <tr>
              <th scope="row" class="card-title-cell">{label}</th>
              {MONTHS.map((month) => {
                const its = those.filter(({ day }) => Number(day.slice(5, 7)) === month);
                return <td class={its.length === 0 ? 'blank' : undefined} data-label={`${month}月`}><Cell label={label} month={month} entries={its} year={year} /></td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What is owed says how it stands; of activities a month says how many. */
function Cell({ label, month, year, entries }: { label: string; month: number; year: string; entries: Entry[] }) {
  const owed = entries.filter((entry) => entry.owed);
  if (owed.length > 0) return <>{owed.map((entry) => <a class={`duty-mark duty-${entry.owed!.state}`} href={entry.href} title={entry.title}>{entryWords(entry)}</a>)}</>;
  const standing = entries.filter(({ record }) => !record!.cancelled);
  if (standing.length === 0) return null;
  const at = `${year}-${String(month).padStart(2, '0')}`;
  return <a href={`?month=${at}${standing[0]!.committee && entries.every(({ committee }) => committee === entries[0]!.committee) ? `&committee=${standing[0]!.committee}` : ''}`} aria-label={`${month}月${label}${standing.length}次`}>{standing.length}</a>;
}
