import type { Slice } from '#platform/chapter.ts';
import { figures } from '#duties/opinions/open311/facts.ts';
import { mount as mountPartners } from '#duties/opinions/open311/partner-routes.tsx';
import { partnerSystem } from '#duties/opinions/open311/record.ts';
import { mount as mountOpen311 } from '#duties/opinions/open311/routes.ts';

/** What other systems send to the ledger, and what they may ask of it. */
export const open311Part = {
  records: [partnerSystem],
  figures,
  mount(site) {
    mountOpen311(site);
    mountPartners(site);
  },
} satisfies Slice;
