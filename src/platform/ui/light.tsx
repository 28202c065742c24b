import { labels } from './labels.ts';

/** Where a deadline stands. `days` are working days: left when positive or zero, over when negative. */
export type Deadline = { standing: 'open'; days: number; nearFrom: number } | { standing: 'closed' };

/**
 * A deadline's light: green circle 正常, yellow triangle 临期 (from `nearFrom` working days on), red square 逾期,
 * grey bar 已办结; always with the word and the number of working days, so that colour and shape only help.
 */
export function Light({ deadline, day }: { deadline: Deadline; day?: string }) {
  const { name, words, count } = reading(deadline);
  return (
    <span class={`light light-${name}`} title={day}>
      <svg class="light-shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
        {shapes[name]}
      </svg>
      <span>
        {words}
        {count && <span class="light-days">{count}</span>}
      </span>
    </span>
  );
}

type LightName = 'on-time' | 'near' | 'over' | 'closed';

const shapes = {
  'on-time': <circle cx="8" cy="8" r="6" />,
  near: <path d="M8 1.5 15 14.5H1z" />,
  over: <rect x="2" y="2" width="12" height="12" />,
  closed: <rect x="1" y="6" width="14" height="4" rx="2" />,
};

function reading(deadline: Deadline): { name: LightName; words: string; count?: string } {
  if (deadline.standing === 'closed') return { name: 'closed', words: labels.closed };
  const { days, nearFrom } = deadline;
  if (days < 0) return { name: 'over', words: labels.daysOver(-days) };
  const count = days === 0 ? labels.dueToday : labels.daysLeft(days);
  return days <= nearFrom ? { name: 'near', words: labels.nearlyDue, count } : { name: 'on-time', words: labels.onTime, count };
}
