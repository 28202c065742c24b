import { placeKinds } from '#institutions/committees/record.ts';
import type { Covered } from '#institutions/coverage.ts';
import type { Passage } from '#institutions/reorganisations/facts.ts';

/** The life of the committee in one line of days, the oldest first. */
export function HistoryStrip({ passages }: { passages: readonly Passage[] }) {
  return (
    <ol class="history-strip">
      {passages.map(({ day, sentence, href }) => (
        <li>
          <time>{day ?? ''}</time>
          {href ? <a href={href}>{sentence}</a> : <span>{sentence}</span>}
        </li>
      ))}
    </ol>
  );
}

/** The places that it covers besides its own, and from when until when. */
export function CoveredPlaces({ covered }: { covered: readonly Covered[] }) {
  return (
    <ul class="plain-list">
      {covered.map(({ place, kind, from_on, until_on }) => (
        <li>{place}（{[placeKinds[kind as keyof typeof placeKinds], from_on && `${from_on}起`, until_on && `${until_on}止`].filter(Boolean).join('，')}）</li>
      ))}
    </ul>
  );
}
