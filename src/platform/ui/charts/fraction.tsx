import type { Child } from 'hono/jsx';
import { Icon, type IconName } from '#platform/ui/icons.tsx';

export interface FractionProps {
  label: string;
  /** Done out of due, in whole pieces; drawn as a plain fraction, never as a percentage. */
  done: number;
  due: number;
  href?: string;
  icon?: IconName;
  /** One short sentence: what is still missing, or that nothing is. */
  note?: Child;
}

/** 五个一 and the like: a fraction in words, with one small box per piece as long as they can be counted by eye. */
export function Fraction({ label, done, due, href, icon, note }: FractionProps) {
  const words = (
    <>
      <span class="progress-label">{icon && <Icon name={icon} />}{label}</span>
      <span class="progress-count"><b>{done}</b><span>/{due}</span></span>
    </>
  );
  return (
    <div class={done >= due ? 'progress-card is-complete' : 'progress-card'}>
      {href ? <a class="progress-words" href={href}>{words}</a> : <div class="progress-words">{words}</div>}
      <Pieces done={done} due={due} />
      {note && <p class="progress-note">{note}</p>}
    </div>
  );
}

const width = 240;
const gap = 4;
/** Narrower boxes nobody counts by eye. */
const NARROWEST = 4;

/** One bar cut into as many pieces as are due. Decorative: the fraction beside it says the same. */
function Pieces({ done, due }: { done: number; due: number }) {
  const piece = due > 0 ? (width - gap * (due - 1)) / due : 0;
  const share = due > 0 ? Math.min(1, done / due) : 0;
  return (
    <svg class="pieces" viewBox={`0 0 ${width} 8`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {piece >= NARROWEST ? (
        Array.from({ length: due }, (_, place) => <rect x={place * (piece + gap)} y="0" width={piece} height="8" rx="2" class={place < done ? 'piece-done' : 'piece-due'} />)
      ) : (
        <>
          <rect x="0" y="0" width={width} height="8" rx="2" class="piece-due" />
          <rect x="0" y="0" width={width * share} height="8" rx="2" class="piece-done" />
        </>
      )}
    </svg>
  );
}
