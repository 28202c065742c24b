import type { Deadline } from '#platform/working-days.ts';
import { labels } from './labels.ts';

/**
 * A deadline's light: green circle 正常, yellow triangle 临期 (from so many working days on as the county says), red square 逾期,
 * grey bar 已办结; always with the word and the number of working days, so that colour and shape only help.
 */
export function Light({ deadline, day }: { deadline: Deadline; day?: string }) {
  return <Lamp {...reading(deadline)} title={day} />;
}

/** A light that says something else than a deadline; shape, colour and word together. */
export function Lamp({ name, words, count, title }: { name: LightName; words: string; count?: string; title?: string }) {
  return (
    <span class={`light light-${name}`} title={title}>
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

export type LightName = 'on-time' | 'near' | 'over' | 'closed';

const shapes = {
  'on-time': <circle cx="8" cy="8" r="6" />,
  near: <path d="M8 1.5 15 14.5H1z" />,
  over: <rect x="2" y="2" width="12" height="12" />,
  closed: <rect x="1" y="6" width="14" height="4" rx="2" />,
};

function reading(deadline: Deadline): { name: LightName; words: string; count?: string } {
  switch (deadline.standing) {
    case 'closed': return { name: 'closed', words: labels.closed };
    case 'over': return { name: 'over', words: labels.over(deadline.days, deadline.sure) };
    case 'ahead': {
      const { days, sure, near, today } = deadline;
      const count = today ? labels.dueToday : labels.daysLeft(days, sure);
      return days <= near ? { name: 'near', words: labels.nearlyDue, count } : { name: 'on-time', words: labels.onTime, count };
    }
  }
}
