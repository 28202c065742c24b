import type { Action } from './head.tsx';
import { Icon } from './icons.tsx';

/** Where a list has nothing: says so kindly, and what can be done. */
export function Empty({ title, sentence, action }: { title: string; sentence?: string; action?: Action }) {
  return (
    <div class="empty">
      <Icon name="empty" />
      <p class="empty-title">{title}</p>
      {sentence && <p class="empty-sentence">{sentence}</p>}
      {action && (
        <a class="btn" href={action.href}>
          {action.label}
        </a>
      )}
    </div>
  );
}
