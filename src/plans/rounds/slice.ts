import { circular } from '#plans/rounds/circulars/record.ts';
import * as circularRoutes from '#plans/rounds/circulars/routes.tsx';
import { figures } from '#plans/rounds/findings/facts.ts';
import { finding } from '#plans/rounds/findings/record.ts';
import * as findingRoutes from '#plans/rounds/findings/routes.tsx';
import { objection } from '#plans/rounds/objections/record.ts';
import * as objectionRoutes from '#plans/rounds/objections/routes.tsx';
import { round } from '#plans/rounds/rounds/record.ts';
import * as roundRoutes from '#plans/rounds/rounds/routes.tsx';
import { roundVisit } from '#plans/rounds/visits/record.ts';
import * as visitRoutes from '#plans/rounds/visits/routes.tsx';
import { roundsWork } from '#plans/rounds/work.ts';
import type { Slice } from '#platform/chapter.ts';

export const roundsSlice: Slice = {
  records: [round, roundVisit, finding, circular, objection],
  figures,
  papers: [circularRoutes.circularSource],
  work: roundsWork,
  committeesWork: [{ declared: finding, committee: 'committee_id' }],
  applies: [{ record: circular.name, parameters: ['circular.objection_days'], day: 'told_on' }],
  mount(site) {
    for (const routes of [roundRoutes, visitRoutes, findingRoutes, circularRoutes, objectionRoutes]) routes.mount(site);
  },
};
