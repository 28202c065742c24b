import type { Child } from 'hono/jsx';
import { recognised } from '#platform/languages/recognised.ts';
import { labels } from './labels.ts';

/** One thing that happened on the official path. */
export interface TimelineEntry {
  /** What happened, as a sentence: 县政协办公室立案，编号第12号. */
  sentence: Child;
  /** Shown moment, e.g. 2025-03-21 15:04. */
  at: string;
  who?: string;
  reason?: string;
  /** Anything below: attachments, the text of a reply. */
  below?: Child;
}

/**
 * 办理流程: the newest entry first on screens, the oldest first on paper (the print style turns the order round).
 * `entries` come oldest first, as the journal has them; `now` says what is being waited for.
 */
export function Timeline({ entries, now }: { entries: TimelineEntry[]; now?: Child }) {
  if (entries.length === 0 && !now) return <p class="quiet">{labels.noCourse}</p>;
  return (
    <ol class="timeline" reversed>
      {now && (
        <li class="timeline-now">
          <p class="timeline-sentence">{now}</p>
          <p class="timeline-when">{labels.now}</p>
        </li>
      )}
      {entries.toReversed().map((entry) => (
        <li>
          <p class="timeline-sentence">{entry.sentence}</p>
          <p class="timeline-when">
            <time>{entry.at}</time>
            {entry.who && <span>{entry.who}</span>}
          </p>
          {entry.reason && <p class="timeline-reason">{recognised(entry.reason)}</p>}
          {entry.below}
        </li>
      ))}
    </ol>
  );
}
