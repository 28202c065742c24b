import { checklist } from '#plans/haves/checklists/record.ts';
import * as checklistRoutes from '#plans/haves/checklists/routes.tsx';
import { claims, figures as acceptances } from '#plans/haves/checks/facts.ts';
import { haveCheck } from '#plans/haves/checks/record.ts';
import * as checkRoutes from '#plans/haves/checks/routes.tsx';
import { equipmentImport } from '#plans/haves/equipment/imports.ts';
import { equipment } from '#plans/haves/equipment/record.ts';
import * as equipmentRoutes from '#plans/haves/equipment/routes.tsx';
import { figures as standings, ratios } from '#plans/haves/facts.ts';
import { figures as money } from '#plans/haves/funds/facts.ts';
import { fundsImport } from '#plans/haves/funds/imports.ts';
import { funds } from '#plans/haves/funds/record.ts';
import * as fundsRoutes from '#plans/haves/funds/routes.tsx';
import * as listRoutes from '#plans/haves/lists.tsx';
import { haveProof } from '#plans/haves/proofs/record.ts';
import * as proofRoutes from '#plans/haves/proofs/routes.tsx';
import * as overviewRoutes from '#plans/haves/routes.tsx';
import { havesWork } from '#plans/haves/work.ts';
import type { Slice } from '#platform/chapter.ts';

export const havesSlice: Slice = {
  records: [checklist, haveCheck, haveProof, equipment, funds],
  figures: [...acceptances, ...standings, ...money],
  ratios,
  claims,
  applies: [{ record: haveCheck.name, parameters: ['light.near_days'] }],
  work: havesWork,
  imports: [equipmentImport, fundsImport],
  mount(site) {
    for (const routes of [listRoutes, overviewRoutes, checklistRoutes, checkRoutes, proofRoutes, equipmentRoutes, fundsRoutes]) routes.mount(site);
  },
};
