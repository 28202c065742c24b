import type { Slice } from '#platform/chapter.ts';
import { ownLinksAwaited } from '#duties/consultations/floor/links/own.ts';
import { mountPublic } from '#duties/consultations/floor/links/public.tsx';
import { mountSlips } from '#duties/consultations/floor/links/slips.tsx';
import { objection } from '#duties/consultations/floor/objections/record.ts';
import { mount as mountObjections } from '#duties/consultations/floor/objections/routes.tsx';
import { mountFloor } from '#duties/consultations/floor/page.tsx';
import { point } from '#duties/consultations/floor/points/record.ts';
import { mount as mountPoints } from '#duties/consultations/floor/points/routes.tsx';
import { remark } from '#duties/consultations/floor/remarks/record.ts';
import { mount as mountRemarks } from '#duties/consultations/floor/remarks/routes.tsx';
import { vote } from '#duties/consultations/floor/votes/record.ts';
import { mount as mountVotes } from '#duties/consultations/floor/votes/routes.tsx';

/** 会场: what was said, agreed, voted and objected to. */
export const floorPart = {
  records: [remark, point, vote, objection],
  applies: [
    { record: vote.name, parameters: ['floor.quorum', 'floor.majority'], day: 'voted_on' },
    { record: remark.name, parameters: ['floor.gist_most', 'floor.voice_seconds'], day: 'said_on' },
  ],
  committeesWork: [vote, objection].map((declared) => ({ declared, committee: 'committee_id' })),
  awaited: ownLinksAwaited,
  mount(site) {
    mountFloor(site);
    mountRemarks(site);
    mountPoints(site);
    mountVotes(site);
    mountObjections(site);
    mountSlips(site);
    mountPublic(site);
  },
} satisfies Slice;
