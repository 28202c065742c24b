import type { Child, PropsWithChildren } from 'hono/jsx';
import { ElderToggle, InventedBanner, Sign } from '#platform/ui/desk.tsx';
import { Page, SkipLink } from '#platform/ui/document.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { labels } from '#platform/ui/labels.ts';
import { NoticeBar } from '#platform/ui/notice.tsx';

/** A page before the desk: the sign, one question, nothing of the county's work. */
export function Doorway({ frame, title, lead, children, under }: PropsWithChildren<{ frame: Frame; title: string; lead?: Child; under?: Child }>) {
  return (
    <Page title={title} site={frame.county.name} elder={frame.elder} look="public">
      <SkipLink />
      <main id="content" class="sheet doorway" tabindex={-1}>
        <div class="doorway-head">
          <span class="brand">
            <Sign />
            <span class="brand-words">
              <span class="brand-name">{labels.product}</span>
              <span class="brand-county">{frame.county.name}</span>
            </span>
          </span>
          <ElderToggle frame={frame} />
        </div>
        {frame.county.invented && <InventedBanner />}
        <NoticeBar notice={frame.notice} />
        <div class="card form-card">
          <h1>{title}</h1>
          {lead && <p class="doorway-lead">{lead}</p>}
          {children}
        </div>
        {under && <div class="doorway-under">{under}</div>}
      </main>
    </Page>
  );
}
