import type { PropsWithChildren } from 'hono/jsx';
import type { Notice } from './frame.ts';
import { Icon, type IconName } from './icons.tsx';

const icons: Record<Notice['tone'], IconName> = { good: 'tick', info: 'info', warning: 'warning' };

/** What just happened, in one sentence; read out by screen readers, shown once. */
export function NoticeBar({ notice }: { notice?: Notice }) {
  if (!notice) return null;
  return (
    <div class={`notice notice-${notice.tone}`} role="status">
      <Icon name={icons[notice.tone]} />
      <p>
        {notice.sentence}
        {notice.link && <a href={notice.link.href}>{notice.link.label}</a>}
      </p>
    </div>
  );
}

/** A lasting remark inside a page, of the same look. */
export function Remark({ tone = 'info', children }: PropsWithChildren<{ tone?: Notice['tone'] }>) {
  return (
    <div class={`notice notice-${tone}`}>
      <Icon name={icons[tone]} />
      <div>{children}</div>
    </div>
  );
}
