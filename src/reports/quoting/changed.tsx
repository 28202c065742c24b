import type { Child } from 'hono/jsx';
import { percentage } from '#platform/figures/percentage.ts';
import { shownMoment } from '#platform/time.ts';
import { Remark as Note } from '#platform/ui/notice.tsx';
import { kindsUnder, type Quote } from '#reports/quoting/quote.ts';

/** A number or judgement that is another now. */
export interface Changed {
  label: string;
  was: string;
  now: string;
}

/** What later records would change: shown, never written by itself. */
export function changedSince(kept: readonly Quote[], now: readonly Quote[]): Changed[] {
  const later = new Map(now.map((quote) => [quote.name, quote]));
  return kept.flatMap((quote) => {
    const [was, today] = [saidOf(quote), saidOf(later.get(quote.name))];
    return was !== undefined && today !== undefined && was !== today ? [{ label: quote.label, was, now: today }] : [];
  });
}

/** A number or judgement as it is compared; undefined for words and for what is not there. */
export function saidOf(quote: Quote | undefined): string | undefined {
  if (quote?.kind === 'figure') return [`${quote.value}${quote.unit}`, kindsUnder(quote)].filter(Boolean).join('，');
  if (quote?.kind === 'ratio') return percentage(quote.numerator, quote.denominator, quote.decimals) ?? '无';
  if (quote?.kind !== 'claim') return undefined;
  return quote.verdict === 'proved' ? quote.sentence : quote.verdict === 'refused' ? quote.otherwise : '暂无记录';
}

const SHOWN_CHANGES = 12;

/** Above a paper whose numbers were taken earlier. */
export function ChangedSince({ at, changed, editable }: { at: Date; changed: readonly Changed[]; editable: boolean }) {
  if (changed.length === 0) return null;
  return (
    <Note tone="warning">
      <p>
        {shownMoment(at)}取数以后，有{changed.length}个数字变了。
        {editable ? '要用新的数字，请点“更新数字”，您写的文字不会动。' : '这一份仍按当时的数字。'}
      </p>
      <ul>{changed.slice(0, SHOWN_CHANGES).map(({ label, was, now }): Child => <li>{label}：{was} → {now}</li>)}</ul>
    </Note>
  );
}
