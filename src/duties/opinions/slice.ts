import type { Slice } from '#platform/chapter.ts';
import { byCategory } from '#plans/categories/facts.ts';
import * as disputeFacts from '#duties/opinions/disputes/facts.ts';
import { disputeImport } from '#duties/opinions/disputes/imports.ts';
import { dispute } from '#duties/opinions/disputes/record.ts';
import * as disputeRoutes from '#duties/opinions/disputes/routes.tsx';
import * as itemFacts from '#duties/opinions/items/facts.ts';
import { itemImport } from '#duties/opinions/items/imports.ts';
import { opinionItem } from '#duties/opinions/items/record.ts';
import * as itemRoutes from '#duties/opinions/items/routes.tsx';
import * as ledgerFacts from '#duties/opinions/ledger/facts.ts';
import { ledgerImport } from '#duties/opinions/ledger/imports.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import * as ledgerRoutes from '#duties/opinions/ledger/routes.tsx';
import { open311Part } from '#duties/opinions/open311/slice.ts';
import { outcomesPart } from '#duties/opinions/outcomes/slice.ts';
import { mount as mountReleases } from '#duties/opinions/releases/routes.tsx';
import { release } from '#duties/opinions/releases/record.ts';
import { erasureAwaited, mount as mountErasing } from '#duties/opinions/shield/erasing-routes.tsx';
import { mount as mountExporting } from '#duties/opinions/shield/exporting.tsx';
import * as shieldFacts from '#duties/opinions/shield/facts.ts';
import { personalView } from '#duties/opinions/shield/record.ts';
import { mount as mountShield } from '#duties/opinions/shield/routes.tsx';
import { referralsPart } from '#duties/opinions/referrals/slice.ts';
import * as residentFacts from '#duties/opinions/residents/facts.ts';
import { pageWording } from '#duties/opinions/residents/record.ts';
import * as residentRoutes from '#duties/opinions/residents/routes.tsx';
import { opinionsWork } from '#duties/opinions/work.ts';
import { objectionsAwaited, screeningAwaited } from '#duties/opinions/residents/screening.tsx';

export const opinionsSlice: Slice = {
  records: [ledgerEntry, ...referralsPart.records, dispute, personalView, release, opinionItem, ...outcomesPart.records, pageWording, ...open311Part.records],
  figures: [...ledgerFacts.figures, ...referralsPart.figures, ...disputeFacts.figures, ...shieldFacts.figures, ...itemFacts.figures, ...outcomesPart.figures, ...residentFacts.figures, ...open311Part.figures],
  dimensions: [...ledgerFacts.dimensions, { record: opinionItem.name, dimensions: byCategory('opinion_item', '类别') }],
  ratios: [...ledgerFacts.ratios, ...referralsPart.ratios, ...disputeFacts.ratios, ...outcomesPart.ratios],
  claims: [...ledgerFacts.claims, ...referralsPart.claims, ...itemFacts.claims, ...outcomesPart.claims],
  obligations: [...ledgerFacts.obligations, ...itemFacts.obligations],
  applies: [...referralsPart.applies, ...outcomesPart.applies, { record: dispute.name, parameters: ['disputes.days', 'disputes.callback_days', 'disputes.confirm_days'], day: 'taken_on' }, { record: opinionItem.name, parameters: ['items.limit', 'items.limit_direct', 'items.hands', 'items.from_proposal', 'items.direct_days', 'items.copies'], day: 'submitted_on' }, { record: ledgerEntry.name, parameters: ['residents.answer_days', 'residents.unsolved_days', 'residents.unsolved_times'], day: 'received_on' }],
  work: opinionsWork,
  imports: [ledgerImport, disputeImport, itemImport, ...outcomesPart.imports],
  awaited: [screeningAwaited, objectionsAwaited, ...referralsPart.awaited, ...outcomesPart.awaited, erasureAwaited],
  dated: [...referralsPart.dated, ...outcomesPart.dated],
  beside: outcomesPart.beside,
  membersWork: [{ declared: opinionItem, member: 'member_id' }],
  committeesWork: [{ declared: ledgerEntry, committee: 'committee_id' }, ...referralsPart.committeesWork, { declared: dispute, committee: 'committee_id' }, { declared: opinionItem, committee: 'committee_id', member: 'member_id' }, ...outcomesPart.committeesWork],
  mount(site) {
    mountReleases(site);
    residentRoutes.mount(site);
    mountShield(site);
    mountErasing(site);
    mountExporting(site);
    ledgerRoutes.mount(site);
    referralsPart.mount(site);
    disputeRoutes.mount(site);
    itemRoutes.mount(site);
    outcomesPart.mount(site);
    open311Part.mount(site);
  },
};
