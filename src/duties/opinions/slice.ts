import type { Slice } from '#platform/chapter.ts';
import * as itemFacts from '#duties/opinions/items/facts.ts';
import { itemImport } from '#duties/opinions/items/imports.ts';
import { opinionItem } from '#duties/opinions/items/record.ts';
import * as itemRoutes from '#duties/opinions/items/routes.tsx';
import * as ledgerFacts from '#duties/opinions/ledger/facts.ts';
import { ledgerImport } from '#duties/opinions/ledger/imports.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import * as ledgerRoutes from '#duties/opinions/ledger/routes.tsx';
import * as residentRoutes from '#duties/opinions/residents/routes.tsx';

export const opinionsSlice: Slice = {
  records: [ledgerEntry, opinionItem],
  figures: [...ledgerFacts.figures, ...itemFacts.figures],
  claims: [...ledgerFacts.claims, ...itemFacts.claims],
  obligations: [...ledgerFacts.obligations, ...itemFacts.obligations],
  imports: [ledgerImport, itemImport],
  membersWork: [{ declared: opinionItem, member: 'member_id' }],
  committeesWork: [{ declared: ledgerEntry, committee: 'committee_id' }, { declared: opinionItem, committee: 'committee_id', member: 'member_id' }],
  mount(site) {
    residentRoutes.mount(site);
    ledgerRoutes.mount(site);
    itemRoutes.mount(site);
  },
};
