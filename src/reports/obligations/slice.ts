import type { Slice } from '#platform/chapter.ts';
import { exemption, zeroReport } from '#plans/obligations/record.ts';
import { closeEmpty } from '#reports/obligations/closing.ts';
import { mountFeeds } from '#reports/obligations/feed-routes.tsx';
import type { DutyDeclared } from '#reports/obligations/facts.ts';
import { mountCalendar } from '#reports/obligations/routes.tsx';
import { mountSigned } from '#reports/obligations/signed-routes.tsx';

/** The duty calendar of everything that the chapters declared. */
export const obligationsSlice = (declared: DutyDeclared): Slice => ({
  records: [zeroReport, exemption],
  daily: closeEmpty(declared.obligations),
  mount(site) {
    mountFeeds(site, declared);
    mountCalendar(site, declared);
    mountSigned(site, declared.obligations);
  },
});
