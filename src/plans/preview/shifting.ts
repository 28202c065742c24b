import { parametersOf, type Obligation } from '#platform/obligations/obligation.ts';
import type { Reading, Supposed } from '#platform/records/act.ts';
import { spansOwed, standingsOf, type OwedSpan } from '#plans/obligations/facts.ts';

/** What becomes of a duty: in these spans it is asked for in another way, no more, or newly. */
export interface Shift {
  obligation: string;
  label: string;
  /** What changes, in words: 最迟日期提前5天. */
  what: string;
  /** Each with its last day as it is and as it would be; null where nothing is owed. */
  spans: { from: string; label: string; due: string | null; becomes: string | null }[];
  /** Who owes it in one of these spans. */
  debtors: { id: string; label: string }[];
}

/** The duties that read one of the changed parameters, span by span as they are owed and as they would be; spans with the same change together. */
export async function shiftsOf(reading: Reading, obligations: readonly Obligation[], changes: readonly Supposed[], years: readonly number[]): Promise<Shift[]> {
  const changed = new Set(changes.map(({ key }) => key));
  const supposing: Reading = { ...reading, supposing: changes };
  const found: Shift[] = [];
  for (const owing of obligations.filter((one) => parametersOf(one).some((key) => changed.has(key)))) {
    const [before, after] = [await owedIn(reading, owing, years), await owedIn(supposing, owing, years)];
    const moved = [...new Set([...before.keys(), ...after.keys()])].toSorted()
      .map((from) => ({ span: (after.get(from) ?? before.get(from))!, was: before.get(from), is: after.get(from), what: difference(before.get(from), after.get(from)) }))
      .filter(({ what }) => what !== '');
    const debtors = Map.groupBy(await standingsOf(reading, owing, moved.map(({ span }) => span)), ({ span }) => span.from);
    for (const [what, alike] of Map.groupBy(moved, (one) => one.what)) {
      const owe = alike.flatMap(({ span }) => debtors.get(span.from)?.map(({ debtor }) => debtor) ?? []);
      found.push({
        obligation: owing.name, label: owing.label, what, spans: alike.map(({ span: { from, label }, was, is }) => ({ from, label, due: was?.due ?? null, becomes: is?.due ?? null })),
        debtors: [...new Map(owe.map(({ id, label }) => [id, { id, label }])).values()],
      });
    }
  }
  return found;
}

async function owedIn(reading: Reading, owing: Obligation, years: readonly number[]): Promise<Map<string, OwedSpan>> {
  const spans: OwedSpan[] = [];
  for (const year of years) spans.push(...(await spansOwed(reading, owing, { from: `${year}-01-01`, to: `${year}-12-31` })));
  return new Map(spans.map((span) => [span.from, span]));
}

const DAY = 86_400_000;
const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY;

/** How the two differ, in words; nothing where they do not. */
function difference(before: OwedSpan | undefined, after: OwedSpan | undefined): string {
  if (!after) return before ? '不再应办' : '';
  if (!before) return `新增：应办${after.required}次`;
  const told: [string, string | number, string | number, string][] = [
    ['应办', before.required, after.required, '次'], ['过期后宽限', days(before.due, before.grace), days(after.due, after.grace), '天'],
    ['提前提醒', before.near, after.near, '个工作日'], ['零报告', before.zero ? '算完成' : '不算完成', after.zero ? '算完成' : '不算完成', ''],
  ];
  return [...movedBy(days(before.due, after.due)), ...told.filter(([, was, is]) => was !== is).map(([word, was, is, unit]) => `${word}${was}${unit} → ${is}${unit}`)].join('；');
}

const movedBy = (by: number): string[] => (by === 0 ? [] : [`最迟日期${by < 0 ? '提前' : '推后'}${Math.abs(by)}天`]);
