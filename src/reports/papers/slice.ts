import type { Slice } from '#platform/chapter.ts';
import type { PaperSource } from '#platform/documents/source.ts';
import { incomingPaper } from '#reports/papers/incoming/record.ts';
import * as incomingRoutes from '#reports/papers/incoming/routes.tsx';
import { issuingFrom } from '#reports/papers/outgoing/printing.ts';
import { outgoingPaper } from '#reports/papers/outgoing/record.ts';
import { mountWith } from '#reports/papers/outgoing/routes.tsx';

/** 发文 and 收文, with what papers can be made of. */
export const papersSlice = (sources: readonly PaperSource[]): Slice => ({
  records: [outgoingPaper, incomingPaper],
  committeesWork: [outgoingPaper, incomingPaper].map((declared) => ({ declared, committee: 'committee_id', stays: true as const })),
  mount(site) {
    mountWith(issuingFrom(sources))(site);
    incomingRoutes.mount(site);
  },
});
